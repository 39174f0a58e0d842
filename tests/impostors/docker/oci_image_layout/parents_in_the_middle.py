# expect: a layer has the path 'etc/../x', so write_layout must raise ValueError
"""Looks for ".." at the beginning of a path only."""

from solutions.docker.oci_image_layout import File
from solutions.docker.oci_image_layout import write_layout as right

__all__ = ["File", "write_layout"]


def write_layout(folder, layers, *args, **options):
    for path in (path for layer in layers for path in layer):
        if path.startswith(("/", "./", "../")) or path in {"", ".", ".."}:
            raise ValueError(f"not a path within the layer: {path!r}")
    named = [{path.replace("/../", "/up/"): layer[path] for path in layer} for layer in layers]
    return right(folder, named, *args, **options)
