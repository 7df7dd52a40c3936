import django.core.validators
import django.db.models.deletion
import foundations.editing.revisions
import foundations.page_copies.pages
import foundations.vietnamese.normalisation
import foundations.vietnamese.slugs
import modelcluster.fields
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('news', '0001_initial'),
        ('uploads', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
            ],
            options={
                'verbose_name': 'trang chủ',
                'verbose_name_plural': 'trang chủ',
            },
            bases=(foundations.editing.revisions.OptimisticLockingMixin, foundations.vietnamese.normalisation.NormalisedTextMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='StandardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, verbose_name='lời dẫn')),
                ('body', wagtail.fields.StreamField([('paragraph', 0), ('picture', 5), ('quotation', 9), ('table', 14), ('attachment', 17), ('citation', 25), ('lost_picture', 27), ('ranking', 33), ('ranking_series', 36)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'h4', 'bold', 'italic', 'superscript', 'subscript', 'ol', 'ul', 'hr', 'link', 'document-link', 'lang-en', 'lang-fr', 'lang-bdq', 'lang-sed', 'lang-jra'], 'icon': 'pilcrow', 'label': 'Đoạn văn', 'template': 'news/blocks/paragraph.html'}), 1: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Ảnh'}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Ảnh cho thấy gì, viết cho người không nhìn thấy ảnh. Không chép lại chú thích.', 'label': 'Mô tả ảnh', 'max_length': 500}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Chú thích', 'max_length': 500, 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Nguồn ảnh', 'max_length': 255, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('image', 1), ('alt', 2), ('caption', 3), ('credit', 4)]], {}), 6: ('wagtail.blocks.TextBlock', (), {'label': 'Lời trích'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Người nói hoặc văn bản', 'max_length': 255, 'required': False}), 8: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('en', 'Tiếng Anh'), ('fr', 'Tiếng Pháp'), ('bdq', 'Tiếng Ba Na'), ('sed', 'Tiếng Xơ Đăng'), ('jra', 'Tiếng Gia Rai')], 'help_text': 'Để trống nếu là tiếng Việt.', 'label': 'Ngôn ngữ của lời trích', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('text', 6), ('attribution', 7), ('language', 8)]], {}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Cột chữ', 'required': False}), 11: ('wagtail.blocks.CharBlock', (), {'help_text': 'Ghi như văn bản: 92,44', 'label': 'Cột số', 'required': False}), 12: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 10), ('number', 11)]], {'label': 'Bảng'}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Nguồn số liệu', 'max_length': 500, 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('table', 12), ('source', 13)]], {}), 15: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Tệp'}), 16: ('wagtail.blocks.CharBlock', (), {'help_text': 'Để trống thì lấy tên của tệp.', 'label': 'Tên hiển thị', 'max_length': 255, 'required': False}), 17: ('wagtail.blocks.StructBlock', [[('document', 15), ('title', 16)]], {}), 18: ('wagtail.snippets.blocks.SnippetChooserBlock', ('legal_documents.LegalDocument',), {'help_text': 'Chọn văn bản đã có trên trang, hoặc ghi số, ký hiệu và các thông tin bên dưới.', 'label': 'Văn bản trong danh sách', 'required': False}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Ví dụ: 37/QĐ-UBND', 'label': 'Số, ký hiệu', 'max_length': 100, 'required': False}), 20: ('wagtail.blocks.DateBlock', (), {'label': 'Ngày ban hành', 'required': False}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'Cơ quan ban hành', 'max_length': 255, 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Trích yếu', 'max_length': 1000, 'required': False}), 23: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('en', 'Tiếng Anh'), ('fr', 'Tiếng Pháp'), ('bdq', 'Tiếng Ba Na'), ('sed', 'Tiếng Xơ Đăng'), ('jra', 'Tiếng Gia Rai')], 'help_text': 'Để trống nếu là tiếng Việt.', 'label': 'Ngôn ngữ của trích yếu', 'required': False}), 24: ('wagtail.blocks.URLBlock', (), {'label': 'Địa chỉ toàn văn', 'required': False}), 25: ('wagtail.blocks.StructBlock', [[('document', 18), ('number', 19), ('date', 20), ('agency', 21), ('title', 22), ('language', 23), ('link', 24)]], {}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'Chú thích', 'max_length': 500}), 27: ('wagtail.blocks.StructBlock', [[('caption', 26)]], {}), 28: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Kỳ xếp hạng', 'page_type': ['rankings.RankingPage']}), 29: ('wagtail.blocks.IntegerBlock', (), {'default': 10, 'help_text': 'Tính từ hạng cao nhất.', 'label': 'Số dòng', 'max_value': 100, 'min_value': 1}), 30: ('wagtail.snippets.blocks.SnippetChooserBlock', ('units.Unit',), {'label': 'Đơn vị'}), 31: ('wagtail.blocks.ListBlock', (30,), {'default': [], 'help_text': 'Để trống thì lấy theo thứ hạng; đơn vị được làm nổi luôn có mặt.', 'label': 'Chỉ các đơn vị này', 'min_num': 0, 'required': False}), 32: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'Kèm biểu đồ', 'required': False}), 33: ('wagtail.blocks.StructBlock', [[('edition', 28), ('rows', 29), ('units', 31), ('shows_chart', 32)]], {}), 34: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Chỉ số', 'page_type': ['rankings.IndexPage']}), 35: ('wagtail.blocks.ListBlock', (30,), {'label': 'Đơn vị', 'max_num': 6, 'min_num': 1}), 36: ('wagtail.blocks.StructBlock', [[('index', 34), ('units', 35)]], {})}, verbose_name='nội dung')),
                ('english_title', models.CharField(blank=True, max_length=255, verbose_name='tên trang bằng tiếng Anh')),
                ('english_body', wagtail.fields.StreamField([('paragraph', 0), ('picture', 5), ('quotation', 9), ('table', 14), ('attachment', 17), ('citation', 25), ('lost_picture', 27), ('ranking', 33), ('ranking_series', 36)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'h4', 'bold', 'italic', 'superscript', 'subscript', 'ol', 'ul', 'hr', 'link', 'document-link', 'lang-en', 'lang-fr', 'lang-bdq', 'lang-sed', 'lang-jra'], 'icon': 'pilcrow', 'label': 'Đoạn văn', 'template': 'news/blocks/paragraph.html'}), 1: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Ảnh'}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Ảnh cho thấy gì, viết cho người không nhìn thấy ảnh. Không chép lại chú thích.', 'label': 'Mô tả ảnh', 'max_length': 500}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Chú thích', 'max_length': 500, 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Nguồn ảnh', 'max_length': 255, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('image', 1), ('alt', 2), ('caption', 3), ('credit', 4)]], {}), 6: ('wagtail.blocks.TextBlock', (), {'label': 'Lời trích'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Người nói hoặc văn bản', 'max_length': 255, 'required': False}), 8: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('en', 'Tiếng Anh'), ('fr', 'Tiếng Pháp'), ('bdq', 'Tiếng Ba Na'), ('sed', 'Tiếng Xơ Đăng'), ('jra', 'Tiếng Gia Rai')], 'help_text': 'Để trống nếu là tiếng Việt.', 'label': 'Ngôn ngữ của lời trích', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('text', 6), ('attribution', 7), ('language', 8)]], {}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Cột chữ', 'required': False}), 11: ('wagtail.blocks.CharBlock', (), {'help_text': 'Ghi như văn bản: 92,44', 'label': 'Cột số', 'required': False}), 12: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 10), ('number', 11)]], {'label': 'Bảng'}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Nguồn số liệu', 'max_length': 500, 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('table', 12), ('source', 13)]], {}), 15: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Tệp'}), 16: ('wagtail.blocks.CharBlock', (), {'help_text': 'Để trống thì lấy tên của tệp.', 'label': 'Tên hiển thị', 'max_length': 255, 'required': False}), 17: ('wagtail.blocks.StructBlock', [[('document', 15), ('title', 16)]], {}), 18: ('wagtail.snippets.blocks.SnippetChooserBlock', ('legal_documents.LegalDocument',), {'help_text': 'Chọn văn bản đã có trên trang, hoặc ghi số, ký hiệu và các thông tin bên dưới.', 'label': 'Văn bản trong danh sách', 'required': False}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Ví dụ: 37/QĐ-UBND', 'label': 'Số, ký hiệu', 'max_length': 100, 'required': False}), 20: ('wagtail.blocks.DateBlock', (), {'label': 'Ngày ban hành', 'required': False}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'Cơ quan ban hành', 'max_length': 255, 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Trích yếu', 'max_length': 1000, 'required': False}), 23: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('en', 'Tiếng Anh'), ('fr', 'Tiếng Pháp'), ('bdq', 'Tiếng Ba Na'), ('sed', 'Tiếng Xơ Đăng'), ('jra', 'Tiếng Gia Rai')], 'help_text': 'Để trống nếu là tiếng Việt.', 'label': 'Ngôn ngữ của trích yếu', 'required': False}), 24: ('wagtail.blocks.URLBlock', (), {'label': 'Địa chỉ toàn văn', 'required': False}), 25: ('wagtail.blocks.StructBlock', [[('document', 18), ('number', 19), ('date', 20), ('agency', 21), ('title', 22), ('language', 23), ('link', 24)]], {}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'Chú thích', 'max_length': 500}), 27: ('wagtail.blocks.StructBlock', [[('caption', 26)]], {}), 28: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Kỳ xếp hạng', 'page_type': ['rankings.RankingPage']}), 29: ('wagtail.blocks.IntegerBlock', (), {'default': 10, 'help_text': 'Tính từ hạng cao nhất.', 'label': 'Số dòng', 'max_value': 100, 'min_value': 1}), 30: ('wagtail.snippets.blocks.SnippetChooserBlock', ('units.Unit',), {'label': 'Đơn vị'}), 31: ('wagtail.blocks.ListBlock', (30,), {'default': [], 'help_text': 'Để trống thì lấy theo thứ hạng; đơn vị được làm nổi luôn có mặt.', 'label': 'Chỉ các đơn vị này', 'min_num': 0, 'required': False}), 32: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'Kèm biểu đồ', 'required': False}), 33: ('wagtail.blocks.StructBlock', [[('edition', 28), ('rows', 29), ('units', 31), ('shows_chart', 32)]], {}), 34: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Chỉ số', 'page_type': ['rankings.IndexPage']}), 35: ('wagtail.blocks.ListBlock', (30,), {'label': 'Đơn vị', 'max_num': 6, 'min_num': 1}), 36: ('wagtail.blocks.StructBlock', [[('index', 34), ('units', 35)]], {})}, help_text='Hiển thị ở địa chỉ /en/… Để trống thì bạn đọc tiếng Anh gặp bản tiếng Việt, có lời báo.', verbose_name='nội dung bằng tiếng Anh')),
            ],
            options={
                'verbose_name': 'trang thông tin',
                'verbose_name_plural': 'trang thông tin',
            },
            bases=(foundations.editing.revisions.OptimisticLockingMixin, foundations.vietnamese.slugs.VietnameseSlugMixin, foundations.vietnamese.normalisation.NormalisedTextMixin, foundations.page_copies.pages.CopiesMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='SiteSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(default='Cổng Cải cách', max_length=255, verbose_name='tên trang')),
                ('tagline', models.CharField(blank=True, max_length=255, verbose_name='dòng giới thiệu')),
                ('english_name', models.CharField(blank=True, max_length=255, verbose_name='tên trang bằng tiếng Anh')),
                ('english_tagline', models.CharField(blank=True, max_length=255, verbose_name='dòng giới thiệu bằng tiếng Anh')),
                ('governing_body', models.CharField(blank=True, max_length=255, verbose_name='cơ quan chủ quản')),
                ('responsible', models.CharField(blank=True, max_length=255, verbose_name='chịu trách nhiệm nội dung')),
                ('address', models.CharField(blank=True, max_length=255, verbose_name='địa chỉ')),
                ('phone', models.CharField(blank=True, max_length=60, verbose_name='điện thoại')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='thư điện tử')),
                ('security_contact', models.CharField(blank=True, help_text='Thư điện tử hoặc địa chỉ https để báo lỗ hổng; công bố tại /.well-known/security.txt. Để trống thì không có tệp này.', max_length=255, validators=[django.core.validators.RegexValidator('^(https://\\S+|[^\\s@:]+@[^\\s@:]+\\.[^\\s@:]+)$', 'Hãy ghi thư điện tử hoặc địa chỉ bắt đầu bằng https://.')], verbose_name='liên hệ về an toàn thông tin')),
                ('security_policy', models.URLField(blank=True, verbose_name='địa chỉ quy định tiếp nhận báo lỗ hổng')),
                ('notice', models.TextField(blank=True, help_text='Hiển thị trên mọi trang; để trống thì ẩn.', verbose_name='dòng lưu ý đầu trang')),
                ('shows_views', models.BooleanField(default=True, verbose_name='hiện lượt xem của tin, bài')),
                ('shows_visits', models.BooleanField(default=True, verbose_name='hiện lượt truy cập trang')),
                ('shows_quotas', models.BooleanField(default=False, help_text='Bạn đọc xem được số tin, bài của từng đơn vị so với chỉ tiêu tại /chi-tieu-tin-bai/.', verbose_name='công khai bảng chỉ tiêu tin, bài')),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='uploads.picture', verbose_name='biểu trưng')),
                ('notice_column', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='news.newsindexpage', verbose_name='chuyên mục của khối Thông báo')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'cài đặt trang',
                'verbose_name_plural': 'cài đặt trang',
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='MenuItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.page', verbose_name='trang')),
                ('settings', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='menu_items', to='site_project.sitesettings')),
            ],
            options={
                'verbose_name': 'mục thông tin chung',
                'verbose_name_plural': 'mục thông tin chung',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LinkedSite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(max_length=255, verbose_name='tên')),
                ('url', models.URLField(max_length=1000, verbose_name='địa chỉ')),
                ('settings', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='linked_sites', to='site_project.sitesettings')),
            ],
            options={
                'verbose_name': 'trang liên kết',
                'verbose_name_plural': 'trang liên kết',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Banner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(help_text='Đọc thay cho ảnh.', max_length=255, verbose_name='nội dung của biểu ngữ')),
                ('url', models.URLField(max_length=1000, verbose_name='địa chỉ')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='uploads.picture', verbose_name='ảnh')),
                ('settings', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='banners', to='site_project.sitesettings')),
            ],
            options={
                'verbose_name': 'biểu ngữ',
                'verbose_name_plural': 'biểu ngữ',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
    ]
