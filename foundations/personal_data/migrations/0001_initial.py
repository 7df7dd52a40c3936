import django.db.models.deletion
import django.utils.timezone
import foundations.vietnamese.normalisation
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ConsentText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('binh-luan', 'Bình luận'), ('gop-y', 'Góp ý, phản ánh')], max_length=20, verbose_name='dùng cho')),
                ('number', models.PositiveIntegerField(editable=False, verbose_name='phiên bản')),
                ('text', models.TextField(help_text='Nêu rõ mục đích, dữ liệu được lưu, ai được xem và quyền của người gửi. Căn cứ pháp lý ghi ở đây.', verbose_name='nội dung')),
                ('valid_from', models.DateField(default=django.utils.timezone.localdate, verbose_name='áp dụng từ ngày')),
            ],
            options={
                'verbose_name': 'văn bản đồng ý',
                'verbose_name_plural': 'văn bản đồng ý',
                'ordering': ['purpose', '-number'],
                'constraints': [models.UniqueConstraint(fields=('purpose', 'number'), name='consent_number_once_per_purpose')],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='DataRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('xuat', 'Cung cấp dữ liệu'), ('xoa', 'Xóa dữ liệu')], max_length=20, verbose_name='việc')),
                ('person', models.CharField(max_length=255, verbose_name='người yêu cầu')),
                ('reason', models.TextField(verbose_name='căn cứ, lý do')),
                ('count', models.PositiveIntegerField(verbose_name='số mục')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='lúc')),
                ('by_name', models.CharField(max_length=255, verbose_name='người thực hiện')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người thực hiện')),
            ],
            options={
                'verbose_name': 'yêu cầu về dữ liệu cá nhân',
                'verbose_name_plural': 'yêu cầu về dữ liệu cá nhân',
                'ordering': ['-at', '-pk'],
                'permissions': [('handle_datarequest', 'Cung cấp, xóa dữ liệu cá nhân theo yêu cầu')],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
    ]
