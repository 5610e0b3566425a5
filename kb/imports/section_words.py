"""How headings of office documents name the sections that our documents have."""

import re
from collections.abc import Mapping

SAME: Mapping[str, tuple[str, ...]] = {
    "cel": (
        *("cele", "cel dokumentu", "cel procedury", "cel standardu", "cel regulaminu"),
        *("cel i zakres", "wprowadzenie", "wstęp", "po co"),
    ),
    "kogo-dotyczy": (
        *("adresaci", "odbiorcy", "dla kogo", "zakres podmiotowy", "podmioty", "uczestnicy"),
        *("kogo to dotyczy", "kto stosuje", "odpowiedzialność", "odpowiedzialni"),
    ),
    "najwazniejsze-zasady": (
        *("zasady", "zasady ogólne", "postanowienia ogólne", "reguły", "podstawowe zasady"),
        *("główne zasady", "zasady współpracy", "wymagania"),
    ),
    "jak-to-dziala": (
        *("opis", "opis postępowania", "opis procedury", "przebieg", "procedura", "tryb"),
        *("przebieg procedury", "sposób postępowania", "tryb postępowania", "etapy", "kroki"),
        "jak to robimy",
    ),
    "przepis-przejsciowy": ("przepisy przejściowe", "postanowienia przejściowe"),
    "porownanie": ("różnice", "zestawienie", "porównanie trybów"),
    "jak-to-policzyc": (
        "obliczenia",
        "sposób obliczania",
        "jak liczyć",
        "wyliczenie",
        "kalkulacja",
    ),
    "przyklad": ("przykłady", "przykład z praktyki", "studium przypadku"),
    "lista-kontrolna": ("listy kontrolne", "lista sprawdzająca", "checklista", "co sprawdzić"),
    "tresc-wzoru": ("wzór", "treść", "wzór dokumentu", "formularz", "szablon"),
    "dobre-praktyki": ("dobra praktyka", "przykłady dobrych praktyk", "inspiracje"),
    "na-co-uwazac": ("uwagi", "uwaga", "ryzyka", "zagrożenia", "pułapki"),
    "najczestsze-bledy": ("błędy", "częste błędy", "typowe błędy"),
    "gdy-cos-pojdzie-nie-tak": (
        *("sytuacje sporne", "spory", "odwołanie", "odwołania", "skargi", "tryb odwoławczy"),
        "sytuacje szczególne",
    ),
    "co-dalej": ("następne kroki", "dalsze kroki", "kolejne kroki", "powiązane dokumenty"),
}
"""Slug of a section → headings that mean the same, in lower case."""

_HINTS: tuple[tuple[str, str], ...] = (
    (r"\bprzejściow|\bwejści\w+ w życie", "przepis-przejsciowy"),
    (r"\bbłęd", "najczestsze-bledy"),
    (r"\bdobr\w+ praktyk", "dobre-praktyki"),
    (r"\blist\w+ (?:kontrol|sprawdz)|\bchecklist", "lista-kontrolna"),
    (r"\bprzykład", "przyklad"),
    (r"\bwzór|\bwzor|\bformularz|\bszablon", "tresc-wzoru"),
    (r"\bporówna|\bróżni[ce]", "porownanie"),
    (r"\boblicz|\bpolicz|\bkalkulac|\bwylicz", "jak-to-policzyc"),
    (
        r"\bodwoł|\bskarg|\bspor|\bspór|\bodmow|\breklamac|\bnieprawidłowo",
        "gdy-cos-pojdzie-nie-tak",
    ),
    (r"\bryzyk|\buwag[ai]\b|\bzagroż|\bpułap", "na-co-uwazac"),
    (r"\badresa|\bpodmiot|\buprawnion|\bdla kogo|\bkogo\b", "kogo-dotyczy"),
    (r"\bzasad|\bpostanowienia ogólne|\bwymaga|\bwymóg|\bobowiąz", "najwazniejsze-zasady"),
    (r"\bcel\b|\bcele\b|\bwstęp|\bwprowadz", "cel"),
)


def hinted_section(heading: str) -> str | None:
    """The section in which a heading belongs by its words."""
    folded = heading.lower()
    return next((slug for words, slug in _HINTS if re.search(words, folded)), None)
