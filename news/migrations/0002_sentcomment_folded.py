"""The words that comments are found by get a column; what is stored already fills it."""

from django.db import migrations, models

from foundations.searching.folded_columns import fill_folded_column


def fill(apps, schema_editor):
    rows = apps.get_model("news", "SentComment").objects.all()
    fill_folded_column(rows, lambda row: " ".join([row.name, row.email, row.text]))


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial")]

    operations = [
        migrations.AddField("sentcomment", "folded", models.TextField(default="", editable=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
