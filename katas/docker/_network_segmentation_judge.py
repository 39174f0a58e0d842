"""The table of `network_segmentation`, and what a file breaks of it; nothing to solve."""

from collections.abc import Iterable, Iterator
from itertools import combinations, permutations

from katas.docker._network_segmentation_file import Port, Shop

SERVICES = ("proxy", "web", "api", "worker", "db", "metrics")
LINKS = [
    ("proxy", "web"),
    ("proxy", "api"),
    ("web", "api"),
    ("api", "worker"),
    ("api", "db"),
    ("api", "metrics"),
    ("worker", "db"),
    ("worker", "metrics"),
]
BARRIERS = [pair for pair in combinations(SERVICES, 2) if pair not in LINKS]
NAMES = [
    *((one, other, other) for link in LINKS for one, other in permutations(link)),
    ("worker", "postgres", "db"),
]
"""Who reaches whom by which name: (who, name, whom)."""
PUBLISHED = {"proxy": Port("", "443", "8443"), "metrics": Port("127.0.0.1", "9090", "9090")}
INTERNET = {"web": False, "api": False, "worker": True, "db": False}
"""Who needs it, and who must never reach it."""

Promise = tuple[str, ...]


def faults(shop: Shop) -> dict[Promise, str]:
    """Tell of each promise that is broken how it is broken; all six services must be there."""
    return dict(_faults(shop))


def spare(shop: Shop) -> list[tuple[str, str]]:
    """Return each service and network such that it could leave, and no promise would break."""
    broken = faults(shop).keys()
    return [
        (name, network)
        for name, service in shop.services.items()
        for network in service.networks
        if faults(_without(shop, name, network)).keys() <= broken
    ]


def _ways_out(shop: Shop, name: str) -> list[str]:
    """Return the networks of a service that are not internal."""
    return [one for one in shop.services[name].networks if one not in shop.internal]


def _faults(shop: Shop) -> Iterator[tuple[Promise, str]]:
    for name, service in shop.services.items():
        if service.on_host:
            yield (
                ("host", name),
                f"{name} has the network of the host (network_mode: host): from there it reaches "
                f"every container, and all that it listens on is open on the host",
            )
    for one, other in LINKS:
        if not _shared(shop, one, other):
            yield (
                ("link", one, other),
                f"{one} and {other} must reach each other, but they have no network in common: "
                f"{_where(shop, one)}, {_where(shop, other)}",
            )
    for one, other in BARRIERS:
        if shared := _shared(shop, one, other):
            yield (
                ("barrier", one, other),
                f"{one} and {other} must not meet, but both are on {_and(shared)}",
            )
    for who, name, whom in NAMES:
        if (known := _known(shop, who, name)) != {whom}:
            yield (
                ("name", who, name),
                f"{who} must find {whom}, and nobody else, by the name {name!r}; on the networks "
                f"of {who} it is the name of {_and(known) or 'nobody'}: {_where(shop, who)}, "
                f"{_where(shop, whom)}",
            )
    for name in SERVICES:
        yield from _faults_outside(shop, name)


def _faults_outside(shop: Shop, name: str) -> Iterator[tuple[Promise, str]]:
    wanted = {PUBLISHED[name]} if name in PUBLISHED else set()
    ports = _published(shop, name)
    out = _ways_out(shop, name)
    if ports != wanted:
        yield (
            ("ports", name),
            f"{name} must publish {_and(map(str, wanted)) or 'nothing'}, "
            f"not {_and(map(str, ports)) or 'nothing'}",
        )
    if wanted and not out:
        yield (
            ("door", name),
            f"what {name} publishes leads nowhere, for all its networks are internal: "
            f"{_where(shop, name)}",
        )
    if INTERNET.get(name) is True and not out:
        yield (
            ("internet", name),
            f"{name} needs the internet, but all its networks are internal: {_where(shop, name)}",
        )
    if INTERNET.get(name) is False and out:
        yield (
            ("internet", name),
            f"{name} must never reach the internet, but it is on {_and(out)}, not internal",
        )


def _shared(shop: Shop, one: str, other: str) -> list[str]:
    there = shop.services[other].networks
    return [network for network in shop.services[one].networks if network in there]


def _known(shop: Shop, who: str, name: str) -> set[str]:
    """Return all that have this name on any network where `who` is."""
    return {
        other
        for other, service in shop.services.items()
        for network in _shared(shop, who, other)
        if name in service.networks[network]
    }


def _published(shop: Shop, name: str) -> set[Port]:
    """Return the ports; all addresses of IPv4, with or without those of IPv6, are all."""
    ports = set(shop.services[name].ports)
    for port in shop.services[name].ports:
        everywhere = port._replace(address="")
        if port.address == "0.0.0.0" and everywhere not in ports:
            ports = (ports - {port, port._replace(address="::")}) | {everywhere}
    return ports


def _without(shop: Shop, name: str, network: str) -> Shop:
    service = shop.services[name]
    left = {one: names for one, names in service.networks.items() if one != network}
    return shop._replace(services={**shop.services, name: service._replace(networks=left)})


def _where(shop: Shop, name: str) -> str:
    return f"{name} is on {_and(shop.services[name].networks) or 'none'}"


def _and(words: Iterable[str]) -> str:
    return " and ".join(sorted(words))
