"""Rewrites a Word file for mammoth: a plain package with only what mammoth reads correctly.

The reader follows names, and drops what it does not know; Word shows by far more. So the file is made simple first,
and what cannot be taken over is named on the way.
"""

from __future__ import annotations

import posixpath
import zipfile
from html import escape
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from news.word_files import simplifying
from news.word_files.drawings import replace_drawings
from news.word_files.equations import write_out_equations
from news.word_files.fields import read_fields, unfold_simple_fields
from news.word_files.levels import read_styles
from news.word_files.losses import Losses
from news.word_files.numbering import PLAIN_NUMBERING, number_paragraphs
from news.word_files.packages import Package
from news.word_files.stories import Story, Targets, remove_lost_references, rename_links
from news.word_files.symbols import write_out_symbols
from news.word_files.xml import W, find_parents, get_text, get_value, is_on

NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
RELATIONSHIP = '<Relationship Id="{}" Type="' + OFFICE + '/{}" Target="{}"{}/>'


def rewrite(package: Package) -> tuple[bytes, Losses]:
    """A simplified .docx and its losses. A broken file may raise any of BROKEN_FILE_ERRORS."""
    losses, targets = Losses(), Targets()
    styles, numbering = (package.parse(package.find_related(kind)) for kind in ("styles", "numbering"))
    remove_nameless_styles(styles)
    stories = {}
    for kind in ("document", *NOTES):
        name = package.main if kind == "document" else package.find_related(kind)
        root = package.parse(name) if name else None
        if root is not None:
            stories[kind] = Story(package, root, package.read_relationships(name), targets, losses)
    known = {
        note: find_note_ids(stories[kind].root, note) if kind in stories else set() for kind, note in NOTES.items()
    }
    for story in stories.values():
        remove_lost_references(story, {**known, "comment": set()})
        simplify(story, styles)
        number_paragraphs(story.root, numbering, styles)
        simplifying.write_out_headings(story.root, read_styles(styles))
    leave_out_margins(stories["document"])
    leave_out_comments(package, losses)
    return write_package({kind: story.root for kind, story in stories.items()}, styles, package, targets), losses


def remove_nameless_styles(styles: Element | None) -> None:
    """Removes styles without a type or an id, on which mammoth fails."""
    for style in list(styles) if styles is not None else ():
        if style.tag == f"{W}style" and not (style.get(f"{W}type") and style.get(f"{W}styleId")):
            styles.remove(style)


def find_note_ids(root: Element, note: str) -> set[str]:
    return {each.get(f"{W}id", "") for each in root.iter(f"{W}{note}")}


def simplify(story: Story, styles: Element | None) -> None:
    """Removes what mammoth does not know from a story, and counts it."""
    root, losses = story.root, story.losses
    simplifying.choose_alternates(root)
    simplifying.remove_deleted(root, losses)
    contents = simplifying.mark_contents(root)
    simplifying.unwrap_all(root)
    unfold_simple_fields(root)
    simplifying.replace_chunks(root, losses)
    replace_drawings(story)
    simplifying.remove_hidden(root, find_hidden_styles(styles), losses, _("Chữ ẩn"))
    simplifying.write_out_ruby(root)
    write_out_equations(root, losses)
    write_out_symbols(root, losses)
    contents |= read_fields(root, losses)
    leave_out_contents(root, contents | find_contents_by_style(root, styles), losses)
    rename_links(story)
    simplifying.write_out_breaks(root)
    simplifying.write_out_alignment(root, read_styles(styles))
    simplifying.join_drop_caps(root)
    simplifying.spread_cells(root)


def find_hidden_styles(styles: Element | None) -> set[str]:
    return {key for key, style in read_styles(styles).by_id.items() if is_on(style, "rPr/vanish")}


def find_contents_by_style(root: Element, styles: Element | None) -> set[Element]:
    """Lines of a table of contents, by their styles ("toc 1")."""
    named = {
        key for key, style in read_styles(styles).by_id.items() if get_value(style, "name").lower().startswith("toc ")
    }
    return {each for each in root.iter(f"{W}p") if get_value(each, "pPr/pStyle") in named}


def leave_out_contents(root: Element, contents: set[Element], losses: Losses) -> None:
    """Leaves out tables of contents, as an article has no page numbers."""
    parents = find_parents(root)
    for paragraph in [each for each in root.iter(f"{W}p") if each in contents]:
        parents[paragraph].remove(paragraph)
        losses.leave_out("contents", _("Mục lục"), get_text(paragraph))


def leave_out_margins(story: Story) -> None:
    """Leaves out page headers and footers; mere page numbers are dropped silently."""
    names = {"header": _("Đầu trang"), "footer": _("Chân trang")}
    for related in story.related.values():
        root = story.package.parse(related.target) if related.kind in names else None
        if root is None:
            continue
        simplifying.choose_alternates(root)
        lines = [get_text(each) for each in root.iter(f"{W}p") if each.find(f".//{W}p") is None]
        lines += [each.get("string", "") for each in root.iter() if each.tag.endswith("}textpath")]
        for line in lines:
            if any(letter.isalpha() for letter in line):
                story.losses.leave_out(related.kind, names[related.kind], line)


def leave_out_comments(package: Package, losses: Losses) -> None:
    tree = package.parse(package.find_related("comments")) if package.find_related("comments") else None
    for comment in tree.iter(f"{W}comment") if tree is not None else ():
        losses.leave_out("comments", _("Nhận xét bên lề"), get_text(comment))


def write_package(roots: dict[str, Element], styles: Element | None, package: Package, targets: Targets) -> bytes:
    trees = {**roots, **({} if styles is None else {"styles": styles})}
    parts = {f"word/{kind}.xml": ElementTree.tostring(tree, encoding="utf-8") for kind, tree in trees.items()}
    parts["word/numbering.xml"] = PLAIN_NUMBERING
    related = [
        RELATIONSHIP.format(kind, kind, f"{kind}.xml", "") for kind in (*trees, "numbering") if kind != "document"
    ]
    for name, key in targets.pictures.items():
        file = f"media/{key}{posixpath.splitext(name)[1].lower()}"
        parts[f"word/{file}"] = package.read(name)
        related.append(RELATIONSHIP.format(key, "image", escape(file), ""))
    for address, key in targets.links.items():
        related.append(RELATIONSHIP.format(key, "hyperlink", escape(address), ' TargetMode="External"'))
    for kind in roots:
        parts[f"word/_rels/{kind}.xml.rels"] = make_relationships(related)
    parts["_rels/.rels"] = make_relationships([RELATIONSHIP.format("main", "officeDocument", "word/document.xml", "")])
    parts["[Content_Types].xml"] = f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"/>'
    result = BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return result.getvalue()


def make_relationships(related: list[str]) -> str:
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{"".join(related)}</Relationships>'
