"""A sheet to draw flat illustrations on: shapes in units of a 1600 x 900 page, drawn at twice the size and reduced.

Pillow only. Colours are "#rrggbb"; random numbers come from `random.Random(seed)`, so the same name gives the same
picture on every machine.
"""

import math
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageColor, ImageDraw, ImageFilter

Point = tuple[float, float]
Points = list[Point]

WIDTH, HEIGHT = 1600, 900
SUPERSAMPLING = 2
BLUR_REDUCTION = 8  # shadows are blurred at an eighth of the size: a blur of 5.8 million pixels takes half a second


def mix(first: str, second: str, share: float) -> str:
    """The colour `share` (0 to 1) of the way from the first to the second."""
    pairs = zip(ImageColor.getrgb(first), ImageColor.getrgb(second), strict=True)
    red, green, blue = (round(a + (b - a) * share) for a, b in pairs)
    return f"#{red:02x}{green:02x}{blue:02x}"


def path(text: str) -> Points:
    """Points written as "x,y x,y": a long outline stays readable."""
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in text.split())]


def smooth(points: Points, steps: int = 12) -> Points:
    """An open Catmull-Rom curve through the points, first and last included."""
    padded = [points[0], *points, points[-1]]
    curve: Points = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            curve.append((_spline(t, p0[0], p1[0], p2[0], p3[0]), _spline(t, p0[1], p1[1], p2[1], p3[1])))
    return [*curve, points[-1]]


def _spline(t: float, a: float, b: float, c: float, d: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def turned(points: Points, centre: Point, degrees: float) -> Points:
    """The points turned clockwise about the centre."""
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    cx, cy = centre
    return [(cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos) for x, y in points]


def moved(points: Points, dx: float, dy: float) -> Points:
    """The points shifted."""
    return [(x + dx, y + dy) for x, y in points]


def round_box(box: tuple[float, float, float, float], radius: float) -> Points:
    """The outline of a box (left, top, right, bottom) with rounded corners."""
    left, top, right, bottom = box
    corners = [(right - radius, top + radius, -90), (right - radius, bottom - radius, 0)]
    corners += [(left + radius, bottom - radius, 90), (left + radius, top + radius, 180)]
    return [
        (x + radius * math.cos(math.radians(start + step)), y + radius * math.sin(math.radians(start + step)))
        for x, y, start in corners
        for step in range(0, 91, 6)
    ]


def arc(x: float, y: float, radius: float, flat: float = 1.0) -> Points:
    """The upper half of a circle from left to right; `flat` presses or stretches it."""
    turns = (math.radians(180 + step) for step in range(0, 181, 4))
    return [(x + radius * math.cos(turn), y + radius * flat * math.sin(turn)) for turn in turns]


def disc(x: float, y: float, radius: float, flat: float = 1.0) -> Points:
    """The outline of a circle; `flat` below 1 makes an ellipse seen from the side."""
    turns = (math.tau * step / 72 for step in range(72))
    return [(x + radius * math.cos(turn), y + radius * flat * math.sin(turn)) for turn in turns]


def ridge(seed: int, base: float, height: float, roughness: float = 0.5, waves: int = 3) -> Points:
    """A mountain line across the page: octaves of smooth noise, `waves` the number of peaks of the lowest one."""
    random = Random(seed)  # noqa: S311
    octaves = [[random.random() for _ in range(waves * 2**octave + 3)] for octave in range(6)]
    line: Points = []
    for x in range(-8, WIDTH + 9, 4):
        y = sum(_noise(octaves[n], x / WIDTH * waves * 2**n) * roughness**n for n in range(6))
        line.append((x, base - height * y / 1.6))
    return line


def _noise(values: list[float], place: float) -> float:
    index = max(0, int(place))
    t = place - index
    ease = t * t * (3 - 2 * t)
    return values[index] + (values[index + 1] - values[index]) * ease


def ribbon(path: Points, widths: list[float], flat: float = 0.35) -> Points:
    """The area along a path lying on the ground: `widths` are half widths, `flat` how much the view presses them."""
    left: Points = []
    right: Points = []
    ahead = [*path[1:], path[-1]]
    behind = [path[0], *path[:-1]]
    for (x, y), (ax, ay), (bx, by), half in zip(path, ahead, behind, widths, strict=True):
        tx, ty = ax - bx, (ay - by) / flat
        length = math.hypot(tx, ty) or 1.0
        dx, dy = ty / length * half, -tx / length * half * flat
        left.append((x - dx, y - dy))
        right.append((x + dx, y + dy))
    return [*left, *reversed(right)]


def ground(line: Points, bottom: float = HEIGHT + 10) -> Points:
    """The area under a line, down to the bottom of the page."""
    return [*line, (line[-1][0], bottom), (line[0][0], bottom)]


@dataclass
class Sheet:
    """The picture being drawn; every method takes page units."""

    image: Image.Image
    scale: float

    @classmethod
    def blank(cls, scale: float, *colours: str) -> "Sheet":
        """A page filled with a vertical gradient through the colours."""
        size = (round(WIDTH * scale), round(HEIGHT * scale))
        return cls(_gradient(size, *colours), scale)

    def fill(self, points: Points, colour: str, alpha: float = 1.0) -> None:
        """A flat area, see-through when alpha is below 1."""
        if alpha >= 1:
            ImageDraw.Draw(self.image).polygon(self._pixels(points), fill=colour)
            return
        box, mask = self._mask(points, round(255 * alpha))
        self.image.paste(colour, box, mask)

    def shade(self, points: Points, *colours: str) -> None:
        """An area filled with a vertical gradient from its own top to its own bottom."""
        box, mask = self._mask(points, 255)
        self.image.paste(_gradient(mask.size, *colours), box, mask)

    def fade(self, points: Points, colour: str, start: float, end: float) -> None:
        """An area of one colour whose opacity goes from `start` at its top to `end` at its bottom (0 to 1)."""
        box, mask = self._mask(points, 255)
        ramp = Image.linear_gradient("L").resize(mask.size)
        ramp = ramp.point([round(255 * (start + (end - start) * level / 255)) for level in range(256)])
        self.image.paste(colour, box, Image.composite(ramp, Image.new("L", mask.size, 0), mask))

    def stroke(self, points: Points, colour: str, width: float) -> None:
        """A line with round joints and round ends."""
        draw = ImageDraw.Draw(self.image)
        pixels = self._pixels(points)
        draw.line(pixels, fill=colour, width=max(1, round(width * self.scale)), joint="curve")
        radius = width * self.scale / 2
        for x, y in (pixels[0], pixels[-1]):
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)

    def clouds(self, places: tuple[tuple[float, float, float], ...], alpha: float) -> None:
        """White clouds: where each has its middle, and how wide it is."""
        for x, y, wide in places:
            self.fill(round_box((x - wide / 2, y - 15, x + wide / 2, y + 15), 15), "#ffffff", alpha)
            self.fill(round_box((x - wide / 4, y - 40, x + wide / 3, y), 20), "#ffffff", alpha)

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 1.0) -> None:
        """Light that fades from a centre."""
        side = round(2 * radius * self.scale)
        light = Image.radial_gradient("L").point(
            [round(255 * strength * max(0.0, 1 - level / 180) ** 2) for level in range(256)]
        )
        corner = (round((x - radius) * self.scale), round((y - radius) * self.scale))
        self.image.paste(colour, (*corner, corner[0] + side, corner[1] + side), light.resize((side, side)))

    def shadow(self, points: Points, blur: float, alpha: float = 0.35, colour: str = "#0b2530") -> None:
        """A soft shadow of an area; draw it before the area itself."""
        mask = Image.new("L", self._small(), 0)
        pixels = [(x / BLUR_REDUCTION, y / BLUR_REDUCTION) for x, y in self._pixels(points)]
        ImageDraw.Draw(mask).polygon(pixels, fill=round(255 * alpha))
        self._paste_blurred(mask, blur, colour)

    def cast(self, mask: Image.Image, right: float, down: float, blur: float, alpha: float) -> None:
        """A soft shadow of everything a mask of the page's size shows, thrown to the right and down."""
        small = mask.reduce(BLUR_REDUCTION).resize(self._small()).point([round(value * alpha) for value in range(256)])
        shift = self.scale / BLUR_REDUCTION
        thrown = Image.new("L", small.size, 0)
        thrown.paste(small, (round(right * shift), round(down * shift)))
        self._paste_blurred(thrown, blur, "#0b2530")

    def _small(self) -> tuple[int, int]:
        return self.image.width // BLUR_REDUCTION, self.image.height // BLUR_REDUCTION

    def _paste_blurred(self, mask: Image.Image, blur: float, colour: str) -> None:
        mask = mask.filter(ImageFilter.GaussianBlur(blur * self.scale / BLUR_REDUCTION))
        self.image.paste(colour, (0, 0), mask.resize(self.image.size, Image.Resampling.BILINEAR))

    def _pixels(self, points: Points) -> Points:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def _mask(self, points: Points, value: int) -> tuple[tuple[int, int], Image.Image]:
        """The corner and the mask of an area, no larger than the area's own box."""
        pixels = self._pixels(points)
        left, top = (math.floor(min(axis)) for axis in zip(*pixels, strict=True))
        right, bottom = (math.ceil(max(axis)) + 1 for axis in zip(*pixels, strict=True))
        mask = Image.new("L", (max(1, right - left), max(1, bottom - top)), 0)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in pixels], fill=value)
        return (left, top), mask


def grain(image: Image.Image, seed: int = 7, strength: int = 7) -> None:
    """Paper grain on a finished picture: lightens and darkens single points by at most `strength` of 255."""
    noise = Image.frombytes("L", image.size, Random(seed).randbytes(image.width * image.height))  # noqa: S311
    for colour, low in (("#ffffff", 0), ("#000000", 128)):
        levels = [(level - low) * strength // 127 if low <= level < low + 128 else 0 for level in range(256)]
        image.paste(colour, (0, 0), noise.point(levels))


def _gradient(size: tuple[int, int], *colours: str) -> Image.Image:
    stops = Image.new("RGB", (1, len(colours)))
    stops.putdata([ImageColor.getrgb(colour) for colour in colours])
    inner = (0, 0.5, 1, len(colours) - 0.5)  # from the middle of the first stop to the middle of the last
    column = stops.resize((1, size[1]), Image.Resampling.BILINEAR, box=inner)
    return column.resize(size, Image.Resampling.NEAREST)
