"""No function in common: records with flags, a branch for each kind, cursors over lists of rows."""


def nested_loop(left, right, how, on):
    met = [False] * len(right)
    for row in left:
        found = False
        for place in range(len(right)):
            if on(row, right[place]) is not True:
                continue
            found = met[place] = True
            if how == "semi":
                yield row, None
            if how in ("semi", "anti"):
                break
            yield row, right[place]
        if not found and how in ("left", "full", "anti"):
            yield row, None
    if how in ("right", "full"):
        for place, other in enumerate(right):
            if not met[place]:
                yield None, other


class Bucket:
    def __init__(self):
        self.rows = []
        self.met = False


def hash_join(left, right, how, left_key, right_key):
    buckets, unknown = {}, []
    for other in right:
        key = right_key(other)
        if any(column is None for column in key):
            unknown.append(other)
        else:
            buckets.setdefault(key, Bucket()).rows.append(other)
    for row in left:
        bucket = buckets.get(left_key(row))
        if bucket is None:
            if how in ("left", "full", "anti"):
                yield row, None
            continue
        bucket.met = True
        if how == "semi":
            yield row, None
        elif how != "anti":
            for other in bucket.rows:
                yield row, other
    if how in ("right", "full"):
        for other in unknown:
            yield None, other
        for bucket in buckets.values():
            if not bucket.met:
                for other in bucket.rows:
                    yield None, other


class Cursor:
    """A side with the row at hand and its key, which is None at the end."""

    def __init__(self, rows, key_of):
        self.rows = iter(rows)
        self.key_of = key_of
        self.step()

    def step(self):
        try:
            self.row = next(self.rows)
        except StopIteration:
            self.key = None
        else:
            self.key = self.key_of(self.row)


def merge_join(left, right, how, left_key, right_key):
    left, right = Cursor(left, left_key), Cursor(right, right_key)
    group, group_key = [], None
    while left.key is not None:
        if None in left.key:
            if how in ("left", "full", "anti"):
                yield left.row, None
        else:
            while right.key is not None and (None in right.key or right.key < left.key):
                if how in ("right", "full"):
                    yield None, right.row
                right.step()
            if group_key != left.key:
                group, group_key = [], left.key
                while right.key == left.key:
                    group.append(right.row)
                    right.step()
            if group and how == "semi":
                yield left.row, None
            elif group and how != "anti":
                for other in group:
                    yield left.row, other
            elif not group and how in ("left", "full", "anti"):
                yield left.row, None
        left.step()
    while right.key is not None:
        if how in ("right", "full"):
            yield None, right.row
        right.step()
