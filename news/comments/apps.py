from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "news.comments"
    verbose_name = _("Bình luận")
    public_models = ["Comment", "CommentSettings"]
    private_models = ["SentComment"]
    board_rights = ["change_sentcomment", "view_sentcomment", "change_commentsettings"]
    help_screens = [
        (r"^(binh-luan|duyet-binh-luan|settings/comments/commentsettings)/", "binh-luan", ""),
    ]

    def ready(self):
        from foundations.personal_data import holders
        from news import article_parts
        from news.comments import privacy
        from news.comments.thread import build_comments_context

        holders.register_holder(holders.Holder(_("Bình luận"), privacy.build_rows, privacy.erase_comments))
        article_parts.register(
            article_parts.ArticlePart("comments/thread.html", "comments/head.html", build_comments_context)
        )
