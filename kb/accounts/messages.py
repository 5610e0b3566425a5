"""Texts of the letters the service sends."""

from dataclasses import dataclass

_END = "\n\nBaza Standardów Współpracy\nTo wiadomość automatyczna, nie odpowiadaj na nią.\n"


@dataclass(frozen=True, slots=True)
class Message:
    """A letter in plain text."""

    subject: str
    text: str


def invitation_message(name: str, address: str) -> Message:
    """Invites somebody to take over their account."""
    return Message(
        "Zaproszenie do redakcji Bazy Standardów Współpracy",
        f"Dzień dobry, {name}!\n\n"
        "Masz nowe konto w redakcji Bazy Standardów Współpracy. Otwórz link i ustaw hasło:\n\n"
        f"{address}\n\n"
        "Link działa jeden raz i przez 7 dni. Jeśli nie spodziewasz się tego konta, nic nie rób."
        + _END,
    )


def new_password_message(name: str, address: str) -> Message:
    """Leads to a new password."""
    return Message(
        "Nowe hasło do redakcji Bazy Standardów Współpracy",
        f"Dzień dobry, {name}!\n\n"
        "Ktoś poprosił o nowe hasło do Twojego konta. Jeśli to Ty, otwórz link i ustaw hasło:\n\n"
        f"{address}\n\n"
        "Link działa jeden raz i przez dobę. Jeśli to nie Ty, nic nie rób: stare hasło działa."
        + _END,
    )
