import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActiveReaders',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('window', models.PositiveBigIntegerField(unique=True)),
                ('readers', models.PositiveBigIntegerField()),
            ],
            options={
                'verbose_name': 'người đọc trong mười phút',
                'verbose_name_plural': 'người đọc trong mười phút',
            },
        ),
        migrations.CreateModel(
            name='DailyVisits',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True, verbose_name='ngày')),
                ('visits', models.PositiveBigIntegerField(verbose_name='lượt truy cập')),
                ('views', models.PositiveBigIntegerField(verbose_name='lượt xem')),
            ],
            options={
                'verbose_name': 'lượt truy cập trong ngày',
                'verbose_name_plural': 'lượt truy cập trong ngày',
                'ordering': ['-day'],
            },
        ),
        migrations.CreateModel(
            name='FoldedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True)),
                ('machine', models.CharField(max_length=32)),
                ('offset', models.PositiveBigIntegerField(default=0)),
                ('folded_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'tệp đã cộng',
                'verbose_name_plural': 'tệp đã cộng',
            },
        ),
        migrations.CreateModel(
            name='DailyViews',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8, verbose_name='loại')),
                ('object_id', models.PositiveBigIntegerField()),
                ('day', models.DateField(verbose_name='ngày')),
                ('views', models.PositiveBigIntegerField(verbose_name='lượt xem')),
            ],
            options={
                'verbose_name': 'lượt xem trong ngày',
                'verbose_name_plural': 'lượt xem trong ngày',
                'indexes': [models.Index(fields=['day', 'kind'], name='views_by_day')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'object_id', 'day'), name='one_row_of_views_per_day')],
            },
        ),
        migrations.CreateModel(
            name='CounterReset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8, verbose_name='loại')),
                ('object_id', models.PositiveBigIntegerField()),
                ('value', models.PositiveBigIntegerField(verbose_name='số trước khi đặt lại')),
                ('reason', models.TextField(verbose_name='lý do')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='thời điểm')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người đặt lại')),
            ],
            options={
                'verbose_name': 'lần đặt lại số đếm',
                'verbose_name_plural': 'lần đặt lại số đếm',
                'ordering': ['-made_at', '-pk'],
                'indexes': [models.Index(fields=['kind', 'object_id'], name='resets_of_a_thing')],
            },
        ),
        migrations.CreateModel(
            name='OpeningBalance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.PositiveBigIntegerField()),
                ('count', models.PositiveBigIntegerField(verbose_name='số đã đếm')),
                ('source', models.CharField(blank=True, max_length=255, verbose_name='nguồn')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'số đếm chuyển sang',
                'verbose_name_plural': 'số đếm chuyển sang',
                'constraints': [models.UniqueConstraint(fields=('content_type', 'object_id'), name='one_opening_balance_per_thing')],
            },
        ),
    ]
