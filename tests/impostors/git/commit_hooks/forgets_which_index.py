# expect: `git commit --all`, with the mark in a tracked
"""Starts git in a clean environment, so that it judges the usual index, not that of the commit."""

import os

import solutions.git.commit_hooks as reference
from solutions.git.commit_hooks import *  # noqa: F403


def pre_commit():
    before = os.environ.pop("GIT_INDEX_FILE", None)
    try:
        return reference.pre_commit()
    finally:
        if before:
            os.environ["GIT_INDEX_FILE"] = before
