# expect: announces 3 bytes and has 2
"""Takes a packet that is cut short for noise."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def split_packets(data):
    packets = []
    start = 0
    while start < len(data):
        end = start + 1 + data[start]
        if end <= len(data):
            packets.append(data[start + 1 : end])
        start = end
    return packets
