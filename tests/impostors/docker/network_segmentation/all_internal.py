# expect: what proxy publishes leads nowhere
"""Makes all networks internal, also those that must lead somewhere."""

import re

from solutions.docker.network_segmentation import compose as right


def compose():
    return re.sub("(edge|outside):\n", r"\1: {internal: true}\n", right())
