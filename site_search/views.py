"""Views of the site search: results, suggestions while typing, reporting searches without results."""

from __future__ import annotations

from collections import Counter

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseForbidden, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from foundations.public_forms.limits import is_too_often
from foundations.public_forms.origin import is_from_this_site
from foundations.searching.promoted import find_promoted
from foundations.vietnamese.folding import fold
from foundations.vietnamese.normalisation import make_one_line
from news.models import ARTICLES_PER_PAGE
from procedures.feedback import MAX_MISSES_AN_HOUR, PERSONAL, store_words
from procedures.models import Procedure
from procedures.next_steps import find_next_steps
from site_search import search as site_search
from site_search.filters import SearchFilters, get_column_choices, get_unit_choices
from site_search.kinds import NAMED_KINDS, FoundThing
from site_search.suggestions import find_suggestions

MAX_SAID = 100  # characters about a suggestion
MAX_QUERY_LENGTH = 200  # characters; longer queries are cut


def read_words(parameters) -> str:
    """The words of `?q=` on one line, at most MAX_QUERY_LENGTH characters."""
    return make_one_line(parameters.get("q", ""))[:MAX_QUERY_LENGTH].strip()


def show_search(request):
    """The results with a tab for each kind; without words only the form."""
    words, kind, filters = (
        read_words(request.GET),
        request.GET.get("loai", ""),
        SearchFilters.from_parameters(request.GET),
    )
    result = site_search.find(words) if words else site_search.SearchResult([], [])
    answers = result.answers
    if filters:
        left = filters.filter_articles([each.key for each in answers if each.kind == site_search.ARTICLE])
        answers = [each for each in answers if each.kind == site_search.ARTICLE and each.key in left]
    counts = Counter(answer.kind for answer in answers)
    chosen = [answer for answer in answers if answer.kind == kind] if kind in get_labels() else answers
    page = Paginator(chosen, ARTICLES_PER_PAGE).get_page(request.GET.get("page"))
    ideas = site_search.find_ideas(result.corrected or words)
    context = {"title": _("Tìm kiếm"), "words": words, "kind": kind, "page_of_answers": page, "filters": filters}
    context |= {"answers": site_search.load_shown(page.object_list), "twins": load_twins(page.object_list)}
    context |= {"ideas": ideas, "left_out": result.left_out, "corrected": result.corrected}
    context |= {"tabs": build_tabs(counts, kind), "promoted": find_promoted(words), "is_told": "da-bao" in request.GET}
    context |= {"units": get_unit_choices(), "columns": get_column_choices()}
    if words and not (answers or filters):
        context |= find_next_steps(ideas)
    return render(request, "site_search/search.html", context)


def load_twins(answers) -> dict[int, list[tuple[str, Procedure]]]:
    """(what is different, procedure) of the near-identical procedures of each answer, by its key. At most one query."""
    keys = [twin.key for answer in answers for twin in answer.twins]
    found = Procedure.objects.only("code", "name", "levels").in_bulk(keys) if keys else {}
    return {
        answer.key: [(twin.difference, found[twin.key]) for twin in answer.twins if twin.key in found]
        for answer in answers
        if answer.twins
    }


def get_labels() -> dict[str, str]:
    """Labels of the kinds, by their word in addresses, in the order of the tabs."""
    first = {site_search.PROCEDURE: _("Thủ tục hành chính"), site_search.ARTICLE: _("Tin, bài")}
    return {**first, **{kind.word: str(kind.label) for kind in NAMED_KINDS}}


def build_tabs(counts: Counter, kind: str) -> list[tuple[str, str, int]]:
    """(word, label, number of results) of the tab of everything, and of each kind with results or chosen."""
    found = [(word, name, counts[word]) for word, name in get_labels().items() if counts[word] or word == kind]
    return [("", _("Tất cả"), counts.total()), *found]


def suggest(request):
    """Suggestions for `?q=` as JSON: `{"suggestions": [{"title", "what", "url"}], "said": their number in words}`."""
    names = [
        {"title": found.title, "what": describe_suggestion(found), "url": found.url}
        for found in find_suggestions(read_words(request.GET))
    ]
    total = len(names)
    said = ngettext("%(total)s gợi ý.", "%(total)s gợi ý.", total) % {"total": total} if names else _("Không có gợi ý.")
    return JsonResponse({"suggestions": names, "said": said}, json_dumps_params={"ensure_ascii": False})


def describe_suggestion(found: FoundThing) -> str:
    """The kind and the beginning of what is said of it: former units, documents of one day differ in this only."""
    return " · ".join(filter(None, [found.what, Truncator(found.text).chars(MAX_SAID)]))


@csrf_exempt  # changes nothing of the reader's; see foundations.public_forms.origin
@require_POST
def store_missed(request):
    """Stores words without results for the editors: the whole query, or those of its words that the results lack."""
    if not is_from_this_site(request):
        return HttpResponseForbidden(_("Câu trả lời phải được gửi từ trang này."))
    words = read_words(request.POST).lower()
    is_kept = fold(words) and not PERSONAL.search(words) and not is_too_often(request, "missed", MAX_MISSES_AN_HOUR)
    if is_kept:
        result = site_search.find(words)
        if in_vain := " ".join(result.left_out) if result.answers else words:
            store_words(in_vain.lower())
    if request.headers.get("Sec-Fetch-Dest") == "empty":  # sent by the script of the page, which stays where it is
        return HttpResponse(status=204)
    response = HttpResponseRedirect(f"{reverse('search')}?da-bao=1")
    response.status_code = 303
    return response
