"""Rooms and steps: a conference hall, a one-stop counter, an open door, a stairway."""

import math

from site_project.demonstration.drawing import (
    Points,
    Sheet,
    arc,
    disc,
    mix,
    moved,
    path,
    round_box,
    smooth,
)

CREAM = "#fdf3df"


def conference_hall(scale: float) -> Sheet:
    """Rows of seats that look towards a lit stage."""
    sheet = Sheet.blank(scale, "#0f3048", "#17495f", "#1c5a68")
    for index in range(9):
        x = index * 200
        sheet.shade([(x, 0), (x + 100, 0), (x + 100, 560), (x, 560)], "#143a53", "#1f6170")
    sheet.glow(800, 300, 760, "#ffe3ae", 0.75)
    sheet.shade(round_box((430, 90, 1170, 400), 12), "#fdf0d2", "#f6d593")
    for tall, crest, colour in ((150, 960, "#e3a94f"), (96, 980, "#2a8187"), (56, 1000, "#17596f")):
        waves = ((430, 0.5), (600, 1.0), (780, 0.55), (crest, 1.1), (1170, 0.5))
        line = smooth([(x, 400 - tall * share) for x, share in waves])
        sheet.fill([*line, (1170, 400), (430, 400)], colour)
    sheet.fill(disc(640, 180, 40), "#fffaf0")
    sheet.shade([(260, 452), (1340, 452), (1440, 520), (160, 520)], "#c98a4b", "#8a5636")
    sheet.fill([(160, 520), (1440, 520), (1440, 548), (160, 548)], "#5f3a2c")
    _podium(sheet, 1040, 470)
    for x, hair, coat in ((330, "#3b2a2a", "#c8553a"), (470, "#2c2433", "#1f7480"), (610, "#4a3128", "#dba03c")):
        sheet.fill(disc(x, 399, 21), hair)
        sheet.shade(round_box((x - 36, 422, x + 36, 470), 18), coat, "#5f3a2c")
    sheet.shade([(270, 446), (690, 446), (690, 500), (270, 500)], "#f0dcb5", "#caa86f")
    for row in range(6):
        _seats(sheet, row)
    return sheet


def _podium(sheet: Sheet, x: float, y: float) -> None:
    sheet.fill(disc(x, y - 128, 22), "#3b2a2a")
    sheet.shade([(x - 40, y - 30), (x - 30, y - 98), (x + 30, y - 98), (x + 40, y - 30)], "#22788a", "#124a60")
    sheet.shade([(x - 58, y - 66), (x + 58, y - 66), (x + 44, y + 30), (x - 44, y + 30)], "#f0dcb5", "#c79f63")
    sheet.stroke([(x + 18, y - 66), (x + 10, y - 94)], "#123f56", 4)


def _seats(sheet: Sheet, row: int) -> None:
    """One bowed row of chair backs, larger and darker the nearer it is."""
    depth = row / 5
    wide = 62 + 92 * depth
    gap = wide * 1.14
    y = 566 + 292 * depth**1.15
    back, front = mix("#2a8187", "#0c2c40", depth * 0.85), mix("#1c6470", "#071f30", depth * 0.9)
    edge = mix(back, "#bfe0dc", 0.42 - 0.2 * depth)
    count = math.ceil(1700 / gap) + 1
    for index in range(count):
        x = 800 + (index - (count - 1) / 2 + (row % 2) * 0.5) * gap
        if abs(x - 800) < 44 + 40 * depth:
            continue
        bow = y - ((x - 800) / 800) ** 2 * 34 * (1 - depth * 0.4)
        rim = 2 + 2 * depth
        box = round_box((x - wide / 2, bow, x + wide / 2, bow + wide * 1.5), wide * 0.3)
        sheet.fill(round_box((x - wide / 2 - rim, bow - rim, x + wide / 2 + rim, bow + wide * 1.5), wide * 0.32), edge)
        sheet.shade(box, back, front)


def one_stop_counter(scale: float) -> Sheet:
    """Three windows at one counter, people on both sides of it."""
    sheet = Sheet.blank(scale, "#fbefd8", "#f5e0b9")
    sheet.shade([(0, 640), (1600, 640), (1600, 900), (0, 900)], "#dcc394", "#c9a86f")
    for index, colour in enumerate(("#2a8187", "#dba03c", "#c8663c")):
        _window(sheet, 360 + index * 440, colour, index)
    desk = [(110, 470), (1490, 470), (1530, 520), (70, 520)]
    sheet.shadow([(70, 520), (1530, 520), (1530, 720), (70, 720)], 22, 0.35)
    sheet.shade([(90, 516), (1510, 516), (1490, 706), (110, 706)], "#1f6d78", "#124a60")
    sheet.shade(desk, "#fffaf0", "#ead9b6")
    for x in range(330, 1490, 440):
        sheet.fill(round_box((x - 150, 566, x + 210, 660), 14), "#2a8187", 0.55)
    for x, colour, tall in ((240, "#123f56", 0.84), (690, "#9a4a34", 0.88), (1130, "#3a5a40", 0.8)):
        _visitor(sheet, x, 900, colour, tall)
    _plant(sheet, 70, 720)
    _plant(sheet, 1536, 720)
    return sheet


def _window(sheet: Sheet, x: float, colour: str, index: int) -> None:
    """An arch with a clerk behind the counter; dots instead of a number."""
    arch = [(x - 160, 480), *arc(x, 250, 160), (x + 160, 480)]
    sheet.shade(arch, mix(colour, "#ffffff", 0.42), mix(colour, "#ffffff", 0.72))
    hair, skin = ("#2b2433", "#3b2a2a", "#241f2c")[index], ("#e8b48c", "#dca27a", "#efc09a")[index]
    sheet.shade(round_box((x - 92, 366, x + 92, 540), 66), colour, mix(colour, "#0b2b3c", 0.35))
    sheet.fill([(x - 26, 366), (x + 26, 366), (x, 410)], "#fffaf0")
    sheet.fill(round_box((x - 20, 330, x + 20, 384), 18), mix(skin, "#8a5636", 0.2))
    sheet.fill(disc(x, 304, 52), skin)
    sheet.fill([*arc(x, 298, 56, 1.04), (x + 30, 276), (x - 22, 268)], hair)
    sheet.fill(round_box((x - 64, 92, x + 64, 140), 24), colour)
    for dot in range(index + 1):
        sheet.fill(disc(x + (dot - index / 2) * 30, 116, 9), "#fffaf0")
    sheet.fill(round_box((x + 84, 400, x + 156, 476), 8), "#123f56")
    sheet.fill(round_box((x - 150, 462, x - 64, 474), 5), "#fffaf0")


def _visitor(sheet: Sheet, x: float, y: float, colour: str, tall: float) -> None:
    """Somebody seen from behind, before the counter."""
    head = y - 400 * tall
    side = [(-124, 10), (-112, -170), (-66, -292 * tall), (0, -316 * tall)]
    both = side + [(-dx, dy) for dx, dy in reversed(side[:-1])]
    body = smooth(moved(both, x, y))
    sheet.shadow(moved(body, 14, 6), 16, 0.3)
    sheet.fill(round_box((x - 24, head + 40, x + 24, head + 110), 20), "#c98d66")
    sheet.shade(body, mix(colour, "#ffffff", 0.12), mix(colour, "#000000", 0.25))
    sheet.fill(disc(x, head, 62, 1.08), "#241f2c")


def _plant(sheet: Sheet, x: float, y: float) -> None:
    for degrees, reach in ((-150, 120), (-122, 165), (-95, 190), (-68, 168), (-36, 124)):
        angle = math.radians(degrees)
        tip = (x + reach * math.cos(angle), y - 60 + reach * math.sin(angle))
        side = (math.sin(angle) * 20, -math.cos(angle) * 20)
        middle = (x + reach * 0.5 * math.cos(angle), y - 60 + reach * 0.5 * math.sin(angle))
        leaf: Points = [(x, y - 60), (middle[0] + side[0], middle[1] + side[1]), tip]
        other: Points = [tip, (middle[0] - side[0], middle[1] - side[1]), (x, y - 60)]
        sheet.fill(smooth(leaf, 8) + smooth(other, 8), "#2f7a6d" if degrees % 2 else "#1f6460")
    sheet.shade([(x - 58, y - 66), (x + 58, y - 66), (x + 42, y + 40), (x - 42, y + 40)], "#d7724a", "#a54a30")


def open_door(scale: float) -> Sheet:
    """A door that opens on daylight; a ramp beside the steps leads up to it."""
    sheet = Sheet.blank(scale, "#1d5a6b", "#154a5e")
    sheet.shade([(0, 690), (1600, 690), (1600, 900), (0, 900)], "#12405a", "#0d3048")
    sheet.glow(860, 440, 620, "#ffe3ae", 0.6)
    sheet.fade([(720, 690), (1000, 690), (1330, 900), (480, 900)], "#ffdf9f", 0.85, 0.12)
    sheet.fill(round_box((690, 150, 1030, 720), 8), "#0d3048")
    sheet.shade([(712, 172), (1008, 172), (1008, 690), (712, 690)], "#bfe3df", "#fdf3df", "#fbdc9c")
    sheet.fill(disc(900, 330, 48), "#f6b84e")
    hills = (("712,560 800,500 880,545 1008,480", "#8fc3b6"), ("712,620 830,570 930,610 1008,566", "#3f9088"))
    for line, colour in hills:
        sheet.fill([*smooth(path(line)), (1008, 690), (712, 690)], colour)
    _door_leaf(sheet)
    for step in range(3):
        left, right, top = 660 - step * 22, 1040 + step * 14, 690 + step * 30
        tread = [(left, top), (right, top), (right, top + 30), (left, top + 30)]
        sheet.shade(tread, mix(CREAM, "#d9b878", step / 3), "#b8945c")
    _ramp(sheet)
    _plant(sheet, 400, 770)
    return sheet


def _door_leaf(sheet: Sheet) -> None:
    """The leaf of the door, opened towards the reader on the left."""
    sheet.shade(path("712,172 712,690 560,760 560,116"), "#e0a24a", "#b8743f")
    for top, bottom in ((0.10, 0.44), (0.54, 0.90)):
        corners = ((690, top), (690, bottom), (584, bottom), (584, top))
        panel = [(x, 172 + 518 * share - (x - 712) * (share - 0.5) * 0.81) for x, share in corners]
        sheet.fill(panel, "#8a5636", 0.35)
    sheet.fill(disc(588, 450, 9), CREAM)


def _ramp(sheet: Sheet) -> None:
    """A ramp with a handrail, down to the right."""
    ramp = [(1040, 690), (1500, 780), (1500, 800), (1068, 800)]
    sheet.fade(moved(ramp, 0, 16), "#061d2b", 0.5, 0.2)
    sheet.shade(ramp, "#f3dcae", "#c79f63")
    sheet.stroke([(1060, 610), (1500, 698)], "#8fc9c6", 7)
    for x in range(1070, 1500, 105):
        sheet.stroke([(x, 612 + (x - 1060) * 0.2), (x, 694 + (x - 1040) * 0.196)], "#8fc9c6", 5)


def rising_steps(scale: float) -> Sheet:
    """Steps that climb from block to block towards a small flag and the sun."""
    sheet = Sheet.blank(scale, "#dcebe6", "#f3ecd6", "#fbe6c0")
    sheet.glow(1270, 230, 520, "#fffaf0", 0.95)
    sheet.fill(disc(1270, 230, 120), "#f6c46a")
    sheet.clouds(((260, 200, 200), (640, 130, 150), (1480, 330, 170)), 0.8)
    tops = (770, 694, 612, 524, 430, 330)
    colours = ("#9fd0c6", "#6fb5ae", "#3f9893", "#27808a", "#1b6478", "#124a66")
    for index in reversed(range(6)):
        _block(sheet, 90 + index * 232, tops[index], 232, colours[index])
    for index, colour in ((0, "#c8553a"), (2, "#e0a24a"), (4, "#fdf3df")):
        _climber(sheet, 90 + index * 232 + 128, tops[index] - 16, colour)
    x, y = 90 + 5 * 232 + 150, 330 - 20
    sheet.stroke([(x, y), (x, y - 150)], "#123f56", 6)
    flag = smooth(path("0,-150 46,-160 104,-138"), 8) + smooth(path("104,-82 46,-104 0,-92"), 8)
    sheet.fill(moved(flag, x, y), "#c8553a")
    return sheet


def _climber(sheet: Sheet, x: float, y: float, colour: str) -> None:
    """Somebody on the way up, leaning into the step."""
    sheet.fill(disc(x + 10, y + 1, 34, 0.22), "#0b2b3c", 0.3)
    sheet.stroke([(x - 8, y - 40), (x - 14, y)], "#123f56", 9)
    sheet.stroke(smooth([(x + 2, y - 40), (x + 18, y - 26), (x + 14, y)], 8), "#123f56", 9)
    sheet.fill(moved(smooth(path("-18,-36 -14,-78 6,-96 24,-80 16,-36"), 8), x, y), colour)
    sheet.stroke(smooth([(x + 14, y - 80), (x + 30, y - 64), (x + 42, y - 70)], 8), mix(colour, "#0b2b3c", 0.25), 8)
    sheet.fill(disc(x + 12, y - 112, 15), "#2b2433")


def _block(sheet: Sheet, x: float, top: float, wide: float, colour: str) -> None:
    """One step: its front, its upper side, its shadow on the step before."""
    lift, lean = 34, 40
    sheet.shade([(x, top), (x + wide, top), (x + wide, 910), (x, 910)], colour, mix(colour, "#0b2b3c", 0.3))
    right, far = x + wide, x + wide + lean
    sheet.fill([(x, top), (x + lean, top - lift), (far, top - lift), (right, top)], mix(colour, "#ffffff", 0.42))
    sheet.fill([(right, top), (far, top - lift), (far, 910), (right, 910)], mix(colour, "#0b2b3c", 0.4))
    sheet.fade([(x, top), (x + 26, top), (x + 26, 910), (x, 910)], "#ffffff", 0.16, 0.0)
