"""Landscapes of the Central Highlands and the coast, each drawn on a sheet of its own."""

import math
from random import Random

from site_project.demonstration.drawing import (
    WIDTH,
    Points,
    Sheet,
    disc,
    ground,
    mix,
    moved,
    path,
    ribbon,
    ridge,
    smooth,
)


def misty_mountains(scale: float) -> Sheet:
    """Ridge behind ridge at dawn, mist in the valleys, pines on the nearest slope."""
    sheet = Sheet.blank(scale, "#efb878", "#f6d9ab", "#fbeedb")
    sheet.glow(1090, 330, 620, "#fff6e2", 0.95)
    sheet.fill(disc(1090, 330, 74), "#fff9ec")
    far, near = "#c3cfc8", "#12384a"
    bases = [470, 540, 620, 700, 790]
    for index, base in enumerate(bases):
        colour = mix(far, near, index / 4.6)
        area = ground(ridge(21 + index * 7, base, 250 - index * 18, 0.48, 3 + index % 3))
        sheet.shade(area, colour, mix(colour, "#f7e6cd", 0.62 - index * 0.08))
    slope = ridge(5, 905, 150, 0.45, 2)
    _pines(sheet, slope, 8)
    sheet.fill(ground(slope), "#0c2b3a")
    _birds(sheet, 640, 250, "#6f7f80")
    return sheet


def _pines(sheet: Sheet, slope: Points, seed: int, colour: str = "#0c2b3a") -> None:
    """Pines standing on a slope, in groups."""
    random = Random(seed)  # noqa: S311
    for x, y in slope[::5]:
        if math.sin(x / 130) + random.uniform(-0.5, 0.9) < 0.1:
            continue
        tall, foot = random.uniform(46, 104), y + 9
        for tier in range(4):
            half = tall * (0.10 + 0.055 * tier)
            top = foot - tall + tall * 0.2 * tier
            sheet.fill([(x, top), (x + half, top + tall * 0.34), (x - half, top + tall * 0.34)], colour)
        sheet.stroke([(x, foot - tall * 0.3), (x, foot)], colour, 5)


def _birds(sheet: Sheet, x: float, y: float, colour: str) -> None:
    for dx, dy, span in ((0, 0, 20), (58, -26, 15), (96, 12, 17), (150, -14, 12)):
        left = [(-span, -span * 0.3), (-span * 0.5, -span * 0.42), (0, 0)]
        for side in (1, -1):
            wing = [(x + dx + a * side, y + dy + b) for a, b in left]
            sheet.stroke(smooth(wing, 6), colour, 2.2)


def communal_house(scale: float) -> Sheet:
    """A nhà rông with its steep roof in front of the evening mountains."""
    sheet = Sheet.blank(scale, "#22315f", "#5b4a7c", "#c77a78", "#f2b36c")
    sheet.glow(800, 600, 760, "#ffd79a", 0.9)
    sheet.fill(disc(800, 520, 236), "#f9c877")
    for index, (base, colour) in enumerate(((640, "#7d5668"), (705, "#4d4263"), (775, "#2d3355"))):
        area = ground(ridge(60 + index * 3, base, 210 - index * 30, 0.46, 3 + index))
        sheet.shade(area, colour, mix(colour, "#f0a35e", 0.28))
    yard = smooth(path("-10,800 420,776 800,770 1200,778 1610,806"))
    sheet.shade(ground(yard), "#16243f", "#0d1830")
    _roof_and_posts(sheet, 800, 775)
    for x, y, tall in ((300, 795, 250), (372, 800, 180), (1288, 796, 220), (1370, 802, 290)):
        _areca(sheet, x, y, tall)
    return sheet


def _roof_and_posts(sheet: Sheet, x: float, y: float) -> None:
    dark, thatch, light = "#101b33", "#5a3a33", "#b8743f"
    for dx in (-150, -100, -50, 0, 50, 100, 150):
        sheet.fill([(x + dx - 6, y - 120), (x + dx + 6, y - 120), (x + dx + 6, y + 4), (x + dx - 6, y + 4)], dark)
    sheet.fill([(x - 190, y - 92), (x + 190, y - 92), (x + 190, y - 74), (x - 190, y - 74)], dark)
    sheet.shade([(x - 166, y - 172), (x + 166, y - 172), (x + 166, y - 92), (x - 166, y - 92)], "#8a5636", "#5f3a2c")
    sheet.fill([(x - 26, y - 164), (x + 26, y - 164), (x + 26, y - 92), (x - 26, y - 92)], "#f7c469")
    crest = smooth([(x - 132, y - 566), (x - 10, y - 540), (x + 104, y - 558)])
    left = smooth([(x - 132, y - 566), (x - 144, y - 470), (x - 184, y - 290), (x - 230, y - 150)])
    corner = smooth([(x + 104, y - 558), (x + 112, y - 460), (x + 128, y - 290), (x + 146, y - 140)])
    right = smooth([(x + 104, y - 558), (x + 136, y - 460), (x + 184, y - 290), (x + 232, y - 156)])
    sheet.shade([*corner, *reversed(right)], mix(thatch, dark, 0.25), mix(thatch, dark, 0.6))
    sheet.shade([*crest, *corner, *reversed(left)], light, mix(light, thatch, 0.45), thatch)
    for start, end in zip(left[4::4], corner[4::4], strict=True):
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 8)
        sheet.stroke(smooth([start, middle, end], 8), mix(thatch, light, 0.15 + (y - start[1]) / 900), 2.2)
    for peak_x, peak_y in crest[1::2]:
        sheet.stroke([(peak_x - 7, peak_y - 24), (peak_x, peak_y), (peak_x + 7, peak_y - 24)], dark, 3)
    sheet.stroke(moved(crest, 0, -2), dark, 7)
    sheet.fill([(x - 22, y - 84), (x + 22, y - 84), (x + 44, y + 18), (x - 44, y + 18)], "#1c2947")
    for step in range(6):
        wide = 24 + step * 3.6
        sheet.stroke([(x - wide, y - 74 + step * 16), (x + wide, y - 74 + step * 16)], "#c98a4b", 4)


def _areca(sheet: Sheet, x: float, y: float, tall: float) -> None:
    colour = "#0d1830"
    sheet.stroke(smooth([(x, y), (x + 6, y - tall / 2), (x + 2, y - tall)]), colour, 7)
    for degrees in (-165, -140, -108, -72, -40, -15):
        angle = math.radians(degrees)
        tip = (x + 2 + 74 * math.cos(angle), y - tall + 52 * math.sin(angle) + 26)
        bend = (x + 2 + 44 * math.cos(angle), y - tall + 56 * math.sin(angle))
        sheet.stroke(smooth([(x + 2, y - tall), bend, tip], 8), colour, 6)


def river_terraces(scale: float) -> Sheet:
    """A river winding between terraced fields before harvest."""
    sheet = Sheet.blank(scale, "#cfe3df", "#f7edd8")
    sheet.glow(420, 210, 420, "#fff8e8", 0.9)
    for index, colour in enumerate(("#a9c6c4", "#7fabab", "#4f8a8c")):
        area = ground(ridge(80 + index, 330 + index * 52, 190 - index * 30, 0.46, 3))
        sheet.shade(area, colour, mix(colour, "#f7edd8", 0.4))
    _terraces(sheet)
    _river(sheet)
    return sheet


def _terraces(sheet: Sheet) -> None:
    golds, greens = ("#e8c46a", "#d9a441", "#efd48c"), ("#2f7a6d", "#3f8f7c", "#1f6460")
    for row in range(11):
        depth = row / 10
        y = 448 + 470 * depth**1.35
        swell, length = 14 + 46 * depth, 230 + 60 * depth
        wave = [(x, y + swell * math.sin(x / length + row * 0.9)) for x in range(-20, WIDTH + 41, 20)]
        band = (golds if row % 3 else greens)[row % 3]
        colour = mix(band, "#f7edd8", 0.45 * (1 - depth))
        sheet.fill(ground(moved(wave, 0, 5 + 9 * depth)), mix(colour, "#0d4550", 0.55))
        sheet.shade(ground(wave), mix(colour, "#fff3d0", 0.25), colour)


def _river(sheet: Sheet) -> None:
    bends = "850,449 930,462 950,482 840,510 690,536 640,566 720,602 980,650 1120,706 1060,770 860,840 760,930"
    course = smooth(path(bends), 14)
    shares = [(y - 449) / 480 for _, y in course]
    widths = [5 + 150 * max(0.0, share) ** 1.25 for share in shares]
    sheet.fill(ribbon(course, [half * 1.12 + 3 for half in widths]), "#5d9a86")
    sheet.shade(moved(ribbon(course, widths), 0, 2), "#f2f6ec", "#9fd2d0", "#4ba3a9")
    for lane, first in ((-0.45, 40), (0.1, 70), (0.5, 96)):
        for start in range(first, len(course) - 12, 34):
            run = range(start, start + 9)
            ripple = [(course[n][0] + widths[n] * lane, course[n][1]) for n in run]
            sheet.stroke(ripple, "#e9f6f2", 1.6 + 2 * shares[start])
    pairs = ((240, 640, 34), (292, 648, 24), (1330, 590, 26), (1374, 594, 19), (1460, 770, 46), (1530, 784, 32))
    for x, y, size in (*pairs, (560, 512, 13), (1180, 520, 14)):
        _round_tree(sheet, x, y, size)


def _round_tree(sheet: Sheet, x: float, y: float, size: float) -> None:
    sheet.fill(disc(x + size * 0.5, y + 2, size * 1.1, 0.22), "#0d4550", 0.3)
    sheet.stroke([(x, y), (x, y - size)], "#3b3a35", size * 0.14)
    sheet.shade(disc(x, y - size * 1.5, size * 0.82, 1.15), "#3f8f7c", "#174f50")


def volcano_island(scale: float) -> Sheet:
    """Lý Sơn: a worn volcano in a calm sea at sunrise, with fishing boats."""
    sheet = Sheet.blank(scale, "#2f6a86", "#8db7b3", "#f3d9a6", "#f6c98b", "#f6c98b")
    sheet.shade(path("-5,520 1605,520 1605,910 -5,910"), "#5ea3a8", "#317a88", "#0f4a5d")
    sheet.glow(500, 520, 560, "#ffe9bd", 0.95)
    sheet.fill([point for point in disc(500, 520, 92) if point[1] <= 520], "#fff3d3")
    _sea(sheet)
    far = smooth([(60, 522), (190, 494), (330, 500), (430, 522)])
    sheet.fill(far, "#8d8f97")
    cone = "760,524 860,486 960,400 1010,352 1060,344 1120,366 1180,352 1240,362 1330,440 1450,498 1600,522"
    back = smooth(path(cone))
    sheet.shade([*back, (1600, 526), (760, 526)], "#3d5a66", "#6f7f78")
    crater = smooth(path("1006,356 1060,344 1120,368 1182,352 1238,361 1180,384 1110,396 1050,384 1006,356"))
    sheet.fill(crater, "#284653")
    front = smooth(path("560,533 680,522 780,510 900,500 1040,470 1150,484 1300,500 1450,508 1620,500"))
    sheet.shade([*front, (1620, 534), (560, 534)], "#1f4a4c", "#173d44")
    sheet.fade([(x, 534 + (533 - y) * 1.5) for x, y in [*front, (1620, 533), (560, 533)]], "#123c47", 0.55, 0.05)
    for x, y, size in ((300, 640, 1.0), (760, 742, 1.7), (1240, 620, 0.72)):
        _boat(sheet, x, y, size)
    _birds(sheet, 250, 210, "#e9dcc4")
    return sheet


def _sea(sheet: Sheet) -> None:
    random = Random(44)  # noqa: S311
    for row in range(34):
        y = 526 + 370 * (row / 33) ** 1.7
        spread = 70 + (y - 520) * 0.55
        for _ in range(5):
            x = 500 + random.gauss(0, spread)
            half = random.uniform(10, 46) * (0.5 + (y - 500) / 300)
            sheet.fill(disc(x, y, half, 0.05), "#ffe6b4", 0.5)
        x, half = random.uniform(0, WIDTH), random.uniform(40, 130)
        sheet.fill(disc(x, y, half, 0.025), "#d8f0ea", 0.35)


def _boat(sheet: Sheet, x: float, y: float, size: float) -> None:
    hull = path("-92,-18 -60,-6 40,-6 104,-30 78,20 -66,20")
    sheet.fill([(x + a * size, y + 20 * size + (20 - b) * 0.5 * size) for a, b in hull], "#0a3346", 0.45)
    sheet.fill([(x + a * size, y + b * size) for a, b in hull], "#b4472f")
    sheet.fill([(x + a * size, y + b * size) for a, b in ((-76, 6), (84, 6), (78, 20), (-66, 20))], "#14303d")
    sheet.fill([(x + a * size, y + b * size) for a, b in ((-44, -50), (4, -50), (10, -6), (-44, -6))], "#f3e3c3")
    sheet.fill([(x + a * size, y + b * size) for a, b in ((-50, -58), (10, -58), (10, -49), (-50, -49))], "#1f6a72")
    sheet.stroke([(x + 36 * size, y - 6 * size), (x + 36 * size, y - 96 * size)], "#14303d", 4 * size)
    sheet.stroke([(x + 36 * size, y - 94 * size), (x + 100 * size, y - 30 * size)], "#14303d", 1.6 * size)
