"""Files of standards as readers meet them: what is offered, how it is named and sent."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from flask import Flask, Response, current_app, render_template, send_file
from flask.typing import ResponseReturnValue

from kb.attachments.kinds import size_label
from kb.documents.model import Version
from kb.errors import ExportBusy, ExportError
from kb.exports.document import ExportDocument
from kb.exports.formats import FORMATS
from kb.exports.service import Exports
from kb.library import Library
from kb.settings import Settings
from kb.web.absolute import absolute
from kb.web.addresses import version_url
from kb.web.edition import current_edition
from kb.web.kept_pages import keep_briefly

log = logging.getLogger(__name__)

_EXTENSION = "kb_exports"
_TEXT_TYPE = "text/markdown"
_RETRY_SECONDS = 10
_HINTS = {
    "pdf": "do czytania i druku",
    "docx": "do zmian w Wordzie",
    "odt": "do zmian w LibreOffice",
    "epub": "na czytnik",
    "md": "tekst źródłowy",
    "json": "dla programów",
}


@dataclass(frozen=True, slots=True)
class DownloadLink:
    """A file to download; `size` is empty while it has not been made."""

    label: str
    hint: str
    url: str
    size: str


def install_exports(app: Flask, settings: Settings) -> Exports:
    """Let the application make files, and its templates offer them."""
    exports = app.extensions[_EXTENSION] = Exports(settings)
    app.jinja_env.globals["downloads"] = download_links
    return exports


def current_exports() -> Exports:
    """What makes the files of this application."""
    return exports_of(current_app)


def exports_of(app: Flask) -> Exports:
    """What makes the files of an application."""
    exports: Exports = app.extensions[_EXTENSION]
    return exports


def file_name(version: Version, extension: str) -> str:
    """The name of a file of a version, by which it is known wherever it is kept."""
    return f"{version.slug}-{version.meta.valid_from.isoformat()}.{extension}"


def download_links(version: Version) -> list[DownloadLink]:
    """Every format of a version that this installation offers."""
    library, exports = current_edition().library, current_exports()
    document = exports.document(version, library)
    links = []
    for extension, made in exports.formats.items():
        size = exports.size(document, extension)
        url = f"{version_url(version)}/{file_name(version, extension)}"
        if size is None:
            keep_briefly()
        label = size_label(size) if size is not None else ""
        links.append(DownloadLink(made.label, _HINTS[extension], url, label))
    text = library.root / version.path
    text_size = size_label(text.stat().st_size) if text.is_file() else ""
    url = f"{version_url(version)}/{file_name(version, 'md')}"
    links.append(DownloadLink("Markdown", _HINTS["md"], url, text_size))
    links.append(DownloadLink("JSON", _HINTS["json"], f"{version_url(version)}.json", ""))
    return links


def version_file(version: Version, name: str) -> ResponseReturnValue | None:
    """The file of that name made of a version; `None` when the name is none of ours."""
    library = current_edition().library
    if name == file_name(version, "md"):
        return _source(version, library)
    extension = next((known for known in FORMATS if name == file_name(version, known)), None)
    if extension is None:
        return None
    document = current_exports().document(version, library)
    answer = made_file(document, extension, name, download_links(version))
    if isinstance(answer, Response):
        answer.headers["Link"] = f'<{absolute(version_url(version))}>; rel="canonical"'
    return answer


def made_file(
    document: ExportDocument, extension: str, name: str, others: Sequence[DownloadLink]
) -> ResponseReturnValue:
    """A document as a file called `name`, or a page that says why not and offers `others`."""
    exports = current_exports()
    if extension not in exports.formats:
        return _page("missing", extension, others), 404
    try:
        made = exports.file(document, extension)
    except ExportBusy:
        return _page("busy", extension, others), 503, {"Retry-After": str(_RETRY_SECONDS)}
    except (ExportError, OSError):
        log.exception("no %s file of %s", extension, document.address)
        return _page("failed", extension, others), 500
    response = send_file(
        BytesIO(made.content),
        mimetype=FORMATS[extension].media_type,
        as_attachment=True,
        download_name=name,
        etag=made.tag,
    )
    return contained(response)


def contained(response: Response) -> Response:
    """Nothing in a file may run, wherever a browser opens it."""
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _source(version: Version, library: Library) -> ResponseReturnValue:
    return contained(
        send_file(
            BytesIO((library.root / version.path).read_bytes()),
            mimetype=_TEXT_TYPE,
            as_attachment=True,
            download_name=file_name(version, "md"),
            etag=version.digest,
        )
    )


def _page(reason: str, extension: str, others: Sequence[DownloadLink]) -> str:
    label = FORMATS[extension].label
    return render_template(
        "downloads/unavailable.html",
        reason=reason,
        label=label,
        others=[other for other in others if other.label != label],
    )
