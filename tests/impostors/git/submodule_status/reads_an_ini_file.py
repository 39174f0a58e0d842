# expect: the name 'a"b.+c' stays as it is
"""Takes .gitmodules for an INI file, which knows no escapes and no quotes."""

from configparser import ConfigParser

from solutions.git.submodule_status import Submodule, gitlinks, inspect, line

__all__ = ["Submodule", "entries", "gitlinks", "inspect", "line"]


def entries(repository):
    parser = ConfigParser(interpolation=None)
    parser.read(repository / ".gitmodules", encoding="utf-8")
    return {
        values["path"]: section.removeprefix('submodule "').removesuffix('"')
        for section, values in parser.items()
        if section.startswith("submodule ") and "path" in values
    }
