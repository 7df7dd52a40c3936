"""Wagtail's content checker (axe-core over the preview) with our rules and messages."""

from django.forms import Media
from wagtail.admin.userbar import ContentCheckerItem

from news.checks import content_faults
from news.checks.content_faults import ADVICE

PICTURES = "main .article figure img"
# Rule: (CSS selector, options of the check of the same name in content_checker.js).
OUR_RULES = {
    "title-in-capitals": ("main h1", {"pattern": content_faults.CAPITALS_PATTERN, "flags": "u"}),
    "picture-without-description": (PICTURES, {"pattern": content_faults.EMPTY_PATTERN, "flags": "u"}),
    "alt-text-quality": (PICTURES, {"pattern": content_faults.POOR_DESCRIPTION_PATTERN, "flags": "iu"}),
    "picture-of-a-table": (PICTURES, {"pattern": content_faults.TABLE_PATTERN, "flags": "iu"}),
    "vague-link": (".article-body a[href]", {"pattern": content_faults.VAGUE_LINK_PATTERN, "flags": "iu"}),
    "table-without-caption": (".article-body table", {"pattern": content_faults.EMPTY_PATTERN, "flags": "u"}),
}
# A bold line before a longer paragraph counts as a heading; axe-core's default also asks for a larger font.
BOLD_LINE = {"margins": [{"weight": 150}], "passLength": 1, "failLength": 1}


class ArticleContentChecker(ContentCheckerItem):
    """The checker in the preview and beside the editor."""

    axe_include = ["main"]  # editors write nothing else of the page
    axe_run_only = [*dict.fromkeys([*ContentCheckerItem.axe_run_only, *OUR_RULES])]
    axe_custom_rules = [
        *(rule for rule in ContentCheckerItem.axe_custom_rules if rule["id"] not in OUR_RULES),
        {"id": "p-as-heading", "selector": ".rich-text p", "enabled": True},
        *(
            {
                "id": rule,
                "impact": "moderate",
                "selector": selector,
                "tags": ["best-practice"],
                "any": [rule],
                "enabled": True,
            }
            for rule, (selector, _options) in OUR_RULES.items()
        ),
    ]
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        {"id": "p-as-heading", "options": BOLD_LINE},
        *({"id": rule, "options": options} for rule, (_selector, options) in OUR_RULES.items()),
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        **{rule: {"error_name": advice.name, "help_text": advice.help} for rule, advice in ADVICE.items()},
    }

    @property
    def media(self):
        return Media(js=["news/content_checker.js"])
