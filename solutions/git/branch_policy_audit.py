"""Branch policy audit, solved with four questions that git's plumbing answers.

Git does not record on which branch a commit was made: a branch is a name for a tip, no more.
Two things are left to go by. The order of parents: `git merge` puts first what was checked out,
so first parents retell what main itself went through, for as long as nobody pulls with a merge
or fast-forwards main to a topic. And reachability: `main..tip` is what a branch has to bring.
Together they tell a merged topic from one that has not begun, which look the same to
`git branch --merged`.

Names are handed on as the hashes that `for-each-ref` gave. A tag wins over a branch of its name
in `git log main`, and even `%(refname:short)` then says heads/main. What `git branch`, `status`
and `log` print is for people, and changes with HEAD, configuration and version.

The author date stays when a commit is rebased or picked, the committer date is renewed. Both are
claims of somebody's clock; a server that needs proof keeps the time of the push. A patch id is a
hash of the diff without line numbers and white space. It finds a pick until a conflict had to be
settled by hand; then the "(cherry picked from commit ...)" of `cherry-pick -x` still tells.

Cost: one walk for main, one for each branch. CI often fetches the last commit only, unless told
otherwise (`fetch-depth: 0` of actions/checkout gets all), and an audit of a shallow clone is
green or wrong. To prevent is better than to find: protect the branch, and keep the audit for
what no server rule can see.

Interview: "Which branching strategies do you know, and when do you choose which?"
- Trunk-based: everybody integrates into main at least daily, from branches that live a day or
  two, or from none. Needs fast tests one can trust, small changes, and feature flags. For teams
  that deploy many times a day; the strategy with the least merging.
- GitHub flow: main can always be deployed; a branch and a pull request for each change, deployed
  after, or before, the merge. For one version in production: most web services.
- Git Flow: main holds releases, develop the next one; features start from develop, release/* is
  for settling, hotfix/* starts from main and goes back to both. For planned releases and several
  versions at customers. In continuous delivery it is ceremony: two long branches to reconcile,
  and every change is merged twice.
- Release branches fit to any of them: cut late from main, kept while the version is supported,
  tagged (SemVer). Fix main first and pick to the release, or the bug is back in the next one.
- What decides: how often you release, how many versions live, how far you trust the tests. A
  long-lived branch is integration put off: conflicts grow with its age, and the worst of them
  merge cleanly and break the build. Rules are for the team, so breaches are a question to it.

"How does unfinished work get into main?" Behind a feature flag: merged and deployed, but off. So
deployment and release are two decisions; one switches it on for a few users, and off without a
rollback. The price: both paths are tested, and old flags are debt, with an owner and a date to be
removed. For big rewrites, branch by abstraction; for schemas, expand and contract.

"Merge commit, squash or rebase: what do you allow?"
- Merge commit (--no-ff): keeps what happened and who with; one commit to revert (`-m 1`), and
  `log --first-parent` reads like a list of features. All the "wip" is in there as well.
- Squash: a commit for each pull request, easy to revert and to bisect. The steps are lost, the
  topic is no ancestor of main, so git does not see that it is merged; what was built on top of
  it conflicts, and it must be deleted at once.
- Rebase and merge: linear, each step kept, under new hashes that were never tested as such.
- Each is fine, a mixture is not: audits, changelogs and reverts depend on it. Under a policy of
  squashes, this one would ask for commits without a pull request instead.

"What does a protected branch protect from?" Direct and forced pushes, deletion, merging without
review (code owners; a new push voids the approval) or with red checks, merging what was tested
against an old main. The latter calls for "up to date before merge" or, where many wait, for a
merge queue that tests each as it will be merged. The server enforces it; local hooks remind.
Administrators are included, and the way for emergencies is written down.

Hints
-----
1. Which command lists branches for a program, and in which form can you hand a branch on so that
   it cannot be mistaken for a tag?
2. `rev-list` can follow first parents only, and can choose commits by how many parents they have.
3. A topic with nothing in `main..tip` was merged or has not begun. Where on main is its tip?
4. `%at` is the author date in seconds. Is the oldest commit always the last one of the list?
5. `git cherry <main> <release>` writes + or - before each commit of the release that is not on
   main and is no merge. What does each sign mean?
"""

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

MAX_AGE = 3 * 24 * 60 * 60

Rule = Literal["direct commit", "long-lived", "not deleted", "not upstream"]


class Breach(NamedTuple):
    rule: Rule
    branch: str
    commit: str


def audit(folder: Path, now: int) -> set[Breach]:
    if _git(folder, "rev-parse", "--is-shallow-repository") == ["true"]:
        raise ValueError(f"{folder} is a shallow clone: its history is cut off")
    topics = _branches(folder)
    if "main" not in topics:
        raise ValueError(f"{folder} has no branch main")
    main = topics.pop("main")
    releases = {name: topics.pop(name) for name in list(topics) if name.startswith("release/")}
    return {
        *_direct_commits(folder, main),
        *_topic_breaches(folder, main, topics, now),
        *_not_upstream(folder, main, releases),
    }


def _direct_commits(folder: Path, main: str) -> Iterator[Breach]:
    one_parent = ("--min-parents=1", "--max-parents=1")
    for commit in _git(folder, "rev-list", "--first-parent", *one_parent, main):
        yield Breach("direct commit", "main", commit)


def _topic_breaches(
    folder: Path, main: str, topics: Mapping[str, str], now: int
) -> Iterator[Breach]:
    line = set(_git(folder, "rev-list", "--first-parent", main))
    for name, tip in topics.items():
        dates = _git(folder, "log", "--format=%at", f"{main}..{tip}")
        if dates and now - min(map(int, dates)) > MAX_AGE:
            yield Breach("long-lived", name, tip)
        if not dates and tip not in line:
            yield Breach("not deleted", name, tip)


def _not_upstream(folder: Path, main: str, releases: Mapping[str, str]) -> Iterator[Breach]:
    for name, tip in releases.items():
        for answer in _git(folder, "cherry", main, tip):
            sign, commit = answer.split()
            if sign == "+":
                yield Breach("not upstream", name, commit)


def _branches(folder: Path) -> dict[str, str]:
    listed = _git(
        folder, "for-each-ref", "--format=%(refname:lstrip=2) %(objectname)", "refs/heads"
    )
    return dict(line.split() for line in listed)


def _git(folder: Path, *words: str) -> list[str]:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()
