"""What is offered while a query is being typed."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from kb.web.edition import current_edition

blueprint = Blueprint("suggestions", __name__)

KEPT = 300
"""Seconds for which a browser may keep an answer."""


@blueprint.get("/szukaj/podpowiedzi.json")
def suggestions() -> ResponseReturnValue:
    """Completions of `q`; `query` says whether one is to be searched for or leads to a page."""
    offered = current_edition().publication.completions.offer(request.args.get("q", ""))
    answer = jsonify(
        {
            "completions": [
                {"text": found.text, "kind": found.kind, "url": found.url, "query": found.is_query}
                for found in offered
            ]
        }
    )
    answer.cache_control.max_age = KEPT
    return answer
