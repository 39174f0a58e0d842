import ast
import contextlib
import shlex
import sys
from pathlib import Path

import pytest

from dojo.kit.git import Repository
from katas.git.commit_hooks import SCISSORS, commit_msg, install

ROOT = Path(__file__).parents[2]
BAD, GOOD = "one\nNOCOMMIT two\n", "one\ntwo\n"

PROGRAM = """\
import sys
from pathlib import Path

_, root, hook, answer, *arguments = sys.argv
sys.path.insert(0, root)
try:
    from katas.git import commit_hooks

    call = {"pre-commit": commit_hooks.pre_commit, "commit-msg": commit_hooks.commit_msg}[hook]
    got = call(*map(Path, arguments))
except BaseException as error:
    got = f"the error {error!r}"
Path(answer).write_text(ascii(got))
sys.exit(bool(got))
"""

PROBE = """\
for word in "$@"; do printf '%s\\0' "$word"; done > "$ANSWER"
exit "$STATUS"
"""


class Hooked:
    """A repository in which commits run hooks, which note what they had to say."""

    def __init__(self, repository, folder):
        self.repository, self.git = repository, repository.git
        self._folder = folder
        self._answer = folder / "answer"
        (folder / "program.py").write_text(PROGRAM)
        (folder / "probe").write_text(PROBE)

    def judge_by(self, hook):
        """Let the learner's function judge commits; -I and -S make Python start sooner."""
        command = [sys.executable, "-I", "-S", str(self._folder / "program.py")]
        install(self.repository.folder, hook, [*command, str(ROOT), hook, str(self._answer)])
        return self

    def probe(self, *words, hook="pre-commit", repository=None):
        """Let a program be the hook that notes its arguments, these words first."""
        folder = (repository or self.repository).folder
        install(folder, hook, ["sh", str(self._folder / "probe"), *words])
        return self

    def commit(self, *words, repository=None, **variables):
        """Commit, and return (whether there is a new commit, what the hook noted, git's words)."""
        self._answer.unlink(missing_ok=True)
        done = (repository or self.repository).run(
            "commit", *words, **{"STATUS": "0"} | variables, ANSWER=str(self._answer)
        )
        noted = self._answer.read_text() if self._answer.is_file() else None
        return not done.returncode, noted, done.stderr.decode(errors="replace").strip()

    def judged(self, *words, **variables):
        """Commit; return whether there is a new commit, and what the learner's function gave."""
        is_done, noted, said = self.commit(*words, **variables)
        if noted is None:
            pytest.fail(f"`git commit {shlex.join(words)}` ran no hook; it said {said!r}")
        with contextlib.suppress(ValueError, SyntaxError):
            noted = ast.literal_eval(noted)
        return is_done, noted

    def edited(self, text, *words):
        """Commit with an editor that puts this text above what git has prepared."""
        above, editor = self._folder / "above", self._folder / "editor"
        above.write_text(text, encoding="utf-8")
        editor.write_text(f'cat "{above}" "$1" > "{above}.all"\ncp "{above}.all" "$1"\n')
        return self.judged(*words, GIT_EDITOR=f"sh '{editor}'")

    def stage(self, files):
        self.repository.write(files)
        self.git("add", "--all")
        return self


@pytest.fixture
def hooked(repository, tmp_path):
    return Hooked(repository, tmp_path)


# install


def test_git_runs_what_was_installed(hooked):
    is_done, noted, said = hooked.probe().commit("--allow-empty", "-m", "one")
    assert noted is not None, (
        "a command was installed as pre-commit, and git did not run it: the hook must be an "
        f"executable file where git looks; git said {said!r}"
    )
    assert is_done, f"the command of pre-commit exited with 0, and git made no commit: {said!r}"


def test_a_command_that_fails_makes_git_refuse(hooked):
    is_done, _, said = hooked.probe().commit("--allow-empty", "-m", "one", STATUS="77")
    assert not is_done, (
        "the command of pre-commit exited with 77, so that git has to refuse the commit, and it "
        f"was made; git said {said!r}"
    )


def test_words_and_arguments_arrive_as_they_are(hooked):
    words = ["two words", "it's", 'a "quote"', "$HOME", "*", "back\\slash", "", "two\nlines", "ü"]
    hooked.probe(*words, hook="commit-msg")
    _, noted, said = hooked.commit("--allow-empty", "-m", "one")
    got = None if noted is None else noted.split("\0")[:-1]
    due = [*words, ".git/COMMIT_EDITMSG"]
    assert got == due, (
        "the words of the command are to arrive as they are, then git's own argument: due were "
        f"{due}, there were {got}; git said {said!r}"
    )


@pytest.mark.parametrize("place", ["relative", "absolute"])
def test_the_folder_of_hooks_may_be_another(hooked, tmp_path, place):
    folder = ".tools/git hooks" if place == "relative" else str(tmp_path / "all" / "hooks")
    hooked.git("config", "core.hooksPath", folder)
    _, noted, said = hooked.probe().commit("--allow-empty", "-m", "one")
    assert noted is not None, (
        f"core.hooksPath is {folder!r}, which did not exist; after install git looked there and "
        f"found no hook to run. It said {said!r}"
    )


def test_a_linked_worktree_runs_the_hook_too(hooked, tmp_path):
    hooked.repository.commit("one")
    hooked.git("worktree", "add", "--quiet", str(tmp_path / "linked"))
    linked = Repository(tmp_path / "linked")
    hooked.probe(repository=linked)
    _, noted, said = hooked.commit("--allow-empty", "-m", "two", repository=linked)
    assert noted is not None, (
        "the hook was installed in a linked worktree, whose .git is a file, and a commit there "
        f"did not run it; git said {said!r}"
    )


def test_a_hook_of_somebody_else_is_left_alone(hooked):
    file = hooked.repository.folder / ".git" / "hooks" / "pre-commit"
    file.parent.mkdir(exist_ok=True)
    theirs = '#!/bin/sh\nexec sh lint "$@"\n'
    file.write_text(theirs)
    error = None
    try:
        hooked.probe()
    except FileExistsError as raised:
        error = raised
    assert file.read_text() == theirs, (
        "there was a pre-commit hook of somebody else, which install must leave alone; now the "
        f"file reads {file.read_text()!r}"
    )
    assert error, "a hook of somebody else is in the way: install must raise FileExistsError"


def test_a_hook_of_its_own_is_replaced(hooked):
    hooked.probe("old", "longer").probe("new")
    _, noted, said = hooked.commit("--allow-empty", "-m", "one")
    assert noted == "new\0", (
        "install wrote a hook, then again with another command, whose only word is 'new'; the "
        f"hook ran with {noted!r}, git said {said!r}"
    )


# pre_commit


def check_files(hooked, due, told, *words):
    """Commit; the files that are due, and no others, must be refused."""
    is_done, got = hooked.judged(*(words or ("-m", "a commit")))
    names = sorted(got) if isinstance(got, list) and all(isinstance(n, str) for n in got) else got
    assert names == sorted(due), f"{told}: pre_commit was to give {due}, and gave {got!r}"
    assert is_done == (not due), f"{told}: pre_commit gave {got!r}, but git went by something else"


def test_the_first_commit_is_judged(hooked):
    hooked.judge_by("pre-commit").stage({"bad.txt": BAD, "good.txt": GOOD, "folder/bad": BAD})
    due = ["bad.txt", "folder/bad"]
    check_files(hooked, due, "three files were staged, and there was no commit yet")


def test_what_is_staged_is_refused_whatever_the_working_tree_holds(hooked):
    hooked.judge_by("pre-commit").stage({"cleaned.txt": BAD, "deleted.txt": BAD})
    hooked.repository.write({"cleaned.txt": GOOD, "deleted.txt": None})
    told = "two files were staged with the mark, then one was cleaned, one deleted, and not staged"
    check_files(hooked, ["cleaned.txt", "deleted.txt"], told)


def test_what_is_not_staged_does_not_matter(hooked):
    hooked.judge_by("pre-commit").stage({"a.txt": GOOD, "NOCOMMIT": ""})
    hooked.repository.write({"a.txt": BAD, "untracked.txt": BAD})
    told = "a.txt was staged without the mark, which it has in the working tree only"
    check_files(hooked, [], told)
    left = (hooked.repository.folder / "a.txt").read_text()
    assert left == BAD, f"{told}: the working tree was to stay as it is, now a.txt reads {left!r}"


def test_what_was_committed_before_does_not_matter(hooked):
    hooked.judge_by("pre-commit")
    hooked.repository.commit("with --no-verify", {"old.txt": BAD, "gone.txt": BAD})
    hooked.stage({"gone.txt": None, "new.txt": GOOD})
    told = "two files had the mark since a commit with --no-verify; one of them is deleted now"
    check_files(hooked, [], f"{told}, and a new file without the mark was staged")


def test_every_kind_of_change_is_judged(hooked):
    hooked.judge_by("pre-commit")
    long = "".join(f"line {number}\n" for number in range(20))
    (hooked.repository.folder / "link").symlink_to("/nowhere")
    hooked.repository.commit("base", {"a.txt": GOOD, "moved.txt": long, "same.txt": BAD + long})
    (hooked.repository.folder / "link").unlink()
    hooked.stage(
        {
            "a.txt": BAD,
            "link": BAD,
            "moved.txt": None,
            "moved and edited.txt": long + BAD,
            "same.txt": None,
            "moved as it is.txt": BAD + long,
        }
    )
    due = ["a.txt", "link", "moved and edited.txt", "moved as it is.txt"]
    told = (
        "a.txt was edited, link became a file, one file was renamed and edited, one only renamed, "
        "and all have the mark now"
    )
    check_files(hooked, due, told)


def test_names_may_have_any_characters(hooked):
    names = ["two words", "two\nlines", "tab\t", 'a "quote"', "naïve", "-n", "[ab]*", "0:x", "a\\b"]
    hooked.judge_by("pre-commit").stage(dict.fromkeys([*names, ":x", "ü/ü"], BAD) | {"x": GOOD})
    check_files(hooked, [*names, ":x", "ü/ü"], "files with odd names were staged")


def test_files_may_hold_any_bytes(hooked):
    bad, good = b"\xff\xfe\0\r\nxNOCOMMITx", b"\xff\xfe\0\r\nN\0O\0C\0"
    hooked.judge_by("pre-commit").stage({"bad.bin": bad, "good.bin": good, "empty": b""})
    check_files(hooked, ["bad.bin"], "files were staged that are no text")


def test_a_submodule_is_no_file(hooked):
    commit = hooked.repository.commit("base", {"a.txt": GOOD})[::-1]
    hooked.judge_by("pre-commit").stage({"b.txt": BAD})
    hooked.git("update-index", "--add", "--cacheinfo", f"160000,{commit},library")
    told = "a submodule was staged, whose commit is not in this repository, and b.txt with the mark"
    check_files(hooked, ["b.txt"], told)


def test_a_commit_of_all_that_is_tracked_is_judged(hooked):
    hooked.judge_by("pre-commit")
    hooked.repository.commit("base", {"a.txt": GOOD})
    hooked.repository.write({"a.txt": BAD, "untracked.txt": BAD})
    told = "`git commit --all`, with the mark in a tracked and an untracked file"
    check_files(hooked, ["a.txt"], told, "--all", "-m", "all")


def test_a_commit_of_one_file_is_judged_by_that_file(hooked):
    hooked.judge_by("pre-commit")
    hooked.repository.commit("base", {"good.txt": "", "bad.txt": ""})
    hooked.stage({"good.txt": GOOD, "bad.txt": BAD})
    told = "two files were staged, and `git commit good.txt` commits only the one without the mark"
    check_files(hooked, [], told, "-m", "one", "good.txt")


def test_an_amend_is_judged_by_what_is_new(hooked):
    hooked.judge_by("pre-commit")
    hooked.repository.commit("with --no-verify", {"old.txt": BAD})
    hooked.stage({"new.txt": BAD})
    told = "`git commit --amend`: HEAD had the mark in old.txt, new.txt was staged with it"
    check_files(hooked, ["new.txt"], told, "--amend", "--no-edit")


# commit_msg

WIDE = "ü" * 72
LONG = "x" * 73
MESSAGES = {
    "72 characters": (f"{WIDE}\n\n{WIDE}\nFor long.\n", []),
    "73 characters": (f"{LONG}\n\n{WIDE}\n{LONG}y", [LONG, f"{LONG}y"]),
    "a second line": (f"Fix it\n{LONG}\nnow\n", [LONG]),
    "comments": (f"# a\n\nFix it\n# b\n\n#{LONG}\nIt was broken.\n", []),
    "comments in front of a second line": ("# a\nFix it\n# b\n# c\nnow\n", ["now"]),
    "blanks": ("\n \nFix it\n \t\n" + WIDE + "  \n\n", []),
    "scissors": (f"Fix it\n# a\n{SCISSORS}\n# b\n{LONG}\nnow\n", []),
    "scissors that are quoted": (f"Fix it\n\n> {SCISSORS}\n{LONG}\n", [LONG]),
}


@pytest.fixture
def message(hooked, monkeypatch, tmp_path):
    """The file of a message, while the top of the working tree is the current folder."""
    monkeypatch.chdir(hooked.repository.folder)
    return tmp_path / "message"


def on_branch(hooked, branch="feature/ABC-12-login-XY-3"):
    hooked.git("symbolic-ref", "HEAD", f"refs/heads/{branch}")
    return hooked


@pytest.mark.parametrize("case", MESSAGES)
def test_lines_are_refused_that_break_a_rule(hooked, message, case):
    text, due = MESSAGES[case]
    on_branch(hooked)
    message.write_text(text, encoding="utf-8")
    got = commit_msg(message)
    assert got == due, f"of the message {text!r} {due} was to be refused, commit_msg gave {got!r}"
    left = message.read_text(encoding="utf-8")
    assert not (due and "Ticket" in left), (
        f"{text!r} was refused, so no ticket was to be added; now the file reads {left!r}"
    )


def check_text(hooked, message, text, due, told):
    """Judge the text in the file; what git keeps of the file then must be what is due."""
    message.write_text(text, encoding="utf-8")
    got = commit_msg(message)
    assert got == [], f"{told}, {text!r}: no line breaks a rule, but commit_msg gave {got!r}"
    kept = hooked.git("stripspace", "--strip-comments", stdin=message.read_bytes())
    assert kept == due, f"{told}, {text!r}: the message was to become {due!r}, it is {kept!r}"


@pytest.mark.parametrize(
    ("branch", "ticket"),
    [("feature/ABC-12-login-XY-3", "ABC-12"), ("fix-12/a-1/A-1", "")],
)
def test_the_ticket_of_the_branch_is_added(hooked, message, branch, ticket):
    on_branch(hooked, branch)
    due = f"Fix it\n\nTicket: {ticket}" if ticket else "Fix it"
    check_text(hooked, message, "Fix it\n", due, f"on the branch {branch}, without commits")


def test_without_a_branch_there_is_no_ticket(hooked, message):
    on_branch(hooked).repository.commit("base")
    hooked.git("checkout", "--quiet", "--detach")
    check_text(hooked, message, "Fix it\n", "Fix it", "HEAD is detached")


TEXTS = {
    "a line of hyphens": "Fix it\n\nBefore.\n\n---\n\nAfter.",
    "a colon in the first line": "login: fix it",
    "a paragraph about a ticket": "Fix it\n\nTicket: OLD-1\nwas not enough.\n\nIt was broken.",
}


@pytest.mark.parametrize("case", TEXTS)
def test_the_ticket_goes_to_the_end_of_the_message(hooked, message, case):
    due = f"{TEXTS[case]}\n\nTicket: ABC-12"
    told = "on a branch with the ticket ABC-12"
    check_text(on_branch(hooked), message, f"{TEXTS[case]}\n", due, told)


def test_a_ticket_that_is_there_stays_the_only_one(hooked, message):
    text = "Fix it\n\nTicket: XYZ-9\nRefs: 5"
    told = "on a branch with the ticket ABC-12, with a ticket of its own"
    check_text(on_branch(hooked), message, f"{text}\n", text, told)


def check_commit(hooked, outcome, due, told):
    """The commit must have been made, with these trailers."""
    is_done, got = outcome
    assert got == [], f"{told}: no line breaks a rule, commit_msg gave {got!r}"
    assert is_done, f"{told}: no line breaks a rule, but git made no commit"
    trailers = hooked.git("log", "-1", "--format=%(trailers:only,unfold)").split("\n")
    assert sorted(filter(None, trailers)) == due, (
        f"{told}: the trailers were to be {due}, they are {trailers}, and the message is "
        f"{hooked.git('log', '-1', '--format=%B')!r}"
    )


def test_a_message_that_is_refused_makes_no_commit(hooked):
    is_done, got = hooked.judge_by("commit-msg").judged("--allow-empty", "-m", "Fix\nit")
    assert got == ["it"], f"the message 'Fix\\nit' has a second line; commit_msg gave {got!r}"
    assert not is_done, "commit_msg refused a line, but git made the commit"


def test_the_ticket_goes_above_what_git_cuts_off(hooked):
    on_branch(hooked).judge_by("commit-msg").stage({"a.txt": f"Ticket: OLD-1\n{LONG}\n"})
    told = "`git commit --verbose` has comments, scissors and a diff below the text, to be cut off"
    check_commit(hooked, hooked.edited("Fix it\n", "--verbose"), ["Ticket: ABC-12"], told)


def test_other_trailers_stay_and_an_amend_adds_no_second_ticket(hooked):
    on_branch(hooked).judge_by("commit-msg")
    due = ["Signed-off-by: Ann <ann@example.com>", "Ticket: ABC-12"]
    first = hooked.judged("--allow-empty", "--signoff", "-m", "Fix it\n\nIt was broken.")
    check_commit(hooked, first, due, "`git commit --signoff`")
    again = hooked.judged("--allow-empty", "--amend", "--no-edit")
    check_commit(hooked, again, due, "`git commit --signoff`, then `git commit --amend`")


def test_a_message_without_lines_stays_so(hooked):
    on_branch(hooked).judge_by("commit-msg")
    is_done, got = hooked.edited("\n", "--allow-empty")
    assert got == [], f"a message of which git keeps nothing has no bad line; there were {got!r}"
    assert not is_done, (
        "the author left the message empty, so that git makes no commit, but commit_msg wrote "
        f"into it, and there is one: {hooked.git('log', '-1', '--format=%B')!r}"
    )
