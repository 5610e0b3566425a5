"""Where the scenes of the handbook are played: windows of the people, and a camera."""

from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from tests.browser.desk import Desk, sign_in
from tests.browser.views import View

WINDOW = View(width=1100, height=720)
PATIENCE_MILLISECONDS = 15_000
COLOURS = 64
"""Colours of a picture: enough for smooth letters, and a third of the bytes."""
TALL = 4_000
"""Pixels of height with which what sticks to the end of the window is out of the picture."""
MARGIN = 12
"""Pixels of the page above and below what a picture shows."""
_NO_FOCUS = "document.activeElement.blur()"


@dataclass
class Studio:
    """A running site, a window for each person who has come in, and the pictures so far (PNG)."""

    browser: Browser
    desk: Desk
    pictures: dict[str, bytes] = field(default_factory=dict)
    _windows: dict[str, Page] = field(default_factory=dict)

    def window(self, name: str, path: str = "/redakcja") -> Page:
        """The window of a person of `tests.browser.desk`, with a page of the editors open."""
        page = self._windows.get(name)
        if page is None:
            context = self.browser.new_context(**WINDOW.context_options())
            context.set_default_timeout(PATIENCE_MILLISECONDS)
            page = self._windows[name] = context.new_page()
            sign_in(page, self.desk, name)
        page.goto(f"{self.desk.address}{path}", wait_until="networkidle")
        return page

    def look(self, name: str, first: Locator) -> None:
        """Picture what the window shows when one thing of the page stands at its top."""
        page = first.page
        page.evaluate(_NO_FOCUS)
        first.evaluate("place => scrollTo(0, place.getBoundingClientRect().top + scrollY)")
        self._keep(name, page.screenshot(animations="disabled"))

    def take(self, name: str, first: Locator, last: Locator, *, most: int = 900) -> None:
        """Picture a page from the top of one thing to the end of another, as wide as they are.

        At most so many pixels high are kept.

        Raises:
            LookupError: one of the two is not on the page, or hidden.
        """
        page = first.page
        page.evaluate(_NO_FOCUS)
        page.set_viewport_size({"width": WINDOW.width, "height": TALL})
        page.evaluate("scrollTo(0, 0)")
        begin, end = first.bounding_box(), last.bounding_box()
        if begin is None or end is None:
            raise LookupError(f"{name}: nothing to picture on {page.url}")
        left = max(min(begin["x"], end["x"]) - MARGIN, 0)
        right = max(begin["x"] + begin["width"], end["x"] + end["width"]) + MARGIN
        top = max(begin["y"] - MARGIN, 0)
        bottom = end["y"] + end["height"] + MARGIN
        size = {"width": min(right, WINDOW.width) - left, "height": min(bottom - top, most)}
        clip = {"x": left, "y": top, **size}
        self._keep(name, page.screenshot(clip=clip, full_page=True, animations="disabled"))
        page.set_viewport_size({"width": WINDOW.width, "height": WINDOW.height})

    def _keep(self, name: str, taken: bytes) -> None:
        self.pictures[name] = in_few_colours(taken)


def in_few_colours(png: bytes) -> bytes:
    """The same picture with a palette."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    small = BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()
