"""What a script says under a field while somebody types: how a citation or a deadline is read."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from kb.editing.hints import CitationHint, ReadCitation, citation_hint, deadline_hint
from kb.web.clock import today
from kb.web.desk.access import needs
from kb.web.desk.editor.form_problems import in_words_of_the_form
from kb.web.edition import current_edition

blueprint = Blueprint("editor_hints", __name__, url_prefix="/redakcja/podpowiedzi")
_LONGEST = 500
"""Characters of a field; a longer one is no citation."""
_DEADLINE = ("event", "after", "term", "direction", "bound", "yearly")


@blueprint.get("/przepis")
@needs("autor")
def citation() -> ResponseReturnValue:
    """`?tekst=art. 19a UDPP` → `{"good", "text", "suggestion"}`."""
    library = current_edition().library
    text = request.args.get("tekst", "")[:_LONGEST]
    hint = citation_hint(text, library.citations, library.vocabulary.acts)
    said = _problem(hint.problem, hint.remedy) or "; ".join(_told(read) for read in hint.read)
    return jsonify(good=hint.problem is None, text=said, suggestion=_suggestion(hint, text))


@blueprint.get("/termin")
@needs("autor")
def deadline() -> ResponseReturnValue:
    """The fields of a deadline → `{"good", "text", "suggestion"}`."""
    row = {key: request.args.get(key, "")[:_LONGEST] for key in _DEADLINE}
    hint = deadline_hint({key: value for key, value in row.items() if value}, today())
    said = _problem(hint.problem, hint.remedy) or hint.read
    return jsonify(good=hint.problem is None, text=said, suggestion=hint.suggestion or "")


def _problem(problem: str | None, remedy: str | None) -> str:
    if problem is None:
        return ""
    told = in_words_of_the_form(f"{problem} → {remedy}" if remedy else problem)
    return told[:1].upper() + told[1:]


def _told(read: ReadCitation) -> str:
    titles = [f"art. {a.number} „{a.title}”" for a in read.articles if a.title]
    return f"{read.act_title}{': ' if titles else ''}{', '.join(titles)}"


def _suggestion(hint: CitationHint, typed: str) -> str:
    suggestion = hint.suggestion or ""
    return suggestion if suggestion != typed.strip() else ""
