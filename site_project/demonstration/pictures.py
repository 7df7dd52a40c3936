"""The demonstration's own illustrations by name. A name gives the same picture every time; no fonts are needed."""

from collections.abc import Callable

from PIL import Image, ImageOps

from site_project.demonstration import landscapes, maps, objects, places
from site_project.demonstration.drawing import HEIGHT, SUPERSAMPLING, WIDTH, Sheet, grain

PICTURES: dict[str, Callable[[float], Sheet]] = {
    "nui-suong": landscapes.misty_mountains,
    "nha-rong": landscapes.communal_house,
    "song-ruong": landscapes.river_terraces,
    "dao-ly-son": landscapes.volcano_island,
    "doi-bieu-do": maps.bar_hills,
    "duong-dong-muc": maps.contour_map,
    "hai-dong-song": maps.meeting_rivers,
    "ho-so-con-dau": objects.papers_and_seal,
    "dien-thoai-danh-muc": objects.phone_checklist,
    "khien-du-lieu": objects.shield_and_cards,
    "ban-tin": objects.news_sheets,
    "hoi-truong": places.conference_hall,
    "quay-mot-cua": places.one_stop_counter,
    "o-cua-sang": places.open_door,
    "bac-thang": places.rising_steps,
}


def draw(name: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Image.Image:
    """The picture of that name, filling `size` (pixels) and cut at the edges where its shape differs.

    Raises KeyError for an unknown name.
    """
    scale = max(size[0] / WIDTH, size[1] / HEIGHT) * SUPERSAMPLING
    drawn = PICTURES[name](scale).image.reduce(SUPERSAMPLING)
    picture = ImageOps.fit(drawn, size, Image.Resampling.LANCZOS)
    grain(picture)
    return picture
