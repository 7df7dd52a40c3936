import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.CharField(max_length=80, unique=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField(verbose_name='hết hạn')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='gửi lúc')),
                ('sendings', models.PositiveIntegerField(default=0)),
                ('failure', models.CharField(blank=True, max_length=300)),
                ('accepted_at', models.DateTimeField(null=True, verbose_name='nhận lúc')),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người mời')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='invitation', to=settings.AUTH_USER_MODEL, verbose_name='người được mời')),
            ],
            options={
                'verbose_name': 'lời mời',
                'verbose_name_plural': 'lời mời',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folded', models.TextField(default='', editable=False)),
                ('role', models.CharField(choices=[('writer', 'Người viết'), ('editor', 'Biên tập viên đơn vị'), ('board', 'Ban biên tập'), ('administrator', 'Quản trị')], max_length=20, verbose_name='vai trò')),
                ('valid_from', models.DateField(default=django.utils.timezone.localdate, verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, help_text='Ngày cuối cùng còn giữ vai trò; để trống nếu chưa ấn định. Sau ngày này quyền tự hết.', null=True, verbose_name='đến hết ngày')),
                ('granted', models.BooleanField(default=False, editable=False)),
                ('unit', models.ForeignKey(blank=True, help_text='Bắt buộc đối với người viết và biên tập viên đơn vị; để trống đối với các vai trò khác.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='units.unit', verbose_name='đơn vị')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='người dùng')),
            ],
            options={
                'verbose_name': 'thành viên',
                'verbose_name_plural': 'thành viên',
                'ordering': ['unit__sort_key', 'role', 'user__last_name', 'user__first_name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='membership_ends_after_it_begins', violation_error_message='Ngày kết thúc không được trước ngày bắt đầu.'), models.CheckConstraint(condition=models.Q(models.Q(('role__in', ['writer', 'editor']), ('unit__isnull', False)), models.Q(('role__in', ['board', 'administrator']), ('unit__isnull', True)), _connector='OR'), name='membership_has_a_unit_where_its_role_needs_one', violation_error_message='Vai trò và đơn vị không khớp nhau.')],
            },
        ),
    ]
