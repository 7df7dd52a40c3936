"""Where a comment is written. The page of the article stays the same for everybody: it only leads here."""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from news.comments.forms import CommentForm
from news.comments.models import Comment
from news.comments.moderation import FullError, keep
from news.comments.thread import takes_comments
from news.models import ArticlePage

ANSWERED = "tra-loi"
UNPROCESSABLE, TOO_MANY = 422, 503


@never_cache  # the form carries the moment at which it was shown
@csrf_exempt  # see foundations/public_forms/origin.py
def write(request, pk):
    """The form; a POST stores the comment for the moderators and goes to the thanks."""
    article = get_object_or_404(ArticlePage.objects.readable().defer("body"), pk=pk)
    form = CommentForm(request.POST if request.method == "POST" else None, request=request)
    answered = comment_of(article, request.POST.get("answers") or request.GET.get(ANSWERED, ""))
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if not takes_comments(request, article):
            form.add_error(None, _("Bài viết này đã ngừng nhận bình luận."))
        elif form.is_valid():
            try:
                keep(form, article, answered)
                return thanks_for(article)
            except FullError:
                form.add_error(None, _("Hiện có quá nhiều nội dung gửi đến. Hãy giữ lại bài viết và gửi vào lúc khác."))
                status = TOO_MANY
    crumbs = [(article.get_url(request), article.title)]
    context = {"title": _("Viết bình luận"), "article": article, "form": form, "answered": answered, "crumbs": crumbs}
    context["takes_comments"] = takes_comments(request, article)
    return render(request, "comments/write.html", context, status=status)


def comment_of(article, key: str) -> Comment | None:
    """The shown comment that is answered; one that is gone meanwhile is simply not answered."""
    return Comment.objects.filter(article=article, pk=key).first() if str(key).isdecimal() and len(key) < 18 else None


def thanks_for(article) -> HttpResponseRedirect:
    response = HttpResponseRedirect(reverse("comment_thanks", args=[article.pk]))
    response.status_code = 303
    return response


def thanks(request, pk):
    article = get_object_or_404(ArticlePage.objects.readable().defer("body"), pk=pk)
    crumbs = [(article.get_url(request), article.title)]
    context = {"title": _("Đã nhận bình luận"), "article": article, "crumbs": crumbs}
    return render(request, "comments/thanks.html", context)
