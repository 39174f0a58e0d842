import subprocess

import pytest

from katas.git.backport_tool import ConflictError, Report, backport

FIXED = {3: "fixed"}
OTHERWISE = {3: "fixed otherwise"}
LATER = {3: "changed later"}
FEATURE = {18: "feature"}
UNFINISHED = ["CHERRY_PICK_HEAD", "MERGE_HEAD", "MERGE_MSG", "sequencer", "rebase-merge"]


# Histories


def app(*changes):
    """Return files with an app of 20 lines, some of them changed."""
    changed = {number: line for change in changes for number, line in change.items()}
    return {"app.txt": "".join(f"{changed.get(n, f'line {n}')}\n" for n in range(1, 21))}


def two_lines(repository, main, release=None):
    """Make two lines of commits after a base, ending in `main` and `release`; return all by name.

    These two and `base` are there unasked. The user is on main.
    """
    parents, files = {"base": []}, {"base": app()}
    for tip, line in [("main", main), ("release", release or {})]:
        before = "base"
        for name, changed in {**line, tip: {f"{tip}.txt": f"of {tip}\n"}}.items():
            parents[name], files[name], before = [before], changed, name
    commits = repository.history(parents, files)
    repository.git("reset", "--quiet", "--hard")
    return commits


def one_fix(repository, release=None):
    """The fix comes after a feature that is in the same file, and not on the release."""
    return two_lines(
        repository,
        {"feature": app(FEATURE) | {"new.txt": "new\n"}, "fix": app(FEATURE, FIXED)},
        release,
    )


def three_fixes(repository):
    """Each fix changes the line of the fix before it."""
    return two_lines(
        repository,
        {"one": app({3: "once"}), "two": app({3: "twice"}), "three": app({3: "thrice"})},
    )


def side_branch(repository):
    """A merge, whose first parent is `fix` and whose second is `side`."""
    commits = repository.history(
        {
            "base": [],
            "fix": ["base"],
            "side": ["base"],
            "merge": ["fix", "side"],
            "main": ["merge"],
            "release": ["base"],
        },
        {
            "base": app(),
            "fix": app(FIXED),
            "side": app({10: "side"}) | {"side.txt": "side\n"},
            "merge": app(FIXED, {10: "side"}) | {"side.txt": "side\n"},
        },
    )
    repository.git("reset", "--quiet", "--hard")
    return commits


def recommitted(repository, parent, *trees_and_messages, **variables):
    """Commit the trees of these commits one after another, with these messages."""
    for tree, message in trees_and_messages:
        words = "commit-tree", f"{tree}^{{tree}}", "-p", parent
        parent = repository.git(*words, stdin=message, **variables)
    return parent


def move(repository, branch, commit):
    repository.git("update-ref", f"refs/heads/{branch}", commit)


# What became of them


def outcome(repository, commits, branch="release", **options):
    """Return the report, or the error that was raised."""
    try:
        return backport(repository.folder, commits, branch, **options)
    except (ConflictError, ValueError, subprocess.CalledProcessError) as error:
        return error


def told(got, commits):
    """Write a report, or an error, with the names of the commits."""
    text = f"{type(got).__name__}: {got}" if isinstance(got, Exception) else repr(got)
    for name, commit in commits.items():
        text = text.replace(commit, name)
    return text


def added(repository, old):
    """Return the commits that the release has more than before, oldest first."""
    return repository.git("rev-list", "--topo-order", "--reverse", "release", f"^{old}").split()


def lines(repository):
    """Return the lines of the app in which the release differs from the base."""
    had, has = (repository.git("show", f"{it}:app.txt").split("\n") for it in ("base", "release"))
    return {n: new for n, (old, new) in enumerate(zip(had, has, strict=False), 1) if old != new}


def names(repository):
    return repository.git("ls-tree", "-r", "--name-only", "release").split()


def state(repository, but=""):
    """Return all that a user may notice, but for one branch."""
    folder = repository.folder
    files = (path for path in sorted(folder.rglob("*")) if ".git" not in path.parts)
    refs = repository.git("for-each-ref", "--format=%(refname) %(objectname)").splitlines()
    return {
        "HEAD": (folder / ".git" / "HEAD").read_text(),
        "the index": repository.git("ls-files", "--stage"),
        "the working tree": {path.name: path.read_bytes() for path in files if path.is_file()},
        "the list of worktrees": repository.git("worktree", "list"),
        "what is half done": [name for name in UNFINISHED if (folder / ".git" / name).exists()],
        "the set of refs": [ref for ref in refs if not ref.startswith(f"refs/heads/{but} ")],
    }


def assert_unchanged(repository, before, what, but=""):
    after = state(repository, but)
    for part, was in before.items():
        now = after[part]
        assert now == was, f"{what}: {part} must be as before\n  before: {was!r}\n  now: {now!r}"


def assert_report(got, commits, what, *, applied=(), already=()):
    """Check the names of what was copied and of what was skipped."""
    assert isinstance(got, Report), f"{what}: a Report is due; got {told(got, commits)}"
    names_of = {commit: name for name, commit in commits.items()}
    was = (
        [names_of.get(pair[0], pair) for pair in got.applied],
        [names_of.get(fix, fix) for fix in got.already],
    )
    assert was == (list(applied), list(already)), (
        f"{what}: applied must be {list(applied)} and already {list(already)}; "
        f"got {was[0]} and {was[1]}"
    )


# One fix


def test_the_change_of_a_fix_lands_on_the_branch(repository):
    commits = one_fix(repository, {"own": app({12: "own"})})
    got = outcome(repository, [commits["fix"]])
    assert_report(got, commits, "one fix", applied=["fix"])
    was = lines(repository), names(repository)
    due = {3: "fixed", 12: "own"}, ["app.txt", "release.txt"]
    assert was == due, (
        f"the fix changes line 3 of app.txt, its parent changed line 18 and added new.txt, and the "
        f"release changed line 12: it must then differ from the base in {due}; it does in {was}"
    )


def test_a_fix_becomes_one_commit_with_one_parent(repository):
    commits = one_fix(repository)
    got = outcome(repository, [commits["fix"]])
    assert_report(got, commits, "one fix", applied=["fix"])
    new = added(repository, commits["release"])
    assert len(new) == 1, f"one fix: the release must have 1 commit more, not {len(new)}"
    assert got.applied[0][1] == new[0], (
        f"applied must have the fix and its copy, {new[0]}; got {told(got, commits)}"
    )
    parents = repository.git("rev-parse", "release^@").split()
    assert parents == [commits["release"]], (
        f"the copy must have one parent, the release as it was; it has {told(parents, commits)}"
    )


def test_the_author_is_kept_and_the_committer_is_who_backports(repository):
    commits = one_fix(repository)
    bob = {
        "GIT_AUTHOR_NAME": "Bob",
        "GIT_AUTHOR_EMAIL": "bob@b.com",
        "GIT_AUTHOR_DATE": "@1234567890 +0300",
    }
    commits["bob's"] = recommitted(repository, "feature", ("fix", "Fix"), **bob)
    got = outcome(repository, [commits["bob's"]])
    assert_report(got, commits, "a fix by Bob", applied=["bob's"])
    was = repository.git("log", "-1", "--format=%an <%ae> %ad, %cn", "--date=raw", "release")
    due = "Bob <bob@b.com> 1234567890 +0300, Ann"
    assert was == due, f"author, author date, committer must be: {due}; they are: {was}"


@pytest.mark.parametrize(
    ("message", "gap"),
    [
        ("Fix\n\nIt was broken:\nsince May. Ж", "\n"),
        ("Fix\n\nIt was broken.\n\nSigned-off-by: Bob <bob@b.com>\nReviewed-by: Cid", ""),
        (f"Fix\n\n(cherry picked from commit {'1' * 40})", ""),
    ],
)
def test_the_message_gets_the_line_that_x_adds(repository, message, gap):
    commits = one_fix(repository)
    commits["the fix"] = recommitted(repository, "feature", ("fix", f"{message}\n"))
    got = outcome(repository, [commits["the fix"]])
    assert_report(got, commits, f"a fix with the message {message!r}", applied=["the fix"])
    was = repository.git("log", "-1", "--format=%B", "release").rstrip("\n")
    due = f"{message}\n{gap}(cherry picked from commit {commits['the fix']})"
    assert was == due, (
        "the line stands in a paragraph of its own, or ends the trailers if there are any. "
        f"The message must be\n  {due!r}\nand it is\n  {was!r}"
    )


# Several


def test_a_fix_follows_its_ancestors(repository):
    commits = three_fixes(repository)
    got = outcome(repository, [commits[name] for name in ("two", "three", "one")])
    what = "given two, three and one, to be applied in the order of history"
    assert_report(got, commits, what, applied=["one", "two", "three"])
    new = added(repository, commits["release"])
    assert [copy for _, copy in got.applied] == new, (
        f"the release must have the three copies, as they are in applied, one after another; it "
        f"has {new}, and the report is {told(got, commits)}"
    )
    assert lines(repository) == {3: "thrice"}, (
        f"{what}: line 3 must be 'thrice'; the changed lines are {lines(repository)}"
    )


def test_history_is_not_a_matter_of_dates(repository):
    commits = three_fixes(repository)
    late, early = "@1900000000 +0000", "@1800000000 +0000"
    commits["1"] = recommitted(repository, "base", ("one", "One"), GIT_COMMITTER_DATE=late)
    commits["2"] = recommitted(repository, commits["1"], ("two", "2"), GIT_COMMITTER_DATE=early)
    got = outcome(repository, [commits["2"], commits["1"]])
    what = "1 is the parent of 2 and has a later date, for a clock was wrong"
    assert_report(got, commits, what, applied=["1", "2"])


def test_a_fix_may_have_any_name_and_several(repository):
    commits = three_fixes(repository)
    repository.git("tag", "-a", "-m", "A tag", "tagged", "two")
    given = ["tagged", commits["one"][:12], "three~2", "main~3"]
    got = outcome(repository, given)
    what = "given a tag on two, the start of one's name, three~2 and main~3, which are one"
    assert_report(got, commits, what, applied=["one", "two"])


def test_nothing_given_is_nothing_done(repository):
    commits = one_fix(repository)
    before = state(repository)
    assert_report(outcome(repository, []), commits, "no commits given")
    assert_unchanged(repository, before, "no commits given")


# There already


def assert_skipped(repository, commits, what, fix="fix"):
    before = state(repository)
    assert_report(outcome(repository, [commits[fix]]), commits, what, already=[fix])
    assert_unchanged(repository, before, f"{what}, and so it was skipped")


def test_what_the_branch_has_is_there(repository):
    commits = one_fix(repository)
    move(repository, "release", commits["main"])
    assert_skipped(repository, commits, "the fix is in the history of the release")


def test_a_copy_is_known_by_its_line(repository):
    commits = one_fix(repository, {"copy": app(OTHERWISE), "later": app(LATER)})
    line = f"Fix\n\nSolved otherwise here.\n\n(cherry picked from commit {commits['fix']})\n"
    top = recommitted(repository, "base", ("copy", line), ("later", "Later"))
    move(repository, "release", top)
    what = "the release has a commit with the line that names the fix, and changed line 3 since"
    assert_skipped(repository, commits, what)


def test_a_copy_is_known_by_its_change(repository):
    commits = one_fix(repository, {"copy": app(FIXED), "later": app(LATER)})
    what = "the release has a commit of the same change, without a line, and changed line 3 since"
    got = outcome(repository, [commits["fix"], commits["main"]])
    assert_report(got, commits, what, applied=["main"], already=["fix"])


def test_a_fix_that_leaves_nothing_to_change_is_there(repository):
    commits = one_fix(repository, {"more": app(FIXED, {5: "more"}) | {"more.txt": "more\n"}})
    what = "a commit of the release makes the fix's change among others"
    assert_skipped(repository, commits, what)
    got = outcome(repository, [commits["fix"], commits["main"]])
    assert_report(got, commits, what, applied=["main"], already=["fix"])
    new = added(repository, commits["release"])
    assert len(new) == 1, f"{what}: only 'main' is copied, so 1 commit is new; {len(new)} are"


def test_neither_a_subject_nor_a_mention_makes_a_copy(repository):
    commits = one_fix(repository, {"a": app({7: "a"}), "b": app({7: "b"})})
    mention = f"Tell of a fix\n\nIt was {commits['fix']} on main.\n"
    move(repository, "release", recommitted(repository, "base", ("a", "fix\n"), ("b", mention)))
    got = outcome(repository, [commits["fix"]])
    what = "the release has another change with the fix's subject, and a message that mentions it"
    assert_report(got, commits, what, applied=["fix"])


def test_a_fix_taken_back_and_made_again_is_copied_three_times(repository):
    commits = two_lines(repository, {"fix": app(FIXED), "back": app(), "again": app(FIXED)})
    got = outcome(repository, [commits[name] for name in ("again", "back", "fix")])
    what = "a fix, its revert, and the fix again: the release had none of them before the call"
    assert_report(got, commits, what, applied=["fix", "back", "again"])
    assert lines(repository) == FIXED, (
        f"{what}: in the end line 3 must be fixed; the changed lines are {lines(repository)}"
    )


def test_what_is_there_does_not_keep_others_out(repository):
    commits = three_fixes(repository)
    outcome(repository, [commits["one"]])
    got = outcome(repository, [commits["two"], commits["one"]])
    assert_report(got, commits, "one was backported before", applied=["two"], already=["one"])
    before = state(repository)
    got = outcome(repository, [commits["one"], commits["two"]])
    assert_report(got, commits, "the same once more", already=["one", "two"])
    assert_unchanged(repository, before, "the same once more")


# Merges


def test_a_merge_is_copied_as_seen_from_its_mainline(repository):
    commits = side_branch(repository)
    got = outcome(repository, [commits["merge"]], mainline=1)
    assert_report(got, commits, "a merge, and mainline=1", applied=["merge"])
    assert lines(repository) == {10: "side"}, (
        f"seen from its first parent, the merge changes line 10; changed is {lines(repository)}"
    )
    new = added(repository, commits["release"])
    assert len(new) == 1, f"a merge becomes 1 commit, not {len(new)}"


def test_the_mainline_does_not_concern_other_fixes(repository):
    commits = side_branch(repository)
    got = outcome(repository, [commits["merge"], commits["side"]], mainline=2)
    assert_report(got, commits, "a merge and a fix, and mainline=2", applied=["side", "merge"])
    assert lines(repository) == FIXED | {10: "side"}, (
        f"both must be on the release; the changed lines are {lines(repository)}"
    )


@pytest.mark.parametrize("mainline", [None, 0, 3])
def test_a_merge_without_such_a_parent_is_refused(repository, mainline):
    commits = side_branch(repository)
    before = state(repository)
    got = outcome(repository, [commits["side"], commits["merge"]], mainline=mainline)
    what = f"a fix, and a merge of two parents, with mainline={mainline}"
    assert isinstance(got, ValueError), f"{what}: ValueError is due; got {told(got, commits)}"
    assert_unchanged(repository, before, what)


# All or nothing


def user_is(repository, how):
    """Bring index and working tree into a state in which a user may leave them."""
    if how == "with changes":
        repository.write({"staged.txt": "staged\n", "app.txt": "staged\n"})
        repository.git("add", "--all")
        repository.write({"app.txt": "not staged\n", "release.txt": "not tracked\n"})
    if how == "inside a merge that conflicts":
        repository.run("merge", "mine")


def clashing(repository):
    """`clash` changes a line that the release changed as well, and a file that it never had."""
    return two_lines(
        repository,
        {
            "feature": app({3: "a"}) | {"план 1.txt": "a\n"},
            "fix": app({3: "a", 10: "fixed"}),
            "clash": app({3: "b", 10: "fixed"}) | {"план 1.txt": "b\n", "ok.txt": "ok\n"},
        },
        {"mine": app({3: "mine"})},
    )


def test_the_user_notices_nothing_but_the_branch(repository):
    commits, how = clashing(repository), "with changes on a detached HEAD"
    repository.git("checkout", "--quiet", "--detach", "feature")
    user_is(repository, "with changes")
    before = state(repository, but="release")
    got = outcome(repository, [commits["fix"]])
    assert_report(got, commits, f"a user {how}", applied=["fix"])
    assert_unchanged(repository, before, f"a user {how}", but="release")


@pytest.mark.parametrize("how", ["with changes", "inside a merge that conflicts"])
def test_a_conflict_names_fix_and_files_and_leaves_all_as_it_was(repository, how):
    commits = clashing(repository)
    user_is(repository, how)
    before = state(repository)
    got = outcome(repository, [commits["clash"], commits["fix"]])
    what = f"a user {how}; of 'fix' and 'clash' the second conflicts"
    assert isinstance(got, ConflictError), f"{what}: ConflictError; got {told(got, commits)}"
    assert_unchanged(repository, before, what)
    assert got.commit == commits["clash"], (
        f"{what}, {commits['clash']}; the error names {told(got.commit, commits)}"
    )
    due = ["app.txt", "план 1.txt"]
    assert got.files == due, f"{what}, in {due}; the error has {got.files}"


# Refused


@pytest.mark.parametrize("where", ["the repository", "another worktree"])
def test_a_branch_that_is_checked_out_is_refused(repository, tmp_path, where):
    commits = one_fix(repository)
    if where == "the repository":
        repository.git("checkout", "--quiet", "release")
    else:
        repository.git("worktree", "add", "--quiet", str(tmp_path / "other"), "release")
    before = state(repository)
    got, what = outcome(repository, [commits["fix"]]), f"the release is checked out in {where}"
    assert isinstance(got, ValueError), f"{what}: ValueError is due; got {told(got, commits)}"
    assert_unchanged(repository, before, what)


@pytest.mark.parametrize(
    ("commit", "branch", "wrong"),
    [
        ("fix", "v1", "v1"),
        ("no-such", "release", "no-such"),
        ("fix:app.txt", "release", "fix:app.txt"),
    ],
)
def test_a_name_that_is_no_commit_or_no_branch_is_refused(repository, commit, branch, wrong):
    commits = one_fix(repository)
    repository.git("tag", "v1", "release")
    before = state(repository)
    got = outcome(repository, ["feature", commit], branch)
    what = f"feature and {commit} are to be brought to {branch} (v1 is a tag)"
    assert isinstance(got, ValueError), f"{what}: ValueError is due; got {told(got, commits)}"
    assert wrong in str(got), f"{what}: the error must name {wrong!r}; it says {str(got)!r}"
    assert_unchanged(repository, before, what)
