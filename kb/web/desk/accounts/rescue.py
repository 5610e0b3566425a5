"""What was sent after a session had ended, shown to its author to send again."""

from flask import abort, redirect, render_template
from flask.typing import ResponseReturnValue

from kb.accounts import rescue
from kb.accounts.security import accounts
from kb.web.desk.access import needs
from kb.web.desk.accounts.blueprint import blueprint
from kb.web.desk.identity import DESK, needed_account


@blueprint.get("/ratunek/<form_id>")
@needs("autor", second_factor=False)
def rescued_form(form_id: str) -> ResponseReturnValue:
    """The fields as they were sent, with a button that sends them again."""
    form = rescue.rescued(accounts().session, needed_account().id, form_id)
    if form is None:
        abort(404)
    texts = [value for _, value in form.fields if "\n" in value or len(value) > 80]
    return render_template("desk/accounts/rescued.html", form=form, texts=texts)


@blueprint.post("/ratunek/<form_id>/usun")
@needs("autor", second_factor=False)
def forget_rescued(form_id: str) -> ResponseReturnValue:
    """Throw away a text that is not needed any more."""
    stored = accounts().session
    rescue.forget(stored, needed_account().id, form_id)
    stored.commit()
    return redirect(DESK, 303)
