from datetime import timedelta

from kb.web.form_token import FormTokens


def test_a_token_is_good_for_its_own_form() -> None:
    tokens = FormTokens("sekret")
    token = tokens.issue("zglos:maly-grant")
    assert tokens.check(token, "zglos:maly-grant") == "good"
    assert tokens.check(token, "zglos:regranting") == "foreign"


def test_a_token_of_another_installation_or_none_is_foreign() -> None:
    token = FormTokens("inny").issue("zglos:maly-grant")
    assert FormTokens("sekret").check(token, "zglos:maly-grant") == "foreign"
    assert FormTokens("sekret").check("", "zglos:maly-grant") == "foreign"
    assert FormTokens("sekret").check("ą.ż.ź", "zglos:maly-grant") == "foreign"


def test_a_token_past_its_lifetime_is_expired() -> None:
    tokens = FormTokens("sekret", timedelta(seconds=-1))
    assert tokens.check(tokens.issue("zglos:a"), "zglos:a") == "expired"
