"""The words that cases are found by get a column; what is stored already fills it."""

from django.db import migrations, models

from foundations.searching.folded_columns import fill_folded_column


def fill(apps, schema_editor):
    rows = apps.get_model("feedback", "FeedbackCase").objects.all()
    fill_folded_column(rows, lambda row: " ".join([row.number, row.name, row.subject, row.email, row.phone]))


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_initial")]

    operations = [
        migrations.AddField("feedbackcase", "folded", models.TextField(default="", editable=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
