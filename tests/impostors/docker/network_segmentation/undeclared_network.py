# expect: refused: services\.api\.networks: 'watch' is not declared
"""Uses a network that it does not declare."""

from solutions.docker.network_segmentation import compose as right


def compose():
    return right().replace("          watch:\n            internal: true\n", "")
