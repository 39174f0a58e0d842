# expect: and here is 'sha256:[0-9a-f]{64}\\n'
"""Ends its pattern of a digest with $, before which a newline may stand."""

import re
from unittest.mock import Mock, patch

from solutions.docker import verify_oci_layout as right
from solutions.docker.verify_oci_layout import Problem

__all__ = ["Problem", "verify_layout"]


def verify_layout(folder):
    pattern = Mock(fullmatch=re.compile("sha256:[0-9a-f]{64}$").match)
    with patch.object(right, "DIGEST", pattern):
        return right.verify_layout(folder)
