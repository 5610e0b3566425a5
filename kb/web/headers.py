"""What every answer carries: protection of the reader, and how long it may be kept."""

import gzip

from flask import Response, request

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_SECURITY = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_COMPRESSED = frozenset(
    {
        "text/html",
        "text/css",
        "text/javascript",
        "application/json",
        "image/svg+xml",
        "application/xml",
        "application/atom+xml",
    }
)
_WORTH_COMPRESSING = 1_000
"""Bytes below which compression saves nothing."""
_LEVEL = 5


def secure(response: Response) -> Response:
    """Set the headers that protect the reader, unless the page has set its own."""
    for name, value in _SECURITY.items():
        response.headers.setdefault(name, value)
    return response


def cacheable(response: Response) -> Response:
    """Pages are asked for again each time, and answered 304 when nothing has changed."""
    if response.status_code != 200:
        if response.status_code >= 400:
            response.cache_control.no_store = True
        return response
    if response.cache_control.max_age is None:
        response.cache_control.no_cache = True
    if not response.is_streamed:
        response.add_etag(weak=True)
    if request.method in ("GET", "HEAD"):
        response.make_conditional(request)
    return response


def compressed(response: Response) -> Response:
    """Compress texts for browsers that can read it."""
    if response.mimetype not in _COMPRESSED:
        return response
    response.vary.add("Accept-Encoding")
    if (
        response.status_code in (204, 206, 304)
        or request.accept_encodings["gzip"] == 0
        or "Content-Encoding" in response.headers
    ):
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) >= _WORTH_COMPRESSING:
        response.set_data(gzip.compress(body, _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
