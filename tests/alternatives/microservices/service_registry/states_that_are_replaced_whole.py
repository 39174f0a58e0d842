"""The state of a service is a value; each step makes the next one out of it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import httpx


class Lease(NamedTuple):
    service: str
    instance: str
    epoch: int


class Snapshot(NamedTuple):
    version: int
    instances: dict[str, str]


class StaleLease(Exception):
    pass


class Unavailable(Exception):
    pass


@dataclass(frozen=True)
class Held:
    lease: Lease
    address: str
    heard: float


@dataclass(frozen=True)
class State:
    version: int = 0
    held: dict[str, Held] = field(default_factory=dict)

    def at(self, oldest):
        held = {name: one for name, one in self.held.items() if one.heard > oldest}
        return self if held == self.held else State(self.version + 1, held)

    def heard(self, lease, now):
        one = replace(self.held[lease.instance], heard=now)
        return State(self.version, self.held | {lease.instance: one})

    def without(self, lease, now):
        held = {name: one for name, one in self.held.items() if name != lease.instance}
        return State(self.version + 1, held)


class Registry:
    def __init__(self, *, clock, ttl):
        if ttl <= 0:
            raise ValueError(ttl)
        self.clock, self.ttl = clock, ttl
        self.lock = threading.Lock()
        self.states = {}
        self.epochs = 0

    def state(self, service, now):
        return self.states.get(service, State()).at(now - self.ttl)

    def register(self, service, instance, address):
        with self.lock:
            now = self.clock()
            state = self.state(service, now)
            self.epochs += 1
            lease = Lease(service, instance, self.epochs)
            held = state.held | {instance: Held(lease, address, now)}
            addresses = [{n: one.address for n, one in h.items()} for h in (state.held, held)]
            changes = addresses[0] != addresses[1]
            self.states[service] = State(state.version + changes, held)
            return lease

    def heartbeat(self, lease):
        self.step(lease, State.heard)

    def deregister(self, lease):
        self.step(lease, State.without)

    def step(self, lease, change):
        with self.lock:
            now = self.clock()
            state = self.states[lease.service] = self.state(lease.service, now)
            one = state.held.get(lease.instance)
            if one is None or one.lease.epoch != lease.epoch:
                raise StaleLease(lease)
            self.states[lease.service] = change(state, lease, now)

    def lookup(self, service):
        with self.lock:
            state = self.states[service] = self.state(service, self.clock())
        return Snapshot(state.version, {name: one.address for name, one in state.held.items()})


class Resolver:
    def __init__(self, http, *, clock, refresh):
        self.http, self.clock, self.refresh = http, clock, refresh
        self.views = {}

    def resolve(self, service):
        return self.views.setdefault(service, View(self, f"/services/{service}")).get()


class View:
    def __init__(self, resolver, url):
        self.resolver, self.url = resolver, url
        self.listed, self.headers, self.asked = None, {}, None

    def get(self):
        now = self.resolver.clock()
        if self.listed is None or now >= self.asked + self.resolver.refresh:
            try:
                self.update(self.resolver.http.get(self.url, headers=self.headers))
            except (httpx.HTTPError, ValueError, TypeError) as error:
                if self.listed is None:
                    raise Unavailable(self.url) from error
            self.asked = self.resolver.clock()
        return {**self.listed}

    def update(self, answer):
        if answer.status_code == 304:
            return
        if answer.status_code != 200:
            raise ValueError(answer.status_code)
        listed = answer.json()
        self.listed = {**listed}
        self.headers = {"If-None-Match": answer.headers["ETag"]}
