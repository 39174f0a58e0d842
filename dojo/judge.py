"""A warm process of its own, which judges what it is sent: a hash seed holds for a process."""

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from dojo.job import Job
from dojo.verdict import Verdict


class Judge:
    """Use as a context manager: `ask` hands over jobs, `answer` waits for their verdicts."""

    def __init__(self, root: Path, hash_seed: int, at_once: int = 1) -> None:
        self._command = [sys.executable, "-m", __spec__.name, str(at_once)]
        self._environment = os.environ | {"PYTHONHASHSEED": str(hash_seed)}
        self._root = root

    def __enter__(self) -> "Judge":
        self._process = subprocess.Popen(
            self._command,
            cwd=self._root,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind:
            self._process.kill()
        self._process.communicate()

    def ask(self, jobs: Sequence[Job]) -> None:
        assert self._process.stdin
        pickle.dump(list(jobs), self._process.stdin)
        self._process.stdin.flush()

    def answer(self) -> list[Verdict]:
        """Return the verdicts in the order of the jobs."""
        assert self._process.stdout
        verdicts: list[Verdict] = pickle.load(self._process.stdout)
        return verdicts


def main(at_once: int) -> None:
    from dojo import runner

    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    runner.warm_up()
    while True:
        try:
            jobs = pickle.load(requests)
        except EOFError:
            return
        verdicts = dict(runner.run(jobs, at_once))
        pickle.dump([verdicts[place] for place in range(len(jobs))], answers)
        answers.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
