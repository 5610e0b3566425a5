"""The library as it will be once a draft is published. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from kb.documents.model import Version
from kb.documents.problems import Problem
from kb.library import Library, standard_of


def overlaid(
    library: Library, versions: Sequence[Version], removed: Sequence[PurePosixPath] = ()
) -> tuple[Library, list[Problem]]:
    """The library with these versions in place of those at the same paths, without `removed`.

    Its revision differs from every published one. The problems are those of the touched standards
    as wholes, e.g. a version that lasts longer than until the next one.
    """
    replaced = {*removed, *(version.path for version in versions)}
    standards = dict(library.standards)
    problems: list[Problem] = []
    for slug in {path.parent.name for path in replaced}:
        before = standards.pop(slug, None)
        kept = [v for v in before.versions if v.path not in replaced] if before else []
        group = [_as_read(v) for v in kept] + [v for v in versions if v.slug == slug]
        if group:
            standards[slug], clashes = standard_of(slug, group)
            problems += clashes
    marks = "+".join(sorted(version.digest[:12] for version in versions))
    return replace(
        library,
        revision=f"{library.revision}+{marks}",
        standards=dict(sorted(standards.items())),
        seen=library.seen | {version.slug for version in versions},
    ), problems


def _as_read(version: Version) -> Version:
    """A version before the next one ended it."""
    return replace(version, until=version.meta.valid_to)
