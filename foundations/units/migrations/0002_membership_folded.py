"""The words that memberships are found by get a column; what is stored already fills it."""

from django.db import migrations, models

from foundations.searching.folded_columns import fill_folded_column


FIELDS = ("first_name", "last_name", "email", "username")


def fill(apps, schema_editor):
    rows = apps.get_model("units", "Membership").objects.select_related("user")
    fill_folded_column(rows, lambda row: " ".join(getattr(row.user, name) for name in FIELDS))


class Migration(migrations.Migration):
    dependencies = [("units", "0001_initial")]

    operations = [
        migrations.AddField("membership", "folded", models.TextField(default="", editable=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
