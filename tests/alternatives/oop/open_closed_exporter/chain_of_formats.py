"""Asks one format after the other whether it is meant; `export` is a bound method."""

from solutions.oop.open_closed_exporter import Report, _csv, _json, _markdown  # noqa: F401


class _Format:
    """One format, which wraps every exporter in the same method."""

    def __init__(self, name, exporter):
        has_method = callable(getattr(exporter, "export", None))
        if not has_method and not callable(exporter):
            raise TypeError(f"not an exporter: {exporter!r}")
        self.name = name
        self.exporter = exporter
        self.has_method = has_method

    def write(self, report):
        if not self.has_method:
            return self.exporter(report)
        made = self.exporter() if isinstance(self.exporter, type) else self.exporter
        return made.export(report)


class Exporters:
    def __init__(self, *known):
        self._chain = [_Format(name, exporter) for name, exporter in known]

    def register(self, fmt, *exporter, replace=False):
        if not isinstance(fmt, str):
            raise TypeError("register needs a name first")

        def add(exporter):
            new = _Format(fmt, exporter)
            for place, old in enumerate(self._chain):
                if old.name == fmt:
                    if not replace:
                        raise ValueError(f"there is a {fmt} already")
                    self._chain[place] = new
                    return exporter
            self._chain.append(new)
            return exporter

        return add(*exporter) if exporter else add

    def export(self, report, fmt):
        for candidate in self._chain:
            if candidate.name == fmt:
                return candidate.write(report)
        raise LookupError(f"choose among {self.formats()}")

    def formats(self):
        return tuple(known.name for known in self._chain)


_shared = Exporters(("csv", _csv), ("json", _json), ("markdown", _markdown))
export, formats = _shared.export, _shared.formats


def shared():
    return _shared
