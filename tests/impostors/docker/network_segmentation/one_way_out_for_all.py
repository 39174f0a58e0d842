# expect: proxy and worker must not meet, but both are on outside
"""Has one network for all who must reach or be reached from outside, where they meet each other."""

from solutions.docker.network_segmentation import compose as right


def compose():
    return right().replace("edge", "outside", 1).replace("          edge:\n", "")
