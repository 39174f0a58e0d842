"""Who does not get the second lock gives the first one back; readers see finished copies only."""

import threading


class Account:
    def __init__(self, balance):
        self.lock = threading.Lock()
        self.amount = balance

    @property
    def balance(self):
        with self.lock:
            return self.amount

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("nothing to deposit")
        with self.lock:
            self.amount += amount

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError("nothing to withdraw")
        with self.lock:
            rest = self.amount - amount
            if rest >= 0:
                self.amount = rest
        return rest >= 0


def transfer(source, target, amount):
    if source is target:
        if amount <= 0:
            raise ValueError("nothing to transfer")
        return source.balance >= amount
    if amount <= 0:
        raise ValueError("nothing to transfer")
    while True:
        with source.lock:
            if source.amount < amount:
                return False
            if target.lock.acquire(blocking=False):
                try:
                    source.amount -= amount
                    target.amount += amount
                finally:
                    target.lock.release()
                return True


class Counter:
    """A dict is never changed, only replaced by the next one."""

    def __init__(self):
        self.writing = threading.Lock()
        self.hits = {}

    def hit(self, *keys):
        with self.writing:
            hits = dict(self.hits)
            for key in keys:
                hits[key] = hits.get(key, 0) + 1
            self.hits = hits

    def snapshot(self):
        return dict(self.hits)


class LazyConfig:
    """Double-checked: the flag is set after the value."""

    def __init__(self, loader):
        self.loader = loader
        self.lock = threading.Lock()
        self.is_loaded = False

    def get(self):
        if not self.is_loaded:
            with self.lock:
                if not self.is_loaded:
                    self.value = self.loader()
                    self.is_loaded = True
        return self.value
