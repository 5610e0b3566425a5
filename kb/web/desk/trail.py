"""The trail for administrators: who did what and when, by person and document, and as a file."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from kb.web.desk.access import needs
from kb.web.desk.services import editing
from kb.web.edition import current_edition
from kb.workflow.adopting import adopt, take_in_outside_edits
from kb.workflow.drafts import titles
from kb.workflow.trail import Entry, Trail, Wanted

blueprint = Blueprint("trail", __name__, url_prefix="/redakcja")

PAGE = 100
MOST_EXPORTED = 100_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


@dataclass(frozen=True, slots=True)
class TrailPage:
    """One page of the trail, narrowed to a person and a document."""

    wanted: Wanted
    entries: tuple[Entry, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))

    def url(self, page: int) -> str:
        """The address of another page."""
        return f"/redakcja/dziennik?{urlencode({**self._asked, 'strona': page})}"

    @property
    def file_url(self) -> str:
        """The address of the same entries as a file."""
        query = urlencode(self._asked)
        return f"/redakcja/dziennik.csv?{query}" if query else "/redakcja/dziennik.csv"

    @property
    def _asked(self) -> Mapping[str, Any]:
        asked = {"osoba": self.wanted.person, "standard": self.wanted.key}
        return {name: value for name, value in asked.items() if value}


@blueprint.get("/dziennik")
@needs("administrator")
def show() -> ResponseReturnValue:
    """The trail, the newest first."""
    trail, wanted = _trail(), _wanted()
    total = trail.count(wanted)
    asked = max(1, request.args.get("strona", 1, type=int))
    page = min(asked, max(1, -(-total // PAGE)))
    entries = trail.entries(wanted, PAGE, (page - 1) * PAGE)
    library = current_edition().library
    return render_template(
        "desk/trail/page.html",
        page=TrailPage(wanted, tuple(entries), total, page),
        people=trail.people(),
        keys=trail.keys(),
        titles=titles(library, (entry.key for entry in entries)),
    )


@blueprint.get("/dziennik.csv")
@needs("administrator")
def as_file() -> ResponseReturnValue:
    """The same as a file for spreadsheets: UTF-8 with a mark, semicolons, as in Poland."""
    entries = _trail().entries(_wanted(), MOST_EXPORTED)
    response = Response(csv_text(entries), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=dziennik.csv"
    return response


def csv_text(entries: Iterable[Entry]) -> str:
    """The entries as a table: moment (UTC), person, action, document and revision."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(("kiedy (UTC)", "osoba", "konto", "czynność", "dokument", "rewizja"))
    for entry in entries:
        row = (
            entry.at.strftime("%Y-%m-%d %H:%M:%S"),
            entry.person.name,
            entry.person.id,
            entry.label,
            entry.key,
            entry.revision,
        )
        writer.writerow(_plain(cell) for cell in row)
    return "\ufeff" + file.getvalue()


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _trail() -> Trail:
    """The trail with all publications that git tells of."""
    services = editing()
    take_in_outside_edits(services.history)
    trail = Trail(services.database)
    adopt(trail, services.history.log())
    return trail


def _wanted() -> Wanted:
    return Wanted(request.args.get("osoba", ""), request.args.get("standard", ""))
