"""The topics of a text, by the words of the vocabulary that it uses. Pure."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from kb.documents.text import DIACRITICS
from kb.documents.vocabulary import Topic, Vocabulary

_WORD = re.compile(r"[^\W\d_]{4,}")
_PREFIX = 6
_NEAR_THE_BEST = 0.55
_MOST_TOPICS = 3


def guessed_topics(title: str, text: str, words: Vocabulary) -> tuple[str, ...]:
    """The topics whose words the text uses most, the rarer the word the more it counts."""
    profiles = {slug: _topic_words(topic, words) for slug, topic in words.topics.items()}
    spread = Counter(prefix for profile in profiles.values() for prefix in profile)
    used = Counter(_prefixes(text))
    for prefix in _prefixes(title):
        used[prefix] += 5
    scores = {
        slug: sum(
            weight * math.log1p(used[prefix]) * math.log(1 + len(profiles) / spread[prefix])
            for prefix, weight in profile.items()
        )
        / math.sqrt(len(profile) or 1)
        for slug, profile in profiles.items()
    }
    ranked = sorted(scores, key=lambda slug: -scores[slug])[:_MOST_TOPICS]
    best = scores[ranked[0]] if ranked else 0.0
    return tuple(
        slug for slug in ranked if scores[slug] > 0 and scores[slug] >= _NEAR_THE_BEST * best
    )


def _topic_words(topic: Topic, words: Vocabulary) -> Mapping[str, float]:
    profile = dict.fromkeys(_prefixes(topic.intro), 1.0)
    area = words.areas.get(topic.area)
    profile.update(dict.fromkeys(_prefixes(area.label if area else ""), 1.0))
    profile.update(dict.fromkeys(_prefixes(f"{topic.label} {topic.short}"), 4.0))
    return profile


def _prefixes(text: str) -> Sequence[str]:
    """The words of a text cut to their beginnings, by which forms of a word meet."""
    folded = text.lower().translate(DIACRITICS)
    return [word[:_PREFIX] for word in _WORD.findall(folded)]
