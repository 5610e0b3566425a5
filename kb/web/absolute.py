"""The addresses of pages as other sites and files see them."""

from flask import current_app, request


def absolute(path: str) -> str:
    """The address of a page for other sites: under the set base address, else as asked for."""
    base: str = current_app.config.get("BASE_URL", "")
    return (base or request.host_url.rstrip("/")) + path
