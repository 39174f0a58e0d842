# expect: split_packets takes (?s:.*)a slice copies its items
"""Copies all the data that is left for every packet."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def split_packets(data):
    packets = []
    while data:
        end = 1 + data[0]
        packets.append(data[1:end])
        data = data[end:]
    return packets
