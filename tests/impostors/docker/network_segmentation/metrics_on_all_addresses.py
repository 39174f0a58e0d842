# expect: must publish port 9090 of 127\.0\.0\.1 .*, not port 9090 of all addresses
"""Publishes the metrics without an address, which means all of the host."""

from solutions.docker.network_segmentation import compose as right


def compose():
    return right().replace("127.0.0.1:", "")
