# expect: a layer is gone, one has another size, the config was changed: .* must return
"""Returns as soon as anything is wrong, so the other problems show one by one."""

from solutions.docker.verify_oci_layout import Problem
from solutions.docker.verify_oci_layout import verify_layout as right

__all__ = ["Problem", "verify_layout"]


def verify_layout(folder):
    return set(sorted(right(folder))[:1])
