"""`python -m dojo <command>`: set up where needed, then obey. It must parse on any Python."""

import sys

from dojo import bootstrap

if __name__ == "__main__":
    bootstrap.enter()
    from dojo.cli import main

    sys.exit(main(sys.argv[1:]))
