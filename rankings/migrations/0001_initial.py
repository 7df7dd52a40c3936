import django.db.models.deletion
import foundations.editing.revisions
import foundations.legal_documents.numbers
import foundations.page_copies.pages
import foundations.vietnamese.normalisation
import foundations.vietnamese.slugs
import modelcluster.fields
import wagtail.contrib.routable_page.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('units', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        ('wagtaildocs', '0014_alter_document_file_size'),
    ]

    operations = [
        migrations.CreateModel(
            name='IndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('short_name', models.CharField(help_text='Ví dụ: PAR INDEX, PAPI.', max_length=60, verbose_name='tên ngắn')),
                ('publisher', models.CharField(max_length=255, verbose_name='cơ quan công bố')),
                ('cadence', models.CharField(choices=[('yearly', 'Hằng năm'), ('half_yearly', 'Sáu tháng một lần'), ('quarterly', 'Hằng quý'), ('other', 'Không định kỳ')], default='yearly', max_length=20, verbose_name='định kỳ')),
                ('scale_max', models.FloatField(blank=True, help_text='Kỳ có thang khác ghi riêng ở kỳ đó.', null=True, verbose_name='điểm tối đa của thang')),
                ('decimals', models.PositiveSmallIntegerField(blank=True, help_text='Để trống thì hiển thị đúng như công bố.', null=True, verbose_name='số chữ số thập phân hiển thị')),
                ('higher_is_better', models.BooleanField(default=True, verbose_name='điểm cao là tốt')),
                ('meaning', models.TextField(blank=True, verbose_name='điểm cao nghĩa là gì')),
                ('introduction', models.TextField(blank=True, verbose_name='giới thiệu chỉ số')),
                ('website', models.URLField(blank=True, verbose_name='trang của chỉ số')),
                ('licence', models.TextField(blank=True, default='Số liệu do cơ quan nêu tại mục Nguồn công bố. Được dùng lại khi ghi rõ nguồn công bố và địa chỉ trang này.', verbose_name='lưu ý sử dụng số liệu')),
            ],
            options={
                'verbose_name': 'chỉ số',
                'verbose_name_plural': 'chỉ số',
            },
            bases=(foundations.editing.revisions.OptimisticLockingMixin, foundations.vietnamese.slugs.VietnameseSlugMixin, foundations.vietnamese.normalisation.NormalisedTextMixin, wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='RankingPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('period', models.CharField(choices=[('y', 'Cả năm'), ('h1', '6 tháng đầu năm'), ('h2', '6 tháng cuối năm'), ('q1', 'Quý I'), ('q2', 'Quý II'), ('q3', 'Quý III'), ('q4', 'Quý IV')], default='y', max_length=2, verbose_name='kỳ')),
                ('position', models.PositiveIntegerField(editable=False)),
                ('scope', models.CharField(choices=[('provinces', 'Tỉnh, thành phố'), ('departments', 'Sở, ban, ngành'), ('districts', 'Huyện, thị xã, thành phố'), ('communes', 'Xã, phường, thị trấn'), ('other', 'Đơn vị khác')], default='provinces', max_length=20, verbose_name='đối tượng xếp hạng')),
                ('decision_number', models.CharField(blank=True, max_length=120, verbose_name='số quyết định công bố')),
                ('decision_key', foundations.legal_documents.numbers.NumberKeyField('decision_number')),
                ('decision_date', models.DateField(blank=True, null=True, verbose_name='ngày công bố')),
                ('source', models.TextField(help_text='Văn bản, báo cáo hoặc trang đã công bố số liệu; ghi đủ để tìm lại.', verbose_name='nguồn')),
                ('source_url', models.URLField(blank=True, max_length=1000, verbose_name='địa chỉ nguồn')),
                ('number_ranked', models.PositiveIntegerField(blank=True, help_text='Ghi cả khi bảng ở đây chỉ có một phần.', null=True, verbose_name='số đơn vị được xếp hạng')),
                ('scale_max', models.FloatField(blank=True, null=True, verbose_name='điểm tối đa của kỳ này')),
                ('criteria_add_up', models.BooleanField(default=True, help_text='Bỏ chọn khi tổng điểm được tính cách khác.', verbose_name='tổng điểm là tổng các tiêu chí')),
                ('series_break', models.BooleanField(default=False, help_text='Chọn khi đổi phương pháp hoặc đổi đơn vị được xếp hạng, ví dụ từ 63 xuống 34 tỉnh, thành phố.', verbose_name='không so sánh được với các kỳ trước')),
                ('break_note', models.TextField(blank=True, verbose_name='thay đổi về phương pháp')),
                ('notes', models.TextField(blank=True, verbose_name='ghi chú')),
                ('index', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.RESTRICT, related_name='editions', to='rankings.indexpage')),
                ('source_file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtaildocs.document', verbose_name='tệp nguồn')),
            ],
            options={
                'verbose_name': 'kỳ xếp hạng',
                'verbose_name_plural': 'kỳ xếp hạng',
            },
            bases=(foundations.editing.revisions.OptimisticLockingMixin, foundations.vietnamese.slugs.VietnameseSlugMixin, foundations.vietnamese.normalisation.NormalisedTextMixin, foundations.page_copies.pages.CopiesMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='GradeThreshold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=120, verbose_name='xếp loại')),
                ('minimum', models.FloatField(verbose_name='từ tỷ lệ % trở lên')),
                ('edition', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='grades', to='rankings.rankingpage')),
            ],
            options={
                'verbose_name': 'mức xếp loại',
                'verbose_name_plural': 'mức xếp loại',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, verbose_name='mã')),
                ('name', models.CharField(max_length=500, verbose_name='tên tiêu chí')),
                ('maximum', models.FloatField(blank=True, null=True, verbose_name='điểm tối đa')),
                ('weight', models.FloatField(blank=True, null=True, verbose_name='trọng số')),
                ('order', models.PositiveIntegerField(default=0, editable=False)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='rankings.criterion')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='rankings.rankingpage')),
            ],
            options={
                'verbose_name': 'tiêu chí',
                'verbose_name_plural': 'tiêu chí',
                'ordering': ['order', 'pk'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='RankingsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('introduction', models.TextField(blank=True, verbose_name='giới thiệu')),
                ('focus_units', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Dòng của các đơn vị này được đánh dấu trong mọi bảng và nêu ở đầu trang Xếp hạng.', related_name='+', to='units.unit', verbose_name='đơn vị được làm nổi')),
            ],
            options={
                'verbose_name': 'trang xếp hạng',
                'verbose_name_plural': 'trang xếp hạng',
            },
            bases=(foundations.editing.revisions.OptimisticLockingMixin, foundations.vietnamese.slugs.VietnameseSlugMixin, foundations.vietnamese.normalisation.NormalisedTextMixin, wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='tên vùng')),
                ('slug', models.SlugField(blank=True, max_length=120, unique=True, verbose_name='đường dẫn rút gọn')),
                ('units', models.ManyToManyField(blank=True, related_name='regions', to='units.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'vùng',
                'verbose_name_plural': 'vùng',
                'ordering': ['name'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Row',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='tên như công bố')),
                ('score_text', models.CharField(blank=True, max_length=40, verbose_name='điểm')),
                ('self_score_text', models.CharField(blank=True, max_length=40, verbose_name='điểm tự chấm')),
                ('maximum_text', models.CharField(blank=True, max_length=40, verbose_name='điểm tối đa của đơn vị')),
                ('percent_text', models.CharField(blank=True, max_length=40, verbose_name='tỷ lệ %')),
                ('rank_text', models.CharField(blank=True, max_length=40, verbose_name='thứ hạng')),
                ('previous_text', models.CharField(blank=True, help_text='Chỉ ghi khi cơ quan công bố cho biết giá trị kỳ trước để so sánh.', max_length=40, verbose_name='điểm kỳ trước, so sánh được')),
                ('previous_rank_text', models.CharField(blank=True, max_length=40, verbose_name='hạng kỳ trước, so sánh được')),
                ('score', models.FloatField(editable=False, null=True)),
                ('self_score', models.FloatField(editable=False, null=True)),
                ('maximum', models.FloatField(editable=False, null=True)),
                ('percent', models.FloatField(editable=False, null=True)),
                ('rank', models.IntegerField(editable=False, null=True)),
                ('previous', models.FloatField(editable=False, null=True)),
                ('previous_rank', models.IntegerField(editable=False, null=True)),
                ('grade', models.CharField(blank=True, max_length=120, verbose_name='nhóm, xếp loại')),
                ('note', models.TextField(blank=True, verbose_name='ghi chú')),
                ('order', models.PositiveIntegerField(default=0, editable=False)),
                ('key', models.CharField(editable=False, max_length=300)),
                ('sort_key', models.CharField(editable=False, max_length=1000)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='rankings.rankingpage')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ranked', to='units.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'dòng xếp hạng',
                'verbose_name_plural': 'dòng xếp hạng',
                'ordering': ['order', 'pk'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Erratum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figure', models.CharField(help_text='Cột của bảng.', max_length=60, verbose_name='số liệu được đính chính')),
                ('old', models.CharField(blank=True, max_length=120, verbose_name='giá trị đã công bố')),
                ('new', models.CharField(max_length=120, verbose_name='giá trị đúng')),
                ('reason', models.TextField(verbose_name='lý do, căn cứ')),
                ('date', models.DateField(verbose_name='ngày đính chính')),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='errata', to='rankings.row')),
            ],
            options={
                'verbose_name': 'đính chính',
                'verbose_name_plural': 'đính chính',
                'ordering': ['date', 'pk'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='CriterionScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=40, verbose_name='điểm')),
                ('value', models.FloatField(editable=False, null=True)),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='rankings.criterion')),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='rankings.row')),
            ],
            options={
                'verbose_name': 'điểm tiêu chí',
                'verbose_name_plural': 'điểm tiêu chí',
            },
        ),
        migrations.CreateModel(
            name='TableUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=255)),
                ('sheets', models.JSONField()),
                ('choices', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uploads', to='rankings.rankingpage')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bảng đang nhập',
                'verbose_name_plural': 'bảng đang nhập',
            },
        ),
        migrations.CreateModel(
            name='TemplateCriterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('code', models.CharField(max_length=40, verbose_name='mã')),
                ('parent_code', models.CharField(blank=True, max_length=40, verbose_name='mã tiêu chí cấp trên')),
                ('name', models.CharField(max_length=500, verbose_name='tên tiêu chí')),
                ('maximum', models.FloatField(blank=True, null=True, verbose_name='điểm tối đa')),
                ('headings', models.TextField(blank=True, help_text='Mỗi dòng một cách viết; không phân biệt dấu, hoa thường.', verbose_name='tiêu đề cột thường gặp')),
                ('index', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='template_criteria', to='rankings.indexpage')),
            ],
            options={
                'verbose_name': 'tiêu chí của chỉ số',
                'verbose_name_plural': 'tiêu chí của chỉ số',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ColumnMemory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heading', models.CharField(max_length=500)),
                ('role', models.CharField(max_length=120)),
                ('index', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='columns_remembered', to='rankings.indexpage')),
            ],
            options={
                'verbose_name': 'cột đã nhớ',
                'verbose_name_plural': 'cột đã nhớ',
                'constraints': [models.UniqueConstraint(fields=('index', 'heading'), name='heading_remembered_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.UniqueConstraint(fields=('edition', 'code'), name='criterion_once_per_edition'),
        ),
        migrations.AddConstraint(
            model_name='row',
            constraint=models.UniqueConstraint(fields=('edition', 'key'), name='unit_once_per_edition', violation_error_message='Đơn vị này đã có một dòng trong kỳ.'),
        ),
        migrations.AddConstraint(
            model_name='criterionscore',
            constraint=models.UniqueConstraint(fields=('row', 'criterion'), name='criterion_scored_once'),
        ),
    ]
