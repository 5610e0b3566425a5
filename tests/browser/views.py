"""The ways of looking at the site that the browser tests try."""

from dataclasses import dataclass
from typing import Any, Literal

from playwright.sync_api import Page


@dataclass(frozen=True)
class View:
    """One reader's window: size in CSS pixels, colours, and whether scripts run."""

    width: int = 1280
    height: int = 900
    colour_scheme: Literal["light", "dark"] = "light"
    forced_colours: Literal["active", "none"] = "none"
    contrast: Literal["more", "no-preference"] = "no-preference"
    medium: Literal["screen", "print"] = "screen"
    javascript: bool = True

    def context_options(self) -> dict[str, Any]:
        """Playwright's options of a browser context that looks this way."""
        return {
            "viewport": {"width": self.width, "height": self.height},
            "color_scheme": self.colour_scheme,
            "forced_colors": self.forced_colours,
            "contrast": self.contrast,
            "java_script_enabled": self.javascript,
            "locale": "pl-PL",
        }


DESKTOP = View()
DARK = View(colour_scheme="dark")
PHONE = View(width=360, height=740)
PHONE_DARK = View(width=360, height=740, colour_scheme="dark")
# WCAG 1.4.10: what a window of 1280 pixels shows at 400 %.
NARROWEST = View(width=320, height=640)
FORCED_COLOURS = View(forced_colours="active")
HIGH_CONTRAST = View(contrast="more")
HIGH_CONTRAST_DARK = View(contrast="more", colour_scheme="dark")
PAPER = View(medium="print")
NO_SCRIPTS = View(javascript=False)
PHONE_NO_SCRIPTS = View(width=360, height=740, javascript=False)


def look_as(page: Page, view: View) -> None:
    """Show an open page in another size and other colours; whether scripts run stays as it is."""
    page.set_viewport_size({"width": view.width, "height": view.height})
    page.emulate_media(
        media=view.medium,
        color_scheme=view.colour_scheme,
        forced_colors=view.forced_colours,
        contrast=view.contrast,
    )
