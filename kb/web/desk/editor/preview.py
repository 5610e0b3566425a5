"""The page of a draft as readers would see it, made by the renderer of the site."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from flask import render_template

from kb.editing.document import EditedDocument
from kb.web.addresses import standard_url
from kb.web.desk.editor.unfinished import unfinished
from kb.web.edition import Edition
from kb.web.explaining import explained
from kb.web.pages.standards import StandardPage
from kb.web.rendering import standard_view

_PREFIX = "podglad-"
_IDENTITY = re.compile(r'\b(id|for|headers)="([^"]*)"')
_REFERENCES = re.compile(r'\b(aria-labelledby|aria-describedby|aria-controls)="([^"]*)"')
_SECTION = re.compile(r"<section\b([^>]*)>")
_NAMING = re.compile(r'\s*\baria-label(?:ledby)?="[^"]*"')
_OWN_ANCHOR = re.compile(r'\bhref="#([^"]+)"')


def preview_page(
    document: EditedDocument, edition: Edition, day: date, folder: Path | None = None
) -> StandardPage:
    """The page of the document, whatever is still missing in it; its files lie in `folder`."""
    version, library = unfinished(document, edition.library, day)
    if folder is not None:
        version = replace(version, folder=folder)
    view = explained(
        standard_view(version, library),
        edition.publication.terms,
        library.vocabulary.acts,
        library.renderer,
    )
    related = (edition.library.shown(slug, day) for slug in version.meta.related)
    return StandardPage(
        view=view,
        status=version.status_on(day),
        in_force=None,
        coming=None,
        versions=(),
        related=tuple(edition.card(found) for found in related if found is not None),
        canonical=standard_url(version.slug),
        overdue=False,
        side="",
        sides=(),
    )


def preview_fragment(page: StandardPage) -> str:
    """The page as a part of another: its own identities have a prefix, its sections no names.

    So neither clashes with those of the form, which has parts of the same names.
    """
    html = render_template("desk/editor/preview_parts.html", page=page)
    html = _SECTION.sub(lambda match: f"<div{_NAMING.sub('', match[1])}>", html)
    html = html.replace("</section>", "</div>")
    html = _IDENTITY.sub(rf'\1="{_PREFIX}\2"', html)
    html = _OWN_ANCHOR.sub(rf'href="#{_PREFIX}\1"', html)
    return _REFERENCES.sub(_prefixed, html)


def _prefixed(match: re.Match[str]) -> str:
    names = " ".join(f"{_PREFIX}{name}" for name in match[2].split())
    return f'{match[1]}="{names}"'
