"""All results of a search as a file: a table or a document."""

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from kb.exports.results import MOST, ResultList, results_csv, results_document
from kb.search_page import Hit, SearchPage, SearchParams
from kb.web.absolute import absolute
from kb.web.clock import today
from kb.web.downloads import DownloadLink, contained, current_exports, made_file
from kb.web.edition import Edition, current_edition
from kb.web.search_request import read_search

blueprint = Blueprint("result_lists", __name__)


@blueprint.get("/szukaj.csv")
def results_as_table() -> ResponseReturnValue:
    """Every result as a row, for Excel and LibreOffice."""
    edition = current_edition()
    params = _params(edition)
    if params is None:
        return _to_the_page()
    table = results_csv(_results(edition, params), edition.library, current_exports().site)
    response = Response(table, mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename={_name('csv')}"
    return _not_for_robots(contained(response))


@blueprint.get("/szukaj.docx")
def results_as_document() -> ResponseReturnValue:
    """Every result with its summary, for Word."""
    edition = current_edition()
    params = _params(edition)
    if params is None:
        return _to_the_page()
    found = _results(edition, params)
    document = results_document(found, edition.library, current_exports().site)
    table = DownloadLink("CSV", "tabela", params.url("/szukaj.csv"), "")
    answer = made_file(document, "docx", _name("docx"), [table])
    return _not_for_robots(answer) if isinstance(answer, Response) else answer


def _params(edition: Edition) -> SearchParams | None:
    """What is asked for, from its first page; `None` when the search page has to explain."""
    asked = read_search(request.args, edition.library.vocabulary)
    return None if asked.too_long or asked.bad_day else asked.params.on_page(1)


def _to_the_page() -> ResponseReturnValue:
    return redirect(f"/szukaj?{request.query_string.decode('ascii', 'ignore')}", 302)


def _results(edition: Edition, params: SearchParams) -> ResultList:
    found = edition.publication.search(params, today())
    hits: list[Hit] = list(found.hits)
    for page in range(2, found.pages + 1):
        if len(hits) >= MOST:
            break
        hits += edition.publication.search(params.on_page(page), today()).hits
    return ResultList(
        query=params.text,
        filters=_filters(found),
        day=params.day or today(),
        address=absolute(params.url()),
        total=found.total,
        hits=tuple(hits[:MOST]),
    )


def _filters(found: SearchPage) -> tuple[tuple[str, str], ...]:
    chosen = found.params.filters
    return tuple(
        (facet.label, value.label)
        for facet in found.facets
        for value in facet.selected
        if value.value in chosen.get(facet.name, ())
    )


def _name(extension: str) -> str:
    return f"wyniki-{today().isoformat()}.{extension}"


def _not_for_robots(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
