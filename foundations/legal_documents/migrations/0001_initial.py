import django.db.models.deletion
import foundations.legal_documents.numbers
import foundations.vietnamese.normalisation
import modelcluster.fields
import modelsearch.index
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('units', '0001_initial'),
        ('wagtaildocs', '0014_alter_document_file_size'),
    ]

    operations = [
        migrations.CreateModel(
            name='LegalDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(help_text='Ví dụ: 37/QĐ-UBND.', max_length=120, verbose_name='số, ký hiệu')),
                ('number_key', foundations.legal_documents.numbers.NumberKeyField('number')),
                ('slug', models.SlugField(blank=True, max_length=160, unique=True, verbose_name='đường dẫn rút gọn')),
                ('kind', models.CharField(choices=[('hien-phap', 'Hiến pháp'), ('bo-luat', 'Bộ luật'), ('luat', 'Luật'), ('phap-lenh', 'Pháp lệnh'), ('nghi-quyet', 'Nghị quyết'), ('nghi-dinh', 'Nghị định'), ('quyet-dinh', 'Quyết định'), ('thong-tu', 'Thông tư'), ('thong-tu-lien-tich', 'Thông tư liên tịch'), ('chi-thi', 'Chỉ thị'), ('ke-hoach', 'Kế hoạch'), ('chuong-trinh', 'Chương trình'), ('bao-cao', 'Báo cáo'), ('thong-bao', 'Thông báo'), ('huong-dan', 'Hướng dẫn'), ('cong-van', 'Công văn'), ('khac', 'Văn bản khác')], max_length=30, verbose_name='loại văn bản')),
                ('agency', models.CharField(blank=True, help_text='Tên cơ quan như trong văn bản; để trống thì lấy tên đơn vị đã chọn.', max_length=255, verbose_name='cơ quan ban hành')),
                ('agency_slug', models.SlugField(editable=False, max_length=255)),
                ('issued_on', models.DateField(db_index=True, verbose_name='ngày ban hành')),
                ('effective_on', models.DateField(blank=True, help_text='Để trống nếu chưa có thông tin.', null=True, verbose_name='ngày có hiệu lực')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='hiệu lực đến hết ngày')),
                ('stated_status', models.CharField(choices=[('con-hieu-luc', 'Có hiệu lực'), ('het-mot-phan', 'Hết hiệu lực một phần'), ('het-hieu-luc', 'Hết hiệu lực toàn bộ'), ('chua-co-hieu-luc', 'Chưa có hiệu lực'), ('chua-ro', 'Chưa có thông tin về hiệu lực')], default='chua-ro', help_text='Chưa có thông tin thì trang suy ra từ các ngày và từ văn bản thay thế, nếu có.', max_length=20, verbose_name='tình trạng hiệu lực')),
                ('abstract', models.TextField(verbose_name='trích yếu')),
                ('url', models.URLField(blank=True, max_length=1000, verbose_name='địa chỉ toàn văn')),
                ('source', models.TextField(blank=True, verbose_name='nguồn thông tin')),
                ('folded', models.TextField(editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtaildocs.document', verbose_name='tệp văn bản')),
                ('unit', models.ForeignKey(blank=True, help_text='Để trống với cơ quan trung ương và cơ quan không có trang ở đây.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='legal_documents', to='units.unit', verbose_name='đơn vị trên trang này')),
            ],
            options={
                'verbose_name': 'văn bản',
                'verbose_name_plural': 'văn bản',
                'ordering': ['-issued_on', '-pk'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('effect', models.CharField(choices=[('thay-the', 'Thay thế'), ('bai-bo', 'Bãi bỏ'), ('bai-bo-mot-phan', 'Bãi bỏ một phần'), ('sua-doi', 'Sửa đổi, bổ sung'), ('quy-dinh-chi-tiet', 'Quy định chi tiết, hướng dẫn'), ('can-cu', 'Căn cứ')], max_length=20, verbose_name='quan hệ')),
                ('note', models.CharField(blank=True, max_length=255, verbose_name='điều, khoản')),
                ('source', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='effects', to='legal_documents.legaldocument')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affected_by', to='legal_documents.legaldocument', verbose_name='văn bản')),
            ],
            options={
                'verbose_name': 'quan hệ giữa hai văn bản',
                'verbose_name_plural': 'quan hệ giữa các văn bản',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='legaldocument',
            constraint=models.UniqueConstraint(fields=('number_key', 'agency_slug', 'issued_on'), name='document_once'),
        ),
        migrations.AddConstraint(
            model_name='legaldocument',
            constraint=models.CheckConstraint(condition=models.Q(('effective_on', None), ('expires_on', None), ('expires_on__gte', models.F('effective_on')), _connector='OR'), name='document_ends_after_it_begins', violation_error_message='Ngày hết hiệu lực không được trước ngày có hiệu lực.'),
        ),
        migrations.AddConstraint(
            model_name='relation',
            constraint=models.UniqueConstraint(fields=('source', 'effect', 'target'), name='relation_once', violation_error_message='Quan hệ này đã được ghi.'),
        ),
    ]
