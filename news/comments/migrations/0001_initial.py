import django.db.models.deletion
import django.utils.timezone
import foundations.vietnamese.normalisation
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('news', '0001_initial'),
        ('personal_data', '0001_initial'),
        ('units', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='họ tên')),
                ('text', models.TextField(verbose_name='nội dung')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='lúc')),
                ('is_official', models.BooleanField(default=False, verbose_name='trả lời của cơ quan')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='news.articlepage')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='comments.comment')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='cơ quan trả lời')),
            ],
            options={
                'verbose_name': 'bình luận',
                'verbose_name_plural': 'bình luận',
                'ordering': ['at', 'pk'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name='CommentSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accepts', models.BooleanField(default=True, help_text='Bỏ đánh dấu để ngừng nhận bình luận trên toàn trang; bình luận đã duyệt vẫn hiển thị.', verbose_name='nhận bình luận')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'cài đặt bình luận',
                'verbose_name_plural': 'cài đặt bình luận',
            },
        ),
        migrations.CreateModel(
            name='SentComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folded', models.TextField(default='', editable=False)),
                ('name', models.CharField(max_length=100, verbose_name='họ tên')),
                ('email', models.EmailField(db_index=True, max_length=254, verbose_name='thư điện tử')),
                ('text', models.TextField(max_length=3000, verbose_name='nội dung')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gửi lúc')),
                ('status', models.CharField(choices=[('cho-duyet', 'Chờ duyệt'), ('nghi-rac', 'Nghi là thư rác'), ('da-duyet', 'Đã duyệt'), ('tu-choi', 'Không duyệt'), ('rac', 'Thư rác')], db_index=True, default='cho-duyet', max_length=20, verbose_name='tình trạng')),
                ('suspicion', models.CharField(blank=True, max_length=255, verbose_name='dấu hiệu thư rác')),
                ('seal', models.CharField(editable=False, max_length=32, unique=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='quyết định lúc')),
                ('answers', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='comments.comment', verbose_name='trả lời bình luận')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sent_comments', to='news.articlepage', verbose_name='tin, bài')),
                ('consent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent_comments', to='personal_data.consenttext', verbose_name='đã đồng ý với')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người quyết định')),
            ],
            options={
                'verbose_name': 'bình luận đã gửi',
                'verbose_name_plural': 'bình luận đã gửi',
                'ordering': ['-sent_at', '-pk'],
            },
            bases=(foundations.vietnamese.normalisation.NormalisedTextMixin, models.Model),
        ),
        migrations.AddField(
            model_name='comment',
            name='sent',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='shown', to='comments.sentcomment'),
        ),
    ]
