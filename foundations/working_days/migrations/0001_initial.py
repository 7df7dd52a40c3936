import foundations.vietnamese.normalisation
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='PublicHoliday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(error_messages={'unique': 'Ngày này đã được ghi.'}, unique=True, verbose_name='ngày')),
                ('name', models.CharField(max_length=255, verbose_name='tên')),
                ('is_worked', models.BooleanField(default=False, help_text='Đánh dấu nếu là thứ Bảy, Chủ nhật phải đi làm bù.', verbose_name='là ngày làm bù')),
            ],
            options={
                'verbose_name': 'ngày nghỉ lễ',
                'verbose_name_plural': 'ngày nghỉ lễ',
                'ordering': ['day'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
    ]
