"""The same tariff, built of objects."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class _Plan:
    rate: str
    free_days: int = 0

    def energy(self, kwh: tuple[Decimal, ...], *, bulk: bool) -> Decimal:
        total = sum(sorted(kwh, reverse=True)[self.free_days :])
        factor = Decimal("0.9") if bulk and not total < 500 else Decimal("1")
        return Decimal(self.rate) * total * factor


class _Tariff:
    _plans = (("basic", _Plan("0.3")), ("bonus", _Plan("0.35", free_days=1)))

    def __call__(
        self, days: Iterable[Decimal], *, plan: str = "basic", credit: Decimal = Decimal()
    ) -> Decimal:
        kwh = tuple(days)
        try:
            chosen = dict(self._plans)[plan]
        except KeyError as error:
            raise ValueError("plan") from error
        if not all(day >= 0 for day in kwh):
            raise ValueError(kwh)
        total = chosen.energy(kwh, bulk=not credit) + 5 - credit
        return max(total, Decimal()).quantize(Decimal("0.00"), context=_EXACT)


price = _Tariff()
