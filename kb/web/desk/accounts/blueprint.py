"""The blueprint of all pages about accounts; what is sent to it is never kept for later."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__, url_prefix="/redakcja")
