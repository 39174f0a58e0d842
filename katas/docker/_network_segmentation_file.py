"""Reads the Compose file of `network_segmentation` as Compose would; nothing to solve.

A network that Compose calls `default` is there for who names none. Whatever Compose refuses,
and keys that the brief does not name, end in `Refused`, with the line or the key.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from ipaddress import ip_address
from typing import Any, NamedTuple

import yaml  # type: ignore[import-untyped]

BRIDGE = "Docker's default bridge"
"""Where `network_mode: bridge` leads; it knows no names."""
MODES = ("bridge", "host", "none")
PORT_KEYS = ("target", "published", "host_ip", "protocol", "mode", "name", "app_protocol")
NAME = re.compile(r"[a-zA-Z0-9._-]+")
PROJECT = re.compile(r"[a-z0-9][a-z0-9_-]*")
PORT = re.compile(r"(\d+)(?:-(\d+))?")


class Refused(Exception):
    """Compose would not start this file, or it has more than the brief allows."""


class Port(NamedTuple):
    address: str
    """Of the host; "" for all."""
    published: str
    """On the host; "" for any that is free."""
    target: str
    protocol: str = "tcp"

    def __str__(self) -> str:
        host = f"port {self.published or 'any'} of {self.address or 'all addresses'}"
        return f"{host} -> {self.target}/{self.protocol}"


class Service(NamedTuple):
    networks: Mapping[str, frozenset[str]]
    """Each network that it is on, and the names that it has there."""
    ports: tuple[Port, ...]
    on_host: bool
    """Whether it has the network of the host instead."""


class Shop(NamedTuple):
    services: Mapping[str, Service]
    internal: frozenset[str]
    """The networks that are internal."""


def read(text: object) -> Shop:
    if not isinstance(text, str):
        raise Refused(f"compose() must return the text of a file, not {text!r}")
    if "${" in text:
        raise Refused("${...}: here a file has no variables")
    file = _mapping(_load(text), "the file")
    _check_keys(file, ("name", "version", "services", "networks"), "the file")
    if "name" in file and not PROJECT.fullmatch(str(file["name"])):
        raise Refused(f"name: {file['name']!r} cannot be one; it may have a-z, 0-9, _ and -")
    networks = _networks(file.get("networks"))
    services = _named(file.get("services"), "services")
    if not services:
        raise Refused("services: there are none")
    return Shop(
        {name: _service(name, spec, networks) for name, spec in services.items()},
        frozenset(network for network, internal in networks.items() if internal),
    )


# YAML


def _load(text: str) -> Any:
    """Parse the text; a key that is there twice is an error, as it is for Compose."""
    try:
        _check_doubles(yaml.compose(text, Loader=yaml.SafeLoader), set())
        return yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        raise Refused(f"{_line(error.problem_mark)}: not YAML: {error.problem}") from None
    except (yaml.YAMLError, ValueError) as error:
        raise Refused(f"not YAML: {error}") from None


def _check_doubles(node: Any, seen: set[int]) -> None:
    if id(node) in seen or not isinstance(node, yaml.CollectionNode):
        return
    seen.add(id(node))
    keys = []
    for entry in node.value:
        key, value = entry if isinstance(node, yaml.MappingNode) else (None, entry)
        if key and key.value in keys:
            raise Refused(f"{_line(key.start_mark)}: the key {key.value!r} is there twice")
        if key:
            keys.append(key.value)
        _check_doubles(value, seen)


def _line(mark: Any) -> str:
    return f"line {mark.line + 1}" if mark else "the file"


def _mapping(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Refused(f"{where}: this must be a mapping, not {value!r}")
    for key in value:
        if not isinstance(key, str):
            raise Refused(f"{where}: a key must be text, not {key!r}")
    return value


def _named(value: Any, where: str) -> dict[str, Any]:
    """Return what is declared under these names; nothing at all is no names."""
    entries = {} if value is None else _mapping(value, where)
    for name in entries:
        if not NAME.fullmatch(name):
            raise Refused(f"{where}: {name!r} cannot be a name")
    return entries


def _check_keys(spec: Iterable[str], known: Collection[str], where: str) -> None:
    for key in spec:
        if key not in known and not key.startswith("x-"):
            raise Refused(f"{where}: the brief allows no {key!r} here, only {', '.join(known)}")


def _texts(value: Any, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Refused(f"{where}: this must be a list of names, not {value!r}")
    for one in value:
        if value.count(one) > 1:
            raise Refused(f"{where}: {one!r} is there twice")
    return value


# Networks


def _networks(value: Any) -> dict[str, bool]:
    """Map each network to whether it is internal."""
    networks, owners = {"default": False}, dict[str, str]()
    for network, spec in _named(value, "networks").items():
        where = f"networks.{network}"
        spec = {} if spec is None else _mapping(spec, where)
        _check_keys(spec, ("name", "driver", "internal"), where)
        if spec.get("driver") not in (None, "", "bridge"):
            raise Refused(f"{where}.driver: it must be bridge, not {spec['driver']!r}")
        name = spec.get("name") or network
        if not isinstance(name, str):
            raise Refused(f"{where}.name: a name must be text, not {name!r}")
        if name in MODES and "name" in spec:
            raise Refused(f"{where}.name: Docker has a network {name!r} already")
        if name in owners:
            raise Refused(f"{where}: the network {owners[name]} has the same name, {name!r}")
        owners[name] = network
        networks[network] = _flag(spec.get("internal"), f"{where}.internal")
    return networks


def _flag(value: Any, where: str) -> bool:
    if value is None or isinstance(value, bool):
        return bool(value)
    if value in ("true", "false"):
        return bool(value == "true")
    raise Refused(f"{where}: this must be true or false, not {value!r}")


# Services


def _service(name: str, spec: Any, networks: Collection[str]) -> Service:
    where = f"services.{name}"
    spec = _mapping(spec, where)
    _check_keys(spec, ("image", "networks", "network_mode", "ports"), where)
    if not spec.get("image") or not isinstance(spec["image"], str):
        raise Refused(f"{where}: it needs an image")
    mode = spec.get("network_mode")
    if mode is not None and mode not in MODES:
        raise Refused(f"{where}.network_mode: {mode!r} is none of {', '.join(MODES)}")
    if mode and spec.get("networks"):
        raise Refused(f"{where}: network_mode and networks exclude each other")
    if not mode:
        attached = _attachments(name, spec.get("networks"), networks)
    else:
        attached = {BRIDGE: frozenset[str]()} if mode == "bridge" else {}
    return Service(attached, _ports(spec.get("ports"), f"{where}.ports"), mode == "host")


def _attachments(name: str, spec: Any, networks: Collection[str]) -> dict[str, frozenset[str]]:
    where = f"services.{name}.networks"
    if isinstance(spec, list):
        spec = dict.fromkeys(_texts(spec, where))
    spec = _mapping({} if spec is None else spec, where) or {"default": None}
    attached = {}
    for network, options in spec.items():
        if network not in networks:
            raise Refused(f"{where}: {network!r} is not declared under the networks of the file")
        options = {} if options is None else _mapping(options, f"{where}.{network}")
        _check_keys(options, ("aliases",), f"{where}.{network}")
        aliases = _texts(options.get("aliases") or [], f"{where}.{network}.aliases")
        attached[network] = frozenset({name, *aliases})
    return attached


def _ports(value: Any, where: str) -> tuple[Port, ...]:
    value = [] if value is None else value
    if not isinstance(value, list):
        raise Refused(f"{where}: this must be a list, not {value!r}")
    ports = [_long(one, where) if isinstance(one, dict) else _short(one, where) for one in value]
    for port in ports:
        if ports.count(port) > 1:
            raise Refused(f"{where}: {port} is there twice")
    return tuple(ports)


def _short(text: Any, where: str) -> Port:
    """Read TARGET, PUBLISHED:TARGET or ADDRESS:PUBLISHED:TARGET, and /PROTOCOL behind it."""
    if isinstance(text, bool) or not isinstance(text, str | int):
        raise Refused(f"{where}: {text!r} is no port")
    numbers, slash, protocol = str(text).partition("/")
    *before, target = numbers.rsplit(":", 2)
    address, published = ["", "", *before][-2:]
    return _port(address.strip("[]"), published, target, protocol if slash else "tcp", where)


def _long(spec: Any, where: str) -> Port:
    _check_keys(_mapping(spec, where), PORT_KEYS, where)
    if spec.get("mode") not in (None, "", "host", "ingress"):
        raise Refused(f"{where}: the mode {spec['mode']!r} is neither host nor ingress")
    parts = (spec.get(key) for key in ("host_ip", "published", "target", "protocol"))
    address, published, target, protocol = ("" if part is None else str(part) for part in parts)
    return _port(address, published, target, protocol or "tcp", where)


def _port(address: str, published: str, target: str, protocol: str, where: str) -> Port:
    if protocol.lower() not in ("tcp", "udp", "sctp"):
        raise Refused(f"{where}: there is no protocol {protocol!r}")
    return Port(
        _address(address, where),
        _number(published, where) if published else "",
        _number(target, where),
        protocol.lower(),
    )


def _address(text: str, where: str) -> str:
    try:
        return str(ip_address(text)) if text else ""
    except ValueError:
        raise Refused(f"{where}: {text!r} is no IP address") from None


def _number(text: str, where: str) -> str:
    """Check a port or a range of ports."""
    found = PORT.fullmatch(text)
    numbers = [int(one) for one in found.groups() if one] if found else []
    if not numbers or numbers != sorted(numbers) or not 1 <= numbers[0] <= numbers[-1] <= 65535:
        raise Refused(f"{where}: {text!r} is no port, which is a number from 1 to 65535")
    return "-".join(map(str, numbers))
