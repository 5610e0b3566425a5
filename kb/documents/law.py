"""Citations of law: text → provisions of acts, and the addresses where the law is published.

Addresses follow the patterns of ELI (eli.gov.pl), ISAP and the Sejm API; they are built from the
journal position, never stored.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kb.documents.vocabulary import Act, Journal

_SPACE = r"[ \u00a0]"
_NUMBER = r"\d+(?:\(\d+\))?[a-z]{0,3}"
_LIST = rf"{_NUMBER}(?:{_SPACE}*(?:–|-|,|{_SPACE}i|{_SPACE}oraz|{_SPACE}lub){_SPACE}*{_NUMBER})*"
_LETTERS = rf"[a-z](?:{_SPACE}*(?:–|-|,|{_SPACE}i){_SPACE}*[a-z](?![a-z]))*(?![a-z])"
_PROVISION = (
    rf"(?:[Aa]rt\.|§){_SPACE}*{_LIST}"
    rf"(?:{_SPACE}+(?:ust\.|§){_SPACE}*{_LIST})?"
    rf"(?:{_SPACE}+pkt{_SPACE}*{_LIST})?"
    rf"(?:{_SPACE}+lit\.{_SPACE}*{_LETTERS})?"
)
_JOINT = (
    rf"(?:{_SPACE}*(?:,|;){_SPACE}*|{_SPACE}+(?:i|oraz|lub|w{_SPACE}związku{_SPACE}z){_SPACE}+)"
)
_JOURNAL = (
    rf"Dz\.{_SPACE}?U\.{_SPACE}*(?:z{_SPACE}*)?(?P<year>\d{{4}})(?:{_SPACE}*r\.)?,?"
    rf"(?:{_SPACE}*[Nn]r{_SPACE}*(?P<number>\d+),?)?{_SPACE}*poz\.{_SPACE}*(?P<position>\d+)"
)
_ARTICLE_LIST = re.compile(rf"(?P<sign>[Aa]rt\.|§){_SPACE}*(?P<list>{_LIST})")
_RANGE = re.compile(rf"(?P<first>{_NUMBER})(?:{_SPACE}*[–-]{_SPACE}*(?P<last>{_NUMBER}))?")
_PARTS = re.compile(r"(\d+)([a-z]*)")


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a text that cites law.

    `text` stands at `start:end`. `articles` are the numbers of whole articles ("19a"), ranges
    opened as far as the act lists them; empty when the act is cited as a whole.
    """

    text: str
    start: int
    end: int
    act: Act
    articles: tuple[str, ...] = ()


class CitationParser:
    """Finds citations of the acts handed in, under any of their names."""

    def __init__(self, acts: Mapping[str, Act]) -> None:
        self._acts = tuple(acts.values())

    @cached_property
    def _by_name(self) -> dict[str, Act]:
        names: dict[str, Act] = {}
        for act in self._acts:
            for name in (act.short, act.name, act.title, *act.aliases):
                names.setdefault(_folded(name), act)
        return names

    @cached_property
    def _by_journal(self) -> dict[tuple[int, int], Act]:
        return {(j.year, j.position): act for act in self._acts for j in act.journals}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(
            {n for a in self._acts for n in (a.short, a.name, a.title, *a.aliases)},
            key=len,
            reverse=True,
        )
        joined = "|".join(re.escape(name).replace(r"\ ", _SPACE + "+") for name in names)
        provisions = rf"{_PROVISION}(?:{_JOINT}{_PROVISION})*"
        return re.compile(
            rf"(?<!\w)(?:(?P<provisions>{provisions}){_SPACE}+(?P<act>{joined})(?!\w)|{_JOURNAL})"
        )

    def find(self, text: str) -> Iterator[Citation]:
        """Every citation in running text: provisions with their act, and journal positions."""
        for match in self._pattern.finditer(text):
            act = self._act_of(match)
            if act is not None:
                articles = tuple(_articles(match["provisions"] or "", act))
                yield Citation(match[0], match.start(), match.end(), act, articles)

    def parse(self, field: str) -> tuple[Citation, ...] | None:
        """The citations of a field that holds nothing else, parted by semicolons.

        `None` when any part cannot be read as a provision of a known act, an act or a journal.
        """
        found: list[Citation] = []
        for part in re.split(r"\s*;\s*", field.strip()):
            match = self._pattern.fullmatch(part)
            act = self._act_of(match) if match else self._by_name.get(_folded(part))
            if act is None:
                return None
            articles = tuple(_articles(match["provisions"] or "", act)) if match else ()
            found.append(Citation(part, 0, len(part), act, articles))
        return tuple(found)

    def missing(self, citation: Citation) -> tuple[str, ...]:
        """The articles of a citation that `acts.yaml` does not list for its act."""
        if citation.act.kind != "ustawa" and not citation.act.articles:
            return ()
        return tuple(a for a in citation.articles if citation.act.article(a) is None)

    def _act_of(self, match: re.Match[str]) -> Act | None:
        if match["act"]:
            return self._by_name.get(_folded(match["act"]))
        return self._by_journal.get((int(match["year"]), int(match["position"])))


def _articles(provisions: str, act: Act) -> Iterator[str]:
    """The article numbers in "art. 13 ust. 1, art. 15–16a"; a range takes what the act lists."""
    seen: set[str] = set()
    for provision in _ARTICLE_LIST.finditer(provisions):
        if provision["sign"] == "§":
            continue
        for part in _RANGE.finditer(provision["list"]):
            for number in _span(part["first"], part["last"], act):
                if number not in seen:
                    seen.add(number)
                    yield number


def _span(first: str, last: str | None, act: Act) -> list[str]:
    if last is None:
        return [first]
    between = [
        a.number
        for a in act.articles
        if article_key(first) <= article_key(a.number) <= article_key(last)
    ]
    return list(dict.fromkeys((first, *between, last)))


def article_key(number: str) -> tuple[int, str]:
    """Sorts article numbers as the law does: 9, 10, 19, 19a, 19b."""
    match = _PARTS.match(number)
    return (int(match[1]), match[2]) if match else (0, number)


def _folded(name: str) -> str:
    return " ".join(name.lower().split())


def journal_label(journal: Journal) -> str:
    """`Dz.U. 2003 nr 96 poz. 873`."""
    number = f" nr {journal.number}" if journal.number else ""
    return f"Dz.U. {journal.year}{number} poz. {journal.position}"


def eli_url(journal: Journal) -> str:
    """The address under the European Legislation Identifier."""
    return f"https://eli.gov.pl/eli/DU/{journal.year}/{journal.position}/ogl"


def isap_url(journal: Journal) -> str:
    """The page in ISAP; before 2012 its identifier holds the number of the journal."""
    return (
        "https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id="
        f"WDU{journal.year:04}{journal.number or 0:03}{journal.position:04}"
    )


def sejm_api_url(journal: Journal) -> str:
    """The record of the position in the Sejm API: its facts as data."""
    return f"https://api.sejm.gov.pl/eli/acts/DU/{journal.year}/{journal.position}"


def act_url(act: Act) -> str | None:
    """Where to read the act: its newest consolidated text, else its first publication."""
    if act.consolidated:
        return eli_url(act.consolidated[0])
    if act.publication is not None:
        return eli_url(act.publication)
    if act.celex is not None:
        return f"https://eur-lex.europa.eu/legal-content/PL/TXT/?uri=CELEX:{act.celex}"
    return None


def article_url(act: Act, number: str) -> str | None:
    """One article in the Sejm API, from the newest consolidated text."""
    journal = act.consolidated[0] if act.consolidated else act.publication
    if journal is None:
        return None
    return (
        f"https://api.sejm.gov.pl/eli/acts/DU/{journal.year}/{journal.position}"
        f"/text.html/arti={number}"
    )
