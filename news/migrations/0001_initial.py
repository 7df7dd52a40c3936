import django.db.models.deletion
import django.utils.timezone
import foundations.editing.revisions
import foundations.legal_documents.numbers
import foundations.page_copies.pages
import foundations.vietnamese.normalisation
import foundations.vietnamese.slugs
import modelcluster.contrib.taggit
import modelcluster.fields
import news.addresses
import news.article_rows
import news.checks.title_keys
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('legal_documents', '0001_initial'),
        ('units', '0001_initial'),
        ('uploads', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Keyword',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='từ khóa')),
                ('slug', models.SlugField(blank=True, help_text='Để trống thì lấy theo từ khóa.', max_length=100, unique=True, verbose_name='phần cuối địa chỉ')),
            ],
            options={
                'verbose_name': 'từ khóa',
                'verbose_name_plural': 'từ khóa',
            },
        ),
        migrations.CreateModel(
            name='UnitReviewTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
            ],
            options={
                'verbose_name': 'Biên tập viên đơn vị xem',
                'verbose_name_plural': 'Biên tập viên đơn vị xem',
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='ArticlePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Một, hai câu tóm lược; hiển thị đậm và trong danh sách.', verbose_name='lời dẫn (sapo)')),
                ('dateline', models.CharField(blank=True, help_text='Ví dụ: (kontumtv.vn)', max_length=100, verbose_name='địa danh, nguồn đầu tin')),
                ('cover_alt', models.CharField(blank=True, max_length=500, verbose_name='mô tả ảnh đại diện')),
                ('cover_caption', models.CharField(blank=True, max_length=500, verbose_name='chú thích ảnh đại diện')),
                ('body', wagtail.fields.StreamField([('paragraph', 0), ('picture', 5), ('quotation', 9), ('table', 14), ('attachment', 17), ('citation', 25), ('lost_picture', 27), ('ranking', 33), ('ranking_series', 36)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'h4', 'bold', 'italic', 'superscript', 'subscript', 'ol', 'ul', 'hr', 'link', 'document-link', 'lang-en', 'lang-fr', 'lang-bdq', 'lang-sed', 'lang-jra'], 'icon': 'pilcrow', 'label': 'Đoạn văn', 'template': 'news/blocks/paragraph.html'}), 1: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Ảnh'}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Ảnh cho thấy gì, viết cho người không nhìn thấy ảnh. Không chép lại chú thích.', 'label': 'Mô tả ảnh', 'max_length': 500}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Chú thích', 'max_length': 500, 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Nguồn ảnh', 'max_length': 255, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('image', 1), ('alt', 2), ('caption', 3), ('credit', 4)]], {}), 6: ('wagtail.blocks.TextBlock', (), {'label': 'Lời trích'}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Người nói hoặc văn bản', 'max_length': 255, 'required': False}), 8: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('en', 'Tiếng Anh'), ('fr', 'Tiếng Pháp'), ('bdq', 'Tiếng Ba Na'), ('sed', 'Tiếng Xơ Đăng'), ('jra', 'Tiếng Gia Rai')], 'help_text': 'Để trống nếu là tiếng Việt.', 'label': 'Ngôn ngữ của lời trích', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('text', 6), ('attribution', 7), ('language', 8)]], {}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Cột chữ', 'required': False}), 11: ('wagtail.blocks.CharBlock', (), {'help_text': 'Ghi như văn bản: 92,44', 'label': 'Cột số', 'required': False}), 12: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 10), ('number', 11)]], {'label': 'Bảng'}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Nguồn số liệu', 'max_length': 500, 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('table', 12), ('source', 13)]], {}), 15: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Tệp'}), 16: ('wagtail.blocks.CharBlock', (), {'help_text': 'Để trống thì lấy tên của tệp.', 'label': 'Tên hiển thị', 'max_length': 255, 'required': False}), 17: ('wagtail.blocks.StructBlock', [[('document', 15), ('title', 16)]], {}), 18: ('wagtail.snippets.blocks.SnippetChooserBlock', ('legal_documents.LegalDocument',), {'help_text': 'Chọn văn bản đã có trên trang, hoặc ghi số, ký hiệu và các thông tin bên dưới.', 'label': 'Văn bản trong danh sách', 'required': False}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Ví dụ: 37/QĐ-UBND', 'label': 'Số, ký hiệu', 'max_length': 100, 'required': False}), 20: ('wagtail.blocks.DateBlock', (), {'label': 'Ngày ban hành', 'required': False}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'Cơ quan ban hành', 'max_length': 255, 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Trích yếu', 'max_length': 1000, 'required': False}), 23: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('en', 'Tiếng Anh'), ('fr', 'Tiếng Pháp'), ('bdq', 'Tiếng Ba Na'), ('sed', 'Tiếng Xơ Đăng'), ('jra', 'Tiếng Gia Rai')], 'help_text': 'Để trống nếu là tiếng Việt.', 'label': 'Ngôn ngữ của trích yếu', 'required': False}), 24: ('wagtail.blocks.URLBlock', (), {'label': 'Địa chỉ toàn văn', 'required': False}), 25: ('wagtail.blocks.StructBlock', [[('document', 18), ('number', 19), ('date', 20), ('agency', 21), ('title', 22), ('language', 23), ('link', 24)]], {}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'Chú thích', 'max_length': 500}), 27: ('wagtail.blocks.StructBlock', [[('caption', 26)]], {}), 28: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Kỳ xếp hạng', 'page_type': ['rankings.RankingPage']}), 29: ('wagtail.blocks.IntegerBlock', (), {'default': 10, 'help_text': 'Tính từ hạng cao nhất.', 'label': 'Số dòng', 'max_value': 100, 'min_value': 1}), 30: ('wagtail.snippets.blocks.SnippetChooserBlock', ('units.Unit',), {'label': 'Đơn vị'}), 31: ('wagtail.blocks.ListBlock', (30,), {'default': [], 'help_text': 'Để trống thì lấy theo thứ hạng; đơn vị được làm nổi luôn có mặt.', 'label': 'Chỉ các đơn vị này', 'min_num': 0, 'required': False}), 32: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'Kèm biểu đồ', 'required': False}), 33: ('wagtail.blocks.StructBlock', [[('edition', 28), ('rows', 29), ('units', 31), ('shows_chart', 32)]], {}), 34: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Chỉ số', 'page_type': ['rankings.IndexPage']}), 35: ('wagtail.blocks.ListBlock', (30,), {'label': 'Đơn vị', 'max_num': 6, 'min_num': 1}), 36: ('wagtail.blocks.StructBlock', [[('index', 34), ('units', 35)]], {})}, verbose_name='nội dung')),
                ('byline', models.CharField(blank=True, help_text='Ví dụ: BBT, Ban biên tập.', max_length=255, verbose_name='bút danh chung')),
                ('source', models.CharField(blank=True, help_text='Cơ quan hoặc báo đã đăng trước.', max_length=255, verbose_name='nguồn')),
                ('source_url', models.URLField(blank=True, max_length=1000, verbose_name='địa chỉ bài gốc')),
                ('facts_source', models.TextField(blank=True, help_text='Văn bản hoặc trang công bố những con số nêu trong bài.', verbose_name='căn cứ số liệu')),
                ('posted_by', models.CharField(blank=True, editable=False, max_length=255, verbose_name='đăng bởi (tài khoản trang cũ)')),
                ('kind', models.CharField(choices=[('tin', 'Tin'), ('bai', 'Bài'), ('tin_anh', 'Tin ảnh'), ('thong_bao', 'Thông báo')], default='tin', max_length=20, verbose_name='thể loại')),
                ('origin', models.CharField(choices=[('own', 'Tự viết'), ('repost', 'Đăng lại')], default='own', max_length=20, verbose_name='nguồn gốc')),
                ('date_basis', models.CharField(choices=[('published', 'Ngày đăng'), ('event', 'Ngày diễn ra sự việc'), ('text', 'Ngày nêu trong bài'), ('year', 'Chỉ rõ năm')], default='published', editable=False, max_length=20)),
                ('import_id', models.CharField(blank=True, editable=False, max_length=255, null=True, unique=True)),
                ('change_note', models.CharField(blank=True, help_text='Lần đăng này thay đổi gì; hiển thị trong lịch sử bài viết. Để trống với lần đăng đầu.', max_length=500, verbose_name='ghi chú thay đổi')),
                ('allows_comments', models.BooleanField(default=True, verbose_name='nhận bình luận')),
                ('title_key', news.checks.title_keys.TitleKeyField()),
                ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='uploads.picture', verbose_name='ảnh đại diện')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='units.unit', verbose_name='đơn vị đăng')),
            ],
            options={
                'verbose_name': 'tin, bài',
                'verbose_name_plural': 'tin, bài',
            },
            bases=(news.article_rows.ArticleRowsMixin, news.addresses.DirectAddressMixin, foundations.editing.revisions.OptimisticLockingMixin, foundations.vietnamese.slugs.VietnameseSlugMixin, foundations.vietnamese.normalisation.NormalisedTextMixin, foundations.page_copies.pages.CopiesMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='ArticleAuthor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=255, verbose_name='họ tên hoặc bút danh')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='authors', to='news.articlepage')),
            ],
            options={
                'verbose_name': 'tác giả',
                'verbose_name_plural': 'tác giả',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='BoardApprovalTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ('groups', models.ManyToManyField(help_text='Pages/snippets at this step in a workflow will be moderated or approved by these groups of users', to='auth.group', verbose_name='groups')),
            ],
            options={
                'verbose_name': 'Ban biên tập duyệt',
                'verbose_name_plural': 'Ban biên tập duyệt',
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='BrokenLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='chữ của liên kết')),
                ('address', models.CharField(blank=True, max_length=1000, verbose_name='địa chỉ')),
                ('reason', models.CharField(choices=[('page', 'trang đích không còn hoặc chưa đăng'), ('file', 'tệp đích không còn'), ('address', 'địa chỉ không mở được')], max_length=20, verbose_name='lý do')),
                ('found_at', models.DateTimeField(auto_now_add=True, verbose_name='phát hiện lúc')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.page', verbose_name='trang')),
            ],
            options={
                'verbose_name': 'liên kết hỏng',
                'verbose_name_plural': 'liên kết hỏng',
                'ordering': ['page', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('day', models.DateField(default=django.utils.timezone.localdate, verbose_name='ngày đính chính')),
                ('place', models.CharField(choices=[('top', 'Đầu bài'), ('bottom', 'Cuối bài')], default='top', max_length=10, verbose_name='vị trí')),
                ('text', models.TextField(help_text='Nêu chỗ đã đăng sai và nội dung đúng.', verbose_name='nội dung đính chính')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='news.articlepage')),
            ],
            options={
                'verbose_name': 'đính chính',
                'verbose_name_plural': 'đính chính',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ArticleTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_items', to='news.articlepage', verbose_name='tin, bài')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_articles', to='news.keyword', verbose_name='từ khóa')),
            ],
            options={
                'verbose_name': 'từ khóa của bài',
                'verbose_name_plural': 'từ khóa của bài',
            },
        ),
        migrations.AddField(
            model_name='articlepage',
            name='tags',
            field=modelcluster.contrib.taggit.ClusterTaggableManager(blank=True, help_text='A comma-separated list of tags.', through='news.ArticleTag', to='news.Keyword', verbose_name='từ khóa'),
        ),
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('introduction', models.TextField(blank=True, verbose_name='giới thiệu chuyên mục')),
                ('unit', models.ForeignKey(blank=True, help_text='Chọn đơn vị nếu đây là trang bài viết của riêng một đơn vị; để trống với chuyên mục chung.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='desks', to='units.unit', verbose_name='trang của đơn vị')),
            ],
            options={
                'verbose_name': 'chuyên mục',
                'verbose_name_plural': 'chuyên mục',
            },
            bases=(news.addresses.SafeChildrenMixin, news.addresses.DirectAddressMixin, foundations.editing.revisions.OptimisticLockingMixin, foundations.vietnamese.slugs.VietnameseSlugMixin, foundations.vietnamese.normalisation.NormalisedTextMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='PublishedVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.DateTimeField()),
                ('note', models.CharField(blank=True, max_length=500)),
                ('parts', models.JSONField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='news.articlepage')),
            ],
            options={
                'verbose_name': 'bản đã đăng',
                'verbose_name_plural': 'bản đã đăng',
                'ordering': ['moment', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ArticleCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(blank=True, max_length=120)),
                ('number_key', foundations.legal_documents.numbers.NumberKeyField('number')),
                ('issued_on', models.DateField(null=True)),
                ('key', models.CharField(db_index=True, max_length=131)),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='legal_documents.legaldocument')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='news.articlepage')),
            ],
            options={
                'verbose_name': 'văn bản được dẫn',
                'verbose_name_plural': 'văn bản được dẫn',
                'constraints': [models.UniqueConstraint(fields=('article', 'key'), name='one_row_for_a_cited_document')],
            },
        ),
        migrations.CreateModel(
            name='Highlight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(choices=[('both', 'Trang chủ và chuyên mục'), ('home', 'Trang chủ'), ('column', 'Chuyên mục của bài')], default='both', max_length=10, verbose_name='nơi hiển thị')),
                ('order', models.PositiveSmallIntegerField(default=1, help_text='Số nhỏ đứng trước.', verbose_name='thứ tự')),
                ('starts_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='từ ngày')),
                ('ends_on', models.DateField(db_index=True, verbose_name='đến hết ngày')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='highlights', to='news.articlepage', verbose_name='tin, bài')),
            ],
            options={
                'verbose_name': 'tin nổi bật',
                'verbose_name_plural': 'tin nổi bật',
                'ordering': ['order', '-starts_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='highlight_ends_after_it_begins')],
            },
        ),
    ]
