"""Everything that plain `pytest` needs: the option `--impl` and the instruments."""

pytest_plugins = ["dojo.plugin"]
