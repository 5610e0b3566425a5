"""Standards as documents: the model, the vocabularies, the law they cite, reading and checking."""
