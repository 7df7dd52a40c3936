import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('axes', '0010_accessattemptexpiration'),
    ]

    operations = [
        migrations.CreateModel(
            name='FailedSignIn',
            fields=[
            ],
            options={
                'verbose_name': 'lần đăng nhập không thành công',
                'verbose_name_plural': 'lần đăng nhập không thành công',
                'ordering': ['-attempt_time', '-pk'],
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('axes.accessfailurelog',),
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session_key', models.CharField(db_index=True, max_length=40, verbose_name='phiên')),
                ('browser', models.CharField(blank=True, max_length=40, verbose_name='trình duyệt')),
                ('system', models.CharField(blank=True, max_length=40, verbose_name='hệ điều hành')),
                ('is_remembered', models.BooleanField(default=False, verbose_name='được nhớ')),
                ('began_at', models.DateTimeField(auto_now_add=True, verbose_name='đăng nhập lúc')),
                ('seen_at', models.DateTimeField(verbose_name='hoạt động lần cuối')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL, verbose_name='người dùng')),
            ],
            options={
                'verbose_name': 'nơi đang đăng nhập',
                'verbose_name_plural': 'nơi đang đăng nhập',
                'ordering': ['-seen_at'],
            },
        ),
        migrations.CreateModel(
            name='TwoStepRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='two_step_rule', to='auth.group', verbose_name='vai trò')),
            ],
            options={
                'verbose_name': 'quy định đăng nhập hai bước',
                'verbose_name_plural': 'quy định đăng nhập hai bước',
            },
        ),
    ]
