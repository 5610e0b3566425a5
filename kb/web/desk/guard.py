"""Checks the token of everything sent under `/redakcja`, and never loses what was sent.

A form sent after the session has ended, or a day after it was opened, is kept for its account
(`kb.accounts.rescue`) and offered again after signing in.
"""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kb.accounts import rescue
from kb.accounts.security import accounts
from kb.web.desk.access import desk_tokens, to_sign_in, wants_json
from kb.web.desk.identity import DESK, current_account, in_desk, now
from kb.web.desk.tokens import DeskToken

USUAL_LIMIT = 5_000_000
"""Bytes of a request to a view that does not say otherwise (`access.takes_up_to`)."""
RESCUED = f"{DESK}/ratunek"
RESCUE_FIELD = "ratunek"
"""Names the rescued form that is sent again, so that it is forgotten when it has arrived."""
_NOT_KEPT = frozenset({"token", RESCUE_FIELD})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OPENED_ELSEWHERE = "Strona była otwarta zbyt długo. Skopiuj tekst, odśwież ją i zapisz ponownie."


def install_guard(app: Flask) -> None:
    """Check every request to editors' pages that may change something."""
    app.before_request(_check)
    app.after_request(_finish)


def _check() -> ResponseReturnValue | None:
    if request.method in _SAFE or not in_desk() or request.url_rule is None:
        return None
    view = current_app.view_functions[request.endpoint or ""]
    account = current_account()
    limit = getattr(view, "desk_limit", USUAL_LIMIT) if account is not None else USUAL_LIMIT
    request.max_content_length = request.max_form_memory_size = limit
    token = desk_tokens().read(request.headers.get("X-Token") or request.form.get("token", ""))
    mine = account.id if account else None
    if token is None or not _from_here():
        return _foreign(mine)
    if token.account_id == mine and not token.expired:
        g.desk_post_accepted = True
        return None
    return _late(token, mine)


def _late(token: DeskToken, mine: int | None) -> ResponseReturnValue:
    """A form of ours that comes too late: its session has ended, or it was open for a day."""
    if token.account_id is None:  # a form for those not signed in
        return (
            redirect(DESK, 303) if mine else to_sign_in(request.form.get("next", ""), "formularz")
        )
    if wants_json():
        return to_sign_in() if mine is None else (jsonify(message=_OPENED_ELSEWHERE), 409)
    kept = _keep(token.account_id)
    if mine is None:
        return to_sign_in(f"{RESCUED}/{kept}" if kept else DESK, "sesja")
    if mine == token.account_id and kept:
        return redirect(f"{RESCUED}/{kept}", 303)
    if mine == token.account_id:
        return redirect(DESK, 303)
    return render_template("desk/accounts/other_account.html", kept=kept), 409


def _foreign(mine: int | None) -> ResponseReturnValue:
    """A form without a token of ours: kept only when the browser says that our page sent it."""
    if wants_json():
        return jsonify(message=_OPENED_ELSEWHERE), 400
    kept = _keep(mine) if mine is not None and _surely_from_here() else None
    if kept:
        return redirect(f"{RESCUED}/{kept}", 303)
    return render_template("desk/accounts/foreign_form.html"), 400


def _keep(account_id: int) -> str | None:
    """Keep the fields that were sent; nothing of forms with passwords."""
    if request.blueprint == "accounts":
        return None
    fields = [
        (name, value)
        for name, values in request.form.lists()
        for value in values
        if name not in _NOT_KEPT
    ]
    had_files = any(file.filename for _, file in request.files.items(multi=True))
    stored = accounts().session
    path = request.full_path.rstrip("?")
    kept = rescue.keep(stored, account_id, path, fields, now(), had_files=had_files)
    stored.commit()
    return kept


def _from_here() -> bool:
    """Whether the browser does not say that another site sent the request."""
    if _site():
        return _site() in ("same-origin", "none")
    origin = request.headers.get("Origin", "")
    ours = {request.host, urlsplit(current_app.config["BASE_URL"]).netloc}
    return not origin or urlsplit(origin).netloc in ours - {""}


def _surely_from_here() -> bool:
    return _from_here() and bool(_site() or request.headers.get("Origin"))


def _site() -> str:
    return request.headers.get("Sec-Fetch-Site", "")


def _finish(response: Response) -> Response:
    """Nothing of the editors' pages is stored on the way; what was sent again is forgotten."""
    if not in_desk():
        return response
    if not response.cache_control.max_age:
        response.cache_control.no_store = True
    accepted = g.get("desk_post_accepted", False) and response.status_code < 400
    sent_again = request.form.get(RESCUE_FIELD, "") if accepted else ""
    account = current_account() if sent_again else None
    if account is not None:
        stored = accounts().session
        rescue.forget(stored, account.id, sent_again)
        stored.commit()
    return response
