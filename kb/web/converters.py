"""The parts of addresses: what a slug, a key of a draft, a day, a code and an article look like."""

from collections.abc import Mapping

from werkzeug.routing import BaseConverter


class _Slug(BaseConverter):
    regex = "[a-z0-9]+(?:-[a-z0-9]+)*"


class _Key(BaseConverter):
    regex = r"[a-z0-9]+(?:-[a-z0-9]+)*|vocabulary\.[a-z_]+"


class _Day(BaseConverter):
    regex = r"\d{4}-\d{2}-\d{2}"


class _Code(BaseConverter):
    regex = "[A-Z0-9]{1,8}"


class _Article(BaseConverter):
    regex = r"\d+(?:\(\d+\))?[a-z]{0,3}"


CONVERTERS: Mapping[str, type[BaseConverter]] = {
    "slug": _Slug,
    "key": _Key,
    "day": _Day,
    "code": _Code,
    "article": _Article,
}
