"""The app of `multistage_dockerfile`, and the images that are there; nothing to solve."""

TOKEN = "rt_6dK2vW9xQe"
"""The password of the registry of packages: a secret."""

CONTEXT = {
    "lock.txt": "fees-1.3.0\n",
    "token": f"{TOKEN}\n",
    "src/lib.sh": "total() { echo $(($1 * $2 + FEE)); }\n",
    "src/main.sh": """\
case "$1" in
    --health) echo well ;;
    *) echo "total $(total 2 20)" ;;
esac
""",
    "src/.env": "PASSWORD=for-tries-of-src-alone\n",
    "tests/test_total.sh": '. src/lib.sh; . deps/fees-1.3.0; test "$(total 2 20)" = 42\n',
    ".env": "PASSWORD=of-this-developer\n",
    ".git/HEAD": "ref: refs/heads/main\n",
    ".git/objects/5d/1e9a": "all that ever was in the repository\n",
    "README.md": "# The shop\n",
    "Dockerfile": "what dockerfile() returns\n",
    ".dockerignore": "what dockerignore() returns\n",
}
"""What lies in the developer's directory; `docker build .` runs in it."""

TOOLS = "hub.example/tools:2.4.1"
"""Has the program `tools` of `TOOLS_SCRIPT`, a shell and the commands of busybox."""
BASE = "hub.example/base:12.7"
"""Has a shell and the commands of busybox."""
DIRECTORIES = ["/bin", "/etc", "/home", "/opt", "/root", "/srv", "/tmp", "/usr/local/bin", "/var"]
"""What both images have besides."""

TOOLS_SCRIPT = """\
#!/bin/sh
set -e
case "$1" in
    fetch)
        test -s lock.txt -a -s token
        mkdir -p deps
        while read -r package; do
            echo "fetching $package"
            echo "FEE=2" > "deps/$package"
        done < lock.txt ;;
    check)
        for test in tests/*.sh; do
            sh -e "$test"
        done ;;
    build)
        mkdir -p dist
        { echo "#!/bin/sh"; cat deps/* $(find src -type f | sort); } > dist/shop
        chmod 755 dist/shop ;;
    *)
        exit 64 ;;
esac
"""
