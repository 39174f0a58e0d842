import itertools
from collections.abc import Set
from random import Random

import pytest

from katas.git.merge_base import ahead_behind, is_ancestor, merge_bases, merge_kind, two_dot

FUNCTIONS = [is_ancestor, two_dot, ahead_behind, merge_bases, merge_kind]
QUESTIONS = {function.__name__: function for function in FUNCTIONS}
TWO_BRANCHES = "o, a o, b a, t o, u t"
MERGED = "o, a o, b a, t o, u t a"
CRISS_CROSS = "o, a o, b o, x a b, y b a"
LATE_MERGE = "o, b o, m b, n m, p o, x n p, y b"
TWO_ROOTS = "o, a o, q, r q"
every_function = pytest.mark.parametrize("name", QUESTIONS)


def history(text):
    """Read a history as one would tell it: `"o, a o, b o, m a b"`, each commit and its parents."""
    return {name: before for name, *before in map(str.split, text.split(","))}


def written(parents):
    return ", ".join(" ".join([name, *before]) for name, before in parents.items())


def shown(thing):
    """Show a set in the same way at every run."""
    if not isinstance(thing, Set):
        return repr(thing)
    return "{" + ", ".join(sorted(map(str, thing))) + "}"


def expect(name, parents, pair, due, why):
    got = QUESTIONS[name](parents, *pair)
    assert got == due, (
        f"{why}\nin the history '{written(parents)}', {name} of {' and '.join(pair)} must be "
        f"{shown(due)}, not {shown(got)}"
    )


@pytest.mark.parametrize(
    ("text", "pair", "due", "why"),
    [
        ("o, a o, b a", "o b", True, "o is the parent of a, and a of b"),
        ("o, a o", "a o", False, "o is older than a, and does not know it"),
        (TWO_BRANCHES, "b u", False, "b is on the other branch"),
        (MERGED, "a u", True, "a is a parent of the merge u, though the second"),
        ("o, a o, b o, c o, m a b c", "c m", True, "a merge may have three parents and more"),
        (TWO_ROOTS, "o r", False, "no way leads from r to o"),
        ("o, a o", "a a", True, "a commit is its own ancestor"),
    ],
)
def test_an_ancestor_is_reached_through_any_of_the_parents(text, pair, due, why):
    expect("is_ancestor", history(text), pair.split(), due, why)


@pytest.mark.parametrize(
    ("text", "pair", "due", "why"),
    [
        ("o, a o, b a", "o b", "a b", "o has itself, b has all three"),
        ("o, a o, b a", "b o", "", "b has all that o has"),
        (TWO_BRANCHES, "b u", "t u", "a and b are on the left of the two dots only"),
        (MERGED, "b u", "t u", "u has merged a, which b has as well"),
        (TWO_ROOTS, "a r", "q r", "the two have nothing in common"),
    ],
)
def test_two_dots_list_what_the_right_has_and_the_left_lacks(text, pair, due, why):
    expect("two_dot", history(text), pair.split(), set(due.split()), why)


@pytest.mark.parametrize(
    ("text", "pair", "due", "why"),
    [
        ("o, a o, b a", "b b", (0, 0), "a commit lacks nothing that it has"),
        ("o, a o, b a", "b o", (2, 0), "b is ahead, o has nothing of its own"),
        ("o, a o, b a, t o", "t b", (1, 2), "t is ahead by itself, behind by a and b"),
        (MERGED, "u b", (2, 1), "u has t and itself, b has only itself"),
        (CRISS_CROSS, "x y", (1, 1), "each has the other's commits, but for the last"),
        (
            "o, a o, b o, c b, m a c, t o",
            "m t",
            (4, 1),
            "m brings a, b and c along, on whichever side of the merge they are",
        ),
    ],
)
def test_ahead_and_behind_count_what_one_has_and_the_other_lacks(text, pair, due, why):
    expect("ahead_behind", history(text), pair.split(), due, why)


@pytest.mark.parametrize(
    ("text", "pair", "due", "why"),
    [
        (TWO_BRANCHES, "b u", "o", "both branches began at o"),
        ("o, a o, b a, c b, t b", "c t", "b", "o and a are common, too, but b has them all"),
        ("o, a o", "a a", "a", "a commit has all in common with itself"),
        (MERGED, "b u", "a", "since u has merged a, the branches part at a, and no more at o"),
        (LATE_MERGE, "x y", "b", "p leads from x to o in two steps, but b is newer than o"),
        (CRISS_CROSS, "x y", "a b", "in a criss-cross both are bases: neither has the other"),
        (
            "o, a o, b o, c b, x a c, y b a",
            "x y",
            "a b",
            "the way to b is longer than to a, and still neither of the two has the other",
        ),
        ("a, b, c, x a b c, y c b a", "x y", "a b c", "three roots, all merged by both"),
        (TWO_ROOTS, "a r", "", "they have no ancestor in common"),
    ],
)
def test_merge_bases_are_the_common_ancestors_above_all_others(text, pair, due, why):
    first, second = pair.split()
    for asked in ((first, second), (second, first)):
        expect("merge_bases", history(text), asked, set(due.split()), why)


@pytest.mark.parametrize(
    ("text", "pair", "due", "why"),
    [
        ("o, a o, b a", "o b", "fast-forward", "b has all that the branch has"),
        ("o, a o, b a", "b o", "up to date", "the branch has all that o has"),
        ("o, a o", "a a", "up to date", "the branch is there already"),
        (TWO_BRANCHES, "b u", "merge", "each has commits that the other lacks"),
        (MERGED, "a u", "fast-forward", "u has merged a"),
        (CRISS_CROSS, "x y", "merge", "each has a merge commit that the other lacks"),
        (TWO_ROOTS, "a r", "unrelated", "there is no common ancestor"),
    ],
)
def test_a_merge_joins_only_what_has_gone_apart(text, pair, due, why):
    expect("merge_kind", history(text), pair.split(), due, why)


def test_no_argument_is_changed():
    for name, function in QUESTIONS.items():
        parents = history(CRISS_CROSS)
        function(parents, "x", "y")
        assert parents == history(CRISS_CROSS), (
            f"{name} must leave the history as it is: '{CRISS_CROSS}' became '{written(parents)}'"
        )


def small_histories():
    """Yield all histories of five commits with up to two parents each, children first."""
    names = "abcde"
    choices = [
        [some for size in range(3) for some in itertools.combinations(names[:place], size)]
        for place in range(len(names))
    ]
    for chosen in itertools.product(*choices):
        yield dict(reversed([*zip(names, chosen, strict=True)]))


def by_definition(parents):
    """Return for each function what it must answer, for each pair of commits."""
    above = {}
    for name in reversed(parents):
        above[name] = {name}.union(*(above[parent] for parent in parents[name]))
    due = {name: {} for name in QUESTIONS}
    for pair in itertools.product(parents, repeat=2):
        a, b = (above[name] for name in pair)
        due["is_ancestor"][pair] = pair[0] in b
        due["two_dot"][pair] = b - a
        due["ahead_behind"][pair] = len(a - b), len(b - a)
        due["merge_bases"][pair] = {
            one for one in a & b if not any(one in above[other] - {other} for other in a & b)
        }
        due["merge_kind"][pair] = kind_of(a, b)
    return due


def kind_of(head, other):
    if not head & other:
        return "unrelated"
    if other <= head:
        return "up to date"
    return "fast-forward" if head <= other else "merge"


@every_function
def test_every_small_history_agrees_with_the_definition(name):
    for parents in small_histories():
        for pair, due in by_definition(parents)[name].items():
            expect(name, parents, pair, due, "by the definition, word by word")


def random_histories(count, size):
    """Yield histories in which a commit builds on up to three of the eight before it."""
    random = Random(1)
    for number in range(count):
        names = [f"{chr(ord('a') + number)}{place}" for place in range(size)]
        chosen = [
            random.sample(names[max(0, place - 8) : place], min(place, random.choice([1, 2, 2, 3])))
            for place in range(size)
        ]
        yield dict(zip(names, chosen, strict=True))


class RealGit:
    """Histories in one repository, and what git says of them, with the names for the commits."""

    def __init__(self, repository, *histories):
        self._repository = repository
        together = {name: before for parents in histories for name, before in parents.items()}
        self._commits = repository.history(together)
        self._names = {commit: name for name, commit in self._commits.items()}

    def merge_bases(self, a, b):
        """Git exits with 1 if there are none, and prints nothing."""
        said = self._repository.run("merge-base", "--all", a, b).stdout.decode()
        return {self._names[commit] for commit in said.split()}

    def two_dot(self, a, b):
        return {self._names[commit] for commit in self._rev_list(f"{a}..{b}")}

    def ahead_behind(self, a, b):
        return tuple(map(int, self._rev_list("--left-right", "--count", f"{a}...{b}")))

    def is_ancestor(self, a, b):
        return not self._repository.run("merge-base", "--is-ancestor", a, b).returncode

    def merge_kind(self, head, other):
        """Merge in truth, and see what became of the tip."""
        git = self._repository.git
        git("checkout", "--quiet", "--force", "--detach", head)
        if self._repository.run("merge", "--quiet", "--no-edit", other).returncode:
            return "unrelated"
        tip = git("rev-parse", "HEAD")
        kinds = {self._commits[other]: "fast-forward", self._commits[head]: "up to date"}
        return kinds.get(tip, "merge")

    def _rev_list(self, *words):
        return self._repository.git("rev-list", *words).split()


def expect_what_git_says(repository, *names):
    histories = list(random_histories(8, 16))
    git = RealGit(repository, *histories)
    random = Random(8)
    for parents in histories:
        shuffled = dict(random.sample([*parents.items()], len(parents)))
        for _ in range(3):
            pair = random.sample([*parents][-4:], 2)
            for name in names:
                expect(name, shuffled, pair, getattr(git, name)(*pair), "git was asked the same")


def test_git_finds_the_same_merge_bases_in_random_histories(repository):
    expect_what_git_says(repository, "merge_bases")


def test_git_lists_and_counts_the_same_commits_in_random_histories(repository):
    expect_what_git_says(repository, "is_ancestor", "two_dot", "ahead_behind")


def test_git_merges_as_foretold(repository):
    parents = history("o, a o, b a, t o, u t a, x b u, y u b, q")
    git = RealGit(repository, parents)
    for pair in ("bo", "bb", "bt", "au", "xy", "bq"):
        expect("merge_kind", parents, pair, git.merge_kind(*pair), "git was told to merge")


def fork(length):
    """Return a history that parts half-way, and goes on in two branches to the tips x and y."""
    parents = {"0": []} | {f"{place}": [f"{place - 1}"] for place in range(1, length)}
    for tip in "xy":
        names = [f"{length - 1}", *(f"{tip}{place}" for place in range(1, length)), tip]
        parents |= {name: [before] for before, name in itertools.pairwise(names)}
    return parents


def ladder(rungs):
    """Return a history where a branch was merged again and again, and two tips x and y on it."""
    parents = {"0": []}
    for rung in range(rungs):
        sides = [f"{rung} left", f"{rung} right"]
        parents |= {side: [f"{rung}"] for side in sides} | {f"{rung + 1}": sides}
    return parents | {"x": [f"{rungs}"], "y": [f"{rungs}"]}


def expect_work(cost, make, sizes, promise):
    for name, function in QUESTIONS.items():
        counted = cost.twin(function)
        cost.at_most(
            "O(n log n)",
            lambda parents, counted=counted: counted(parents, "x", "y"),
            prepare=make,
            sizes=sizes,
            promise=f"{name} takes O(n log n) steps, {promise}",
        )


def test_the_work_hardly_outgrows_the_history(cost):
    promise = "with n commits in a row and then two branches of n each"
    expect_work(cost, fork, (32, 64, 128, 256), promise)


def test_no_commit_is_visited_once_for_each_way_to_it(cost):
    promise = "though after n merges in a row 2**n ways lead to the root"
    expect_work(cost, ladder, (2, 4, 8, 16), promise)


def test_a_history_may_be_thousands_of_commits_deep():
    parents = fork(3000)
    for name, function in QUESTIONS.items():
        try:
            function(parents, "x", "y")
        except RecursionError:
            pytest.fail(
                f"{name} ran out of stack in a history 6,000 commits deep: recursion goes as deep "
                "as the history, a list of what is still to be visited does not"
            )
