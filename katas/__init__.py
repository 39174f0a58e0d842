"""What you write. `--impl DIR`, or KATA_IMPL=DIR, lets another tree stand in for these stubs."""

import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from types import ModuleType


class _OtherSide:
    """Find `katas.topic.kata` in the tree that KATA_IMPL names, where it has that file.

    An environment variable, because spawned children must see the same side. The tests
    and their fixtures always come from here: one set of tests judges every tree.
    """

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        root = os.environ.get("KATA_IMPL")
        package, _, rest = name.partition(".")
        last = name.rpartition(".")[2]
        if not root or package != "katas" or last == "conftest" or last.startswith("test_"):
            return None
        file = os.path.join(root, *rest.split(".")) + ".py"
        return spec_from_file_location(name, file) if os.path.isfile(file) else None


sys.meta_path.insert(0, _OtherSide)
