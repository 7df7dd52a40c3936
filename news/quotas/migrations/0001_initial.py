import django.core.validators
import django.db.models.deletion
import foundations.vietnamese.normalisation
import news.quotas.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('news', '0001_initial'),
        ('units', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='SentReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(max_length=100, unique=True)),
                ('sent_at', models.DateTimeField(auto_now_add=True)),
                ('recipients', models.TextField()),
            ],
            options={
                'verbose_name': 'thư nhắc đã gửi',
                'verbose_name_plural': 'thư nhắc đã gửi',
            },
        ),
        migrations.CreateModel(
            name='ClosedMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField(verbose_name='tháng')),
                ('closed_at', models.DateTimeField(verbose_name='khóa lúc')),
                ('closed_by_name', models.CharField(max_length=255, verbose_name='người khóa')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='dấu vân tay')),
                ('reopened_at', models.DateTimeField(null=True, verbose_name='mở lại lúc')),
                ('reopened_by_name', models.CharField(blank=True, max_length=255, verbose_name='người mở lại')),
                ('reopening_reason', models.TextField(blank=True, verbose_name='lý do mở lại')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'tháng đã khóa sổ',
                'verbose_name_plural': 'tháng đã khóa sổ',
                'ordering': ['-first_day', '-closed_at'],
                'permissions': [('close_month', 'Khóa sổ và mở lại sổ chỉ tiêu tin, bài')],
            },
        ),
        migrations.CreateModel(
            name='ClosedArticle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page_key', models.BigIntegerField()),
                ('url_path', models.TextField()),
                ('last_published_at', models.DateTimeField(null=True)),
                ('row', models.JSONField()),
                ('content', models.JSONField()),
                ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.page')),
                ('closing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='articles', to='quotas.closedmonth')),
            ],
            options={
                'verbose_name': 'tin, bài minh chứng',
                'verbose_name_plural': 'tin, bài minh chứng',
            },
        ),
        migrations.CreateModel(
            name='FirstPublication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page_key', models.BigIntegerField(unique=True)),
                ('moment', models.DateTimeField()),
                ('day', models.DateField()),
                ('title', models.CharField(max_length=255)),
                ('kind', models.CharField(max_length=20)),
                ('origin', models.CharField(max_length=20)),
                ('words', models.PositiveIntegerField(default=0)),
                ('has_picture', models.BooleanField(default=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(null=True)),
                ('column', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='news.newsindexpage')),
                ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.page')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='first_publications', to='units.unit')),
            ],
            options={
                'verbose_name': 'lần đăng đầu',
                'verbose_name_plural': 'lần đăng đầu',
            },
        ),
        migrations.CreateModel(
            name='QuotaRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Ví dụ: Tin, bài cải cách hành chính hằng tháng của các sở.', max_length=255, verbose_name='tên chỉ tiêu')),
                ('unit_kind', models.CharField(blank=True, choices=[('province', 'Tỉnh, thành phố'), ('department', 'Sở, ngành'), ('board', 'Ban quản lý, ban'), ('office', 'Văn phòng'), ('centre', 'Trung tâm, đơn vị sự nghiệp'), ('district', 'Huyện, thị xã, thành phố thuộc tỉnh'), ('commune', 'Xã'), ('ward', 'Phường'), ('town', 'Thị trấn'), ('special_zone', 'Đặc khu'), ('other', 'Cơ quan khác')], help_text='Để trống cả hai ô: giao cho mọi đơn vị.', max_length=20, verbose_name='giao cho một loại đơn vị')),
                ('minimum', models.IntegerField(default=1, validators=[django.core.validators.MinValueValidator(1, 'Số tin, bài tối thiểu phải từ 1 trở lên.'), django.core.validators.MaxValueValidator(1000, 'Số tin, bài tối thiểu không quá 1000.')], verbose_name='số tin, bài tối thiểu')),
                ('cycle', models.CharField(choices=[('month', 'tháng'), ('quarter', 'quý'), ('half', '6 tháng'), ('year', 'năm')], default='month', max_length=10, verbose_name='trong mỗi')),
                ('kinds', models.JSONField(blank=True, default=news.quotas.models.get_default_kinds, verbose_name='thể loại được tính')),
                ('counts_reposts', models.BooleanField(default=False, verbose_name='tính cả bài đăng lại')),
                ('minimum_words', models.PositiveIntegerField(default=0, help_text='Đếm lời dẫn và nội dung; 0 là không yêu cầu.', verbose_name='số chữ tối thiểu')),
                ('needs_picture', models.BooleanField(default=False, verbose_name='phải có ảnh')),
                ('valid_from', models.DateField(verbose_name='áp dụng từ ngày')),
                ('valid_to', models.DateField(blank=True, help_text='Để trống nếu còn áp dụng đến khi có thay đổi.', null=True, verbose_name='đến hết ngày')),
                ('grace_days', models.PositiveSmallIntegerField(default=0, help_text='Bài đăng trong những ngày này sau khi hết kỳ bù cho phần còn thiếu; không tính thêm cho kỳ sau.', validators=[django.core.validators.MaxValueValidator(31, 'Số ngày gia hạn không quá 31.')], verbose_name='số ngày gia hạn')),
                ('reminder_days', models.PositiveSmallIntegerField(default=7, help_text='Gửi thư cho biên tập viên của đơn vị còn thiếu; 0 là không nhắc.', validators=[django.core.validators.MaxValueValidator(60, 'Nhắc trước không quá 60 ngày.')], verbose_name='nhắc trước khi hết hạn (ngày)')),
                ('document', models.CharField(help_text='Số, ký hiệu, ngày và cơ quan ban hành.', max_length=500, verbose_name='văn bản giao chỉ tiêu')),
                ('columns', models.ManyToManyField(blank=True, help_text='Tính cả các chuyên mục con và trang của đơn vị bên dưới; không chọn là tính mọi chuyên mục.', related_name='quota_rules', to='news.newsindexpage', verbose_name='chuyên mục được tính')),
                ('unit', models.ForeignKey(blank=True, help_text='Khi đơn vị này sáp nhập hay đổi tên, đơn vị tiếp nhận thực hiện tiếp.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='quota_rules', to='units.unit', verbose_name='giao cho một đơn vị')),
            ],
            options={
                'verbose_name': 'chỉ tiêu',
                'verbose_name_plural': 'chỉ tiêu',
                'ordering': ['-valid_from', 'name', 'pk'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='QuotaExemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='miễn từ ngày')),
                ('valid_to', models.DateField(verbose_name='đến hết ngày')),
                ('reason', models.CharField(help_text='Hiển thị trong bảng theo dõi và báo cáo.', max_length=500, verbose_name='lý do')),
                ('document', models.CharField(blank=True, max_length=500, verbose_name='văn bản đồng ý')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quota_exemptions', to='units.unit', verbose_name='đơn vị')),
                ('rule', models.ForeignKey(blank=True, help_text='Để trống: miễn mọi chỉ tiêu.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='exemptions', to='quotas.quotarule', verbose_name='chỉ tiêu')),
            ],
            options={
                'verbose_name': 'trường hợp được miễn',
                'verbose_name_plural': 'trường hợp được miễn',
                'ordering': ['-valid_from', 'pk'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ClosedAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('owed', models.PositiveIntegerField()),
                ('done', models.PositiveIntegerField()),
                ('row', models.JSONField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closed_accounts', to='units.unit')),
                ('articles', models.ManyToManyField(related_name='accounts', to='quotas.closedarticle')),
                ('closing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accounts', to='quotas.closedmonth')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closed_accounts', to='quotas.quotarule')),
            ],
            options={
                'verbose_name': 'chỉ tiêu đã khóa sổ',
                'verbose_name_plural': 'chỉ tiêu đã khóa sổ',
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='closedmonth',
            constraint=models.UniqueConstraint(condition=models.Q(('reopened_at__isnull', True)), fields=('first_day',), name='month_closed_once'),
        ),
        migrations.AddConstraint(
            model_name='closedarticle',
            constraint=models.UniqueConstraint(fields=('closing', 'page_key'), name='evidence_once_per_closing'),
        ),
        migrations.AddIndex(
            model_name='firstpublication',
            index=models.Index(fields=['day', 'unit'], name='first_publication_by_day'),
        ),
        migrations.AddConstraint(
            model_name='quotarule',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='quota_ends_after_it_begins', violation_error_message='Ngày hết áp dụng không được trước ngày bắt đầu áp dụng.'),
        ),
        migrations.AddConstraint(
            model_name='quotarule',
            constraint=models.CheckConstraint(condition=models.Q(('minimum__gte', 1)), name='quota_asks_for_something', violation_error_message='Số tin, bài tối thiểu phải từ 1 trở lên.'),
        ),
        migrations.AddConstraint(
            model_name='quotaexemption',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='exemption_ends_after_it_begins'),
        ),
    ]
