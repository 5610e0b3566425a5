"""The desk, reviewing, history and trail, looked at in every way and by every judge."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

import pytest
from playwright.sync_api import Page

from kb.database import Database
from kb.feedback import Feedback, Report
from kb.history.history import History
from kb.search_log import add_counts
from kb.workflow.comments import Comments, NewComment
from tests.browser.desk import Desk, live_desk, sign_in
from tests.browser.judging import Judge
from tests.kb.history.seeds import AUTHOR, GRANT, REVIEWER, SECOND, SHARE

CONTEST = PurePosixPath("p2o1/otwarty-konkurs-ofert/2026-01-15.md")
NEW = PurePosixPath("p2o1/nowy-poradnik/2026-09-01.md")
PAGES: Mapping[str, str] = {
    "desk": "/redakcja?zrobiono=opublikowano&szkic=maly-grant",
    "standards": "/redakcja/standardy",
    "no standards": "/redakcja/standardy?q=qqqq",
    "review of a change": "/redakcja/szkice/maly-grant/recenzja",
    "review of a new document": "/redakcja/szkice/nowy-poradnik/recenzja",
    "draft with mistakes": "/redakcja/szkice/punkt-kontaktowy/recenzja",
    "agreement": "/redakcja/szkice/wklad-wlasny/uzgodnienie",
    "discard": "/redakcja/szkice/maly-grant/porzuc",
    "no draft": "/redakcja/szkice/nie-ma/recenzja",
    "history": "/redakcja/standardy/wklad-wlasny/historia",
    "history with an error": "/redakcja/standardy/wklad-wlasny/historia?od=a&do=b",
    "trail": "/redakcja/dziennik",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, seeded_desk: Path) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    with live_desk(folder, seeded_desk) as desk:
        _fill(desk.content, Database(f"sqlite:///{folder / 'var' / 'baza.sqlite'}"))
        yield desk


def test_every_page_is_right_in_every_view(desk: Desk, page: Page, judge: Judge) -> None:
    sign_in(page, desk, "Ewa Lis")
    latest = desk.content.log(SHARE.parent)[0].id
    pages = {**PAGES, "one change": f"/redakcja/standardy/wklad-wlasny/historia/{latest}"}
    for name, path in pages.items():
        page.goto(desk.address + path)
        judge(page, name)


def _fill(content: History, database: Database) -> None:
    """Drafts in every state, a conflict, comments, a report, searches that found nothing."""
    sent = content.save("wklad-wlasny", {SHARE: _changed(content, SHARE)}, AUTHOR, None, "")
    content.send("wklad-wlasny", sent.head, AUTHOR, "Nowy tytuł")
    other = content.save("maly-grant", {SHARE: _changed(content, SHARE, "Inny")}, SECOND, None, "")
    other = content.send("maly-grant", other.head, SECOND, "")
    content.publish("maly-grant", other.head, REVIEWER, "Inny tytuł wkładu własnego")
    draft = content.save("maly-grant", {GRANT: _changed(content, GRANT)}, AUTHOR, None, "")
    draft = content.send("maly-grant", draft.head, AUTHOR, "Zmieniam tytuł i nic więcej")
    draft = content.give_back("maly-grant", draft.head, REVIEWER, "Tytuł jest za długi.")
    content.send("maly-grant", draft.head, AUTHOR, "Poprawione")
    comments = Comments(database)
    asked = NewComment("maly-grant", draft.head, "w-skrocie", REVIEWER, "Czy na pewno?", _now())
    comments.add(asked)
    comments.add(NewComment("maly-grant", draft.head, "", SECOND, "Brakuje wzoru.", _now()))
    new = _changed(content, GRANT, "Nowy poradnik").replace(b"P2O1-03", b"P2O1-95")
    content.save("nowy-poradnik", {NEW: new}, SECOND, None, "")
    broken = PurePosixPath("p1o2/punkt-kontaktowy/2026-01-15.md")
    text = (content.read(content.head, broken) or b"").replace(b"kind: ", b"kind: nie-ma-", 1)
    content.save("punkt-kontaktowy", {broken: text}, AUTHOR, None, "")
    away = content.save("otwarty-konkurs-ofert", {CONTEST: b"---\n"}, AUTHOR, None, "")
    content.discard("otwarty-konkurs-ofert", away.head, AUTHOR)
    day = date.today()
    told = "Kwota w kroku trzecim jest nieaktualna."
    Feedback(database).report(Report(day, "maly-grant", date(2026, 9, 1), "przepis", told))
    with database.session() as session:
        add_counts(session, {("lokal na piknik", day, "none"): 4})


def _changed(content: History, path: PurePosixPath, title: str = "Nowy tytuł") -> bytes:
    lines = (content.read(content.head, path) or b"").decode().split("\n")
    return "\n".join(
        f'title: "{title}"' if line.startswith("title:") else line for line in lines
    ).encode()


def _now() -> datetime:
    return datetime.now(UTC)
