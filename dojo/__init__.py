"""The engine that judges the katas. `python -m dojo` sets itself up; `make` is the short way."""
