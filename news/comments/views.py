"""The comment form, apart from the article page, which is cached for everybody."""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from news.comments.forms import CommentForm
from news.comments.models import Comment
from news.comments.moderation import QueueFullError, store_comment
from news.comments.thread import accepts_comments
from news.models import ArticlePage

REPLY_PARAMETER = "tra-loi"
UNPROCESSABLE, UNAVAILABLE = 422, 503


@never_cache  # the form contains the time it was shown
@csrf_exempt  # see foundations/public_forms/origin.py
def show_form(request, pk):
    """The form; a POST stores the comment and redirects to the thanks."""
    article = get_object_or_404(ArticlePage.objects.readable().defer("body"), pk=pk)
    form = CommentForm(request.POST if request.method == "POST" else None, request=request)
    answered = find_comment(article, request.POST.get("answers") or request.GET.get(REPLY_PARAMETER, ""))
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if not accepts_comments(request, article):
            form.add_error(None, _("Bài viết này đã ngừng nhận bình luận."))
        elif form.is_valid():
            try:
                store_comment(form, article, answered)
                return redirect_to_thanks(article)
            except QueueFullError:
                form.add_error(None, _("Hiện có quá nhiều nội dung gửi đến. Hãy giữ lại bài viết và gửi vào lúc khác."))
                status = UNAVAILABLE
    crumbs = [(article.get_url(request), article.title)]
    context = {"title": _("Viết bình luận"), "article": article, "form": form, "answered": answered, "crumbs": crumbs}
    context["takes_comments"] = accepts_comments(request, article)
    return render(request, "comments/write.html", context, status=status)


def find_comment(article, key: str) -> Comment | None:
    """The published comment to reply to; None if there is none."""
    return Comment.objects.filter(article=article, pk=key).first() if str(key).isdecimal() and len(key) < 18 else None


def redirect_to_thanks(article) -> HttpResponseRedirect:
    response = HttpResponseRedirect(reverse("comment_thanks", args=[article.pk]))
    response.status_code = 303
    return response


def show_thanks(request, pk):
    article = get_object_or_404(ArticlePage.objects.readable().defer("body"), pk=pk)
    crumbs = [(article.get_url(request), article.title)]
    context = {"title": _("Đã nhận bình luận"), "article": article, "crumbs": crumbs}
    return render(request, "comments/thanks.html", context)
