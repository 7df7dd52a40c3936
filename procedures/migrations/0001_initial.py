import django.db.models.deletion
import foundations.editing.revisions
import foundations.legal_documents.numbers
import foundations.vietnamese.normalisation
import modelcluster.fields
import modelsearch.index
import wagtail.models.preview
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
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.TextField(blank=True, help_text='Để trống nếu thủ tục chỉ có một trường hợp.', verbose_name='trường hợp')),
            ],
            options={
                'verbose_name': 'trường hợp',
                'verbose_name_plural': 'trường hợp',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('way', models.CharField(choices=[('truc-tiep', 'Trực tiếp'), ('truc-tuyen', 'Trực tuyến'), ('buu-chinh', 'Dịch vụ bưu chính')], max_length=20, verbose_name='hình thức nộp')),
                ('time_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, verbose_name='thời hạn')),
                ('time_unit', models.CharField(blank=True, choices=[('gio', 'giờ'), ('ngay', 'ngày'), ('ngay-lam-viec', 'ngày làm việc'), ('thang', 'tháng'), ('nam', 'năm')], max_length=20, verbose_name='đơn vị thời gian')),
                ('time_text', models.TextField(blank=True, help_text='Nguyên văn, nếu văn bản không ghi thành một con số.', verbose_name='thời hạn ghi bằng chữ')),
                ('fee_state', models.CharField(choices=[('chua-ro', 'Chưa có thông tin'), ('co', 'Có phí, lệ phí'), ('mien-phi', 'Miễn phí')], default='chua-ro', help_text='Chỉ chọn “Miễn phí” khi văn bản ghi rõ.', max_length=20, verbose_name='phí, lệ phí')),
                ('description', models.TextField(blank=True, verbose_name='mô tả')),
            ],
            options={
                'verbose_name': 'cách thức thực hiện',
                'verbose_name_plural': 'cách thức thực hiện',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='FieldOfActivity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=500, unique=True, verbose_name='tên lĩnh vực')),
                ('slug', models.SlugField(editable=False, max_length=255, unique=True)),
                ('sort_key', models.CharField(db_index=True, editable=False, max_length=1000)),
            ],
            options={
                'verbose_name': 'lĩnh vực',
                'verbose_name_plural': 'lĩnh vực',
                'ordering': ['sort_key'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='LifeEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='sự kiện')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='đường dẫn rút gọn')),
                ('description', models.TextField(blank=True, verbose_name='mô tả')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='thứ tự')),
            ],
            options={
                'verbose_name': 'sự kiện trong đời',
                'verbose_name_plural': 'sự kiện trong đời',
                'ordering': ['order', 'title'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ListState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'list state',
                'verbose_name_plural': 'list states',
            },
        ),
        migrations.CreateModel(
            name='DossierItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.TextField(verbose_name='tên giấy tờ')),
                ('originals', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='bản chính')),
                ('copies', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='bản sao')),
                ('form_name', models.CharField(blank=True, max_length=500, verbose_name='tên mẫu đơn, tờ khai')),
                ('form_url', models.URLField(blank=True, max_length=1000, verbose_name='địa chỉ mẫu đơn')),
                ('case', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='procedures.case')),
                ('form', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtaildocs.document', verbose_name='tệp mẫu đơn, tờ khai')),
            ],
            options={
                'verbose_name': 'giấy tờ',
                'verbose_name_plural': 'giấy tờ',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Fee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('le-phi', 'Lệ phí'), ('phi', 'Phí'), ('gia', 'Giá dịch vụ'), ('khac', 'Phí, lệ phí')], default='khac', max_length=20, verbose_name='loại')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name='số tiền')),
                ('currency', models.CharField(blank=True, default='đồng', max_length=10, verbose_name='đơn vị tiền')),
                ('note', models.TextField(blank=True, verbose_name='ghi chú')),
                ('channel', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='fees', to='procedures.channel')),
            ],
            options={
                'verbose_name': 'khoản phí, lệ phí',
                'verbose_name_plural': 'khoản phí, lệ phí',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ListDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(help_text='Ví dụ: 3218/QĐ-UBND.', max_length=100, verbose_name='số, ký hiệu')),
                ('number_key', foundations.legal_documents.numbers.NumberKeyField('number')),
                ('issued_on', models.DateField(verbose_name='ngày ban hành')),
                ('effective_from', models.DateField(help_text='Tình trạng của thủ tục đổi theo quyết định từ ngày này.', verbose_name='có hiệu lực từ ngày')),
                ('agency', models.CharField(max_length=255, verbose_name='cơ quan ban hành')),
                ('title', models.TextField(blank=True, verbose_name='trích yếu')),
                ('url', models.URLField(blank=True, max_length=1000, verbose_name='địa chỉ văn bản gốc')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtaildocs.document', verbose_name='tệp quyết định')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='units.unit', verbose_name='đơn vị trên trang này')),
            ],
            options={
                'verbose_name': 'quyết định công bố',
                'verbose_name_plural': 'quyết định công bố',
                'ordering': ['-effective_from', '-pk'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Procedure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('code', models.CharField(error_messages={'unique': 'Đã có thủ tục mang mã này.'}, help_text='Như trong quyết định công bố, ví dụ 1.004194 hoặc 1.004194.000.00.00.H34.', max_length=60, unique=True, verbose_name='mã thủ tục')),
                ('name', models.TextField(verbose_name='tên thủ tục')),
                ('levels', models.JSONField(blank=True, default=list, verbose_name='cấp thực hiện')),
                ('kind', models.CharField(blank=True, choices=[('thong-thuong', 'Thông thường'), ('dac-thu', 'Đặc thù'), ('lien-thong', 'Liên thông'), ('noi-bo', 'Nội bộ')], max_length=20, verbose_name='loại thủ tục')),
                ('regulation', models.CharField(blank=True, help_text='Ví dụ: TTHC được luật giao quy định chi tiết.', max_length=255, verbose_name='thẩm quyền quy định')),
                ('subjects', models.JSONField(blank=True, default=list, verbose_name='đối tượng thực hiện')),
                ('reception_address', models.TextField(blank=True, verbose_name='địa chỉ tiếp nhận hồ sơ')),
                ('steps', models.TextField(blank=True, verbose_name='trình tự thực hiện')),
                ('sets', models.CharField(blank=True, max_length=100, verbose_name='số bộ hồ sơ')),
                ('conditions', models.TextField(blank=True, verbose_name='yêu cầu, điều kiện')),
                ('keywords', models.TextField(blank=True, verbose_name='từ khóa')),
                ('english_name', models.TextField(blank=True, help_text='Hiển thị ở địa chỉ /en/…, trên tên tiếng Việt.', verbose_name='tên bằng tiếng Anh')),
                ('description', models.TextField(blank=True, verbose_name='mô tả')),
                ('service_level', models.CharField(blank=True, choices=[('toan-trinh', 'Toàn trình'), ('mot-phan', 'Một phần'), ('khong', 'Chưa có dịch vụ công trực tuyến')], max_length=20, verbose_name='mức độ dịch vụ công')),
                ('non_territorial', models.BooleanField(blank=True, null=True, verbose_name='thực hiện phi địa giới hành chính')),
                ('confirmed_none', models.JSONField(blank=True, default=list, help_text='Chỉ đánh dấu khi văn bản nói rõ là không có; còn lại trang ghi “Chưa có thông tin”.', verbose_name='đã xác nhận là không có')),
                ('portal_url', models.URLField(blank=True, max_length=500, verbose_name='địa chỉ trên Cổng Dịch vụ công quốc gia')),
                ('decision_number', models.CharField(blank=True, max_length=255, verbose_name='quyết định công bố hiện hành')),
                ('decision_key', foundations.legal_documents.numbers.NumberKeyField('decision_number')),
                ('source', models.TextField(blank=True, verbose_name='nguồn dữ liệu')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='ngày đối chiếu gần nhất')),
                ('sort_key', models.CharField(db_index=True, editable=False, max_length=1000)),
                ('field', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='procedures', to='procedures.fieldofactivity', verbose_name='lĩnh vực')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
            ],
            options={
                'verbose_name': 'thủ tục hành chính',
                'verbose_name_plural': 'thủ tục hành chính',
                'ordering': ['sort_key', 'code'],
            },
            bases=(foundations.editing.revisions.OptimisticLockingMixin, wagtail.models.preview.PreviewableMixin, foundations.vietnamese.normalisation.NormalisedTextMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='LifeEventProcedure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('event', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='procedures.lifeevent')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='procedures.procedure', verbose_name='thủ tục')),
            ],
            options={
                'verbose_name': 'thủ tục của sự kiện',
                'verbose_name_plural': 'thủ tục của sự kiện',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LegalBasis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.TextField(blank=True, verbose_name='tên văn bản')),
                ('number', models.CharField(blank=True, max_length=100, verbose_name='số, ký hiệu')),
                ('number_key', foundations.legal_documents.numbers.NumberKeyField('number')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='ngày ban hành')),
                ('agency', models.CharField(blank=True, max_length=255, verbose_name='cơ quan ban hành')),
                ('procedure', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='legal_bases', to='procedures.procedure')),
            ],
            options={
                'verbose_name': 'căn cứ pháp lý',
                'verbose_name_plural': 'căn cứ pháp lý',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='DecisionItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('action', models.CharField(choices=[('moi', 'Ban hành mới'), ('sua-doi', 'Sửa đổi, bổ sung'), ('thay-the', 'Thay thế'), ('bai-bo', 'Bãi bỏ')], max_length=20, verbose_name='nội dung')),
                ('basis', models.TextField(blank=True, verbose_name='văn bản quy định việc sửa đổi, bãi bỏ')),
                ('decision', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='procedures.listdecision')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decision_items', to='procedures.procedure', verbose_name='thủ tục')),
                ('successor', models.ForeignKey(blank=True, help_text='Khi thay thế hoặc bãi bỏ: thủ tục mà người dân thực hiện từ nay.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='predecessor_items', to='procedures.procedure', verbose_name='thủ tục thay thế')),
            ],
            options={
                'verbose_name': 'thủ tục trong quyết định',
                'verbose_name_plural': 'thủ tục trong quyết định',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.AddField(
            model_name='channel',
            name='procedure',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='channels', to='procedures.procedure'),
        ),
        migrations.AddField(
            model_name='case',
            name='procedure',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='procedures.procedure'),
        ),
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('role', models.CharField(choices=[('ban-hanh', 'Cơ quan ban hành'), ('co-tham-quyen', 'Cơ quan có thẩm quyền'), ('thuc-hien', 'Cơ quan thực hiện'), ('duoc-uy-quyen', 'Cơ quan được ủy quyền'), ('phoi-hop', 'Cơ quan phối hợp')], max_length=20, verbose_name='vai trò')),
                ('name', models.CharField(max_length=1000, verbose_name='tên cơ quan')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='units.unit', verbose_name='đơn vị trên trang này')),
                ('procedure', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='agencies', to='procedures.procedure')),
            ],
            options={
                'verbose_name': 'cơ quan',
                'verbose_name_plural': 'cơ quan',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Related',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('code', models.CharField(blank=True, max_length=60, verbose_name='mã thủ tục')),
                ('name', models.TextField(blank=True, verbose_name='tên thủ tục')),
                ('procedure', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='related', to='procedures.procedure')),
            ],
            options={
                'verbose_name': 'thủ tục liên quan',
                'verbose_name_plural': 'thủ tục liên quan',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Result',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.TextField(verbose_name='kết quả')),
                ('code', models.CharField(blank=True, max_length=40, verbose_name='mã kết quả')),
                ('procedure', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='procedures.procedure')),
            ],
            options={
                'verbose_name': 'kết quả',
                'verbose_name_plural': 'kết quả',
                'ordering': ['sort_order'],
                'abstract': False,
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Usefulness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(help_text='Ngày đầu tháng.', verbose_name='tháng')),
                ('yes', models.PositiveIntegerField(default=0, verbose_name='có ích')),
                ('no', models.PositiveIntegerField(default=0, verbose_name='chưa có ích')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='usefulness', to='procedures.procedure', verbose_name='thủ tục')),
            ],
            options={
                'verbose_name': 'đánh giá của bạn đọc',
                'verbose_name_plural': 'đánh giá của bạn đọc',
                'ordering': ['-month'],
            },
        ),
        migrations.AddConstraint(
            model_name='listdecision',
            constraint=models.UniqueConstraint(fields=('number', 'issued_on'), name='decision_once', violation_error_message='Quyết định này đã được ghi.'),
        ),
        migrations.AddIndex(
            model_name='procedure',
            index=models.Index(fields=['live', 'sort_key'], name='procedure_live_order'),
        ),
        migrations.AddConstraint(
            model_name='decisionitem',
            constraint=models.UniqueConstraint(fields=('decision', 'procedure'), name='procedure_once_per_decision', violation_error_message='Một quyết định chỉ ghi mỗi thủ tục một lần.'),
        ),
        migrations.AddConstraint(
            model_name='usefulness',
            constraint=models.UniqueConstraint(fields=('procedure', 'month'), name='usefulness_once_a_month'),
        ),
    ]
