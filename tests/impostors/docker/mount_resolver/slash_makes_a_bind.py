# expect: a name has no slash
"""Takes any source with a slash for a directory, as if `./` could be left out."""

from solutions.docker.mount_resolver import Container, Mount, resolve
from solutions.docker.mount_resolver import parse_volume as right

__all__ = ["Container", "Mount", "parse_volume", "resolve"]


def parse_volume(spec, cwd):
    source, _, rest = spec.partition(":")
    if "/" in source and source[0] not in "/." and rest:
        source = f"./{source}"
    return right(f"{source}:{rest}" if rest else spec, cwd)
