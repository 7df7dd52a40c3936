import django.db.models.deletion
import django.utils.timezone
import feedback.models
import foundations.vietnamese.normalisation
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('personal_data', '0001_initial'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseCounter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveIntegerField(unique=True)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='FeedbackCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folded', models.TextField(default='', editable=False)),
                ('number', models.CharField(editable=False, max_length=20, unique=True, verbose_name='mã số')),
                ('key', models.CharField(editable=False, max_length=20)),
                ('procedure_code', models.CharField(blank=True, max_length=60, verbose_name='mã thủ tục')),
                ('name', models.CharField(max_length=100, verbose_name='họ tên')),
                ('email', models.EmailField(blank=True, db_index=True, max_length=254, verbose_name='thư điện tử')),
                ('phone', models.CharField(blank=True, db_index=True, max_length=30, verbose_name='điện thoại')),
                ('subject', models.CharField(max_length=200, verbose_name='tiêu đề')),
                ('text', models.TextField(verbose_name='nội dung')),
                ('may_publish', models.BooleanField(default=False, verbose_name='đồng ý công khai câu trả lời')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gửi lúc')),
                ('due_on', models.DateField(help_text='Ngày ghi trên giấy hẹn của người gửi.', verbose_name='hạn chuyển, xử lý')),
                ('state', models.CharField(choices=[('moi-nhan', 'Mới nhận'), ('dang-xem-xet', 'Đang xem xét'), ('da-chuyen', 'Đã chuyển'), ('da-tra-loi', 'Đã trả lời'), ('khong-thuoc-pham-vi', 'Không thuộc phạm vi'), ('nghi-rac', 'Nghi là thư rác'), ('rac', 'Thư rác')], db_index=True, default='moi-nhan', max_length=20, verbose_name='tình trạng')),
                ('handled_at', models.DateTimeField(blank=True, null=True, verbose_name='chuyển, xử lý lúc')),
                ('forwarded_to', models.CharField(blank=True, max_length=255, verbose_name='đã chuyển đến cơ quan khác')),
                ('answer', models.TextField(blank=True, verbose_name='nội dung trả lời')),
                ('reason', models.TextField(blank=True, verbose_name='lý do không thuộc phạm vi')),
                ('suspicion', models.CharField(blank=True, max_length=255, verbose_name='dấu hiệu thư rác')),
                ('seal', models.CharField(editable=False, max_length=32, unique=True)),
                ('consent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='personal_data.consenttext', verbose_name='đã đồng ý với')),
                ('forwarded_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đã chuyển đến đơn vị')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='gửi đến đơn vị')),
            ],
            options={
                'verbose_name': 'góp ý, phản ánh',
                'verbose_name_plural': 'góp ý, phản ánh',
                'ordering': ['-sent_at', '-pk'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='CaseFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=255, storage=feedback.models.get_private_storage, upload_to='', verbose_name='tệp')),
                ('name', models.CharField(max_length=150, verbose_name='tên tệp')),
                ('size', models.PositiveIntegerField(verbose_name='dung lượng')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='feedback.feedbackcase')),
            ],
            options={
                'verbose_name': 'tệp gửi kèm',
                'verbose_name_plural': 'tệp gửi kèm',
            },
        ),
        migrations.CreateModel(
            name='CaseEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('moi-nhan', 'Mới nhận'), ('dang-xem-xet', 'Đang xem xét'), ('da-chuyen', 'Đã chuyển'), ('da-tra-loi', 'Đã trả lời'), ('khong-thuoc-pham-vi', 'Không thuộc phạm vi'), ('nghi-rac', 'Nghi là thư rác'), ('rac', 'Thư rác')], max_length=20, verbose_name='tình trạng')),
                ('receiver', models.CharField(blank=True, max_length=255, verbose_name='chuyển đến')),
                ('note', models.TextField(blank=True, verbose_name='ghi chú nội bộ')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='lúc')),
                ('by_name', models.CharField(blank=True, max_length=255, verbose_name='người thực hiện')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='feedback.feedbackcase')),
            ],
            options={
                'verbose_name': 'diễn biến',
                'verbose_name_plural': 'diễn biến',
                'ordering': ['at', 'pk'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='PublishedAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=200, verbose_name='tiêu đề')),
                ('question', models.TextField(help_text='Tóm lược, không nêu thông tin của người gửi.', verbose_name='nội dung phản ánh')),
                ('answer', models.TextField(verbose_name='nội dung trả lời')),
                ('published_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='ngày đăng')),
                ('case', models.OneToOneField(help_text='Chỉ chọn được trường hợp đã trả lời và người gửi đồng ý công khai.', limit_choices_to={'may_publish': True, 'state': 'da-tra-loi'}, on_delete=django.db.models.deletion.PROTECT, related_name='published', to='feedback.feedbackcase', verbose_name='góp ý, phản ánh')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='cơ quan trả lời')),
            ],
            options={
                'verbose_name': 'câu trả lời công khai',
                'verbose_name_plural': 'câu trả lời công khai',
                'ordering': ['-published_on', '-pk'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
    ]
