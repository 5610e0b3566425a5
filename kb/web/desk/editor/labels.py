"""What each field of a document is called on the form, and the advice under it.

A field without advice of its own shows the description in the model.
"""

from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    "code": "Kod",
    "title": "Tytuł",
    "kind": "Rodzaj dokumentu",
    "group": "Grupa robocza",
    "sectors": "Kogo dotyczy",
    "topics": "Tematy",
    "fields": "Dziedziny zadań publicznych",
    "level": "Charakter",
    "summary": "W skrócie",
    "legal_basis": "Podstawa prawna",
    "valid_from": "Obowiązuje od",
    "valid_to": "Obowiązuje do",
    "withdrawn": "Powód wycofania",
    "legal_state": "Stan prawny na dzień",
    "review_by": "Sprawdzić ponownie do",
    "owner": "Kto odpowiada za treść",
    "related": "Powiązane standardy",
    "supersedes": "Standardy, które ten zastępuje",
    "keywords": "Słowa, którymi ludzie o to pytają",
    "change_note": "Co się zmieniło",
    "rules": "Zasady",
    "steps": "Kroki",
    "duties": "Zobowiązania stron",
    "office": "Zobowiązania urzędu",
    "organisation": "Zobowiązania organizacji",
    "deadlines": "Terminy",
    "indicators": "Po czym poznać, że standard działa",
    "questions": "Pytania i odpowiedzi",
    "attachments": "Wzory i załączniki",
    "do_weryfikacji": "Do weryfikacji",
    "citation": "Przepis",
    "note": "Czego dotyczy",
    "text": "Treść",
    "basis": "Przepis",
    "who": "Kto",
    "action": "Co robi",
    "deadline": "Termin z listy",
    "when": "Termin słowami",
    "document": "Dokument",
    "id": "Identyfikator",
    "rule": "Reguła zdaniem",
    "event": "Od zdarzenia",
    "after": "Od innego terminu",
    "term": "Okres",
    "direction": "Kierunek",
    "bound": "Rodzaj granicy",
    "yearly": "Stały dzień w roku",
    "question": "Pytanie",
    "answer": "Odpowiedź",
    "file": "Plik",
    "what": "Co trzeba sprawdzić",
    "reason": "Dlaczego nie jest to pewne",
}
"""Key of the front matter → label."""

HINTS: Mapping[str, str] = {
    "code": "Obszar i numer, np. P2O1-03.",
    "title": "Zwykłym językiem, do 120 znaków.",
    "level": "Jak mocno wiąże cały dokument.",
    "sectors": "Zaznacz wszystkie strony, których dokument dotyczy.",
    "topics": "Od jednego do trzech.",
    "fields": "Standard ogólny ma zaznaczone „Wszystkie dziedziny”.",
    "summary": "Od trzech do pięciu prostych zdań: co, kto, ile, do kiedy.",
    "keywords": "Po jednym w wierszu, tak jak ludzie wpisują je w wyszukiwarkę.",
    "valid_from": "Pierwszy dzień, w którym ta wersja obowiązuje.",
    "valid_to": "Ostatni dzień. Zostaw puste, jeśli nie jest znany.",
    "withdrawn": "Tylko przy wycofaniu: jedno zdanie. Wymaga daty „Obowiązuje do”.",
    "legal_state": "Dzień, w którym ktoś sprawdził przepisy w źródle.",
    "review_by": "Po tym dniu dokument trafia na listę do przeglądu.",
    "owner": "Rola albo zespół, nie osoba z nazwiska.",
    "change_note": "Co jest inaczej niż w poprzedniej wersji i dlaczego. Czytają to czytelnicy.",
    "rules": "Krótkie zdania. Każde mówi, czy to obowiązek, czy zalecenie.",
    "steps": "W kolejności, w jakiej się je wykonuje.",
    "deadlines": "Termin, od którego da się liczyć dni, trafia do kalkulatora i kalendarza.",
    "office": "Co urząd jest winien organizacji.",
    "organisation": "Co organizacja jest winna urzędowi.",
    "indicators": "Liczby lub fakty, które da się sprawdzić.",
    "questions": "Pytania z praktyki, tak jak zadają je ludzie.",
    "legal_basis": "Przepisy, na których opiera się cały dokument.",
    "related": "Zacznij pisać tytuł i wybierz z listy.",
    "supersedes": "Zacznij pisać tytuł i wybierz z listy.",
    "attachments": "Nazwy plików dla czytelnika.",
    "do_weryfikacji": "Czytelnik zobaczy tę listę przy dokumencie.",
    "citation": "Np. „art. 19a ust. 1 UDPP”. Kilka przepisów rozdziel średnikiem.",
    "basis": "Np. „art. 19a ust. 1 UDPP”. Kilka przepisów rozdziel średnikiem.",
    "deadline": "Jeśli termin jest na liście „Terminy”.",
    "when": "Gdy nie da się go policzyć, np. „niezwłocznie”.",
    "document": "Co powstaje w tym kroku.",
    "id": "Małe litery bez ogonków i myślniki, np. „publikacja-oferty”.",
    "rule": "Np. „w ciągu 7 dni roboczych od wpływu oferty”.",
    "event": "W mianowniku, np. „wpływ oferty”.",
    "after": "Zamiast zdarzenia: termin, od którego liczymy.",
    "term": "Np. „7 dni roboczych”, „1 miesiąc”.",
    "yearly": "Miesiąc i dzień, np. 11-30. Zamiast okresu.",
    "answer": "Najpierw tak albo nie, potem dlaczego.",
    "action": "",
    "who": "",
    "direction": "",
    "bound": "",
}
"""Key → advice under the field, where the description in the model speaks to programmers."""

ROW_HINTS: Mapping[str, str] = {"level": "", "title": "", "text": ""}
"""The same for fields of repeated rows, where the list itself has said enough."""

LITERALS: Mapping[str, str] = {
    "po": "po zdarzeniu",
    "przed": "przed zdarzeniem",
    "najpozniej": "najpóźniej tego dnia",
    "najwczesniej": "najwcześniej tego dnia",
    "przez": "przez cały ten czas",
}
"""Value that the model itself closes → how the form says it."""


def label_of(key: str) -> str:
    """The label of a key; an unknown key stands for itself."""
    return LABELS.get(key, key)
