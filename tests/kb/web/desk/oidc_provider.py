"""A provider of OpenID Connect on this machine, just large enough to be real for its clients.

Discovery, the authorisation endpoint (which lets in whoever is in `Provider.person`), the token
endpoint with client authentication and PKCE, and the keys.
"""

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "baza", "sekret-klienta"


class Provider:
    """Whom the provider lets in, and with which claims; `wrong` spoils single answers."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {}
        self.wrong: dict[str, Any] = {}
        self.issuer = ""
        self.asked: dict[str, dict[str, str]] = {}
        self.key = RSAKey.generate_key(2048, {"kid": "klucz"})
        self.app = Flask("provider")
        self.app.add_url_rule("/.well-known/openid-configuration", view_func=self.discovery)
        self.app.add_url_rule("/authorize", view_func=self.authorize)
        self.app.add_url_rule("/token", view_func=self.token, methods=["POST"])
        self.app.add_url_rule("/jwks", view_func=self.jwks)

    def discovery(self) -> Response:
        return jsonify(
            issuer=self.issuer,
            authorization_endpoint=f"{self.issuer}/authorize",
            token_endpoint=f"{self.issuer}/token",
            jwks_uri=f"{self.issuer}/jwks",
            id_token_signing_alg_values_supported=["RS256"],
            token_endpoint_auth_methods_supported=["client_secret_basic"],
        )

    def authorize(self) -> Any:
        asked = request.args.to_dict()
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_hex(8)
        self.asked[code] = asked
        back = {"code": code, "state": asked["state"]}
        return redirect(f"{asked['redirect_uri']}?{urlencode(back)}")

    def token(self) -> Any:
        credentials = request.authorization
        asked = self.asked.pop(request.form["code"], None)
        digest = hashlib.sha256(request.form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            credentials is None
            or (credentials.username, credentials.password) != (CLIENT, SECRET)
            or asked is None
            or asked["redirect_uri"] != request.form["redirect_uri"]
            or asked["code_challenge"] != challenge
        ):
            return jsonify(error="invalid_grant"), 400
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **self.person,
            **self.wrong,
        }
        signed = jwt.encode({"alg": "RS256", "kid": "klucz"}, claims, self.key)
        return jsonify(access_token="x", token_type="Bearer", id_token=signed)

    def jwks(self) -> Response:
        return jsonify(keys=[self.key.as_dict(private=False)])


@contextmanager
def running() -> Iterator[Provider]:
    """The provider, answering on a free port of this machine."""
    provider = Provider()
    server = make_server("127.0.0.1", 0, provider.app, threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
