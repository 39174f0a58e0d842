# expect: main says 'main', the commits make 0 to 1, 2, 3
"""Shows the files of the two branches and their merge base, not of the commit at hand."""

from solutions.git import rebase_conflict_driver as reference
from solutions.git.rebase_conflict_driver import Conflict, RebaseError

__all__ = ["Conflict", "RebaseError", "rebase"]

in_order = reference._conflicts


def rebase(repo, upstream, resolve):
    base = reference._try(repo, "merge-base", upstream, "HEAD").stdout.decode().strip()
    tip = reference._try(repo, "rev-parse", "HEAD").stdout.decode().strip()

    def shown(commit, path):
        done = reference._try(repo, "show", f"{commit}:{path}")
        return None if done.returncode else done.stdout

    def of_the_tips(conflict):
        path = conflict.path
        versions = [shown(commit, path) for commit in (base, upstream, tip)]
        return resolve(Conflict(path, *versions))

    reference.rebase(repo, upstream, of_the_tips)
