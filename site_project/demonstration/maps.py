"""Pictures that speak of figures and of places: hills like bars, contour lines cut from paper, two rivers that meet."""

import math

from PIL import Image

from site_project.demonstration.drawing import (
    HEIGHT,
    WIDTH,
    Points,
    Sheet,
    arc,
    disc,
    mix,
    moved,
    path,
    ribbon,
    round_box,
    smooth,
)

FIELD_STEP = 20  # page units between two points of the height field


def bar_hills(scale: float) -> Sheet:
    """Hills that rise from left to right like the bars of a chart, under a low sun."""
    sheet = Sheet.blank(scale, "#e9efe6", "#f8ecd4", "#fbe3bd")
    sheet.glow(1120, 300, 560, "#fffaf0", 0.95)
    sheet.fill(disc(1120, 292, 118), "#f2b552")
    sheet.clouds(((330, 190, 210), (620, 120, 150), (1420, 210, 170)), 0.75)
    backs = ((90, 560), (330, 500), (570, 540), (810, 420), (1060, 470), (1290, 330), (1530, 400))
    for x, top in backs:
        _hill(sheet, x, top, 170, "#bcd3cb", "#dfe3cf")
    colours = ("#2f8f8a", "#1f7480", "#dba03c", "#17596f", "#c8663c", "#123f5e")
    for index, (top, colour) in enumerate(zip((690, 628, 556, 500, 420, 318), colours, strict=True)):
        x = 150 + index * 262
        _hill(sheet, x, top, 128, mix(colour, "#ffffff", 0.1), mix(colour, "#0b2b3c", 0.25))
        sheet.fill(round_box((x - 84, top + 62, x - 66, top + 190), 9), "#ffffff", 0.16)
        _sapling(sheet, x + 6, top + 3, 24 + index * 5)
    base = smooth([(-10, 850), (400, 836), (900, 842), (1610, 826)])
    sheet.shade([*base, (1610, 910), (-10, 910)], "#0f3a49", "#0a2733")
    return sheet


def _hill(sheet: Sheet, x: float, top: float, half: float, light: str, dark: str) -> None:
    outline = [(x - half, HEIGHT + 10), (x - half, top + half)]
    sheet.shade([*outline, *arc(x, top + half, half), (x + half, HEIGHT + 10)], light, dark)


def _sapling(sheet: Sheet, x: float, y: float, tall: float) -> None:
    sheet.stroke([(x, y + 6), (x, y - tall)], "#0f3a49", 4)
    sheet.fill(disc(x, y - tall - 10, tall * 0.42, 1.25), "#0f4a52")


def contour_map(scale: float) -> Sheet:
    """A relief of cut paper, layer on layer, with a route from place to place."""
    sheet = Sheet.blank(scale, "#f7efdf", "#f0e4cb")
    heights = _height_field().resize(sheet.image.size, Image.Resampling.BICUBIC).convert("L")
    layers = ("#efd9ab", "#e3bd74", "#c9cfa4", "#8fbca2", "#569d96", "#2b7b84", "#195a6e", "#123f56")
    for index, colour in enumerate(layers):
        level = 46 + index * 25
        _paper_layer(sheet, heights.point([255 if value >= level else 0 for value in range(256)]), colour)
    places = path("170,690 430,560 640,640 900,520 1150,610 1420,420")
    route = smooth(places, 18)
    for start in range(0, len(route) - 3, 6):
        sheet.stroke(route[start : start + 3], "#b9482f", 6)
    for x, y in places[1:-1]:
        sheet.fill(disc(x, y, 17), "#fff8ea")
        sheet.fill(disc(x, y, 9), "#c8553a")
    for x, y in (places[0], places[-1]):
        _pin(sheet, x, y)
    return sheet


def _height_field() -> Image.Image:
    """Heights of 0 to 255 on a coarse grid: some rounded summits, pressed and turned."""
    north = ((360, 230, 250, 205), (620, 380, 170, 95), (1130, 330, 300, 235))
    south = ((1400, 690, 230, 175), (760, 780, 260, 140), (150, 760, 190, 90))
    columns, rows = WIDTH // FIELD_STEP + 1, HEIGHT // FIELD_STEP + 1
    values = []
    for row in range(rows):
        for column in range(columns):
            x, y = column * FIELD_STEP, row * FIELD_STEP
            x, y = x + 46 * math.sin(y / 120), y + 40 * math.sin(x / 150 + 1)
            height = 0.0
            for cx, cy, reach, top in (*north, *south):
                height += top * math.exp(-(((x - cx) / reach) ** 2) - ((y - cy) / (reach * 0.78)) ** 2)
            values.append(min(255.0, height))
    field = Image.new("F", (columns, rows))
    field.putdata(values)
    return field


def _paper_layer(sheet: Sheet, mask: Image.Image, colour: str) -> None:
    """One sheet of cut paper with the shadow it throws."""
    sheet.cast(mask, 7, 9, 11, 0.34)
    sheet.image.paste(colour, (0, 0), mask)


def _pin(sheet: Sheet, x: float, y: float) -> None:
    tip = [(x, y), (x - 26, y - 48), (x + 26, y - 48)]
    sheet.fill(disc(x + 4, y + 2, 20, 0.35), "#0b2530", 0.35)
    sheet.fill(tip, "#c8553a")
    sheet.fill(disc(x, y - 62, 31), "#c8553a")
    sheet.fill(disc(x, y - 62, 13), "#fff8ea")


def meeting_rivers(scale: float) -> Sheet:
    """Two rivers, from the mountains and from the plain, join and reach the sea together."""
    sheet = Sheet.blank(scale, "#e9c377", "#efd49a", "#f4e2b8")
    _fields(sheet)
    hills = path("-20,-20 760,-20 700,90 560,150 520,270 380,330 330,450 170,500 60,620 -20,640")
    for index, colour in enumerate(("#8fbca2", "#569d96", "#2b7b84", "#195a6e", "#123f56")):
        layer = smooth([(x * (1 - index * 0.16), y * (1 - index * 0.15)) for x, y in hills], 10)
        sheet.shadow(moved(layer, 6, 9), 9, 0.35)
        sheet.fill(layer, colour)
    trunk = path("800,560 786,630 826,710 806,760 804,806")
    west = smooth([(60, -30), (230, 120), (330, 250), (500, 320), (640, 400), (752, 480), *trunk], 16)
    east = smooth([(1640, 60), (1430, 130), (1330, 240), (1150, 300), (990, 390), (860, 480), *trunk], 16)
    coast = smooth(path("-20,800 260,772 520,802 800,786 1080,806 1340,770 1620,800"))
    rivers = []
    for course in (west, east):
        shares = [n / len(course) for n in range(len(course))]
        rivers.append(ribbon(course, [14 + 34 * share + 64 * share**12 for share in shares], 1))
    for area in rivers:
        sheet.fill(moved(area, 4, 7), "#0f5560", 0.35)
    sea = [*coast, (1620, 920), (-20, 920)]
    sheet.shadow(moved(sea, 0, -7), 7, 0.3)
    sheet.shade(sea, "#aeddd7", "#8fcfca", "#3d949f", "#14566b")
    for area in rivers:
        sheet.fill(area, "#aeddd7")
    for y, x, half in ((850, 240, 90), (872, 540, 60), (846, 1180, 100), (880, 1420, 70), (884, 940, 80)):
        sheet.fill(disc(x, y, half, 0.04), "#d8f0ea", 0.55)
    return sheet


def _fields(sheet: Sheet) -> None:
    """Fields of the plain as slanted strips."""
    colours = ("#dfae55", "#c9cfa4", "#f3dfa9", "#a8c39a", "#e6bf6c")
    for row in range(10):
        for column in range(10):
            x, y = 130 + column * 168 + row * 14, -40 + row * 104 - column * 22
            field: Points = [(x, y), (x + 160, y - 21), (x + 172, y + 74), (x + 12, y + 96)]
            sheet.fill(field, colours[(row * 3 + column * 2) % 5])
            if (row + column) % 3 == 0:
                for share in (0.25, 0.5, 0.75):
                    start = (x + 12 * share, y + 96 * share)
                    sheet.stroke([start, (start[0] + 160, start[1] - 21)], "#b98a3a", 1.6)
