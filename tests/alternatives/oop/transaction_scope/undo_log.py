"""One list of how to undo each change, newest last; a block is the mark where it began."""

from collections.abc import MutableMapping


class Transaction:
    def __init__(self, store):
        self._store = store

    def __enter__(self):
        self._mark = len(self._store.log)
        self._store.stack.append(self)
        return self

    def __exit__(self, kind, error, traceback):
        if error is not None:
            self.rollback()
        self._check()
        self._store.stack.pop()
        return False

    def rollback(self):
        self._check()
        while len(self._store.log) > self._mark:
            undo, *arguments = self._store.log.pop()
            undo(*arguments)

    def _check(self):
        if not self._store.stack or self._store.stack[-1] is not self:
            raise RuntimeError("wrong order")


class Store(MutableMapping):
    def __init__(self):
        self.data = {}
        self.log = []
        self.stack = []

    def __getitem__(self, key):
        return self.data[key]

    def __setitem__(self, key, value):
        if key in self.data:
            self.log.append((self.data.__setitem__, key, self.data[key]))
        else:
            self.log.append((self.data.__delitem__, key))
        self.data[key] = value

    def __delitem__(self, key):
        self.log.append((self.data.__setitem__, key, self.data.pop(key)))

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)

    def transaction(self):
        return Transaction(self)
