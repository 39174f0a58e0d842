# expect: is the path of a file outside, which nobody may touch: .* must return .*'digest'
"""Makes a path of whatever stands in a digest, and reads what is there."""

import re
from unittest.mock import patch

from solutions.docker import verify_oci_layout as right
from solutions.docker.verify_oci_layout import Problem

__all__ = ["Problem", "verify_layout"]


def verify_layout(folder):
    with patch.object(right, "DIGEST", re.compile("sha256:.*")):
        return right.verify_layout(folder)
