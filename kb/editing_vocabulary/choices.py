"""The closed choices of vocabulary rows and the vocabularies themselves, in words of people."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.accounts.roles import Role

CHOICES: Mapping[str, str] = {
    "office": "urząd",
    "organisation": "organizacja",
    "both": "obie strony",
    "before_steps": "przed krokami i terminami",
    "after_steps": "po krokach i terminach",
    "ustawa": "ustawa",
    "rozporzadzenie": "rozporządzenie",
    "rozporzadzenie-ue": "rozporządzenie Unii Europejskiej",
    "source": "w źródle urzędowym",
    "secondary": "w źródłach wtórnych",
    "own": "z wiedzy własnej",
    "two_way": "w obie strony: każde słowo znajduje każde",
    "one_way": "w jedną stronę: inne słowa znajdują nazwę główną",
    "related": "pokrewne: znajdują się słabiej",
    "title": "tytuł",
    "keywords": "słowa kluczowe",
    "questions": "pytania",
    "summary": "skrót",
    "rules": "zasady, kroki i terminy",
    "body": "treść",
    "basis": "pierwszy przepis podstawy prawnej",
    "law": "pozostałe przepisy",
    "template": "wzór dokumentu",
    "comparison": "porównanie",
    "checklist": "lista kontrolna",
    "rule": "zasada",
    "procedure": "wszystkie kroki",
    "step": "jeden krok",
    "deadline": "termin",
    "question": "pytanie i odpowiedź",
    "duty": "zobowiązania",
}
"""The value of a closed choice in the models → what a person reads."""


@dataclass(frozen=True, slots=True)
class About:
    """What a vocabulary is called, what it is for, and the least role that edits it."""

    title: str
    purpose: str
    role: Role


VOCABULARIES: Mapping[str, About] = {
    "glossary": About("Pojęcia", "Definicje, które czytelnik widzi na stronie Słownik", "redaktor"),
    "synonyms": About("Synonimy", "Słowa, które w wyszukiwarce znaczą to samo", "redaktor"),
    "best_bets": About("Najlepsze wyniki", "Dokument pierwszy dla wskazanych zapytań", "redaktor"),
    "typos": About("Literówki", "Częste błędy w zapytaniach i poprawna pisownia", "redaktor"),
    "acts": About("Akty prawne", "Akty i artykuły, które wolno cytować w standardach", "redaktor"),
    "topics": About("Tematy", "O czym jest dokument", "administrator"),
    "sectors": About("Sektory", "Kogo dokument dotyczy", "administrator"),
    "fields": About("Dziedziny", "Dziedziny zadań publicznych", "administrator"),
    "kinds": About("Rodzaje dokumentów", "Co czytelnik zrobi z dokumentem", "administrator"),
    "levels": About("Charakter reguły", "Jak mocno reguła wiąże", "administrator"),
    "parties": About("Strony", "Kto wykonuje kroki i kogo wiążą terminy", "administrator"),
    "sections": About("Sekcje treści", "Nagłówki, które może mieć dokument", "administrator"),
    "blocks": About("Bloki", "Trzy bloki współpracy i część wspólna", "administrator"),
    "areas": About("Obszary", "Dwanaście obszarów współpracy", "administrator"),
    "groups": About("Grupy robocze", "Grupy, które prowadzą standardy", "administrator"),
    "intents": About("Rodzaje pytań", "Co znaczą słowa „jak”, „wzór”, „termin”", "administrator"),
    "weights": About("Wagi wyszukiwania", "Ile waży trafienie w części dokumentu", "administrator"),
}
"""Every vocabulary, those edited most often first.

What documents are written with changes day by day and belongs to the reviewers; what they are
filed under changes the whole site and belongs to the administrators.
"""
