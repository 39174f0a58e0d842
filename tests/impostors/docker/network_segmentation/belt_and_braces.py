# expect: worker is on watch needlessly
"""Puts everyone who is watched on the network for that, even one who is already met elsewhere."""

from solutions.docker.network_segmentation import compose as right


def compose():
    return right().replace("[data, outside]", "[data, outside, watch]")
