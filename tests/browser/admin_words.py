"""What a screen of the editors' interface says to eye and ear, and which of it is English.

Two nets: sentences that the packages' own catalogues have, with anything in the place of their placeholders; then
words that stand in no Vietnamese text, for what no catalogue knows.
"""

import json
import re

from bs4 import BeautifulSoup

from scripts.catalogues.coverage import Coverage

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"<[^>]+>")
# Product names, formats and the language's own name; the rest of a sentence around them is still looked at.
NAMES = re.compile(r"\b(Wagtail|Django|Excel|JavaScript|English|OpenStreetMap|Chromium)\b")
# Frequent in interfaces, and no Vietnamese syllable even without its marks.
ENGLISH = re.compile(
    r"\b(about|account|action|actions|active|add|added|alias|all|allow|and|any|apply|approve|are|article|ascending|"
    r"available|back|between|block|button|by|cannot|change|changed|changes|character|characters|check|choose|clear|"
    r"click|close|collapse|column|comment|comments|content|copy|create|created|current|dashboard|date|day|default|"
    r"delete|deleted|descending|description|details|disable|disabled|document|documents|does|done|download|draft|drag|"
    r"drop|edit|edited|editing|email|enable|enter|error|errors|expand|explore|explorer|field|fields|file|filter|find|"
    r"for|format|found|from|full|generate|group|has|have|heading|help|hidden|hide|history|home|hour|if|image|images|"
    r"insert|invalid|is|item|items|language|last|latest|link|list|live|loading|lock|locked|log|logout|menu|message|metadata|"
    r"minute|month|more|move|must|name|new|next|none|not|nothing|number|object|of|open|options|or|order|page|pages|"
    r"parent|password|permission|please|preview|previous|private|publish|published|redirect|redirects|remove|required|"
    r"reset|resolve|results|revision|row|save|saved|schedule|search|section|select|selected|settings|show|sign|site|"
    r"size|skip|snippet|snippets|something|sort|status|submit|successfully|table|tag|tags|task|tasks|text|that|the|their|"
    r"there|these|this|time|title|toggle|type|unlock|unpublish|update|updated|upload|uploaded|usage|used|user|username|"
    r"users|value|version|view|was|were|with|workflow|workflows|would|yes|you|your|zoom)\b",
    re.IGNORECASE,
)

SHOWN = """() => {
  const shown = (element) => element.checkVisibility({visibilityProperty: true, opacityProperty: false});
  const said = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (element.closest("script, style, noscript, template, textarea, [contenteditable], pre, code, kbd")) continue;
    if (!shown(element)) continue;
    if (node.nodeType === Node.TEXT_NODE) said.push(node.textContent);
    else {
      for (const name of ["aria-label", "aria-description", "title", "placeholder", "alt"])
        if (node.hasAttribute(name)) said.push(node.getAttribute(name));
      if (node.matches("input[type=submit], input[type=button]")) said.push(node.value);
    }
  }
  said.push(document.title);
  return [...new Set(said.map((text) => text.replace(/\\s+/g, " ").trim()).filter(Boolean))];
}"""


UNSAID = "script, style, noscript, template, textarea, pre, code, kbd, option, [hidden], .w-hidden"
SAID_ATTRIBUTES = ["aria-label", "aria-description", "title", "placeholder", "alt"]


def list_said(sent: BeautifulSoup) -> list[str]:
    """What a page says as it is sent, with what its styles alone hide; it is changed."""
    # Words that our script puts in the place of Wagtail's.
    given = sent.select_one('script[src*="editors_interface/admin"][data-words]')
    words = json.loads(given["data-words"]) if given else {}
    for element in sent.select(UNSAID):
        element.extract()
    said = [element[name] for element in sent(True) for name in SAID_ATTRIBUTES if element.has_attr(name)]
    said += [element["value"] for element in sent.select("input[type=submit][value], input[type=button][value]")]
    texts = {text for part in [*said, *sent.strings] if (text := " ".join(part.split()))}
    return [words.get(text, text) for text in texts]


def english_sentences(rows: list[Coverage]) -> re.Pattern:
    """Every message of the packages whose Vietnamese differs, as one pattern of whole texts."""
    from django.utils.translation import gettext, ngettext

    sentences = set()
    for row in rows:
        for message in row.messages:
            vietnamese = ngettext(message.sentence, message.plural, 1) if message.plural else gettext(message.sentence)
            sentences |= {form for form in message[:2] if form and form != vietnamese}
    return re.compile("|".join(sorted({pattern_of(text) for text in sentences} - {""})))


def pattern_of(sentence: str) -> str:
    """The sentence as a reader sees it, free where a value stands; empty where hardly a word is left."""
    parts = [re.escape(part) for part in PLACEHOLDER.split(" ".join(TAG.sub("", sentence).split()))]
    return ".+".join(parts) if re.search(r"[A-Za-z]{3}", "".join(parts)) else ""


def english_in(texts: list[str], sentences: re.Pattern) -> list[str]:
    """Those of the texts that are, or hold, English."""
    return [text for text in texts if sentences.fullmatch(text) or ENGLISH.search(NAMES.sub("", text))]


def judged(page, sentences: re.Pattern, known: set[str]) -> list[str]:
    """What of this screen is English and was not on an earlier one; `known` gathers what was looked at."""
    texts = [text for text in page.evaluate(SHOWN) if text not in known]
    known.update(texts)
    return english_in(texts, sentences)
