"""Replaces files as a whole: whoever reads one sees the old content or the new."""

import os
import tempfile
from pathlib import Path


def replace(path: Path, data: bytes) -> None:
    """Write the file, safe on the disk before it takes its place; the mode stays as it was."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name.lstrip('.')}.", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
