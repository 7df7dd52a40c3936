from django.db import migrations, models


def mark_weighted(apps, schema_editor):
    """PCI weights its criteria: https://pcivietnam.vn. The newest versions say it too, or publishing would undo it."""
    IndexPage = apps.get_model("rankings", "IndexPage")
    Revision = apps.get_model("wagtailcore", "Revision")
    for page in IndexPage.objects.filter(short_name__iexact="PCI"):
        IndexPage.objects.filter(pk=page.pk).update(is_weighted=True)
        for revision in Revision.objects.filter(pk__in=[page.latest_revision_id, page.live_revision_id]):
            revision.content = {**revision.content, "is_weighted": True}
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):

    dependencies = [
        ('rankings', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='indexpage',
            name='is_weighted',
            field=models.BooleanField(default=False, help_text='Chọn khi tổng điểm không phải là tổng các tiêu chí, như PCI. Kỳ mới sẽ theo lựa chọn này.', verbose_name='điểm có trọng số'),
        ),
        migrations.RunPython(mark_weighted, migrations.RunPython.noop),
    ]
