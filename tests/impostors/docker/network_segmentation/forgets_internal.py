# expect: web must never reach the internet, but it is on front, not internal
"""Separates the services but leaves each network its way to the internet."""

from solutions.docker.network_segmentation import compose as right


def compose():
    return right().replace("internal: true", "internal: false")
