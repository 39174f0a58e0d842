"""Runs the services of `network_segmentation` in real containers; nothing to solve.

In each a busybox serves HTTP in place of the shop's program, and tries to reach the others.
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from dojo.kit.engine import Engine
from katas.docker._network_segmentation_file import BRIDGE, Service, Shop

PORT = "8000"
REACHES = f"nc -w %d %s {PORT} </dev/null >/dev/null 2>&1"
READY = f"until {REACHES % (1, '127.0.0.1')}; do sleep 0.1; done"
SEEN = (
    "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}\n"
    "{{range $port, $bound := .NetworkSettings.Ports}}{{range $bound}}{{.HostPort}} {{end}}{{end}}"
)


class Box(NamedTuple):
    container: str
    addresses: list[str]
    published: list[str]
    """The ports of the host that lead into it; Docker has chosen them."""


def start(engine: Engine, shop: Shop) -> dict[str, Box]:
    """Start a container for each service, on networks like those of the file."""
    used = sorted(
        {one for service in shop.services.values() for one in service.networks} - {BRIDGE}
    )
    options = [["--internal"] if one in shop.internal else [] for one in used]
    with ThreadPoolExecutor(len(shop.services)) as pool:
        made = list(pool.map(lambda words: engine.network(*words), options))
        networks = {**dict(zip(used, made, strict=True)), BRIDGE: "bridge"}
        boxes = list(pool.map(lambda one: _box(engine, one, networks), shop.services.values()))
    return dict(zip(shop.services, boxes, strict=True))


def answers(
    engine: Engine, boxes: Mapping[str, Box], targets: Mapping[str, Mapping[str, int]]
) -> dict[str, set[str]]:
    """Let each container try its targets, names or addresses, and return which answered.

    All are tried at once, each for the given number of seconds.
    """
    with ThreadPoolExecutor(len(boxes)) as pool:
        said = pool.map(lambda name: _try(engine, boxes[name], targets[name]), boxes)
        return dict(zip(boxes, said, strict=True))


def _box(engine: Engine, service: Service, networks: Mapping[str, str]) -> Box:
    first, *others = service.networks or ["none"]
    options = ["--network", networks.get(first, "none"), "--dns", "127.0.0.1"]
    options += _aliases("--network-alias", service.networks.get(first, ()))
    if service.ports:
        options += ["--publish", f"127.0.0.1::{PORT}"]
    container = engine.container(engine.base, "httpd", "-f", "-p", PORT, options=options)
    for network in others:
        aliases = _aliases("--alias", service.networks[network])
        engine.docker("network", "connect", *aliases, networks[network], container)
    engine.docker("exec", container, "timeout", "20", "sh", "-c", READY)
    addresses, ports = engine.docker("inspect", "--format", SEEN, container).stdout.split("\n")[:2]
    return Box(container, addresses.split(), ports.split())


def _aliases(option: str, names: Iterable[str]) -> list[str]:
    return [word for name in sorted(names) for word in (option, name)]


def _try(engine: Engine, box: Box, targets: Mapping[str, int]) -> set[str]:
    tries = [f"{REACHES % (wait, one)} && echo {one} &" for one, wait in targets.items()]
    script = "\n".join([*tries, "wait"])
    return set(engine.docker("exec", box.container, "sh", "-c", script).stdout.split())
