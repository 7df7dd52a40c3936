import django.db.models.deletion
import foundations.vietnamese.normalisation
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Tên đầy đủ theo văn bản, ví dụ: Sở Nội vụ tỉnh Quảng Ngãi.', max_length=255, verbose_name='tên')),
                ('short_name', models.CharField(blank=True, max_length=60, verbose_name='tên viết tắt')),
                ('slug', models.SlugField(help_text='Phần cuối của địa chỉ trang đơn vị; không dấu, ví dụ: so-noi-vu-quang-ngai.', max_length=255, unique=True, verbose_name='đường dẫn rút gọn')),
                ('kind', models.CharField(choices=[('province', 'Tỉnh, thành phố'), ('department', 'Sở, ngành'), ('board', 'Ban quản lý, ban'), ('office', 'Văn phòng'), ('centre', 'Trung tâm, đơn vị sự nghiệp'), ('district', 'Huyện, thị xã, thành phố thuộc tỉnh'), ('commune', 'Xã'), ('ward', 'Phường'), ('town', 'Thị trấn'), ('special_zone', 'Đặc khu'), ('other', 'Cơ quan khác')], max_length=20, verbose_name='loại')),
                ('valid_from', models.DateField(blank=True, help_text='Để trống nếu chưa rõ ngày thành lập.', null=True, verbose_name='hoạt động từ ngày')),
                ('valid_to', models.DateField(blank=True, help_text='Ngày cuối cùng còn hoạt động; để trống nếu đang hoạt động.', null=True, verbose_name='đến hết ngày')),
                ('website', models.URLField(blank=True, verbose_name='trang thông tin điện tử')),
                ('source', models.TextField(blank=True, help_text='Văn bản hoặc trang chính thức làm căn cứ.', verbose_name='nguồn thông tin')),
                ('sort_key', models.CharField(db_index=True, editable=False, max_length=1000)),
                ('folded', models.TextField(editable=False)),
                ('editors', models.OneToOneField(blank=True, help_text='Thành viên nhóm này được viết bài tại trang của đơn vị.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='unit', to='auth.group', verbose_name='nhóm biên tập')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='units.unit', verbose_name='đơn vị cấp trên')),
                ('writers', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='unit_of_writers', to='auth.group', verbose_name='nhóm người viết')),
            ],
            options={
                'verbose_name': 'đơn vị',
                'verbose_name_plural': 'đơn vị',
                'ordering': ['sort_key', 'valid_from', 'pk'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('rename', 'Đổi tên'), ('merge', 'Hợp nhất, sáp nhập'), ('split', 'Chia, tách'), ('dissolve', 'Giải thể, kết thúc hoạt động')], max_length=20, verbose_name='hình thức')),
                ('date', models.DateField(help_text='Ngày đầu tiên của đơn vị tiếp nhận.', verbose_name='từ ngày')),
                ('legal_basis', models.CharField(max_length=500, verbose_name='căn cứ pháp lý')),
                ('note', models.TextField(blank=True, verbose_name='ghi chú')),
                ('predecessor', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='succeeded_by', to='units.unit', verbose_name='đơn vị cũ')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='preceded_by', to='units.unit', verbose_name='đơn vị tiếp nhận')),
            ],
            options={
                'verbose_name': 'thay đổi tổ chức',
                'verbose_name_plural': 'thay đổi tổ chức',
                'ordering': ['date', 'pk'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='UnitAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='tên gọi khác')),
                ('unit', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='units.unit')),
            ],
            options={
                'verbose_name': 'tên gọi khác',
                'verbose_name_plural': 'tên gọi khác',
                'ordering': ['pk'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='UnitCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(help_text='Ví dụ: Tổng cục Thống kê, Mã định danh điện tử.', max_length=60, verbose_name='hệ mã')),
                ('code', models.CharField(max_length=60, verbose_name='mã')),
                ('unit', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='units.unit')),
            ],
            options={
                'verbose_name': 'mã đơn vị',
                'verbose_name_plural': 'mã đơn vị',
                'ordering': ['scheme', 'code'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='unit_ends_after_it_begins', violation_error_message='Ngày kết thúc không được trước ngày bắt đầu hoạt động.'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.UniqueConstraint(fields=('predecessor', 'successor', 'date'), name='succession_once', violation_error_message='Thay đổi này đã được ghi.'),
        ),
        migrations.AddConstraint(
            model_name='unitcode',
            constraint=models.UniqueConstraint(fields=('scheme', 'code'), name='unit_code_once_per_scheme', violation_error_message='Mã này đã được ghi cho một đơn vị khác trong cùng hệ mã.'),
        ),
    ]
