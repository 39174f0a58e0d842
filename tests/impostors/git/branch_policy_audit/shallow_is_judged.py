# expect: a shallow clone lacks the commits
"""Judges what a shallow clone has, as if nothing were cut off."""

from solutions.git.branch_policy_audit import *  # noqa: F403
from solutions.git.branch_policy_audit import (
    _branches,
    _direct_commits,
    _not_upstream,
    _topic_breaches,
)


def audit(folder, now):
    topics = _branches(folder)
    if "main" not in topics:
        raise ValueError("no branch main")
    main = topics.pop("main")
    releases = {name: topics.pop(name) for name in list(topics) if name.startswith("release/")}
    return {
        *_direct_commits(folder, main),
        *_topic_breaches(folder, main, topics, now),
        *_not_upstream(folder, main, releases),
    }
