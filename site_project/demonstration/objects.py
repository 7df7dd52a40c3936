"""Things of the office, in flat shapes: papers and a seal, a phone with a check list, a shield, a news sheet."""

from site_project.demonstration.drawing import (
    Point,
    Points,
    Sheet,
    disc,
    mix,
    moved,
    path,
    round_box,
    smooth,
    turned,
)

PAPER, INK = "#fffaf0", "#123f56"


def papers_and_seal(scale: float) -> Sheet:
    """Sheets of paper stacked at an angle, the upper one stamped with a red ring."""
    sheet = Sheet.blank(scale, "#1d6a74", "#12475a")
    sheet.fill(disc(800, 470, 400), "#2a8187", 0.75)
    sheet.fill(disc(800, 470, 300), "#3a9695", 0.6)
    centre = (800, 460)
    pages = ((-13, -150, 22, "#d9a441"), (9, 130, 30, "#e9d8b4"), (-5, -40, 8, "#f3e7cd"), (4, 26, -10, PAPER))
    for degrees, dx, dy, colour in pages:
        page = turned(moved(round_box((570, 150, 1030, 770), 14), dx, dy), centre, degrees)
        sheet.shadow(moved(page, 10, 16), 16, 0.45)
        sheet.fill(page, colour)
    _written_page(sheet, (826, 450), 4)
    _seal(sheet, (954, 640))
    _pen(sheet, (1085, 700), -58)
    return sheet


def _pen(sheet: Sheet, point: Point, degrees: float) -> None:
    whole, nib, cap = "0,0 26,-16 330,-16 352,0 330,16 26,16", "0,0 26,-16 26,16", "250,-16 330,-16 352,0 330,16 250,16"
    body = turned(moved(path(whole), *point), point, degrees)
    sheet.shadow(moved(body, 10, 14), 9, 0.45)
    sheet.fill(body, "#c8663c")
    for part in (nib, cap):
        sheet.fill(turned(moved(path(part), *point), point, degrees), "#12303f")


def _written_page(sheet: Sheet, centre: Point, degrees: float) -> None:
    """Lines of writing as bars, around the centre of the page."""
    x, y = centre

    def bar(left: float, top: float, wide: float, tall: float, colour: str) -> None:
        box = (x + left, y + top, x + left + wide, y + top + tall)
        sheet.fill(turned(round_box(box, tall / 2), centre, degrees), colour)

    bar(-175, -250, 130, 12, "#c9bfa8")
    bar(40, -250, 135, 12, "#c9bfa8")
    bar(-120, -190, 240, 20, INK)
    bar(-80, -154, 160, 12, "#8fb4b4")
    for row, wide in enumerate((350, 330, 350, 300, 346, 338, 210)):
        bar(-175, -100 + row * 36, wide, 11, "#c9d6d0")
    bar(-175, 176, 120, 12, "#c9bfa8")


def _seal(sheet: Sheet, centre: Point) -> None:
    red = "#c43d2e"
    for radius, colour in ((84, red), (75, PAPER), (68, red), (63, PAPER)):
        sheet.fill(disc(*centre, radius), colour)
    x, y = centre
    sheet.stroke([(x - 28, y + 2), (x - 8, y + 24), (x + 32, y - 24)], red, 15)


def phone_checklist(scale: float) -> Sheet:
    """A phone that shows a list of tasks, most of them ticked."""
    sheet = Sheet.blank(scale, "#f6d08a", "#efb25c")
    sheet.fill(disc(800, 480, 430), "#f8dda6", 0.8)
    sheet.fill(disc(800, 480, 320), "#fbe9c6", 0.8)
    upper = ((395, 330, -10, "#2a8187"), (1215, 300, 9, "#c8663c"))
    for x, y, degrees, colour in (*upper, (1190, 640, -7, "#17596f"), (420, 660, 8, "#dba03c")):
        _card(sheet, x, y, degrees, colour)
    body = round_box((590, 60, 1010, 850), 54)
    sheet.shadow(moved(body, 16, 24), 24, 0.45)
    sheet.fill(body, "#12303f")
    sheet.fill(round_box((608, 80, 992, 830), 38), PAPER)
    sheet.fill(round_box((740, 96, 860, 112), 8), "#12303f")
    sheet.shade(round_box((632, 140, 968, 262), 22), "#2a8187", "#17596f")
    sheet.fill(round_box((660, 172, 830, 190), 9), PAPER)
    sheet.fill(round_box((660, 208, 770, 222), 7), "#a9dad6")
    sheet.fill(disc(918, 200, 30), "#f2b552")
    for row, done in enumerate((True, True, True, False, False)):
        _task(sheet, 300 + row * 88, done)
    sheet.shade(round_box((664, 752, 936, 800), 24), "#d7724a", "#b9542f")
    sheet.fill(round_box((744, 770, 856, 782), 6), PAPER)
    return sheet


def _task(sheet: Sheet, top: float, done: bool) -> None:
    sheet.fill(round_box((632, top, 968, top + 70), 16), "#f1ebdc")
    if done:
        sheet.fill(disc(674, top + 35, 20), "#2a8187")
        sheet.stroke([(665, top + 36), (672, top + 44), (684, top + 27)], PAPER, 5)
    else:
        sheet.fill(disc(674, top + 35, 20), "#b9c9c6")
        sheet.fill(disc(674, top + 35, 15), "#f1ebdc")
    sheet.fill(round_box((712, top + 19, 902 if done else 932, top + 31), 6), INK if done else "#9fb4b4")
    sheet.fill(round_box((712, top + 42, 822, top + 52), 5), "#c9d6d0")


def _card(sheet: Sheet, x: float, y: float, degrees: float, colour: str) -> None:
    page = turned(round_box((x - 120, y - 76, x + 120, y + 76), 18), (x, y), degrees)
    sheet.shadow(moved(page, 8, 12), 12, 0.3)
    sheet.fill(page, PAPER)
    sheet.fill(turned(disc(x - 68, y - 12, 30), (x, y), degrees), colour)
    for top, wide in ((-34, 130), (-8, 100), (18, 120)):
        line = round_box((x - 22, y + top, x - 22 + wide, y + top + 11), 5)
        sheet.fill(turned(line, (x, y), degrees), mix(colour, PAPER, 0.55))
    sheet.fill(turned(round_box((x - 98, y + 44, x + 98, y + 52), 4), (x, y), degrees), "#e9dfc9")


def shield_and_cards(scale: float) -> Sheet:
    """A shield that stands before cards of personal data."""
    sheet = Sheet.blank(scale, "#dcebe6", "#b9d8d2")
    sheet.fill(disc(800, 450, 410), "#cfe5df")
    sheet.fill(disc(800, 450, 310), "#e4f1ec")
    upper = ((470, 280, -12, "#c8663c"), (1140, 270, 11, "#2a8187"))
    for x, y, degrees, colour in (*upper, (430, 560, 7, "#17596f"), (1180, 570, -9, "#dba03c")):
        _card(sheet, x, y, degrees, colour)
    whole = _shield(800, 440, 1.0)
    sheet.shadow(moved(whole, 14, 22), 24, 0.45)
    sheet.shade(whole, "#22788a", "#0f3d56")
    right = [(max(800, x), y) for x, y in whole]
    sheet.shade(right, "#1a6377", "#0b3048")
    inner = _shield(800, 436, 0.84)
    sheet.stroke([*inner, inner[0]], "#8fc9c6", 6)
    sheet.fill(disc(800, 400, 58), "#f6d08a")
    sheet.fill([(776, 430), (824, 430), (840, 560), (760, 560)], "#f6d08a")
    sheet.fill(disc(800, 400, 24), "#145068")
    sheet.fill([(792, 410), (808, 410), (816, 500), (784, 500)], "#145068")
    return sheet


def _shield(x: float, y: float, size: float) -> Points:
    half = smooth(path("0,-300 90,-250 215,-222 228,-40 180,130 90,250 0,318"), 14)
    outline = half + [(-dx, dy) for dx, dy in reversed(half)]
    return [(x + dx * size, y + dy * size) for dx, dy in outline]


def news_sheets(scale: float) -> Sheet:
    """Sheets of news laid over one another, with columns, a picture and a chart."""
    sheet = Sheet.blank(scale, "#2a5a72", "#173c55")
    sheet.fill(disc(300, 200, 360), "#33708a", 0.5)
    sheet.fill(disc(1330, 760, 420), "#0f3048", 0.55)
    centre = (800, 470)
    for degrees, dx, dy, colour in ((-16, -190, 40, "#c8663c"), (12, 190, 44, "#e3bd74"), (-3, 0, 0, PAPER)):
        page = turned(moved(round_box((500, 90, 1100, 900), 10), dx, dy), centre, degrees)
        sheet.shadow(moved(page, 12, 18), 18, 0.5)
        sheet.fill(page, colour)

    def area(box: tuple[float, float, float, float], radius: float, colour: str) -> None:
        sheet.fill(turned(round_box(box, radius), centre, -3), colour)

    area((545, 140, 860, 176), 8, INK)
    area((940, 146, 1055, 170), 8, "#c43d2e")
    area((545, 196, 1055, 201), 2, "#c9bfa8")
    area((545, 226, 860, 470), 10, "#bfe0dc")
    _tiny_view(sheet, centre)
    for column, (left, top, rows) in enumerate(((890, 230, 9), (545, 500, 11), (720, 500, 11), (895, 500, 5))):
        for row in range(rows):
            wide = 160 if (row + column) % 4 else 118
            area((left, top + row * 27, left + wide, top + row * 27 + 10), 5, "#c9d6d0" if row else "#8fb4b4")
    for left, tall, colour in (
        (895, 38, "#2a8187"),
        (935, 60, "#dba03c"),
        (975, 84, "#17596f"),
        (1015, 120, "#c8663c"),
    ):
        area((left, 760 - tall, left + 28, 760), 6, colour)
    return sheet


def _tiny_view(sheet: Sheet, centre: Point) -> None:
    """The picture on the news sheet: a sun over two hills."""
    sheet.fill(turned(disc(770, 310, 40), centre, -3), "#f2b552")
    hills = (("545,400 620,330 700,380 790,350 860,400", "#569d96"), ("545,440 640,400 740,430 860,384", "#195a6e"))
    for line, colour in hills:
        hill = smooth(path(line), 8)
        sheet.fill(turned([*hill, (860, 462), (545, 462)], centre, -3), colour)
