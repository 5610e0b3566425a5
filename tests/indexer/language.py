"""What the tests of the language share: an analyser with the field's abbreviations."""

from indexer.polish import Analyser

ABBREVIATIONS = ("NGO", "JST", "OPP", "BIP", "BO", "PS", "CIS", "UDPP", "u.d.p.p.w.", "NIW-CRSO")

ANALYSER = Analyser(ABBREVIATIONS)


def surfaces(text: str, any_case: bool = False) -> list[str]:
    """The surface forms of a text, in order."""
    return [token.surface for token in ANALYSER.tokens(text, any_case)]
