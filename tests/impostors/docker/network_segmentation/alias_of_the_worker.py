# expect: worker must find db, .* 'postgres'; .* is the name of worker
"""Gives the second name to the service that uses it, not to the one that it stands for."""

from solutions.docker.network_segmentation import compose as right


def compose():
    text = right().replace("                aliases: [postgres]\n", "")
    return text.replace("[data, outside]", "{data: {aliases: [postgres]}, outside: }")
