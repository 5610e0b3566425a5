"""What a match in each part of a standard is worth."""

from indexer.weights import FieldWeight, Weights

WEIGHTS = Weights(
    fields={
        # The title and the words people ask by say what a document is about.
        "title": FieldWeight(5.0, b=0.3),
        "keywords": FieldWeight(3.0, b=0.3),
        # Questions are written the way people ask.
        "questions": FieldWeight(2.0, b=0.5),
        "summary": FieldWeight(2.0, b=0.5),
        "rules": FieldWeight(1.5, b=0.75),
        "body": FieldWeight(1.0, b=0.75),
        # Who types an article wants the document built on it, not every mention.
        "law": FieldWeight(1.5, b=0.75),
    }
)
