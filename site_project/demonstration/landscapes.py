"""Landscapes of the Central Highlands and the coast, each drawn on a sheet of its own."""

import math
from random import Random

from site_project.demonstration.drawing import (
    HEIGHT,
    WIDTH,
    Points,
    Sheet,
    disc,
    ground,
    mix,
    moved,
    ridge,
    smooth,
)


def misty_mountains(scale: float) -> Sheet:
    """Ridge behind ridge at dawn, mist in the valleys, pines on the nearest slope."""
    sheet = Sheet.blank(scale, "#f2c98f", "#fbeedb")
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
    sheet.grain(1)
    return sheet


def _pines(sheet: Sheet, slope: Points, seed: int, colour: str = "#0c2b3a") -> None:
    """Pines standing on a slope, in groups."""
    random = Random(seed)  # noqa: S311
    for x, y in slope[::5]:
        if math.sin(x / 130) + random.uniform(-0.5, 0.9) < 0.1:
            continue
        tall = random.uniform(46, 104)
        for tier in range(4):
            half = tall * (0.10 + 0.055 * tier)
            top = y - tall + tall * 0.2 * tier
            sheet.fill([(x, top), (x + half, top + tall * 0.34), (x - half, top + tall * 0.34)], colour)
        sheet.fill([(x - 2.5, y - tall * 0.3), (x + 2.5, y - tall * 0.3), (x + 2.5, y + 14), (x - 2.5, y + 14)], colour)


def _birds(sheet: Sheet, x: float, y: float, colour: str) -> None:
    for dx, dy, span in ((0, 0, 20), (58, -26, 15), (96, 12, 17), (150, -14, 12)):
        wing = [(-span, -span * 0.35), (-span * 0.45, -span * 0.5), (0, 0), (span * 0.45, -span * 0.5), (span, -span * 0.35)]
        sheet.stroke(smooth(moved(wing, x + dx, y + dy), 6), colour, 2.6)


def communal_house(scale: float) -> Sheet:
    """A nhà rông with its steep roof in front of the evening mountains."""
    sheet = Sheet.blank(scale, "#1c2f58", "#f0a35e")
    sheet.glow(800, 600, 760, "#ffd79a", 0.9)
    sheet.fill(disc(800, 520, 236), "#f9c877")
    for index, (base, colour) in enumerate(((640, "#7d5668"), (705, "#4d4263"), (775, "#2d3355"))):
        sheet.shade(ground(ridge(60 + index * 3, base, 210 - index * 30, 0.46, 3 + index)), colour, mix(colour, "#f0a35e", 0.28))
    yard = smooth([(-10, 800), (420, 776), (800, 770), (1200, 778), (1610, 806)])
    sheet.shade(ground(yard), "#16243f", "#0d1830")
    _roof_and_posts(sheet, 800, 775)
    for x, y, tall in ((300, 795, 250), (372, 800, 180), (1288, 796, 220), (1370, 802, 290)):
        _areca(sheet, x, y, tall)
    sheet.grain(2)
    return sheet


def _roof_and_posts(sheet: Sheet, x: float, y: float) -> None:
    dark, thatch, light = "#101b33", "#5a3a33", "#b8743f"
    for dx in (-150, -100, -50, 0, 50, 100, 150):
        sheet.fill([(x + dx - 6, y - 120), (x + dx + 6, y - 120), (x + dx + 6, y + 4), (x + dx - 6, y + 4)], dark)
    sheet.fill([(x - 190, y - 92), (x + 190, y - 92), (x + 190, y - 74), (x - 190, y - 74)], dark)
    sheet.shade([(x - 166, y - 172), (x + 166, y - 172), (x + 166, y - 92), (x - 166, y - 92)], "#8a5636", "#5f3a2c")
    sheet.fill([(x - 26, y - 164), (x + 26, y - 164), (x + 26, y - 92), (x - 26, y - 92)], "#f7c469")
    left = smooth([(x - 222, y - 150), (x - 178, y - 290), (x - 132, y - 470), (x - 118, y - 560)])
    crest = smooth([(x - 118, y - 560), (x, y - 536), (x + 118, y - 560)])
    right = smooth([(x + 118, y - 560), (x + 132, y - 470), (x + 178, y - 290), (x + 222, y - 150)])
    roof = [*left, *crest, *right]
    sheet.shade(roof, light, thatch)
    sheet.fade([*crest, *right, (x + 40, y - 150)], "#2a1c28", 0.5, 0.62)
    for row in range(1, 9):
        height, half = y - 150 - row * 46, 222 - row * 13
        sheet.stroke(smooth([(x - half, height), (x, height + 9), (x + half, height)], 8), mix(thatch, light, row / 12), 2)
    for dx in range(-110, 111, 22):
        top = y - 536 - 24 * (dx / 118) ** 2
        sheet.stroke([(x + dx - 7, top - 24), (x + dx, top), (x + dx + 7, top - 24)], dark, 3)
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
        sheet.shade(ground(ridge(80 + index, 330 + index * 52, 190 - index * 30, 0.46, 3)), colour, mix(colour, "#f7edd8", 0.4))
    _terraces(sheet)
    _river(sheet)
    sheet.grain(3)
    return sheet


def _terraces(sheet: Sheet) -> None:
    golds, greens = ("#e8c46a", "#d9a441", "#efd48c"), ("#2f7a6d", "#3f8f7c", "#1f6460")
    for row in range(11):
        depth = row / 10
        y = 448 + 470 * depth**1.35
        wave = [(x, y + (14 + 46 * depth) * math.sin(x / (230 + 60 * depth) + row * 0.9)) for x in range(-20, WIDTH + 41, 20)]
        band = (golds if row % 3 else greens)[row % 3]
        colour = mix(band, "#f7edd8", 0.45 * (1 - depth))
        sheet.fill(ground(moved(wave, 0, 5 + 9 * depth)), mix(colour, "#0d4550", 0.55))
        sheet.shade(ground(wave), mix(colour, "#fff3d0", 0.25), colour)


def _river(sheet: Sheet) -> None:
    middle = smooth([(905, 452), (1010, 505), (860, 575), (700, 640), (930, 735), (1120, 830), (1010, 915)], 16)
    left, right = [], []
    for x, y in middle:
        half = 7 + 118 * ((y - 452) / 460) ** 1.5
        left.append((x - half, y))
        right.append((x + half * 1.15, y))
    bank = [(x - 12, y + 3) for x, y in left] + [(x + 12, y + 3) for x, y in reversed(right)]
    sheet.fill(bank, "#0f5560")
    sheet.shade([*left, *reversed(right)], "#e6f3ef", "#5fb3b5")
    for share in (0.3, 0.52, 0.7):
        glint = [(a[0] + (b[0] - a[0]) * share, a[1]) for a, b in zip(left, right, strict=True)]
        for start in range(14 + round(share * 20), len(glint) - 8, 17):
            sheet.stroke(glint[start : start + 6], "#f4fbf8", 2.4)


def volcano_island(scale: float) -> Sheet:
    """Lý Sơn: a worn volcano in a calm sea at sunrise, with fishing boats."""
    sheet = Sheet.blank(scale, "#2b5b7e", "#f6c98b")
    sheet.image.paste(Sheet.blank(scale, "#5ea3a8", "#0c4257").image.crop((0, 0, sheet.image.width, round(400 * scale))), (0, round(520 * scale)))
    sheet.glow(500, 520, 560, "#ffe9bd", 0.95)
    sheet.fill([point for point in disc(500, 520, 92) if point[1] <= 520], "#fff3d3")
    _sea(sheet)
    far = smooth([(60, 522), (190, 494), (330, 500), (430, 522)])
    sheet.fill(far, "#8d8f97")
    back = smooth([(760, 524), (860, 486), (960, 400), (1010, 352), (1060, 344), (1120, 366), (1180, 352), (1240, 362), (1330, 440), (1450, 498), (1600, 522)])
    sheet.shade([*back, (1600, 526), (760, 526)], "#3d5a66", "#6f7f78")
    crater = smooth([(1006, 356), (1060, 344), (1120, 368), (1182, 352), (1238, 361), (1180, 384), (1110, 396), (1050, 384), (1006, 356)])
    sheet.fill(crater, "#284653")
    front = smooth([(640, 530), (760, 508), (900, 500), (1040, 470), (1150, 484), (1300, 500), (1450, 508), (1620, 500)])
    sheet.shade([*front, (1620, 534), (640, 534)], "#1f4a4c", "#173d44")
    for x, y, size in ((360, 640, 1.25), (700, 716, 1.9), (1230, 610, 0.8)):
        _boat(sheet, x, y, size)
    _birds(sheet, 250, 210, "#e9dcc4")
    sheet.grain(4)
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
    hull = [(-92, -18), (-60, -6), (40, -6), (104, -30), (78, 20), (-66, 20)]
    sheet.fill([(x + a * size, y + 20 * size + (20 - b) * 0.5 * size) for a, b in hull], "#0a3346", 0.45)
    sheet.fill([(x + a * size, y + b * size) for a, b in hull], "#b4472f")
    sheet.fill([(x + a * size, y + b * size) for a, b in ((-76, 6), (84, 6), (78, 20), (-66, 20))], "#14303d")
    sheet.fill([(x + a * size, y + b * size) for a, b in ((-44, -50), (4, -50), (10, -6), (-44, -6))], "#f3e3c3")
    sheet.fill([(x + a * size, y + b * size) for a, b in ((-50, -58), (10, -58), (10, -49), (-50, -49))], "#1f6a72")
    sheet.stroke([(x + 36 * size, y - 6 * size), (x + 36 * size, y - 96 * size)], "#14303d", 4 * size)
    sheet.stroke([(x + 36 * size, y - 94 * size), (x + 100 * size, y - 30 * size)], "#14303d", 1.6 * size)


__all__ = ["HEIGHT", "communal_house", "misty_mountains", "river_terraces", "volcano_island"]
