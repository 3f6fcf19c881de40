"""A theme that follows the system: what is on the page follows, before anybody clicks."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from journeys.browser import Screen
from measurealign.charts.palette import ON_COLOUR


def _greys(screen: Screen) -> tuple[int, int]:
    """Return the darkest and the lightest grey of the product's name (0 to 255)."""
    shot = screen.page.get_by_test_id("stSidebarLogo").first.screenshot()
    low, high = Image.open(BytesIO(shot)).convert("L").getextrema()
    assert isinstance(low, int) and isinstance(high, int)
    return low, high


@pytest.fixture
def light(screen: Screen) -> Screen:
    screen.page.emulate_media(color_scheme="light")
    screen.open("compare")
    return screen


def test_the_name_and_words_on_colour_follow_the_theme(light: Screen) -> None:
    tag = light.page.locator("[data-tag] span").first
    dark_on_light = _greys(light)
    assert dark_on_light[0] < 80 and dark_on_light[1] > 230
    expect(tag).to_have_css("color", "rgb(255, 255, 255)")
    light.page.emulate_media(color_scheme="dark")
    expect(tag).to_have_css("color", f"rgb{tuple(bytes.fromhex(ON_COLOUR[1:]))}")
    light_on_dark = _greys(light)
    assert light_on_dark[0] < 80 and light_on_dark[1] > 200
