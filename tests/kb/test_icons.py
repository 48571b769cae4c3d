"""The icons that are files of the project are those that the command draws."""

import pytest
from django.core.management import call_command
from PIL import Image, ImageChops

from kb.management.commands import draw_icons

SIZES = {"apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512, "icon-maskable-512.png": 512}
FOLDER = draw_icons.FOLDER


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """A folder with icons drawn now."""
    folder = tmp_path_factory.mktemp("icons")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(draw_icons, "FOLDER", folder)
        call_command("draw_icons", verbosity=0)
    return folder


@pytest.mark.parametrize("name", SIZES)
def test_an_icon_is_the_wave_as_it_is_drawn_now(drawn, name):
    kept, now = (Image.open(folder / name).convert("RGBA") for folder in (FOLDER, drawn))
    assert kept.size == (SIZES[name], SIZES[name])
    # Another version of the drawing library may round the edges otherwise.
    difference = ImageChops.difference(kept, now).convert("L")
    assert sum(difference.histogram()[64:]) < kept.width
    assert len({colour for _count, colour in kept.getcolors(maxcolors=1 << 18) or []}) > 2


def test_the_icon_of_old_browsers_has_three_sizes():
    assert Image.open(FOLDER / "favicon.ico").info["sizes"] == {(16, 16), (32, 32), (48, 48)}


def test_what_may_be_cut_to_a_circle_loses_nothing_of_the_wave():
    icon = Image.open(FOLDER / "icon-maskable-512.png").convert("RGB")
    ground, safe = icon.getpixel((0, 0)), 0.4 * icon.width
    middle = icon.width / 2
    for x in range(0, icon.width, 4):
        for y in range(0, icon.height, 4):
            if (x - middle) ** 2 + (y - middle) ** 2 > safe**2:
                assert icon.getpixel((x, y)) == ground
