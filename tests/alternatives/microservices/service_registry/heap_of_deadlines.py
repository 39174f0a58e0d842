"""A heap says whose time may be over; the version is the number of the last change of all."""

import heapq
import itertools
import threading
from contextlib import contextmanager
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


class Registry:
    def __init__(self, *, clock, ttl):
        if ttl <= 0:
            raise ValueError(ttl)
        self.clock, self.ttl = clock, ttl
        self.mutex = threading.RLock()
        self.numbers = itertools.count(100)
        self.services, self.changed = {}, {}
        self.ends, self.deadlines = {}, []

    @contextmanager
    def swept(self):
        with self.mutex:
            now = self.clock()
            while self.deadlines and self.deadlines[0][0] <= now:
                _, lease = heapq.heappop(self.deadlines)
                if self.ends.get(lease, now + 1) <= now:
                    self.end(lease)
            yield now

    def end(self, lease):
        del self.ends[lease]
        del self.services[lease.service][lease.instance]
        self.changed[lease.service] = next(self.numbers)

    def prolong(self, lease, now):
        self.ends[lease] = now + self.ttl
        heapq.heappush(self.deadlines, (now + self.ttl, lease))

    def register(self, service, instance, address):
        with self.swept() as now:
            instances = self.services.setdefault(service, {})
            if instance in instances:
                self.end(instances[instance][0])
            lease = Lease(service, instance, next(self.numbers))
            instances[instance] = lease, address
            self.changed[service] = lease.epoch
            self.prolong(lease, now)
            return lease

    def heartbeat(self, lease):
        with self.swept() as now:
            if lease not in self.ends:
                raise StaleLease(lease)
            self.prolong(lease, now)

    def deregister(self, lease):
        with self.swept():
            if lease not in self.ends:
                raise StaleLease(lease)
            self.end(lease)

    def lookup(self, service):
        with self.swept():
            found = self.services.get(service, {})
            instances = {name: address for name, (_, address) in found.items()}
            return Snapshot(self.changed.get(service, 0), instances)


class Resolver:
    def __init__(self, http, *, clock, refresh):
        self.http, self.clock, self.refresh = http, clock, refresh
        self.instances, self.tags, self.due = {}, {}, {}

    def resolve(self, service):
        if self.clock() >= self.due.get(service, float("-inf")):
            self.ask(service)
        if service not in self.instances:
            raise Unavailable(service)
        self.due.setdefault(service, self.clock() + self.refresh)
        return self.instances[service].copy()

    def ask(self, service):
        self.due.pop(service, None)
        tag = self.tags.get(service)
        request = self.http.build_request("GET", f"services/{service}")
        if tag:
            request.headers["if-none-match"] = tag
        try:
            answer = self.http.send(request)
        except httpx.TransportError:
            return
        if answer.status_code != 200:
            return
        try:
            listed = answer.json()
        except ValueError:
            return
        if type(listed) is dict:
            self.instances[service], self.tags[service] = listed, answer.headers["etag"]
