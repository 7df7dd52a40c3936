"""Drawings: pictures and text are kept; shapes, charts and embedded files become place holders.

`w:drawing` is the current format, `w:pict` and `w:object` (VML) the old one. ECMA-376-1, 20.4; -4, 19.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _

from news.word_files.stories import Story
from news.word_files.xml import (
    PIC,
    WP,
    A,
    O,
    R,
    V,
    W,
    find_parents,
    get_text,
    iterate_outermost,
    make_paragraph,
    make_run,
)

DRAWINGS = {f"{W}drawing", f"{W}pict", f"{W}object"}
BOXES = {f"{W}txbxContent"}
LINES = ("line", "straightConnector", "bentConnector", "curvedConnector")
FLAT = 30_000  # EMU (0.8 mm); lower or narrower shapes are lines
SHAPES = {f"{V}{name}" for name in ("shape", "rect", "roundrect", "oval", "polyline", "arc", "curve", "group", "image")}
EQUATION_PROGRAMS = ("Equation", "MathType")


@dataclass
class DrawingResult:
    """What replaces a drawing: elements in its run, and paragraphs after its paragraph."""

    inline: list[Element] = field(default_factory=list)
    blocks: list[Element] = field(default_factory=list)


def replace_drawings(story: Story) -> None:
    """Replaces every drawing of the story by what an article can show."""
    parents = find_parents(story.root)
    for paragraph in list(story.root.iter(f"{W}p")):
        blocks = []
        for drawing in list(iterate_outermost(paragraph, DRAWINGS)):
            found = read_drawing(drawing, story)
            run = parents[drawing]
            at = list(run).index(drawing)
            run[at : at + 1] = found.inline
            blocks += found.blocks
        parent = parents[paragraph]
        at = list(parent).index(paragraph) + 1
        parent[at:at] = blocks
        parents.update((block, parent) for block in blocks)


def read_drawing(drawing: Element, story: Story) -> DrawingResult:
    boxes = list(iterate_outermost(drawing, BOXES))
    outside = list(iterate_outside(drawing))
    found = DrawingResult(blocks=[block for box in boxes for block in box if get_text(box) or has_drawing(box)])
    words = find_alt(outside)
    for element in outside:
        if element.tag == f"{A}blip":
            keys = element.get(f"{R}embed", ""), element.get(f"{R}link", "")
            found.inline.append(make_picture_or_mark(story, *keys, words))
        elif element.tag == f"{V}imagedata":
            key = element.get(f"{R}id") or element.get(f"{R}pict") or ""
            link = element.get(f"{R}href", "") or element.get("src", "")
            found.inline.append(make_picture_or_mark(story, key, link, element.get(f"{O}title", "") or words))
        elif element.tag == f"{V}textpath" and element.get("string"):
            found.blocks.append(make_paragraph(make_run(element.get("string", ""))))
    if is_embedded(drawing, outside):
        name_embedded(outside, story, found)
    elif not read_chart_or_diagram(outside, story, found):
        name_shapes(drawing, outside, story, found)
    return found


def iterate_outside(drawing: Element):
    """Elements of a drawing, without text boxes and shape definitions."""
    for child in drawing:
        if child.tag not in BOXES and child.tag not in (f"{V}shapetype", f"{A}extLst"):
            yield child
            yield from iterate_outside(child)


def has_drawing(box: Element) -> bool:
    return any(element.tag in DRAWINGS for element in box.iter())


def find_alt(outside: list[Element]) -> str:
    """The drawing's alternative text."""
    for element in outside:
        if element.tag in (f"{WP}docPr", f"{PIC}cNvPr"):
            words = element.get("descr", "").strip() or element.get("title", "").strip()
        else:
            words = element.get("alt", "").strip() if element.tag in SHAPES else ""
        if words:
            return words
    return ""


def make_picture_or_mark(story: Story, embedded: str, linked: str, words: str) -> Element:
    """The picture in the form mammoth reads; a place holder if the file does not contain it."""
    part = story.find_picture(embedded)
    if part:
        return make_picture(story.targets.add_picture(part), words)
    outside = story.related.get(linked or embedded)
    return story.losses.make_mark("linked" if linked or (outside and outside.is_external) else "missing", words)


def make_picture(key: str, words: str) -> Element:
    drawing = Element(f"{W}drawing")
    inline = SubElement(drawing, f"{WP}inline")
    SubElement(inline, f"{WP}docPr", {"descr": words})
    data = SubElement(SubElement(inline, f"{A}graphic"), f"{A}graphicData")
    fill = SubElement(SubElement(data, f"{PIC}pic"), f"{PIC}blipFill")
    SubElement(fill, f"{A}blip", {f"{R}embed": key})
    return drawing


def is_embedded(drawing: Element, outside: list[Element]) -> bool:
    return drawing.tag == f"{W}object" or any(
        element.tag in (f"{O}OLEObject", f"{W}control", f"{W}objectEmbed", f"{W}objectLink") for element in outside
    )


def name_embedded(outside: list[Element], story: Story, found: DrawingResult) -> None:
    """Counts an embedded file, formula or control; adds a place holder if it has no picture."""
    programs = [element.get("ProgID", "") for element in outside if element.tag == f"{O}OLEObject"]
    kind = "object"
    if any(element.tag == f"{W}control" for element in outside):
        kind = "control"
    elif any(program.startswith(EQUATION_PROGRAMS) for program in programs):
        kind = "formula"
    if found.inline:
        story.losses.count(kind)
    else:
        found.inline.append(story.losses.make_mark(kind))


def read_chart_or_diagram(outside: list[Element], story: Story, found: DrawingResult) -> bool:
    """Adds a place holder for a chart or diagram, with its words. False if it is neither."""
    for element in outside:
        name = element.tag.rsplit("}", 1)[-1]
        if name == "chart" and element.get(f"{R}id"):
            found.inline.append(story.losses.make_mark("chart", read_chart_words(story, element.get(f"{R}id", ""))))
            return True
        if name == "relIds":
            found.inline.append(story.losses.make_mark("diagram"))
            data = story.parse_related(element.get(f"{R}dm", ""))
            for text in data.iter() if data is not None else ():
                if text.tag.endswith("}t") and get_text(text, f"{A}t"):
                    found.blocks.append(make_paragraph(make_run(get_text(text, f"{A}t"))))
            return True
    return False


def read_chart_words(story: Story, key: str) -> str:
    """Title and legends of a chart."""
    chart = story.parse_related(key)
    if chart is None:
        return ""
    texts = []
    for element in chart.iter():
        if element.tag == f"{A}p":
            texts.append(get_text(element, f"{A}t"))
        elif element.tag.endswith("}strCache"):
            texts += ["".join(value.itertext()).strip() for value in element.iter() if value.tag.endswith("}v")]
    return "; ".join(dict.fromkeys(text for text in texts if text))


def name_shapes(drawing: Element, outside: list[Element], story: Story, found: DrawingResult) -> None:
    """Counts shapes, or adds a place holder; lines are only listed as left out."""
    shapes = [element for element in outside if is_shape(element)]
    if found.blocks:
        story.losses.count("text_box" if len(shapes) < 2 else "shape")
    if found.inline or found.blocks or not is_drawn(drawing):
        return
    if all(is_line(shape, drawing) for shape in shapes):
        if shapes or any(element.tag == f"{V}line" for element in outside):
            story.losses.leave_out("line", _("Đường kẻ"), _("Đường kẻ, không có chữ"))
        return
    found.inline.append(story.losses.make_mark("shape", find_alt(outside)))


def is_drawn(drawing: Element) -> bool:
    """Whether the drawing is visible; an empty text box is not."""
    return next(iterate_outermost(drawing, BOXES), None) is None


def is_shape(element: Element) -> bool:
    return element.tag.endswith(("}wsp", "}cxnSp", "}contentPart", "}sp", "}model3d")) or element.tag in SHAPES


def is_line(shape: Element, drawing: Element) -> bool:
    """Whether a shape is a line, by its form or because the drawing is flat."""
    if shape.get(f"{O}hr") or shape.get(f"{O}connectortype"):
        return True
    form = next((each.get("prst", "") for each in shape.iter(f"{A}prstGeom")), "")
    extent = next(drawing.iter(f"{WP}extent"), None)
    sizes = [extent.get(side, "") for side in ("cx", "cy")] if extent is not None else []
    return form.startswith(LINES) or any(size.isdecimal() and int(size) < FLAT for size in sizes)
