from collections.abc import Set
from random import Random

import pytest

from dojo.kit.git import BEGIN, Repository
from katas.git.branch_policy_audit import audit

DIRECT, LONG, MERGED, LOST = "direct commit", "long-lived", "not deleted", "not upstream"
MAX_AGE = 259_200
NOW = BEGIN + 60 * 60
"""On the day of all commits: nothing is too old yet."""


def parents_of(history):
    """Read a history, parents first: `"root, a: root, m: root a"`; m is a merge."""
    commits = (commit.partition(":") for commit in history.split(", "))
    return {name: before.split() for name, _, before in commits}


def draw(repository, history, branches, files=None):
    """Make the commits, the n-th of them n seconds after BEGIN, and only these branches.

    Branches are said as `"main=m, topic=a"`. Return the commits by name.
    """
    commits = repository.history(parents_of(history), files)
    tips = dict(branch.split("=") for branch in branches.split(", "))
    lines = [f"delete refs/heads/{name}" for name in commits if name not in tips]
    lines += [f"update refs/heads/{name} {commits[tip]}" for name, tip in tips.items()]
    repository.git("update-ref", "--stdin", stdin="\n".join(lines) + "\n")
    return commits


def found(repository, commits, now=NOW):
    """Run the audit, and return its breaches with the names of commits as drawn."""
    got = audit(repository.folder, now)
    assert isinstance(got, Set), f"audit must return a set of breaches, not {got!r:.200}"
    names = {commit: name for name, commit in commits.items()}
    try:
        return {(rule, branch, names.get(commit, repr(commit))) for rule, branch, commit in got}
    except (TypeError, ValueError):
        pytest.fail(f"a breach is a rule, a branch and a commit; audit returned {got!r:.200}")


def shown(breaches):
    return "; ".join(f"{rule}: {branch} {commit}" for rule, branch, commit in sorted(breaches)) or (
        "nothing"
    )


def expect(got, due, where, why):
    assert got == due, (
        f"{why}\n{where}\nthe audit must report {shown(due)}; it reported {shown(got)}"
    )


def check(repository, rule, history, branches, due, why, *, now=NOW, files=None):
    """Draw a history, and expect these breaches of one rule: `"topic a, main m"`."""
    commits = draw(repository, history, branches, files)
    got = {breach for breach in found(repository, commits, now) if breach[0] == rule}
    where = f"of the commits '{history}' with the branches '{branches}',"
    expect(got, {(rule, *one.split()) for one in due.split(", ") if one}, where, why)


@pytest.mark.parametrize(
    ("history", "branches", "due", "why"),
    [
        ("root", "main=root", "", "the root has no parents and may be on main"),
        (
            "root, a: root, b: a, m: root b",
            "main=m",
            "",
            "a and b came to main by the merge m, they are not on its line",
        ),
        (
            "root, a: root, t: root, m: a t, b: m",
            "main=b",
            "main a, main b",
            "main had a commit of its own on either side of a merge",
        ),
        (
            "root, a: root, b: a",
            "main=b, topic=b",
            "main a, main b",
            "a fast-forward puts the commits of a topic on the line of main",
        ),
        (
            "root, t: root, m: root t, a: root, f: a m",
            "main=f",
            "main a",
            "f has main as its second parent, so the line goes through a, not through m",
        ),
    ],
)
def test_only_merges_are_on_the_line_of_main(repository, history, branches, due, why):
    check(repository, DIRECT, history, branches, due, why)


@pytest.mark.parametrize(
    ("history", "branches", "due", "why"),
    [
        ("root, a: root, m: root a", "main=m, topic=a", "topic a", "a was merged by m"),
        (
            "root, a: root, m: root a",
            "main=m, one=m, two=root",
            "",
            "one and two start on the line of main: they have not begun, nobody has merged them",
        ),
        (
            "root, a: root, m: root a, b: a",
            "main=m, topic=b",
            "",
            "b was committed after the merge, so topic still has something to bring",
        ),
        (
            "root, a: root, b: root, c: b a, m: root c",
            "main=m, one=a, two=c",
            "one a, two c",
            "a came to main inside of two, so one is merged as well",
        ),
        (
            "root, a: root, m: root a",
            "main=m, release/1.0=a, released=a, fix/release/1.0=a",
            "released a, fix/release/1.0 a",
            "a release branch stays, merged or not; those in release/ are, and no others",
        ),
    ],
)
def test_a_topic_that_was_merged_has_to_go(repository, history, branches, due, why):
    check(repository, MERGED, history, branches, due, why)


@pytest.mark.parametrize(
    ("history", "branches", "seconds", "due", "why"),
    [
        (
            "root, x: root, m: root x, a: m, b: x",
            "main=m, one=a, two=b",
            4,
            "",
            "root, x and m are too old but on main; a and b, which are not, are young",
        ),
        ("root, a: root", "main=root, topic=a", 2, "", "topic is just MAX_AGE old, not more"),
        ("root, a: root", "main=root, topic=a", 3, "topic a", "topic is a second too old"),
        (
            "root, a: root, b: a, c: b",
            "main=root, topic=c",
            3,
            "topic c",
            "c is young, but a, the oldest commit of topic, is a second too old",
        ),
        (
            "root, a: root, m: root a, r: m",
            "main=m, topic=a, release/1.0=r",
            9,
            "",
            "nothing of topic waits for main, and a release branch may live long",
        ),
    ],
)
def test_work_must_not_wait_for_main_too_long(repository, history, branches, seconds, due, why):
    why = f"{why}; now is MAX_AGE and {seconds} s after BEGIN, the n-th commit n s"
    check(repository, LONG, history, branches, due, why, now=BEGIN + MAX_AGE + seconds)


def test_a_rebase_makes_no_work_young(repository):
    history, branches = "root, a: root, t: root, m: root t", "main=m, topic=a"
    commits = draw(repository, history, branches)
    now = BEGIN + 10 * MAX_AGE
    repository.git("reset", "--quiet", "--hard")
    repository.git("rebase", "--quiet", "main", "topic", GIT_COMMITTER_DATE=f"@{now} +0000")
    commits["rebased"] = repository.git("rev-parse", "topic")
    got = {breach for breach in found(repository, commits, now) if breach[0] == LONG}
    why = "a rebase today gave topic a new committer date; its author date is from long ago"
    expect(got, {(LONG, "topic", "rebased")}, "with topic rebased onto main,", why)


def test_the_oldest_commit_may_be_anywhere_on_the_topic(repository):
    commits = draw(repository, "root", "main=root")
    tip, now = commits["root"], BEGIN + 10 * MAX_AGE
    for name, date in ("a", now), ("b", BEGIN), ("c", now):
        words = ("commit-tree", "-p", tip, "-m", name, "main^{tree}")
        commits[name] = tip = repository.git(*words, GIT_AUTHOR_DATE=f"@{date} +0000")
    repository.git("update-ref", "refs/heads/topic", tip)
    got = found(repository, commits, now)
    why = "b was written long before a and c, between which a rebase has put it"
    expect(got, {(LONG, "topic", "c")}, "of root, a, b, c, the last three on topic,", why)


FIX = {"fix.txt": "mended\n"}
LINES = [f"line {number}\n" for number in range(20)]
LATE = {"text.txt": "".join([*LINES[:15], "mended\n", *LINES[16:]])}
EARLY = {"text.txt": "".join(["new\n", "new\n", *LINES])}
BOTH = {"text.txt": "".join(["new\n", "new\n", *LINES[:15], "mended\n", *LINES[16:]])}
TEXT = {"text.txt": "".join(LINES)}


@pytest.mark.parametrize(
    ("history", "branches", "files", "due", "why"),
    [
        (
            "root, a: root, m: root a, r: root",
            "main=m, release/1.0=r",
            {"a": FIX, "r": FIX},
            "",
            "r is the change of a picked to the release, and a is on main",
        ),
        (
            "root, a: root, m: root a, r: root",
            "main=m, release/1.0=r",
            {"a": {"fix.txt": "done\n"}, "r": FIX},
            "release/1.0 r",
            "a and r change the same file, but not in the same way",
        ),
        (
            "root, b: root, a: b, m: root a, r: root",
            "main=m, release/1.0=r",
            {"root": TEXT, "b": EARLY, "a": BOTH, "r": LATE},
            "",
            "r is the change of a, although two lines further up",
        ),
        (
            "root, a: root, r: root",
            "main=root, topic=a, release/1.0=r",
            {"a": FIX, "r": FIX},
            "release/1.0 r",
            "the change of r is on a topic only, and main has not got it yet",
        ),
        (
            "root, r: root, s: root, x: r s",
            "main=root, release/1.0=x",
            {},
            "release/1.0 r, release/1.0 s",
            "x is a merge; what it merged, r and s, is what main lacks",
        ),
        (
            "root, q: root, m: root q, r: root, s: r",
            "main=m, release/1.0=q, release/1.1=r, release/1.2=s",
            {},
            "release/1.1 r, release/1.2 r, release/1.2 s",
            "q itself is on main; r is not, and it is missing for each release that has it",
        ),
        (
            "root, a: root, undo: a, m: root undo, r: m",
            "main=m, release/1.0=r",
            {"a": FIX, "undo": {"fix.txt": None}, "r": FIX},
            "release/1.0 r",
            "a was undone before the release began, so the change of r is on the release only",
        ),
    ],
)
def test_what_mends_a_release_is_on_main_as_well(repository, history, branches, files, due, why):
    check(repository, LOST, history, branches, due, why, files=files)


STORY = "root, t: root, m: root t, d: m, a: d, r: m"
BRANCHES = "main=d, login=t, search=a, release/1.0=r"
LATER = NOW + MAX_AGE
ALL = {
    (DIRECT, "main", "d"),
    (MERGED, "login", "t"),
    (LONG, "search", "a"),
    (LOST, "release/1.0", "r"),
}
WHERE = f"of the commits '{STORY}' with the branches '{BRANCHES}',"


def test_all_breaches_are_reported_and_a_clean_repository_has_none(repository, tmp_path):
    commits = draw(repository, STORY, BRANCHES)
    expect(found(repository, commits, LATER), ALL, WHERE, "each rule is broken once")
    clean = Repository(tmp_path / "clean")
    commits = draw(clean, "root, a: root, m: root a, b: m", "main=m, topic=b, release/1.0=m")
    expect(found(clean, commits), set(), "in a clean repository", "no rule is broken")


@pytest.mark.parametrize(
    ("commands", "why"),
    [
        (["symbolic-ref HEAD refs/heads/search"], "HEAD is on the topic search"),
        (["update-ref --no-deref HEAD login", "pack-refs --all"], "HEAD is detached"),
        (
            ["update-ref refs/remotes/origin/old login", "tag old login"],
            "old is a tag and a branch of another repository, but no branch of this one",
        ),
        (
            ["tag main root", "tag login main", "tag release/1.0 main"],
            "there are tags that have the names of branches, at other commits",
        ),
    ],
)
def test_only_the_branches_matter(repository, commands, why):
    commits = draw(repository, STORY, BRANCHES)
    for command in commands:
        repository.git(*(commits.get(word, word) for word in command.split()))
    expect(found(repository, commits, LATER), ALL, WHERE, why)


def test_the_audit_only_reads(repository):
    commits = draw(repository, STORY, BRANCHES)
    repository.git("reset", "--quiet", "--hard", "main")
    repository.write({"draft.txt": "not yet committed\n", "root.txt": "changed\n"})
    questions = [("symbolic-ref", "HEAD"), ("for-each-ref",), ("status", "--short"), ("diff",)]
    before = [repository.git(*words) for words in questions]
    got = found(repository, commits, LATER)
    for words, was in zip(questions, before, strict=True):
        now = repository.git(*words)
        assert now == was, f"an audit must change nothing; git {' '.join(words)}: {was!r}, {now!r}"
    expect(got, ALL, WHERE, "files were changed but not committed")


def expect_refusal(folder, why):
    try:
        got = audit(folder, NOW)
    except ValueError:
        return
    pytest.fail(f"{why}, so audit must raise ValueError; it returned {got!r:.200}")


def test_without_main_there_is_nothing_to_compare_with(repository):
    expect_refusal(repository.folder, "the repository has no commit yet and no branch")
    draw(repository, "root", "trunk=root")
    repository.git("tag", "main", "trunk")
    expect_refusal(
        repository.folder, "the repository has a branch trunk and a tag main, no branch main"
    )


def test_a_history_that_is_cut_off_proves_nothing(repository, tmp_path):
    draw(repository, STORY, BRANCHES)
    repository.git(
        "clone", "--quiet", "--depth=1", repository.folder.as_uri(), str(tmp_path / "ci")
    )
    expect_refusal(tmp_path / "ci", "a shallow clone lacks the commits that could break a rule")


def random_history(random):
    """Return the parents of nine commits, of which some are merges, and five branches' tips."""
    parents = {"c0": []}
    for number in range(1, 9):
        count = min(number, random.choice([1, 1, 2, 2, 3]))
        parents[f"c{number}"] = random.sample(list(parents)[-5:], count)
    tips = {"main": random.choice(["c6", "c7", "c8"])}
    tips |= {name: random.choice(list(parents)) for name in ("t1", "t2", "t3", "release/1")}
    return parents, tips


def reached(parents, tip):
    return {tip}.union(*(reached(parents, parent) for parent in parents[tip]))


def line_of(parents, tip):
    return [tip, *(line_of(parents, parents[tip][0]) if parents[tip] else [])]


def modelled(parents, tips, age):
    """Return the breaches by the words of the brief; commit cN is from N + 1 s after BEGIN."""
    main, line = reached(parents, tips["main"]), line_of(parents, tips["main"])
    yield from ((DIRECT, "main", commit) for commit in line if len(parents[commit]) == 1)
    for name, tip in tips.items():
        own = sorted(reached(parents, tip) - main)
        if name.startswith("t") and not own and tip not in line:
            yield MERGED, name, tip
        if name.startswith("t") and own and age - int(own[0][1:]) - 1 > 0:
            yield LONG, name, tip
        if name == "release/1":
            yield from ((LOST, name, commit) for commit in own if len(parents[commit]) == 1)


def test_random_histories_agree_with_a_model(tmp_path):
    for seed in range(8):
        parents, tips = random_history(Random(seed))
        history = ", ".join(f"{name}: {' '.join(before)}" for name, before in parents.items())
        branches = ", ".join(f"{name}={tip}" for name, tip in tips.items())
        repository = Repository(tmp_path / str(seed))
        commits = draw(repository, history, branches)
        due = set(modelled(parents, tips, age=7))
        where = (
            f"of the commits '{history}' with the branches '{branches}', each with a file of "
            "its own, where now is MAX_AGE and 7 s after BEGIN, and cN is from N + 1 s after it,"
        )
        why = "the rules of the brief, one by one, find other breaches"
        expect(found(repository, commits, BEGIN + MAX_AGE + 7), due, where, why)
