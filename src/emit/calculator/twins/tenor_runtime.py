"""What calculators in Python run on: exact numbers, statistics, reference prices, settlements, positions.

Numbers are read from text and are fractions of whole numbers, never floats. What cannot be answered
exactly is refused with a code. Needs Python 3.9 and its standard library, and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from fractions import Fraction
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple, Union

ZERO = Fraction(0)
ONE = Fraction(1)


class RefusedInput(Exception):
    """What a calculator raises where it cannot answer exactly: `code` for programs, `place` of the fault."""

    def __init__(self, code: str, message: str, place: str = "", expected: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.place = place
        self.expected = expected


def refuse(code: str, message: str) -> Any:
    raise RefusedInput(code, message)


def refuse_at(place: str, code: str, expected: str, found: str) -> Any:
    where = place or "the input"
    raise RefusedInput(code, f"{where}: expected {expected}, found {found}", place, expected)


# Exact numbers.

_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_MOST_DIGITS = 1000


def parse(text: Any) -> Fraction:
    """A plain decimal such as `12` or `-0.05`; anything else is refused with `not-a-decimal`."""
    if not isinstance(text, str) or len(text) > _MOST_DIGITS or not _PLAIN.fullmatch(text):
        return refuse("not-a-decimal", "not a plain decimal such as 12 or -0.05")
    whole, _, decimals = text.partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def ratio(n: int, d: int) -> Fraction:
    return Fraction(n, d)


def decimal_places(value: Fraction) -> Optional[int]:
    """How many decimals `value` takes to write exactly; None where it never ends."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def _write(value: Fraction, places: int) -> str:
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    whole = digits[: len(digits) - places]
    return sign + (whole if places == 0 else f"{whole}.{digits[-places:]}")


def to_fixed(value: Fraction, places: int) -> str:
    """`value` with exactly `places` decimals; one that needs more is refused with `decimals-lost`."""
    if 10**places % value.denominator != 0:
        return refuse("decimals-lost", f"{show(value)} does not fit in {places} decimals")
    return _write(value, places)


def show(value: Fraction) -> str:
    """The exact decimal of `value`, or a fraction such as `1/3` where no decimal is exact."""
    places = decimal_places(value)
    return f"{value.numerator}/{value.denominator}" if places is None else _write(value, places)


_MODES = (
    "half-even",
    "half-away",
    "half-up",
    "half-down",
    "up",
    "down",
    "away",
    "toward-zero",
    "nearest",
    "toward",
)


def _takes_upper(mode: str, below: int, middle: int, side: int) -> bool:
    """Whether the upper neighbour is taken; `middle` is the sign past the tie, `side` that of the reference."""
    if mode == "up":
        return True
    if mode == "down":
        return False
    if mode == "away":
        return below >= 0
    if mode == "toward-zero":
        return below < 0
    if mode == "toward" and side != 0:
        return side > 0
    if middle != 0:
        return middle > 0
    if mode == "half-up":
        return True
    if mode == "half-down":
        return False
    if mode == "half-away":
        return below >= 0
    if mode == "nearest" and side != 0:
        return side > 0
    return below % 2 == 1


def _sign(number: Union[int, Fraction]) -> int:
    return (number > 0) - (number < 0)


def round_to(
    value: Fraction, increment: Fraction, mode: Any, reference: Optional[Fraction] = None
) -> Fraction:
    """The multiple of `increment` that `mode` chooses; `nearest` and `toward` lean to `reference`."""
    if mode not in _MODES:
        refuse("rounding-mode-unknown", f"{mode} is not a rounding mode")
    if increment <= 0:
        refuse("increment-not-positive", f"{show(increment)} is no increment to round to")
    leans = mode in ("nearest", "toward")
    if leans and reference is None:
        refuse("rounding-reference-missing", f"the mode {mode} needs the value it leans toward")
    if not leans and reference is not None:
        refuse("rounding-reference-unused", f"the mode {mode} leans toward no value")
    count = value / increment
    if count.denominator == 1:
        return value
    below = count.numerator // count.denominator
    # A direction is seen from the value, the side of a tie from the middle of the two neighbours.
    seen = value if mode == "toward" else Fraction(2 * below + 1, 2) * increment
    side = 0 if reference is None else _sign(reference - seen)
    middle = _sign(2 * (count - below) - 1)
    return (below + _takes_upper(mode, below, middle, side)) * increment


# Statistics.


def _refuse_empty(values: Sequence[Any], what: str) -> None:
    if not values:
        refuse("empty-input", f"there is nothing to take the {what} of")


def _total(values: Sequence[Fraction]) -> Fraction:
    return sum(values, ZERO)


def _mean(values: Sequence[Fraction]) -> Fraction:
    _refuse_empty(values, "mean")
    return _total(values) / len(values)


def _median(values: Sequence[Fraction]) -> Fraction:
    _refuse_empty(values, "median")
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 == 1 else (ordered[half - 1] + ordered[half]) / 2


def _weighted_median(items: Sequence[Tuple[Fraction, Fraction]]) -> Fraction:
    """The first value, ascending, at which the weights added up reach half of their total."""
    _refuse_empty(items, "weighted median")
    total = _total([weight for _, weight in items])
    if total == 0:
        refuse("no-weight", "the sizes add up to zero, so there is no weighted median")
    reached = ZERO
    for value, weight in sorted(items, key=lambda item: item[0]):
        reached += weight
        if 2 * reached >= total:
            return value
    raise AssertionError("the weights never reached half of their total")


def _weighted_mean(items: Sequence[Tuple[Fraction, Fraction]]) -> Fraction:
    _refuse_empty(items, "weighted mean")
    total = _total([weight for _, weight in items])
    if total == 0:
        refuse("no-weight", "the weights add up to zero, so there is no weighted mean")
    return _total([value * weight for value, weight in items]) / total


def _trimmed_mean(values: Sequence[Fraction], fraction: Fraction) -> Fraction:
    _refuse_empty(values, "trimmed mean")
    if fraction < 0 or 2 * fraction >= 1:
        refuse("fraction-out-of-range", f"{show(fraction)} cannot be dropped at each end")
    dropped = len(values) * fraction.numerator // fraction.denominator
    return _mean(sorted(values)[dropped : len(values) - dropped])


def _cap_shares(weights: Sequence[Fraction], cap: Fraction) -> List[Fraction]:
    """Shares that add up to 1 with none above `cap`; the excess goes to the others in proportion."""
    _refuse_empty(weights, "shares")
    takers = len([weight for weight in weights if weight > 0])
    if takers == 0:
        refuse("no-weight", "the weights add up to zero, so nothing has a share")
    if cap * takers < 1:
        refuse("cap-infeasible", f"{takers} shares of at most {show(cap)} cannot add up to 1")
    shares = [cap] * len(weights)
    capped: set = set()
    while True:
        left = 1 - cap * len(capped)
        free = _total([weight for at, weight in enumerate(weights) if at not in capped])
        scale = ZERO if free == 0 else left / free
        before = len(capped)
        for at, weight in enumerate(weights):
            if at in capped:
                continue
            share = weight * scale
            shares[at] = min(share, cap)
            if share > cap:
                capped.add(at)
        if len(capped) == before:
            return shares


# Reading what callers pass in.


class _Absent:
    """A field that is not there, which is not the same as null."""

    def __bool__(self) -> bool:
        return False


ABSENT = _Absent()


def _in_words(value: Any) -> str:
    if value is ABSENT:
        return "nothing"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an object"
    return json.dumps(value if not isinstance(value, str) or len(value) <= 60 else value[:60] + "…")


def _inside(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def read_object(value: Any, place: str) -> Dict[str, Any]:
    if not isinstance(value, dict):
        return refuse_at(place, "not-an-object", "an object", _in_words(value))
    return value


class _Fields(dict):
    """The fields of an object whose names have been checked."""

    def __missing__(self, key: str) -> Any:
        return ABSENT


def read_fields(
    value: Any, place: str, required: Sequence[str], optional: Sequence[str] = ()
) -> _Fields:
    fields = read_object(value, place)
    known = [*required, *optional]
    for name in fields:
        if name not in known:
            refuse_at(_inside(place, name), "unknown-field", f"one of {', '.join(known)}", name)
    for name in required:
        if name not in fields:
            refuse_at(_inside(place, name), "missing-input", "a value", "nothing")
    return _Fields(fields)


def read_list(value: Any, place: str, read: Callable[[Any, str], Any]) -> List[Any]:
    if not isinstance(value, list):
        return refuse_at(place, "not-a-list", "a list", _in_words(value))
    return [read(element, f"{place}[{at}]") for at, element in enumerate(value)]


def read_text(value: Any, place: str) -> str:
    if not isinstance(value, str) or value == "":
        return refuse_at(place, "not-a-text", "a text", _in_words(value))
    return value


def read_choice(value: Any, place: str, choices: Sequence[str], code: str) -> str:
    if not isinstance(value, str) or value not in choices:
        return refuse_at(place, code, f"one of {', '.join(choices)}", _in_words(value))
    return value


def read_flag(value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        return refuse_at(place, "not-a-flag", "true or false", _in_words(value))
    return value


def read_decimal(value: Any, place: str) -> Fraction:
    try:
        return parse(value)
    except RefusedInput as refused:
        return refuse_at(place, refused.code, "a decimal as text", _in_words(value))


def _is_multiple(value: Fraction, increment: Fraction) -> bool:
    return (value / increment).denominator == 1


def read_price(value: Any, place: str, signed: bool, tick: Optional[Fraction] = None) -> Fraction:
    price = read_decimal(value, place)
    if not signed and price < 0:
        refuse_at(place, "negative-price", "a price of zero or more", show(price))
    if tick is not None and not _is_multiple(price, tick):
        refuse_at(place, "off-tick", f"a multiple of {show(tick)}", show(price))
    return price


def read_size(value: Any, place: str) -> Fraction:
    size = read_decimal(value, place)
    if size <= 0:
        refuse_at(place, "size-not-positive", "a size above zero", show(size))
    return size


def read_whole(value: Any, place: str) -> int:
    whole = read_decimal(value, place)
    if whole.denominator != 1:
        refuse_at(place, "not-an-integer", "a whole number", show(whole))
    return whole.numerator


def read_count(value: Any, place: str) -> int:
    count = read_whole(value, place)
    if count < 0:
        refuse_at(place, "negative-count", "zero or more", str(count))
    return count


_CIVIL = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _days_since_1970(text: str) -> Optional[int]:
    """Whole days since 1970-01-01, or None for what is no day of the years 1 to 9999."""
    found = _CIVIL.fullmatch(text)
    if found is None:
        return None
    year, month, date = (int(part) for part in found.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if year < 1 or not 1 <= month <= 12:
        return None
    length = 29 if month == 2 and leap else _MONTH_LENGTHS[month - 1]
    if not 1 <= date <= length:
        return None
    before = sum(_MONTH_LENGTHS[: month - 1]) + (1 if leap and month > 2 else 0)
    y = year - 1
    return date - 1 + before + 365 * y + y // 4 - y // 100 + y // 400 - 719_162


def read_date(value: Any, place: str) -> str:
    if not isinstance(value, str) or _days_since_1970(value) is None:
        return refuse_at(place, "not-a-date", "a day that exists", _in_words(value))
    return value


def _days_between(start: str, end: str) -> int:
    return _number_of(end) - _number_of(start)


def _number_of(day: str) -> int:
    days = _days_since_1970(day)
    assert days is not None
    return days


_WEEKDAYS = ("Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday")


def _day_in_words(date: str) -> str:
    return f"{_WEEKDAYS[_number_of(date) % 7]} {date}"


_DAY = 86_400_000_000_000
_MILLISECOND = 1_000_000
_INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?Z"
)


def read_instant(value: Any, place: str) -> int:
    """The instant at `place` in UTC, as whole nanoseconds since 1970-01-01T00:00:00Z."""
    found = _INSTANT.fullmatch(value) if isinstance(value, str) else None
    day = _days_since_1970(found[1]) if found else None
    if found is None or day is None or int(found[2]) > 23 or int(found[3]) > 59 or int(found[4]) > 59:
        return refuse_at(place, "not-an-instant", "an instant in UTC", _in_words(value))
    seconds = int(found[2]) * 3600 + int(found[3]) * 60 + int(found[4])
    return day * _DAY + seconds * 1_000_000_000 + int((found[5] or "").ljust(9, "0"))


def _require_near(instant: int, date: str, place: str) -> None:
    start = _number_of(date) * _DAY
    if instant < start - _DAY or instant > start + 2 * _DAY:
        refuse_at(place, "instant-far-from-date", f"an instant of {_day_in_words(date)}", "another")


def _require_distinct(keys: Sequence[str], place: str, what: str) -> None:
    seen: set = set()
    for key in keys:
        if key in seen:
            refuse_at(place, "duplicate", f"each {what} once", f"{key} twice")
        seen.add(key)


class Wanted(NamedTuple):
    """The body and the rule that a determination must be of."""

    by: str
    under: str


def _read_determination(
    value: Any, place: str, wanted: Wanted, signed: bool, increment: Fraction
) -> Fraction:
    if value is ABSENT or value is None:
        needed = f"a determination by {wanted.by} under {wanted.under}"
        return refuse_at(place, "determination-needed", needed, "nothing")
    fields = read_fields(value, place, ("by", "rule", "value", "signature"))
    read_text(fields["signature"], _inside(place, "signature"))
    read_choice(fields["by"], _inside(place, "by"), (wanted.by,), "wrong-determination")
    read_choice(fields["rule"], _inside(place, "rule"), (wanted.under,), "wrong-determination")
    return read_price(fields["value"], _inside(place, "value"), signed, increment)


def _units(text: str) -> bytes:
    """What texts are put in order by: their UTF-16 code units, which is that of every language."""
    return text.encode("utf-16-be", "surrogatepass")


def _step(text: str, value: str, clause: str) -> Dict[str, str]:
    return {"text": text, "value": value, "clause": clause}


# Figures that may be missing.


class Missing(NamedTuple):
    """A figure that cannot be had today, and why."""

    reason: str


Figure = Union[Fraction, Missing]


def _both(left: Figure, right: Figure, operation: Callable[[Fraction, Fraction], Figure]) -> Figure:
    if isinstance(left, Missing):
        return left
    return right if isinstance(right, Missing) else operation(left, right)


def plus(left: Figure, right: Figure) -> Figure:
    return _both(left, right, lambda a, b: a + b)


def minus(left: Figure, right: Figure) -> Figure:
    return _both(left, right, lambda a, b: a - b)


def times(left: Figure, right: Figure) -> Figure:
    return _both(left, right, lambda a, b: a * b)


def divided_by(left: Figure, right: Figure) -> Figure:
    return _both(left, right, lambda a, b: Missing("a division by zero") if b == 0 else a / b)


def lesser_of(left: Figure, right: Figure) -> Figure:
    return _both(left, right, min)


def greater_of(left: Figure, right: Figure) -> Figure:
    return _both(left, right, max)


def rounded_to(figure: Figure, increment: Fraction, mode: str) -> Figure:
    return figure if isinstance(figure, Missing) else round_to(figure, increment, mode)


class Against(NamedTuple):
    """Why a condition does not hold; undecided for want of a figure."""

    reason: str
    undecided: bool


Verdict = Union[bool, Against]

_COMPARISONS: Dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


def holds(left: Figure, comparison: str, right: Figure, text: str) -> Verdict:
    if isinstance(left, Missing):
        return Against(left.reason, True)
    if isinstance(right, Missing):
        return Against(right.reason, True)
    return True if _COMPARISONS[comparison](left, right) else Against(f"not {text}", False)


def all_of(*verdicts: Verdict) -> Verdict:
    against = [one for one in verdicts if isinstance(one, Against)]
    decided = [one for one in against if not one.undecided]
    return (decided + against)[0] if against else True


def any_of(*verdicts: Verdict) -> Verdict:
    against = [one for one in verdicts if isinstance(one, Against)]
    if len(against) < len(verdicts):
        return True
    undecided = [one for one in against if one.undecided]
    return (undecided + against)[0]


def not_so(verdict: Verdict, text: str) -> Verdict:
    if not isinstance(verdict, Against):
        return Against(f"not {text}", False)
    return verdict if verdict.undecided else True


# What an index is given on one day.


class IndexReads(NamedTuple):
    """What an index reads; a field that it does not read is refused."""

    kinds: Dict[str, List[str]]
    attributes: List[str]
    sized: bool
    window: Union[bool, int, str]
    signed: bool
    excludes: bool
    fallback: List[str]
    indices: List[str]
    increment: Fraction
    accrues: bool = False
    chained: bool = False
    version: Optional[str] = None
    links: Optional[List[str]] = None
    known: Optional[Dict[str, List[str]]] = None


class Observation(NamedTuple):
    """One input of an index; `part` of the window it fell into and `weight` it counts with."""

    at: int
    kind: str
    source: str
    price: Fraction
    size: Fraction
    attributes: Dict[str, str]
    day: Optional[str]
    time: Optional[int]
    id: Optional[str]
    part: int = 1
    weight: Fraction = ONE


class IndexInput(NamedTuple):
    """The input of an index, read; fallback fields are read when a fallback needs them."""

    reads: IndexReads
    date: str
    observations: List[Observation]
    fields: _Fields
    window: Optional[Tuple[int, int]]
    days: List[str]


def read_index_input(value: Any, reads: IndexReads) -> IndexInput:
    windowed = reads.window is True or type(reads.window) is int
    daily = reads.window == "days"
    needed = ["date", "observations"]
    needed += ["window"] if windowed else []
    needed += ["days"] if daily else []
    needed += ["business"] if reads.accrues else []
    linked = [] if reads.links is None else ["links"]
    fields = read_fields(value, "", needed, [*reads.fallback, *linked])
    date = read_date(fields["date"], "date")
    window = _read_window(fields["window"], date, reads.window) if windowed else None
    days = _read_days(fields["days"], date) if daily else []
    observations = [
        one._replace(at=at)
        for at, one in enumerate(
            read_list(
                fields["observations"],
                "observations",
                lambda one, place: _read_observation(one, place, reads),
            )
        )
    ]
    named = [f"{one.kind} {one.id} of {one.source}" for one in observations if one.id is not None]
    _require_distinct(named, "observations", "id of a source")
    given = IndexInput(reads, date, observations, fields, window, days)
    if "previous" in fields:
        _read_previous(given)
    if "indices" in fields:
        _read_indices(fields["indices"], reads.indices)
    return given


def _read_days(value: Any, date: str) -> List[str]:
    days = read_list(value, "days", read_date)
    if not days:
        refuse_at("days", "no-days", "at least one day", "none")
    for at, day in enumerate(days):
        if at > 0 and day <= days[at - 1]:
            refuse_at(f"days[{at}]", "days-out-of-order", f"a day after {days[at - 1]}", day)
        if day > date:
            refuse_at(f"days[{at}]", "days-out-of-order", f"a day up to {date}", day)
    return days


def _read_window(value: Any, date: str, length: Union[bool, int, str]) -> Tuple[int, int]:
    fields = read_fields(value, "window", ("from", "until"))
    start = read_instant(fields["from"], "window.from")
    until = read_instant(fields["until"], "window.until")
    if until <= start:
        refuse_at("window", "window-empty", "an end after its start", "none")
    # A window of a given length may begin days before; where it ends is what is near.
    if length is True:
        _require_near(start, date, "window.from")
    _require_near(until, date, "window.until")
    if length is not True and until - start != int(length) * _MILLISECOND:
        refuse_at("window", "window-length", f"{length} milliseconds", "another length")
    return start, until


def _read_observation(value: Any, place: str, reads: IndexReads) -> Observation:
    required = ["source", "price"]
    if reads.window == "days":
        required.append("day")
    elif reads.window is not False:
        required.append("time")
    required += ["size"] if reads.sized else []
    required += ["attributes"] if reads.attributes else []
    kinds = list(reads.kinds)
    optional = [name for name in ("kind", "id", "time", "size") if name not in required]
    fields = read_fields(value, place, ["kind", *required] if len(kinds) > 1 else required, optional)
    given = fields["kind"] if len(kinds) > 1 or "kind" in fields else kinds[0]
    kind = read_choice(given, _inside(place, "kind"), kinds, "unknown-kind")
    source = read_text(fields["source"], _inside(place, "source"))
    if reads.kinds[kind]:
        read_choice(source, _inside(place, "source"), reads.kinds[kind], "unknown-source")
    price = read_price(fields["price"], _inside(place, "price"), reads.signed)
    size = read_size(fields["size"], _inside(place, "size")) if "size" in fields else ONE
    attributes = _read_attributes(fields["attributes"], _inside(place, "attributes"), reads)
    day = read_date(fields["day"], _inside(place, "day")) if "day" in fields else None
    time = read_instant(fields["time"], _inside(place, "time")) if "time" in fields else None
    name = read_text(fields["id"], _inside(place, "id")) if "id" in fields else None
    return Observation(0, kind, source, price, size, attributes, day, time, name)


def _read_attributes(value: Any, place: str, reads: IndexReads) -> Dict[str, str]:
    if not reads.attributes:
        return {}
    fields = read_fields(value, place, reads.attributes)

    def read(name: str) -> str:
        choices = (reads.known or {}).get(name)
        if choices is None:
            return read_text(fields[name], _inside(place, name))
        return read_choice(fields[name], _inside(place, name), choices, f"unknown-{name}")

    return {name: read(name) for name in reads.attributes}


class Previous(NamedTuple):
    """The value published before and how many publications in a row have repeated it."""

    value: Fraction
    repeats: int
    excluded: List[str]


def _read_previous(given: IndexInput) -> Optional[Previous]:
    reads = given.reads
    value = given.fields["previous"]
    if value is ABSENT:
        return refuse_at("previous", "missing-input", "the value before, or null for none", "nothing")
    if value is None:
        return None
    required = ["value", "repeats", *(["excluded"] if reads.excludes else [])]
    fields = read_fields(value, "previous", required, ["chain"] if reads.chained else [])
    return Previous(
        read_price(fields["value"], "previous.value", reads.signed, reads.increment),
        read_count(fields["repeats"], "previous.repeats"),
        read_list(fields["excluded"], "previous.excluded", read_text) if reads.excludes else [],
    )


def _read_indices(value: Any, known: Sequence[str]) -> Dict[str, Optional[Fraction]]:
    fields = read_fields(value, "indices", (), known)
    return {
        name: None
        if fields[name] is None
        else read_price(fields[name], _inside("indices", name), True)
        for name in known
        if name in fields
    }


def _read_other(fields: _Fields, name: str, known: Sequence[str]) -> Optional[Fraction]:
    values = _read_indices(fields["indices"], known) if "indices" in fields else {}
    if name not in values:
        return refuse_at(_inside("indices", name), "missing-input", "its value, or null", "nothing")
    return values[name]


def _positive(value: Any, place: str) -> Fraction:
    price = read_price(value, place, False)
    if price <= 0:
        refuse_at(place, "price-not-positive", "a price above zero", show(price))
    return price


def _read_link(given: IndexInput, successor: str) -> Fraction:
    place = _inside("links", successor)
    links = given.fields["links"]
    all_links = read_fields({} if not links else links, "links", (), given.reads.links or ())
    link = read_fields(all_links[successor], place, ("retired", "successor"))
    retired = _positive(link["retired"], _inside(place, "retired"))
    return retired / _positive(link["successor"], _inside(place, "successor"))


def column_of(one: Observation, name: str) -> str:
    return one.source if name in ("source", "provider") else one.attributes[name]


def _observation_in_words(one: Observation) -> str:
    return f"{one.kind} of {one.source} at {show(one.price)}"


# What screens, caps and quorums leave of the observations.


class Group(NamedTuple):
    """The value of one group, such as a part, with its weight and what it was made from."""

    keys: Dict[str, str]
    value: Fraction
    weight: Fraction
    observations: List[int]
    one: Optional[Observation] = None


class Chained(NamedTuple):
    """What a basket went on from, and the prices of today for the next one."""

    before: Optional[Dict[str, Any]]
    prices: Dict[str, str]
    renews: bool
    ahead: bool


class Pool(NamedTuple):
    """What is left to work on; `failed` holds the reasons why no value can be had."""

    used: List[Observation]
    dropped: List[Dict[str, str]] = []
    parts: int = 1
    window: Optional[Tuple[int, int]] = None
    excluded: List[str] = []
    chain: Optional[Chained] = None
    groups: List[Group] = []
    tables: List[List[Group]] = []
    steps: List[Dict[str, str]] = []
    failed: List[str] = []


class InputLine(NamedTuple):
    kind: str
    sources: List[str]


class Demand(NamedTuple):
    """At least `count` different values of `column`, or observations where there is none."""

    count: int
    of: str
    column: Optional[str] = None


def pool_of(given: IndexInput, kinds: Sequence[str]) -> Pool:
    return Pool([one._replace(weight=one.size) for one in given.observations if one.kind in kinds])


def _drop_where(pool: Pool, clause: str, reason_against: Callable[[Observation], Optional[str]]) -> Pool:
    used: List[Observation] = []
    dropped = list(pool.dropped)
    for one in pool.used:
        reason = reason_against(one)
        if reason is None:
            used.append(one)
        else:
            dropped.append({"observation": str(one.at), "reason": reason, "clause": clause})
    return pool._replace(used=used, dropped=dropped)


def keep_where(
    pool: Pool, line: InputLine, condition: Callable[[Observation], bool], text: str, clause: str
) -> Pool:
    def against(one: Observation) -> Optional[str]:
        covered = one.kind == line.kind and (not line.sources or one.source in line.sources)
        return f"not {text}" if covered and not condition(one) else None

    return _drop_where(pool, clause, against)


def keep_members(pool: Pool, column: str, members: Sequence[str], clause: str) -> Pool:
    def against(one: Observation) -> Optional[str]:
        name = column_of(one, column)
        return None if name in members else f"{column} {name} is no member"

    return _drop_where(pool, clause, against)


def cut_into_parts(pool: Pool, window: Tuple[int, int], parts: int, clause: str) -> Pool:
    start, until = window

    def against(one: Observation) -> Optional[str]:
        within = one.time is not None and start <= one.time < until
        return None if within else "outside the window"

    inside = _drop_where(pool, clause, against)
    used = [one._replace(part=(one.time - start) * parts // (until - start) + 1) for one in inside.used]
    return inside._replace(used=used, parts=parts, window=window)


def cut_into_days(pool: Pool, days: Sequence[str], clause: str) -> Pool:
    part = {day: at + 1 for at, day in enumerate(days)}
    inside = _drop_where(pool, clause, lambda one: None if one.day in part else "of another day")
    used = [one._replace(part=part[one.day]) for one in inside.used]
    return inside._replace(used=used, parts=len(days))


def keep_last(pool: Pool, count: int, clause: str) -> Pool:
    times = sorted((one.time for one in pool.used), reverse=True)
    if not times:
        return pool
    first = times[min(count, len(times)) - 1]
    return _drop_where(
        pool, clause, lambda one: None if one.time >= first else f"not among the last {count}"
    )


def _key_of(one: Observation, column: str) -> str:
    return str(one.part) if column == "part" else column_of(one, column)


_NUMBERED = re.compile(r"[0-9]+")


def _key_order(key: str) -> Tuple[bool, int, bytes, str]:
    """An order that no three keys contradict: numbers before names, by value; the rest by characters."""
    if _NUMBERED.fullmatch(key) is None:
        return (True, 0, _units(key), "")
    digits = key.lstrip("0")
    return (False, len(digits), _units(digits), key)


def _by_key(elements: Sequence[Any], key: Callable[[Any], str]) -> List[Tuple[str, List[Any]]]:
    """The elements by the key they share, in the order of the keys."""
    found: Dict[str, List[Any]] = {}
    for element in elements:
        found.setdefault(key(element), []).append(element)
    return sorted(found.items(), key=lambda one: _key_order(one[0]))


def _unmet(observations: Sequence[Observation], demands: Sequence[Demand]) -> List[str]:
    reasons = []
    for count, of, column in demands:
        found = len(observations if column is None else {_key_of(one, column) for one in observations})
        if found < count:
            reasons.append(f"{found} {of}, and the quorum is {count}")
    return reasons


def require_quorum(pool: Pool, demands: Sequence[Demand]) -> Pool:
    return pool._replace(failed=[*pool.failed, *_unmet(pool.used, demands)])


# Inputs quoted in other units, or of other grades, as prices of the index.


class Quoted(NamedTuple):
    """What a price of one unit, grade or index becomes: `price * times + plus`, its size `* sizes`."""

    name: str
    times: Fraction
    plus: Fraction
    sizes: Fraction
    clause: str


def turn_quotes(pool: Pool, column: str, table: Sequence[Quoted]) -> Pool:
    by_name = {one.name: one for one in reversed(table)}
    steps = list(pool.steps)
    used = []
    for one in pool.used:
        quoted = table[0] if column == "all" else by_name.get(_key_of(one, column))
        if quoted is None or (quoted.times, quoted.plus, quoted.sizes) == (1, 0, 1):
            used.append(one)
            continue
        price = one.price * quoted.times + quoted.plus
        size = one.size * quoted.sizes
        text = f"{_observation_in_words(one)}, from {quoted.name}"
        steps.append(_step(text, show(price), quoted.clause))
        used.append(one._replace(price=price, size=size, weight=size))
    return pool._replace(used=used, steps=steps)


# Screens.


def _deviates(value: Fraction, center: Fraction, threshold: Fraction) -> bool:
    return abs(value - center) > threshold * abs(center)


def _percent(share: Fraction) -> str:
    return f"{show(share * 100)}%"


def _prices(members: Sequence[Observation]) -> List[Fraction]:
    return [one.price for one in members]


def drop_deviating(pool: Pool, column: Optional[str], threshold: Fraction, clause: str) -> Pool:
    def key(one: Observation) -> str:
        return "" if column is None else _key_of(one, column)

    medians = {name: _median(_prices(members)) for name, members in _by_key(pool.used, key)}

    def against(one: Observation) -> Optional[str]:
        center = medians[key(one)]
        if not _deviates(one.price, center, threshold):
            return None
        of = "all" if column is None else f"{column} {key(one)}"
        far = f"deviates more than {_percent(threshold)} from {show(center)}"
        return f"{_observation_in_words(one)} {far}, the median of {of}"

    return _drop_where(pool, clause, against)


class GroupScreen(NamedTuple):
    """How a group is judged: by `others` alone or by all; what was `excluded` is back within `readmit`."""

    threshold: Fraction
    others: bool
    excluded: List[str]
    readmit: Optional[Fraction] = None


def drop_deviating_groups(pool: Pool, column: str, screen: GroupScreen, clause: str) -> Pool:
    if not pool.used:
        return pool if screen.readmit is None else pool._replace(excluded=screen.excluded)
    groups = _by_key(pool.used, lambda one: _key_of(one, column))
    medians = {name: _median(_prices(members)) for name, members in groups}
    steps = [_step(f"median of {column} {name}", show(own), clause) for name, own in medians.items()]
    of_all = _median(list(medians.values()))
    against: Dict[str, str] = {}
    for name, own in medians.items():
        rest = [value for other, value in medians.items() if other != name]
        if screen.others and not rest:
            continue
        center = _median(rest) if screen.others else of_all
        was = name in screen.excluded
        limit = screen.readmit if was and screen.readmit is not None else screen.threshold
        if screen.others:
            steps.append(_step(f"median of each {column} but {name}", show(center), clause))
        if not _deviates(own, center, limit):
            continue
        stays = was and not _deviates(own, center, screen.threshold)
        far = f"deviates more than {_percent(limit)} from {show(center)}"
        before = ", and it was left out before" if stays else ""
        against[name] = f"median {show(own)} of {column} {name} {far}{before}"
    if not screen.others:
        steps.append(_step(f"median of the medians of each {column}", show(of_all), clause))
    excluded = pool.excluded
    if screen.readmit is not None:
        # What was left out before and gave nothing today has not shown that it is back.
        silent = [name for name in screen.excluded if name not in medians]
        excluded = sorted([*silent, *against], key=_units)
    screened = pool._replace(excluded=excluded, steps=[*pool.steps, *steps])
    return _drop_where(screened, clause, lambda one: against.get(_key_of(one, column)))


def excluded_before(given: IndexInput) -> List[str]:
    previous = _read_previous(given)
    return [] if previous is None else previous.excluded


def drop_far_from_previous(pool: Pool, given: IndexInput, threshold: Fraction, clause: str) -> Pool:
    previous = _read_previous(given)
    if previous is None:
        return pool
    far = f"deviates more than {_percent(threshold)} from {show(previous.value)}, the value before"

    def against(one: Observation) -> Optional[str]:
        deviates = _deviates(one.price, previous.value, threshold)
        return f"{_observation_in_words(one)} {far}" if deviates else None

    return _drop_where(pool, clause, against)


def drop_comparing(pool: Pool, what: str, comparison: str, value: Fraction, clause: str) -> Pool:
    def against(one: Observation) -> Optional[str]:
        own = one.price if what == "price" else one.size
        if not _COMPARISONS[comparison](own, value):
            return None
        return f"{what} {show(own)} of {_observation_in_words(one)} is {comparison} {show(value)}"

    return _drop_where(pool, clause, against)


def _newest_of(pool: Pool, column: str) -> Dict[str, int]:
    newest: Dict[str, int] = {}
    for one in pool.used:
        name = _key_of(one, column)
        newest[name] = max(newest.get(name, one.time), one.time)
    return newest


def drop_older(pool: Pool, column: Optional[str], milliseconds: int, clause: str) -> Pool:
    until = pool.window[1]
    newest = None if column is None else _newest_of(pool, column)

    def against(one: Observation) -> Optional[str]:
        time = one.time if newest is None else newest[_key_of(one, column)]
        if until - time <= milliseconds * _MILLISECOND:
            return None
        if column is None:
            what = _observation_in_words(one)
        else:
            what = f"the newest of {column} {_key_of(one, column)}"
        return f"{what} is more than {milliseconds} milliseconds old"

    return _drop_where(pool, clause, against)


def drop_behind_newest(pool: Pool, column: str, milliseconds: int, clause: str) -> Pool:
    newest = _newest_of(pool, column)

    def against(one: Observation) -> Optional[str]:
        name = _key_of(one, column)
        if newest[name] - one.time <= milliseconds * _MILLISECOND:
            return None
        behind = f"more than {milliseconds} milliseconds behind the newest of {column} {name}"
        return f"{_observation_in_words(one)} is {behind}"

    return _drop_where(pool, clause, against)


class Bounds(NamedTuple):
    """Between which two values prices are brought; an end that is not there is open."""

    low: Optional[Fraction] = None
    high: Optional[Fraction] = None


def _brought(value: Fraction, bounds: Bounds) -> Fraction:
    if bounds.low is not None and value < bounds.low:
        return bounds.low
    return bounds.high if bounds.high is not None and value > bounds.high else value


def _clamp_each(pool: Pool, bounds_of: Callable[[Observation], Bounds], clause: str) -> Pool:
    steps = list(pool.steps)
    used = []
    for one in pool.used:
        price = _brought(one.price, bounds_of(one))
        if price != one.price:
            steps.append(_step(f"{_observation_in_words(one)} counts as", show(price), clause))
        used.append(one._replace(price=price))
    return pool._replace(used=used, steps=steps)


def clamp_prices(pool: Pool, bounds: Bounds, clause: str) -> Pool:
    return _clamp_each(pool, lambda one: bounds, clause)


def _around(center: Fraction, share: Fraction) -> Bounds:
    room = share * abs(center)
    return Bounds(center - room, center + room)


def clamp_to_median(pool: Pool, column: Optional[str], share: Fraction, clause: str) -> Pool:
    def key(one: Observation) -> str:
        return "" if column is None else _key_of(one, column)

    bounds = {
        name: _around(_median(_prices(members)), share) for name, members in _by_key(pool.used, key)
    }
    return _clamp_each(pool, lambda one: bounds[key(one)], clause)


def clamp_groups(pool: Pool, within: Sequence[str], share: Fraction, clause: str) -> Pool:
    def key(group: Group) -> str:
        return "\0".join(group.keys[column] for column in within)

    bounds = {
        name: _around(_median([group.value for group in members]), share)
        for name, members in _by_key(pool.groups, key)
    }
    steps = list(pool.steps)
    groups = []
    for group in pool.groups:
        value = _brought(group.value, bounds[key(group)])
        if value != group.value:
            text = f"{_name_of(group.keys)} at {show(group.value)} counts as"
            steps.append(_step(text, show(value), clause))
        groups.append(group._replace(value=value))
    return pool._replace(groups=groups, tables=[*pool.tables[:-1], groups], steps=steps)


def cap_volume(pool: Pool, column: str, cap: Fraction, clause: str) -> Pool:
    if not pool.used:
        return pool
    groups = _by_key(pool.used, lambda one: _key_of(one, column))
    if cap * len(groups) < 1:
        reason = f"a cap of {_percent(cap)} cannot hold for the {column}s left, {len(groups)}"
        return pool._replace(failed=[*pool.failed, reason])
    volumes = [_total([one.weight for one in members]) for _, members in groups]
    total = _total(volumes)
    shares = _cap_shares(volumes, cap)
    scales = {
        name: share * total / volume for (name, _), share, volume in zip(groups, shares, volumes)
    }
    steps = [
        _step(f"share of {column} {name}, {show(volume / total)} before the cap", show(share), clause)
        for (name, _), share, volume in zip(groups, shares, volumes)
    ]
    used = [one._replace(weight=one.weight * scales[_key_of(one, column)]) for one in pool.used]
    return pool._replace(steps=[*pool.steps, *steps], used=used)


# Members of a basket over time.


class Retired(NamedTuple):
    """A member that ends with the day before `effective`, and what takes its place."""

    member: str
    effective: str
    successor: Optional[str] = None


def members_on(date: str, members: Sequence[str], retired: Sequence[Retired]) -> List[str]:
    in_force = list(members)
    for one in sorted(retired, key=lambda one: one.effective):
        if one.effective > date:
            continue
        follows = [] if one.successor is None else [one.successor]
        in_force = [
            name for member in in_force for name in (follows if member == one.member else [member])
        ]
    return in_force


def count_members_on(date: str, members: Sequence[str], retired: Sequence[Retired]) -> int:
    return len(members_on(date, members, retired))


def link_successors(
    pool: Pool, given: IndexInput, column: str, retired: Sequence[Retired], clause: str
) -> Pool:
    steps = list(pool.steps)
    groups = []
    for group in pool.groups:
        value, name = group.value, group.keys[column]
        while True:
            followed = [
                one for one in retired if one.successor == name and one.effective <= given.date
            ]
            if not followed:
                break
            value *= _read_link(given, name)
            name = followed[0].member
        if name != group.keys[column]:
            text = f"{_name_of(group.keys)}, linked to {name}"
            steps.append(_step(text, show(value), clause))
        groups.append(group._replace(value=value))
    return pool._replace(groups=groups, tables=[*pool.tables[:-1], groups], steps=steps)


# A basket that goes on from a base.


class Chaining(NamedTuple):
    """The value on the first day, that day, the days on which all weights are set anew, and who retires."""

    base: Fraction
    start: str
    rebalances: List[str]
    retired: List[Retired]


def _read_chain(given: IndexInput) -> Optional[Dict[str, Any]]:
    previous = given.fields["previous"]
    if previous is ABSENT or previous is None:
        return None
    chain = read_object(previous, "previous").get("chain")
    if chain is None:
        return None
    last = read_fields(chain, "previous.chain", ("date", "value", "prices"), ("last",))["last"]
    read = _read_linked(given, chain, "previous.chain", ("last",))
    if last is ABSENT:
        return read
    return {**read, "last": _read_linked(given, last, "previous.chain.last", ())}


def _read_linked(
    given: IndexInput, value: Any, place: str, more: Sequence[str]
) -> Dict[str, Any]:
    fields = read_fields(value, place, ("date", "value", "prices"), more)
    day = read_date(fields["date"], _inside(place, "date"))
    if day >= given.date:
        refuse_at(_inside(place, "date"), "chain-out-of-order", f"a day before {given.date}", day)
    prices = read_object(fields["prices"], _inside(place, "prices"))
    for name, price in prices.items():
        _positive(price, _inside(_inside(place, "prices"), name))
    value_place = _inside(place, "value")
    read_price(fields["value"], value_place, given.reads.signed, given.reads.increment)
    return {"date": day, "value": fields["value"], "prices": prices}


def _name_before(
    prices: Dict[str, Any], member: str, retired: Sequence[Retired], date: str
) -> Optional[str]:
    name: Optional[str] = member
    while name is not None and name not in prices:
        before = [one for one in retired if one.successor == name and one.effective <= date]
        name = before[0].member if before else None
    return name


def _leaving(prices: Dict[str, Any], chaining: Chaining, date: str) -> Dict[str, str]:
    """The names that leave for good, each as the prices call it, with the day they do."""
    found: Dict[str, str] = {}
    for one in chaining.retired:
        if one.successor is None:
            name = _name_before(prices, one.member, chaining.retired, date)
            if name is not None:
                found[name] = one.effective
    return found


def _without_retired(
    before: Dict[str, Any], given: IndexInput, chaining: Chaining
) -> Dict[str, Any]:
    """What a basket goes on from: from the day a member retires the print before that day, without it."""
    leaving = _leaving(before["prices"], chaining, given.date)
    days = sorted(day for day in leaving.values() if day <= given.date)
    if not days:
        return before
    last = before.get("last")
    place = "previous.chain.last"
    if last is None:
        refuse_at(place, "missing-input", f"the print before {days[0]}", "nothing")
    if last["date"] >= days[0]:
        wanted = f"a day before {days[0]}"
        refuse_at(_inside(place, "date"), "chain-out-of-order", wanted, last["date"])
    gone = _leaving(last["prices"], chaining, given.date)
    prices = {
        name: price
        for name, price in last["prices"].items()
        if name not in gone or gone[name] > given.date
    }
    return {**last, "prices": prices, "last": last}


def chain_groups(pool: Pool, given: IndexInput, chaining: Chaining, column: str, clause: str) -> Pool:
    if given.date < chaining.start:
        refuse_at("date", "before-base", f"{chaining.start} or later", given.date)
    handed = _read_chain(given)
    if handed is None and given.date > chaining.start:
        refuse_at("previous.chain", "missing-input", "the chain of the print before", "nothing")
    before = None if handed is None else _without_retired(handed, given, chaining)

    def called(group: Group) -> Optional[str]:
        prices = {} if before is None else before["prices"]
        return _name_before(prices, group.keys[column], chaining.retired, given.date)

    def is_known(group: Group) -> bool:
        return group.value > 0 and (before is None or called(group) is not None)

    left = [group for group in pool.groups if is_known(group)]
    against = {
        at: f"{_name_of(group.keys)} has no price to go on from"
        for group in pool.groups
        if not is_known(group)
        for at in group.observations
    }
    value = chaining.base if before is None else read_price(before["value"], "previous.chain.value", True)

    def then(group: Group) -> Fraction:
        if before is None:
            return group.value
        return _positive(before["prices"][called(group)], "previous.chain.prices")

    groups = [group._replace(value=value * (group.value / then(group))) for group in left]
    since = "the base" if before is None else f"the print of {before['date']}"
    steps = [
        _step(f"{_name_of(group.keys)}, from {since} on", show(group.value), clause)
        for group in groups
    ]
    renews = before is None or any(
        before["date"] < day <= given.date for day in chaining.rebalances
    )
    prices = {group.keys[column]: show(group.value) for group in left}
    following = prices if before is None or renews else before["prices"]
    leaving = _leaving(following, chaining, "9999-12-31")
    ahead = any(effective > given.date for effective in leaving.values())
    return _drop_where(pool, clause, lambda one: against.get(one.at))._replace(
        groups=groups,
        tables=[*pool.tables, groups],
        steps=[*pool.steps, *steps],
        chain=Chained(before, prices, renews, ahead),
    )


def _chain_after(
    chained: Optional[Chained], given: IndexInput, printed: str
) -> Optional[Dict[str, Any]]:
    if chained is None:
        return _read_chain(given)
    today = {"date": given.date, "value": printed, "prices": chained.prices}
    kept = today if chained.before is None or chained.renews else chained.before
    following = {name: kept[name] for name in ("date", "value", "prices")}
    return {**following, "last": today} if chained.ahead else following


# Values of groups.


class StepRounding(NamedTuple):
    mode: str
    increment: Fraction


class AtLeast(NamedTuple):
    count: int
    of: str


class Grouping(NamedTuple):
    """One value `each`, inside the columns `within` that later groupings still need."""

    each: str
    within: List[str]
    statistic: str
    text: str
    clause: str
    trim: Optional[Fraction] = None
    weigh: Optional[str] = None
    quorum: Sequence[Demand] = ()
    round: Optional[StepRounding] = None
    at_least: Optional[AtLeast] = None


def _time_weighted(members: Sequence[Group], until: Fraction) -> Fraction:
    """Each price counts for as long as it stood; several of one instant share its stretch equally."""
    together: Dict[int, List[Group]] = {}
    for one in members:
        together.setdefault(one.one.time, []).append(one)
    times = sorted(together)
    weighed = []
    for at, time in enumerate(times):
        stood = (until if at + 1 == len(times) else times[at + 1]) - time
        weighed += [(one.value, Fraction(stood) / len(together[time])) for one in together[time]]
    return _weighted_mean(weighed)


def _statistic(
    name: str, members: Sequence[Group], trim: Optional[Fraction], until: Optional[Fraction]
) -> Fraction:
    values = [one.value for one in members]
    weighed = [(one.value, one.weight) for one in members]
    if name == "median":
        return _median(values)
    if name == "mean":
        return _mean(values)
    if name == "trimmed-mean":
        return _trimmed_mean(values, trim)
    if name == "time-weighted-mean":
        return _time_weighted(members, until)
    if name == "last":
        newest = max(one.one.time for one in members)
        return _median([one.value for one in members if one.one.time == newest])
    if name == "volume-weighted-median":
        return _weighted_median(weighed)
    return _weighted_mean(weighed)


def _name_of(keys: Dict[str, str]) -> str:
    return ", ".join(f"{column} {name}" for column, name in keys.items())


def _as_group(one: Observation, columns: Sequence[str]) -> Group:
    keys = {column: _key_of(one, column) for column in columns}
    return Group(keys, one.price, one.weight, [one.at], one)


def _end_of(pool: Pool, part: Optional[str]) -> Optional[Fraction]:
    if pool.window is None:
        return None
    start, until = pool.window
    return Fraction(until) if part is None else start + Fraction((until - start) * int(part), pool.parts)


def _weight_of(members: Sequence[Group], weigh: Optional[str]) -> Fraction:
    if weigh == "equal":
        return ONE
    if weigh == "count":
        return Fraction(sum(len(one.observations) for one in members))
    return _total([one.weight for one in members])


def _too_few(
    members: Sequence[Group], grouping: Grouping, by_position: Dict[int, Observation]
) -> List[str]:
    least = grouping.at_least
    few = []
    if least is not None and len(members) < least.count:
        few.append(f"has {len(members)} {least.of}, fewer than {least.count}")
    behind = [by_position[at] for one in members for at in one.observations]
    return few + [f"has {reason}" for reason in _unmet(behind, grouping.quorum)]


def value_of_each(pool: Pool, grouping: Grouping) -> Pool:
    columns = [grouping.each, *grouping.within]
    before = pool.groups if pool.tables else [_as_group(one, columns) for one in pool.used]
    by_position = {one.at: one for one in pool.used}
    groups: List[Group] = []
    against: Dict[int, str] = {}
    for _, members in _by_key(before, lambda one: "\0".join(one.keys[name] for name in columns)):
        keys = {column: members[0].keys[column] for column in columns}
        lacks = _too_few(members, grouping, by_position)
        positions = [at for one in members for at in one.observations]
        if lacks:
            against.update({at: f"{_name_of(keys)} {', '.join(lacks)}" for at in positions})
            continue
        until = _end_of(pool, keys.get("part"))
        value = _statistic(grouping.statistic, members, grouping.trim, until)
        if grouping.round is not None:
            value = round_to(value, grouping.round.increment, grouping.round.mode)
        groups.append(Group(keys, value, _weight_of(members, grouping.weigh), positions))
    steps = [
        _step(f"{grouping.text}, {_name_of(group.keys)}", show(group.value), grouping.clause)
        for group in groups
    ]
    return _drop_where(pool, grouping.clause, lambda one: against.get(one.at))._replace(
        groups=groups, tables=[*pool.tables, groups], steps=[*pool.steps, *steps]
    )


def one_of_each(pool: Pool, each: str, within: Sequence[str], clause: str) -> Pool:
    made = value_of_each(pool, Grouping(each, list(within), "median", f"price of each {each}", clause))
    for group in made.groups:
        if len(group.observations) > 1:
            place = f"observations[{group.observations[1]}]"
            refuse_at(place, "several-prices", f"one price for {_name_of(group.keys)}", "several")
    return made


def require_every_part(pool: Pool) -> Pool:
    found = {one.part for one in pool.used}
    missing = [str(part) for part in range(1, pool.parts + 1) if part not in found]
    if not missing:
        return pool
    return pool._replace(failed=[*pool.failed, f"part {', '.join(missing)} is empty"])


def repeat_empty_parts(pool: Pool, within: Sequence[str], clause: str) -> Pool:
    failed, steps, groups = list(pool.failed), list(pool.steps), []
    for _, members in _by_key(pool.groups, lambda one: "\0".join(one.keys[name] for name in within)):
        found: List[Group] = []
        for part in range(1, pool.parts + 1):
            own = [one for one in members if one.keys["part"] == str(part)]
            if not own and not found:
                failed.append(f"part {part} is empty, and none is before it")
                break
            if own:
                found.append(own[0])
                continue
            keys = {**found[-1].keys, "part": str(part)}
            group = found[-1]._replace(keys=keys, observations=[])
            steps.append(_step(f"{_name_of(keys)} repeats the part before", show(group.value), clause))
            found.append(group)
        groups += found
    return pool._replace(
        groups=groups, tables=[*pool.tables[:-1], groups], steps=steps, failed=failed
    )


class Weighing(NamedTuple):
    """How an index weighs its groups, and the most that one may weigh of the whole."""

    scheme: str
    column: Optional[str] = None
    shares: Optional[Dict[str, Fraction]] = None
    members: Optional[int] = None
    cap_times_equal_share: Optional[Fraction] = None
    cap: Optional[Fraction] = None


def _raw_weight(group: Group, weighing: Weighing) -> Fraction:
    if weighing.scheme == "equal":
        return ONE
    if weighing.scheme == "volume":
        return group.weight
    return weighing.shares[group.keys[weighing.column]]


def weigh_groups(pool: Pool, weighing: Weighing, clause: str) -> Pool:
    if not pool.groups:
        return pool
    count = len(pool.groups)
    members = count if weighing.members is None else weighing.members
    raw = [_raw_weight(group, weighing) for group in pool.groups]
    cap = weighing.cap
    if weighing.cap_times_equal_share is not None:
        cap = weighing.cap_times_equal_share / members
    if cap is not None and cap * count < 1:
        reason = f"{count} of {members} cannot carry all weight at {show(cap)} each"
        return pool._replace(failed=[*pool.failed, reason])
    total = _total(raw)
    weights = [weight / total for weight in raw] if cap is None else _cap_shares(raw, cap)
    groups = [group._replace(weight=weight) for group, weight in zip(pool.groups, weights)]
    said = cap is not None or weighing.scheme != "equal"
    steps = [
        _step(f"weight of {_name_of(group.keys)}", show(group.weight), clause)
        for group in (groups if said else [])
    ]
    return pool._replace(groups=groups, steps=[*pool.steps, *steps])


# Rates that count for the days they are in force.


class Accrual(NamedTuple):
    """How rates accrue; lookback and lockout are counted in business days."""

    lookback: int
    lockout: int
    shift: bool
    year: Optional[int] = None
    scale: Optional[Fraction] = None


def _accrual_days(given: IndexInput, accrual: Accrual) -> List[Tuple[str, str, int]]:
    """Every business day of the period, the day whose rate it takes, and for how many days."""
    days = [_number_of(day) for day in given.days]
    start = days[0]
    for at, day in enumerate(days):
        if day != start + at:
            refuse_at(f"days[{at}]", "days-with-a-gap", "the day after", given.days[at])
    end = start + len(days)
    names = read_list(given.fields["business"], "business", read_date)
    business = [_number_of(name) for name in names]
    for at, day in enumerate(business):
        if at > 0 and day <= business[at - 1]:
            refuse_at(f"business[{at}]", "days-out-of-order", f"a day after {names[at - 1]}", names[at])
        if day >= end:
            refuse_at(f"business[{at}]", "days-out-of-order", f"a day up to {given.days[-1]}", names[at])
    # The rate of a closed first day is that of the business day before it.
    first = max((at for at, day in enumerate(business) if day <= start), default=-1)
    if first < accrual.lookback:
        wanted = f"{accrual.lookback} business days before {given.days[0]}"
        refuse_at("business", "business-days-missing", wanted, str(max(first, 0)))
    last = len(business) - 1
    found = []
    for at in range(first, last + 1):
        until = business[at + 1] if at < last else end
        behind = at - accrual.lookback
        if accrual.shift and accrual.lookback > 0:
            counts = business[behind + 1] - business[behind]
        else:
            counts = until - max(business[at], start)
        rated = max(min(at, last - accrual.lockout), first) - accrual.lookback
        found.append((names[at], names[rated], counts))
    return found


def observed_days(given: IndexInput, accrual: Accrual) -> List[str]:
    return sorted({observed for _, observed, _ in _accrual_days(given, accrual)})


def accrued_over(pool: Pool, given: IndexInput, accrual: Accrual, text: str, clause: str) -> "Attempt":
    if pool.failed:
        return Attempt(steps=pool.steps, reasons=pool.failed, pool=pool)
    observed = observed_days(given, accrual)
    value_of = {group.keys["part"]: group.value for group in pool.groups}
    rates, steps = [], list(pool.steps)
    for day, of, counts in _accrual_days(given, accrual):
        rate = value_of[str(observed.index(of) + 1)]
        rates.append((rate, counts))
        stretch = f"{counts} {'day' if counts == 1 else 'days'}"
        steps.append(_step(f"{day} counts {stretch} at the rate of {of}", show(rate), clause))
    days = sum(counts for _, counts in rates)
    if accrual.year is None or accrual.scale is None:
        value = _total([rate * counts for rate, counts in rates]) / days
    else:
        grown = ONE
        for rate, counts in rates:
            grown *= 1 + rate * accrual.scale * counts / accrual.year
        value = (grown - 1) * accrual.year / (days * accrual.scale)
    return Attempt(value, steps=[*steps, _step(text, show(value), clause)], pool=pool)


# From the tiers of an index to the first that has a value.


class Attempt(NamedTuple):
    """What a tier came to: a value, or the reasons why it has none."""

    value: Optional[Fraction] = None
    final: bool = False
    repeats: int = 0
    steps: Sequence[Dict[str, str]] = ()
    reasons: Sequence[str] = ()
    pool: Optional[Pool] = None


def value_over(
    pool: Pool, statistic: str, text: str, clause: str, trim: Optional[Fraction] = None
) -> Attempt:
    items = pool.groups if pool.tables else [_as_group(one, ()) for one in pool.used]
    reasons = pool.failed if items else [*pool.failed, "nothing is left to take a value from"]
    if reasons:
        return Attempt(steps=pool.steps, reasons=reasons, pool=pool)
    value = _statistic(statistic, items, trim, _end_of(pool, None))
    return Attempt(value, steps=[*pool.steps, _step(text, show(value), clause)], pool=pool)


def held_to_previous(attempt: Attempt, given: IndexInput, share: Fraction, clause: str) -> Attempt:
    previous = _read_previous(given)
    if attempt.value is None or previous is None or previous.value == 0:
        return attempt
    held = _brought(attempt.value, _around(previous.value, share))
    if held == attempt.value:
        return attempt
    far = f"{show(attempt.value)} is further than {_percent(share)} from {show(previous.value)}"
    text = f"{far}, the value before, and counts as"
    return attempt._replace(value=held, steps=[*attempt.steps, _step(text, show(held), clause)])


def repeated(given: IndexInput, at_most: int, text: str, clause: str) -> Attempt:
    previous = _read_previous(given)
    if previous is None:
        return Attempt(reasons=["nothing was published before"])
    value, repeats, _ = previous
    if repeats >= at_most:
        often = f"the previous value has been repeated {repeats} times, and the most is {at_most}"
        return Attempt(reasons=[often])
    return Attempt(value, True, repeats + 1, [_step(text, show(value), clause)])


def from_formula(figure: Figure, rounded: bool, text: str, clause: str) -> Attempt:
    if isinstance(figure, Missing):
        return Attempt(reasons=[figure.reason])
    return Attempt(figure, rounded, steps=[_step(text, show(figure), clause)])


def other_index(given: IndexInput, name: str) -> Figure:
    value = _read_other(given.fields, name, given.reads.indices)
    return Missing(f"{name} was not published") if value is None else value


def determined(given: IndexInput, wanted: Wanted, clause: str) -> Attempt:
    reads = given.reads
    value = _read_determination(
        given.fields["determination"], "determination", wanted, reads.signed, reads.increment
    )
    text = f"determined by {wanted.by} under {wanted.under}"
    return Attempt(value, True, steps=[_step(text, show(value), clause)])


class Rounding(NamedTuple):
    """A rounding as the spec states it; `toward` is what ties lean to."""

    mode: str
    increment: Fraction
    decimals: int
    text: str
    clause: str
    toward: Optional[str] = None


class IndexTier(NamedTuple):
    tier: str
    clause: str
    take: Callable[[], Attempt]


def first_with_value(
    given: IndexInput, index: str, rounding: Rounding, tiers: Sequence[IndexTier]
) -> Dict[str, Any]:
    reads = given.reads
    skipped: List[Dict[str, Any]] = []
    excluded = excluded_before(given) if reads.excludes else []
    for tier, clause, take in tiers:
        attempt = take()
        excluded = excluded if attempt.pool is None else attempt.pool.excluded
        if attempt.value is None:
            dropped = [] if attempt.pool is None else attempt.pool.dropped
            reasons = list(attempt.reasons)
            skipped.append({"tier": tier, "clause": clause, "reasons": reasons, "dropped": dropped})
            continue
        value = attempt.value
        if not attempt.final:
            value = round_to(value, rounding.increment, rounding.mode)
        if not reads.signed and value < 0:
            refuse_at(tier, "negative-price", "a price of zero or more", show(value))
        printed = to_fixed(value, rounding.decimals)
        steps = list(attempt.steps)
        if not attempt.final:
            steps.append(_step(rounding.text, printed, rounding.clause))
        evidence = {**_evidence_of(attempt.pool), "excluded": excluded}
        if reads.chained:
            chained = None if attempt.pool is None else attempt.pool.chain
            chain = _chain_after(chained, given, printed)
            evidence.update({} if chain is None else {"chain": chain})
        return {
            "index": index,
            "date": given.date,
            "value": printed,
            "tier": tier,
            "repeats": str(attempt.repeats),
            **({} if reads.version is None else {"version": reads.version}),
            "skipped": skipped,
            "evidence": evidence,
            "steps": steps,
        }
    found = " | ".join(f"{one['tier']}: {'; '.join(one['reasons'])}" for one in skipped)
    return refuse_at("", "no-value", f"a value of {index} from one of its tiers", found)


def _evidence_of(pool: Optional[Pool]) -> Dict[str, Any]:
    if pool is None:
        return {"used": [], "dropped": [], "shares": [], "groups": []}
    total = _total([one.weight for one in pool.used])
    shares = [
        {
            "source": members[0].source,
            "kind": members[0].kind,
            "share": show(_total([one.weight for one in members]) / total),
        }
        for _, members in _by_key(pool.used, lambda one: f"{one.source}\0{one.kind}")
    ]
    groups = [
        {
            "name": _name_of(group.keys),
            "value": show(group.value),
            "weight": show(group.weight),
            "observations": [str(at) for at in group.observations],
        }
        for table in pool.tables
        for group in table
    ]
    used = [str(one.at) for one in pool.used]
    return {"used": used, "dropped": pool.dropped, "shares": shares, "groups": groups}


# What a settlement day is given.


class DayTicks(NamedTuple):
    outright: Fraction
    spread: Fraction
    settlement: Fraction


class DayReads(NamedTuple):
    """What a daily settlement reads; a field that it does not read is refused."""

    month: List[str]
    spreads: bool
    lead: bool
    time: bool
    indices: List[str]
    determination: bool
    signed: bool
    ticks: DayTicks
    dates: Sequence[str] = ()
    former_ticks: bool = False


class Trade(NamedTuple):
    time: int
    price: Fraction
    size: Fraction


class Quote(NamedTuple):
    time: int
    bid: Optional[Fraction]
    ask: Optional[Fraction]


class Month(NamedTuple):
    """What one contract month shows on a settlement day; `elsewhere` if it trades by another text."""

    at: str
    period: str
    previous: Optional[Fraction]
    final: Optional[Fraction]
    trades: List[Trade]
    quotes: List[Quote]
    spot: bool
    expiring: bool
    dates: Dict[str, str]
    determination: Any
    elsewhere: Union[Fraction, str, None]


class Day(NamedTuple):
    """A settlement day, read; the months in the order of their periods."""

    reads: DayReads
    date: str
    time: int
    lead: Optional[str]
    months: List[Month]
    spreads: Dict[Tuple[str, str], List[Trade]]
    fields: _Fields


def read_day(value: Any, reads: DayReads) -> Day:
    needed = ["date", "months"]
    needed += ["settlementTime"] if reads.time else []
    needed += ["lead"] if reads.lead else []
    needed += ["spreads"] if reads.spreads else []
    fields = read_fields(value, "", needed, ["indices"] if reads.indices else [])
    date = read_date(fields["date"], "date")
    time = read_instant(fields["settlementTime"], "settlementTime") if reads.time else 0
    if reads.time:
        _require_near(time, date, "settlementTime")
    months = read_list(fields["months"], "months", lambda one, place: _read_month(one, place, reads))
    periods = [month.period for month in months]
    _require_distinct(periods, "months", "month")
    lead = read_text(fields["lead"], "lead") if reads.lead else None
    if lead is not None and lead not in periods:
        refuse_at("lead", "unknown-month", f"one of {', '.join(periods)}", lead)
    spreads = _read_spreads(fields["spreads"], months, reads) if reads.spreads else {}
    if "indices" in fields:
        _read_indices(fields["indices"], reads.indices)
    ordered = sorted(months, key=lambda month: month.period)
    return Day(reads, date, time, lead, ordered, spreads, fields)


_PERIOD = re.compile(
    r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?"
    r"|-W(?:0[1-9]|[1-4][0-9]|5[0-3])|-Q[1-4])?"
)


def _read_period(value: Any, place: str) -> str:
    if not isinstance(value, str) or not _PERIOD.fullmatch(value):
        return refuse_at(place, "not-a-period", "a period such as 2027-03", _in_words(value))
    return value


def _read_month(value: Any, at: str, reads: DayReads) -> Month:
    required = ["period", "previous", *reads.month, *(["dates"] if reads.dates else [])]
    optional = ["determination", "settled"] if reads.determination else ["settled"]
    fields = read_fields(value, at, required, optional)
    # What trades by another text has the ticks of that one.
    ticks = None if "settled" in fields else reads.ticks
    outright = None if ticks is None else ticks.outright
    settlement = None if ticks is None else ticks.settlement

    def price(name: str, tick: Optional[Fraction]) -> Optional[Fraction]:
        if name not in fields or fields[name] is None:
            return None
        return read_price(fields[name], _inside(at, name), reads.signed, tick)

    previous = price("previous", None if reads.former_ticks else settlement)
    final = price("finalSettlement", settlement)
    elsewhere = "none yet" if fields["settled"] is None else price("settled", None)
    trades: List[Trade] = []
    if "trades" in fields:
        trades = _read_trades(fields["trades"], _inside(at, "trades"), reads.signed, outright)
    period = _read_period(fields["period"], _inside(at, "period"))
    quotes: List[Quote] = []
    if "quotes" in fields:
        quotes = read_list(
            fields["quotes"],
            _inside(at, "quotes"),
            lambda one, place: _read_quote(one, place, reads.signed, outright),
        )
    spot = "spot" in reads.month and read_flag(fields["spot"], _inside(at, "spot"))
    expiring = "expiring" in reads.month and read_flag(fields["expiring"], _inside(at, "expiring"))
    dates = _read_dates(fields["dates"], _inside(at, "dates"), reads.dates) if reads.dates else {}
    determination = fields["determination"]
    return Month(
        at, period, previous, final, trades, quotes, spot, expiring, dates, determination, elsewhere
    )


def _read_trades(value: Any, place: str, signed: bool, tick: Optional[Fraction]) -> List[Trade]:
    seen: set = set()

    def read(one: Any, at: str) -> Trade:
        fields = read_fields(one, at, ("time", "price", "size"), ("id",))
        if "id" in fields:
            name = read_text(fields["id"], _inside(at, "id"))
            if name in seen:
                refuse_at(_inside(at, "id"), "duplicate", "each trade once", f"{name} twice")
            seen.add(name)
        size = read_size(fields["size"], _inside(at, "size"))
        if size.denominator != 1:
            refuse_at(_inside(at, "size"), "not-an-integer", "a whole number", show(size))
        time = read_instant(fields["time"], _inside(at, "time"))
        return Trade(time, read_price(fields["price"], _inside(at, "price"), signed, tick), size)

    return read_list(value, place, read)


def _read_quote(value: Any, at: str, signed: bool, tick: Optional[Fraction]) -> Quote:
    fields = read_fields(value, at, ("time", "bid", "ask"))

    def side(name: str) -> Optional[Fraction]:
        if fields[name] is None:
            return None
        return read_price(fields[name], _inside(at, name), signed, tick)

    bid, ask = side("bid"), side("ask")
    if bid is not None and ask is not None and bid > ask:
        refuse_at(at, "crossed-quote", f"an ask of {show(bid)} or more", show(ask))
    return Quote(read_instant(fields["time"], _inside(at, "time")), bid, ask)


def _read_dates(value: Any, place: str, names: Sequence[str]) -> Dict[str, str]:
    fields = read_fields(value, place, names)
    return {name: read_date(fields[name], _inside(place, name)) for name in names}


def _read_spreads(
    value: Any, months: Sequence[Month], reads: DayReads
) -> Dict[Tuple[str, str], List[Trade]]:
    periods = [month.period for month in months]
    elsewhere = {month.period for month in months if month.elsewhere is not None}
    pairs: List[str] = []
    found: Dict[Tuple[str, str], List[Trade]] = {}

    def read(one: Any, at: str) -> None:
        fields = read_fields(one, at, ("legs", "trades"))
        place = _inside(at, "legs")
        legs = read_list(
            fields["legs"], place, lambda leg, where: read_choice(leg, where, periods, "unknown-month")
        )
        if len(legs) != 2 or legs[0] == legs[1]:
            refuse_at(place, "spread-legs", "two different months", " and ".join(legs))
        first, second = sorted(legs)
        pairs.append(f"{first} and {second}")
        tick = None if elsewhere.intersection(legs) else reads.ticks.spread
        trades = _read_trades(fields["trades"], _inside(at, "trades"), True, tick)
        found[(first, second)] = trades if legs[0] == first else _turned(trades)

    read_list(value, "spreads", read)
    _require_distinct(pairs, "spreads", "pair of months")
    return found


def _turned(trades: Sequence[Trade]) -> List[Trade]:
    return [one._replace(price=-one.price) for one in trades]


def _spread_trades(day: Day, first: str, second: str) -> List[Trade]:
    if first < second:
        return day.spreads.get((first, second), [])
    return _turned(day.spreads.get((second, first), []))


def _place_of_period(period: str) -> int:
    parts = re.split(r"-[WQ]?", period)
    year = int(parts[0])
    part = int(parts[1]) if len(parts) > 1 else 0
    if "Q" in period:
        return year * 4 + part
    if "W" in period:
        # The week with January 4 is the first of its year; 1969-12-29 was a Monday.
        return (_number_of(f"{period[:4]}-01-04") + 3) // 7 + part
    return year * 12 + part if "-" in period else year


# What a line of a daily settlement sees of the market.


class Sight(NamedTuple):
    """Which trades or quotes of which month a tier looks at."""

    of: str
    month: str
    text: str
    against: Optional[str] = None
    milliseconds: Optional[int] = None
    before: int = 0


class Standing(NamedTuple):
    """Where a tier stands while it is tried: its month, what was settled before it, and the steps."""

    day: Day
    month: Month
    settled: Dict[str, Fraction]
    steps: List[Dict[str, str]]
    clause: str


def _noted(at: Standing, text: str, figure: Figure) -> Figure:
    if not isinstance(figure, Missing):
        at.steps.append(_step(text, show(figure), at.clause))
    return figure


def _month_seen(at: Standing, month: str) -> Month:
    if month == "this":
        return at.month
    return next(one for one in at.day.months if one.period == at.day.lead)


def _other_month(at: Standing, which: str) -> Optional[Month]:
    if which == "lead":
        return _month_seen(at, "lead")
    before = [one for one in at.day.months if one.period < at.month.period]
    return before[-1] if before else None


def _in_sight(at: Standing, sight: Sight, time: int) -> bool:
    if sight.milliseconds is None:
        return time <= at.day.time
    until = at.day.time - sight.before * _MILLISECOND
    return until - sight.milliseconds * _MILLISECOND <= time < until


def _trades_seen(at: Standing, sight: Sight) -> List[Trade]:
    if sight.of != "spread-trades":
        trades = _month_seen(at, sight.month).trades
        return [one for one in trades if _in_sight(at, sight, one.time)]
    if sight.against == "nearer":
        return [one for other in _nearer_settled(at) for one in _spread_seen(at, sight, other)]
    other = _other_month(at, sight.against or "lead")
    return [] if other is None else _spread_seen(at, sight, other)


def _spread_seen(at: Standing, sight: Sight, other: Month) -> List[Trade]:
    trades = _spread_trades(at.day, other.period, at.month.period)
    return [one for one in trades if _in_sight(at, sight, one.time)]


def _nearer_settled(at: Standing) -> List[Month]:
    return [
        one for one in at.day.months if one.period < at.month.period and one.period in at.settled
    ]


def _latest(elements: Sequence[Any]) -> List[Any]:
    last = max((one.time for one in elements), default=None)
    return [one for one in elements if one.time == last]


def _quote_seen(at: Standing, sight: Sight) -> Optional[Quote]:
    month = _month_seen(at, sight.month)
    standing = _latest([one for one in month.quotes if _in_sight(at, sight, one.time)])
    if len({(one.bid, one.ask) for one in standing}) > 1:
        refuse_at(_inside(month.at, "quotes"), "ambiguous-quote", "one last quote", "several")
    return standing[0] if standing else None


def _vwap(trades: Sequence[Trade]) -> Fraction:
    return _weighted_mean([(one.price, one.size) for one in trades])


def vwap_of(at: Standing, sight: Sight) -> Figure:
    trades = _trades_seen(at, sight)
    figure = _vwap(trades) if trades else Missing(f"no {sight.text}")
    return _noted(at, f"vwap of {sight.text}", figure)


def volume_of(at: Standing, sight: Sight) -> Figure:
    volume = _total([one.size for one in _trades_seen(at, sight)])
    return _noted(at, f"volume of {sight.text}", volume)


def implied_of(at: Standing, sight: Sight) -> Figure:
    """What the spreads with nearer months say this one is worth, the nearer of them counting more."""
    implied = []
    for other in _nearer_settled(at):
        trades = _spread_seen(at, sight, other)
        if not trades:
            continue
        price = at.settled[other.period] - _vwap(trades)
        apart = _place_of_period(at.month.period) - _place_of_period(other.period)
        size = _total([one.size for one in trades]) / apart
        _noted(at, f"implied by the spread with {other.period}", price)
        _noted(at, f"weight of {other.period}", size)
        implied.append((price, size))
    if not implied:
        return Missing(f"no {sight.text} with a nearer month")
    return _noted(at, f"spread-implied price of {sight.text}", _weighted_mean(implied))


def count_of(at: Standing, sight: Sight) -> Figure:
    return _noted(at, f"number of {sight.text}", Fraction(len(_trades_seen(at, sight))))


def last_of(at: Standing, sight: Sight) -> Figure:
    trades = _latest(_trades_seen(at, sight))
    if len({one.price for one in trades}) > 1:
        place = _month_seen(at, sight.month).at
        refuse_at(place, "ambiguous-trade", "one last trade", "several")
    figure = trades[0].price if trades else Missing(f"no {sight.text}")
    return _noted(at, f"last of {sight.text}", figure)


def midpoint_of(at: Standing, sight: Sight) -> Figure:
    quote = _quote_seen(at, sight)
    if quote is None or quote.bid is None or quote.ask is None:
        return Missing(f"no {sight.text} with both sides")
    return _noted(at, f"midpoint of {sight.text}", (quote.bid + quote.ask) / 2)


def side_of(at: Standing, sight: Sight, side: str) -> Figure:
    words = "bid" if side == "bid" else "offer"
    quote = _quote_seen(at, sight)
    figure = None if quote is None else quote.bid if side == "bid" else quote.ask
    missing = Missing(f"no {words} of {sight.text}")
    return _noted(at, f"{words} of {sight.text}", missing if figure is None else figure)


def width_of(at: Standing, sight: Sight) -> Figure:
    quote = _quote_seen(at, sight)
    if quote is None or quote.bid is None or quote.ask is None:
        return Missing(f"no {sight.text} with both sides")
    return _noted(at, f"width of {sight.text}", quote.ask - quote.bid)


# A daily settlement: for each month the first tier that holds, rounded once.


class Tier(NamedTuple):
    """One line of a waterfall."""

    id: str
    text: str
    clause: str
    price: Callable[[Standing], Figure]
    when: Optional[Callable[[Standing], Verdict]] = None


class MonthGroup(NamedTuple):
    months: str
    tiers: List[Tier]
    round: Optional[Rounding] = None


class LastDay(NamedTuple):
    id: str
    text: str
    clause: str


class DailyRule(NamedTuple):
    groups: List[MonthGroup]
    newly_listed: List[Tier]
    round: Rounding
    last_day: Optional[LastDay] = None


def previous_of(at: Standing, month: str) -> Figure:
    seen = _month_seen(at, month)
    missing = Missing(f"{seen.period} has no previous settlement")
    figure = missing if seen.previous is None else seen.previous
    return _noted(at, f"previous settlement of {seen.period}", figure)


def _settled_today(at: Standing, period: str) -> Figure:
    figure = at.settled.get(period, Missing(f"{period} is not settled yet"))
    return _noted(at, f"settlement of {period}", figure)


def settlement_of_lead(at: Standing) -> Figure:
    return _settled_today(at, at.day.lead)


def settlement_before(at: Standing) -> Figure:
    before = _other_month(at, "nearest-listed-before")
    if before is None:
        return Missing(f"no month is listed before {at.month.period}")
    return _settled_today(at, before.period)


def change_of(at: Standing, which: str) -> Figure:
    other = _other_month(at, which)
    if other is None:
        return Missing(f"no month is listed before {at.month.period}")
    if other.period not in at.settled:
        return Missing(f"{other.period} is not settled yet")
    figure: Figure = Missing(f"{other.period} has no previous settlement")
    if other.previous is not None:
        figure = at.settled[other.period] - other.previous
    return _noted(at, f"change of {other.period}", figure)


def index_today(at: Standing, name: str) -> Figure:
    value = _read_other(at.day.fields, name, at.day.reads.indices)
    return _noted(at, name, Missing(f"{name} was not published") if value is None else value)


def determined_price(at: Standing, wanted: Wanted) -> Figure:
    reads = at.day.reads
    place = _inside(at.month.at, "determination")
    value = _read_determination(
        at.month.determination, place, wanted, reads.signed, reads.ticks.settlement
    )
    return _noted(at, f"determined by {wanted.by} under {wanted.under}", value)


class DayNamed(NamedTuple):
    date: str
    month: str


def days_of(at: Standing, start: DayNamed, end: DayNamed) -> Figure:
    first, last = _day_named(at, start), _day_named(at, end)
    if first is None or last is None:
        return Missing(f"no month is listed before {at.month.period}")
    return _noted(at, f"days from {first} until {last}", Fraction(_days_between(first, last)))


def _day_named(at: Standing, named: DayNamed) -> Optional[str]:
    if named.date == "trade-date":
        return at.day.date
    month = at.month if named.month == "this" else _other_month(at, named.month)
    return None if month is None else month.dates.get(named.date)


def settle_day(day: Day, rule: DailyRule) -> Dict[str, Any]:
    settled = {
        month.period: month.elsewhere
        for month in day.months
        if isinstance(month.elsewhere, Fraction)
    }
    found: Dict[str, Dict[str, Any]] = {}
    here = [month for month in day.months if month.elsewhere is None]
    for group in rule.groups:
        for month in here:
            if _group_of_month(day, month, rule.groups) is group:
                value, found[month.period] = _settle_month(day, month, group, rule, settled)
                settled[month.period] = value
    return {"date": day.date, "months": [found[month.period] for month in here]}


def _group_of_month(day: Day, month: Month, groups: Sequence[MonthGroup]) -> Optional[MonthGroup]:
    of = {group.months: group for group in reversed(groups)}
    wanted = ["expiring"] if month.expiring else []
    wanted += ["spot"] if month.spot else []
    wanted += ["lead"] if month.period == day.lead else []
    return next((of[name] for name in [*wanted, "other", "all"] if name in of), None)


def _settle_month(
    day: Day, month: Month, group: MonthGroup, rule: DailyRule, settled: Dict[str, Fraction]
) -> Tuple[Fraction, Dict[str, Any]]:
    period, last_day = month.period, rule.last_day
    rounding = rule.round if group.round is None else group.round
    if last_day is not None and month.final is not None:
        price = to_fixed(month.final, rule.round.decimals)
        steps = [_step(last_day.text, price, last_day.clause)]
        return month.final, _settlement(period, price, last_day.id, [], steps)
    skipped: List[Dict[str, str]] = []
    for tier in group.tiers if month.previous is not None else [*group.tiers, *rule.newly_listed]:
        at = Standing(day, month, settled, [], tier.clause)
        verdict = True if tier.when is None else tier.when(at)
        figure: Figure
        if isinstance(verdict, Against):
            figure = Missing(verdict.reason)
        else:
            figure = _possible(day, tier.price(at))
        if isinstance(figure, Missing):
            skipped.append({"tier": tier.id, "reason": figure.reason})
            continue
        value = _round_settlement(figure, rounding, month)
        price = to_fixed(value, rule.round.decimals)
        steps = [*at.steps, _step(rounding.text, price, rounding.clause)]
        return value, _settlement(period, price, tier.id, skipped, steps)
    reasons = "; ".join(f"{one['tier']}: {one['reason']}" for one in skipped)
    return refuse_at(month.at, "no-price", f"a price for {period} from one of its tiers", reasons)


def _settlement(
    period: str, price: str, tier: str, skipped: List[Dict[str, str]], steps: List[Dict[str, str]]
) -> Dict[str, Any]:
    return {"period": period, "price": price, "tier": tier, "skipped": skipped, "steps": steps}


def _possible(day: Day, figure: Figure) -> Figure:
    if day.reads.signed or isinstance(figure, Missing) or figure >= 0:
        return figure
    return Missing(f"{show(figure)} is below zero")


def _round_settlement(figure: Fraction, rounding: Rounding, month: Month) -> Fraction:
    if rounding.toward is None:
        return round_to(figure, rounding.increment, rounding.mode)
    # Ties have no side on the day a month is listed: the even multiple is taken.
    if month.previous is None:
        return round_to(figure, rounding.increment, "half-even")
    return round_to(figure, rounding.increment, rounding.mode, month.previous)


# A final settlement.


class ContractRead(NamedTuple):
    name: str
    signed: bool


class FinalReads(NamedTuple):
    """What a final settlement reads; a field that it does not read is refused."""

    averaged: List[str]
    single: List[str]
    determination: bool
    signed: bool
    increment: Fraction
    sets: Optional[Dict[str, List[int]]] = None
    unpublished: bool = False
    choices: bool = False
    settlement: Optional[Fraction] = None
    contracts: Sequence[ContractRead] = ()


class Final(NamedTuple):
    """A final settlement in the making; `skipped` are the lines that were passed over, and why."""

    reads: FinalReads
    period: str
    sets: List[List[str]]
    prints: Dict[str, Dict[str, Optional[Fraction]]]
    contracts: Dict[str, Optional[Fraction]]
    fields: _Fields
    steps: List[Dict[str, str]]
    skipped: List[Dict[str, str]]


def read_final(value: Any, reads: FinalReads) -> Final:
    optional = ["indices"] if reads.single else []
    optional += ["determination"] if reads.determination else []
    needed = ["period"]
    if reads.averaged:
        needed += ["days" if reads.sets is None else "sets", "prints"]
    needed += [] if reads.settlement is None else ["settlement"]
    needed += ["contracts"] if reads.contracts else []
    fields = read_fields(value, "", needed, optional)
    if "indices" in fields:
        _read_indices(fields["indices"], reads.single)
    period = _read_period(fields["period"], "period")
    contracts = _read_contracts(fields, reads)
    if not reads.averaged:
        return Final(reads, period, [], {}, contracts, fields, [], [])
    if reads.sets is None:
        sets = [_read_day_set(fields["days"], "days")]
    else:
        sets = read_list(fields["sets"], "sets", _read_day_set)
    given = read_fields(fields["prints"], "prints", reads.averaged)
    prints = {}
    for index in reads.averaged:
        places = list(range(len(sets))) if reads.sets is None else reads.sets.get(index)
        for place in places or []:
            if place >= len(sets):
                refuse_at("sets", "missing-input", f"{place + 1} sets", str(len(sets)))
        chosen = sets if places is None else [sets[place] for place in places]
        days = [day for days_of_set in chosen for day in days_of_set]
        prints[index] = _read_prints(given[index], _inside("prints", index), days, reads)
    return Final(reads, period, sets, prints, contracts, fields, [], [])


def _read_contracts(fields: _Fields, reads: FinalReads) -> Dict[str, Optional[Fraction]]:
    if not reads.contracts:
        return {}
    names = [name for name, _ in reads.contracts]
    given = read_fields(fields["contracts"], "contracts", names)
    found: Dict[str, Optional[Fraction]] = {}
    for name, signed in reads.contracts:
        place = _inside("contracts", name)
        if given[name] is None and not reads.unpublished:
            refuse_at(place, "missing-settlement", f"the settlement of {name}", "null")
        found[name] = None if given[name] is None else read_price(given[name], place, signed)
    return found


def _read_day_set(value: Any, place: str) -> List[str]:
    days = read_list(value, place, read_date)
    if not days:
        refuse_at(place, "no-days", "at least one day", "none")
    for at, day in enumerate(days):
        if at > 0 and days[at - 1] >= day:
            refuse_at(f"{place}[{at}]", "days-not-ascending", f"a day after {days[at - 1]}", day)
    return days


def _read_prints(
    value: Any, place: str, days: Sequence[str], reads: FinalReads
) -> Dict[str, Optional[Fraction]]:
    prints = read_object(value, place)
    for day in prints:
        if day not in days:
            refuse_at(_inside(place, day), "unexpected-print", "prints of the days only", day)
    found: Dict[str, Optional[Fraction]] = {}
    for day in days:
        if reads.unpublished and day in prints and prints[day] is None:
            found[day] = None
            continue
        if prints.get(day) is None:
            wanted = f"the print of {_day_in_words(day)}"
            refuse_at(_inside(place, day), "missing-print", wanted, "nothing")
        found[day] = read_price(prints[day], _inside(place, day), reads.signed)
    return found


def average_over_days(
    final: Final, daily: Callable[[str], Figure], text: str, clause: str, place: int = 0
) -> Figure:
    values = []
    for day in final.sets[place]:
        value = daily(day)
        if isinstance(value, Missing):
            return Missing(f"{value.reason} on {_day_in_words(day)}")
        final.steps.append(_step(_day_in_words(day), show(value), clause))
        values.append(value)
    average = _mean(values)
    final.steps.append(_step(text, show(average), clause))
    return average


def lowest_over_days(
    final: Final, daily: Callable[[str], Figure], text: str, clause: str, place: int = 0
) -> Figure:
    return _extreme_over_days(final, daily, text, clause, place, lambda value, found: value < found)


def highest_over_days(
    final: Final, daily: Callable[[str], Figure], text: str, clause: str, place: int = 0
) -> Figure:
    return _extreme_over_days(final, daily, text, clause, place, lambda value, found: value > found)


def _extreme_over_days(
    final: Final,
    daily: Callable[[str], Figure],
    text: str,
    clause: str,
    place: int,
    beyond: Callable[[Fraction, Fraction], bool],
) -> Figure:
    found: Optional[Fraction] = None
    on = ""
    for day in final.sets[place] if place < len(final.sets) else []:
        value = daily(day)
        if isinstance(value, Missing):
            return Missing(f"{value.reason} on {_day_in_words(day)}")
        if found is None or beyond(value, found):
            found, on = value, day
    if found is None:
        return Missing("no day")
    final.steps.append(_step(f"{text}: on {_day_in_words(on)}", show(found), clause))
    return found


def print_of(final: Final, index: str, day: str) -> Figure:
    value = final.prints[index].get(day)
    return Missing(f"no {index} was published") if value is None else value


class FinalLine(NamedTuple):
    text: str
    clause: str
    price: Callable[[], Figure]


def first_line(final: Final, lines: Sequence[FinalLine]) -> Figure:
    reason = "no line"
    for text, clause, price in lines:
        steps = len(final.steps)
        figure = price()
        if not isinstance(figure, Missing):
            return figure
        del final.steps[steps:]
        reason = figure.reason
        final.skipped.append({"text": text, "reason": reason, "clause": clause})
    return Missing(reason)


class ChosenLine(NamedTuple):
    text: str
    clause: str
    when: Callable[[], Verdict]
    price: Callable[[], Figure]


def chosen_by(
    final: Final, lines: Sequence[ChosenLine], otherwise: Callable[[], Figure]
) -> Figure:
    for text, clause, when, price in lines:
        verdict = when()
        if not isinstance(verdict, Against):
            return price()
        if verdict.undecided:
            return Missing(verdict.reason)
        passed = {"text": text, "reason": verdict.reason, "clause": clause}
        known = [(one["text"], one["reason"]) for one in final.skipped]
        if (text, verdict.reason) not in known:
            final.skipped.append(passed)
    return otherwise()


def value_of(final: Final, index: str, clause: str) -> Figure:
    value = _read_other(final.fields, index, final.reads.single)
    if value is None and final.reads.unpublished:
        return Missing(f"no {index} was published")
    if value is None:
        place = _inside("indices", index)
        return refuse_at(place, "missing-print", f"a value of {index}", "null")
    final.steps.append(_step(index, show(value), clause))
    return value


def own_settlement(final: Final, clause: str) -> Figure:
    reads = final.reads
    value = read_price(final.fields["settlement"], "settlement", reads.signed, reads.settlement)
    text = "settlement price of the last trading day"
    final.steps.append(_step(text, show(value), clause))
    return value


def contract_settlement(final: Final, name: str, clause: str) -> Figure:
    value = final.contracts.get(name)
    if value is None:
        return Missing(f"{name} was not settled")
    final.steps.append(_step(f"settlement price of {name}", show(value), clause))
    return value


def determined_final(final: Final, wanted: Wanted, clause: str) -> Figure:
    reads = final.reads
    value = _read_determination(
        final.fields["determination"], "determination", wanted, reads.signed, reads.increment
    )
    text = f"determined by {wanted.by} under {wanted.under}"
    final.steps.append(_step(text, show(value), clause))
    return value


def settle_final(final: Final, figure: Figure, rounding: Rounding) -> Dict[str, Any]:
    if isinstance(figure, Missing):
        wanted = f"a final settlement of {final.period}"
        return refuse_at("", "no-price", wanted, figure.reason)
    if not final.reads.signed and figure < 0:
        refuse_at("", "negative-price", "a price of zero or more", show(figure))
    rounded = round_to(figure, rounding.increment, rounding.mode)
    price = to_fixed(rounded, rounding.decimals)
    told = final.reads.unpublished or final.reads.choices
    return {
        "period": final.period,
        "price": price,
        **({"skipped": final.skipped} if told else {}),
        "steps": [*final.steps, _step(rounding.text, price, rounding.clause)],
    }


# What positions are worth.


class TickGrid(NamedTuple):
    increment: Fraction
    decimals: int


class Worth(NamedTuple):
    """What money is made of: currency per contract for a price of 1, and what amounts are exact to."""

    currency: str
    multiplier: Fraction
    exact_to: Fraction
    decimals: int
    signed: bool
    ticks: Dict[str, TickGrid]
    counts: Optional[Dict[str, int]] = None


def _grid_of(worth: Worth, role: Any) -> TickGrid:
    if not isinstance(role, str) or role not in worth.ticks:
        known = f"one of {', '.join(worth.ticks)}"
        return refuse_at("role", "unknown-tick", known, _in_words(role))
    return worth.ticks[role]


def ticks_of(worth: Worth, price: Any, role: Any) -> str:
    increment = _grid_of(worth, role).increment
    return str((read_price(price, "price", worth.signed, increment) / increment).numerator)


def rounded_to_tick(worth: Worth, price: Any, role: Any, mode: Any, reference: Any = None) -> str:
    increment, decimals = _grid_of(worth, role)
    value = read_price(price, "price", worth.signed)
    leaning = None if reference is None else read_price(reference, "reference", worth.signed)
    return to_fixed(round_to(value, increment, mode, leaning), decimals)


def _money(worth: Worth, amount: Fraction) -> Dict[str, str]:
    if not _is_multiple(amount, worth.exact_to):
        wanted = f"a whole number of {show(worth.exact_to)} {worth.currency}"
        refuse_at("", "amount-not-exact", wanted, show(amount))
    return {"amount": to_fixed(amount, worth.decimals), "currency": worth.currency}


def _read_on_tick(worth: Worth, value: Any, place: str) -> Fraction:
    price = read_price(value, place, worth.signed)
    if not any(_is_multiple(price, grid.increment) for grid in worth.ticks.values()):
        refuse_at(place, "off-tick", "a price on a tick", show(price))
    return price


def _multiplier_of(worth: Worth, month: Any) -> Fraction:
    """Currency per contract for a price of 1, of a month where each has its own size."""
    if worth.counts is None:
        return worth.multiplier
    if not isinstance(month, str) or month not in worth.counts:
        refuse_at("month", "unknown-month", f"one of {', '.join(worth.counts)}", _in_words(month))
    return worth.multiplier * worth.counts[month]


def variation_of(worth: Worth, position: Any) -> Dict[str, str]:
    own = [] if worth.counts is None else ["month"]
    fields = read_fields(position, "", ["lots", "previous", "settlement", *own])
    multiplier = _multiplier_of(worth, fields["month"])
    lots = read_whole(fields["lots"], "lots")
    previous = _read_on_tick(worth, fields["previous"], "previous")
    settlement = _read_on_tick(worth, fields["settlement"], "settlement")
    return _money(worth, (settlement - previous) * multiplier * lots)


class PayoutBounds(NamedTuple):
    floor: Fraction
    cap: Fraction


def collateral_of(worth: Worth, bounds: PayoutBounds, position: Any) -> Dict[str, str]:
    own = [] if worth.counts is None else ["month"]
    fields = read_fields(position, "", ["lots", "price", *own])
    multiplier = _multiplier_of(worth, fields["month"])
    lots = read_whole(fields["lots"], "lots")
    price = _read_on_tick(worth, fields["price"], "price")
    if not bounds.floor <= price <= bounds.cap:
        wanted = f"a price from {show(bounds.floor)} to {show(bounds.cap)}"
        refuse_at("price", "out-of-bounds", wanted, show(price))
    lost = price - (bounds.cap if lots < 0 else bounds.floor)
    return _money(worth, lost * multiplier * lots)


def value_of_lots(worth: Worth, price: Any, lots: Any, month: Any = None) -> Dict[str, str]:
    value = _read_on_tick(worth, price, "price") * _multiplier_of(worth, month)
    return _money(worth, value * read_whole(lots, "lots"))


class BandRounding(NamedTuple):
    mode: str
    leans: bool
    grid: TickGrid


def bands_around(
    worth: Worth, previous: Any, shares: Sequence[Fraction], rounding: BandRounding
) -> List[Dict[str, str]]:
    center = _read_on_tick(worth, previous, "previousSettlement")
    increment, decimals = rounding.grid

    def rounded(factor: Fraction) -> str:
        leaning = center if rounding.leans else None
        return to_fixed(round_to(center * factor, increment, rounding.mode, leaning), decimals)

    return [
        {"at": show(share), "lower": rounded(1 - share), "upper": rounded(1 + share)}
        for share in shares
    ]


# A delivery.


class Differential(NamedTuple):
    factor: Fraction
    add: Fraction
    clause: str


class NamedRounding(NamedTuple):
    mode: str
    increment: Fraction
    text: str
    clause: str


class Failure(NamedTuple):
    """What a side that fails pays: a share of the price, money per contract, or what a body determines."""

    kind: str
    clause: str
    text: str = ""
    share: Fraction = ZERO
    amount: Fraction = ZERO
    by: str = ""
    under: str = ""


class DeliveryTerms(NamedTuple):
    grades: Dict[str, Differential]
    locations: Dict[str, Differential]
    multiple: int
    increments: List[Fraction]
    price_clause: str
    failures: Dict[str, Failure]
    round: Optional[NamedRounding] = None


def _read_lots(value: Any, terms: DeliveryTerms) -> int:
    lots = read_count(value, "lots")
    if lots == 0 or lots % terms.multiple != 0:
        wanted = f"a multiple of {terms.multiple} contracts"
        refuse_at("lots", "not-a-multiple", wanted, str(lots))
    return lots


def _read_settlement(value: Any, worth: Worth, terms: DeliveryTerms) -> Fraction:
    price = read_price(value, "price", worth.signed)
    if not any(_is_multiple(price, increment) for increment in terms.increments):
        wanted = " or ".join(show(increment) for increment in terms.increments)
        refuse_at("price", "off-tick", f"a multiple of {wanted}", show(price))
    return price


def invoice_of(worth: Worth, terms: DeliveryTerms, value: Any) -> Dict[str, Any]:
    fields = read_fields(value, "", ("grade", "location", "lots", "price"))
    grade = read_choice(fields["grade"], "grade", list(terms.grades), "unknown-grade")
    location = read_choice(fields["location"], "location", list(terms.locations), "unknown-location")
    lots = _read_lots(fields["lots"], terms)
    price = _read_settlement(fields["price"], worth, terms)
    of, at = terms.grades[grade], terms.locations[location]
    placed = price * of.factor * at.factor + of.add + at.add
    steps = [
        _step("settlement price", show(price), terms.price_clause),
        _step(f"of {grade}", show(price * of.factor + of.add), of.clause),
        _step(f"at {location}", show(placed), at.clause),
    ]
    delivered = placed
    if terms.round is not None:
        delivered = round_to(placed, terms.round.increment, terms.round.mode)
        steps.append(_step(terms.round.text, show(delivered), terms.round.clause))
    amount = _money(worth, delivered * worth.multiplier * lots)
    return {
        "grade": grade,
        "location": location,
        "price": show(delivered),
        "amount": amount,
        "steps": steps,
    }


def failure_of(worth: Worth, terms: DeliveryTerms, value: Any) -> Dict[str, Any]:
    fields = read_fields(value, "", ("side", "lots", "price"), ("determination",))
    side = read_choice(fields["side"], "side", ("seller", "buyer"), "unknown-side")
    lots = _read_lots(fields["lots"], terms)
    price = _read_settlement(fields["price"], worth, terms)
    failure = terms.failures[side]
    steps = [_step("settlement price", show(price), terms.price_clause)]
    if failure.kind == "determination":
        wanted = Wanted(failure.by, failure.under)
        paid = _read_determination(
            fields["determination"], "determination", wanted, False, worth.exact_to
        )
        text = f"determined by {failure.by} under {failure.under}"
        steps.append(_step(text, show(paid), failure.clause))
        return {"paidBy": side, "amount": _money(worth, paid), "steps": steps}
    each = failure.amount
    if failure.kind == "share":
        each = price * worth.multiplier * failure.share
    steps.append(_step(f"{failure.text} a contract", show(each), failure.clause))
    return {"paidBy": side, "amount": _money(worth, each * lots), "steps": steps}


# Spreads.


class Leg(NamedTuple):
    """A leg: its contracts in one spread, how often the price counts it, and what a price of 1 is worth."""

    name: str
    lots: int
    weight: Fraction
    multiplier: Fraction
    tick: TickGrid
    signed: bool
    anchored: bool
    clause: str


class SpreadTerms(NamedTuple):
    legs: List[Leg]
    tick: TickGrid
    signed: bool
    price_clause: str
    leg_prices_clause: str
    round: Optional[NamedRounding] = None


def _as_it_is(value: Any, place: str) -> Any:
    return value


def _read_leg_prices(terms: SpreadTerms, prices: Any, place: str) -> List[Fraction]:
    given = read_list(prices, place, _as_it_is)
    if len(given) != len(terms.legs):
        refuse_at(place, "wrong-length", f"{len(terms.legs)} prices", str(len(given)))
    return [
        read_price(given[at], f"{place}[{at}]", leg.signed, leg.tick.increment)
        for at, leg in enumerate(terms.legs)
    ]


def spread_value(terms: SpreadTerms, value: Any) -> Dict[str, Any]:
    fields = read_fields(value, "", ("prices",))
    prices = _read_leg_prices(terms, fields["prices"], "prices")
    parts = [leg.weight * price for leg, price in zip(terms.legs, prices)]
    steps = [
        _step(f"{leg.name}, counted {show(leg.weight)} times", show(part), leg.clause)
        for leg, part in zip(terms.legs, parts)
    ]
    price = show(_total(parts))
    return {"value": price, "steps": [*steps, _step("price", price, terms.price_clause)]}


def _assigned(
    terms: SpreadTerms, price: Any, settlements: Any
) -> Tuple[Fraction, List[Fraction], List[Dict[str, str]]]:
    """The prices of the legs: those that are anchored at their settlements, the other at what is left."""
    value = read_price(price, "price", terms.signed, terms.tick.increment)
    wanted = len([leg for leg in terms.legs if leg.anchored])
    given = read_list(settlements, "settlements", _as_it_is)
    if len(given) != wanted:
        refuse_at("settlements", "wrong-length", f"{wanted} settlements", str(len(given)))
    steps = [_step("price of the spread", show(value), terms.price_clause)]
    known: Dict[str, Fraction] = {}
    others = ZERO
    for leg in terms.legs:
        if not leg.anchored:
            continue
        at = len(known)
        place = f"settlements[{at}]"
        booked = read_price(given[at], place, leg.signed, leg.tick.increment)
        steps.append(_step(f"{leg.name} at its settlement", show(booked), terms.leg_prices_clause))
        if terms.round is not None:
            booked = round_to(booked, terms.round.increment, terms.round.mode)
            text = f"{leg.name}: {terms.round.text}"
            steps.append(_step(text, show(booked), terms.round.clause))
        known[leg.name] = booked
        others += leg.weight * booked
    prices = []
    for leg in terms.legs:
        if leg.anchored:
            prices.append(known[leg.name])
            continue
        left = (value - others) / leg.weight
        text = f"{leg.name} follows from the price"
        steps.append(_step(text, show(left), terms.leg_prices_clause))
        prices.append(read_price(show(left), leg.name, leg.signed, leg.tick.increment))
    return value, prices, steps


def _booked_legs(terms: SpreadTerms, lots: int, prices: Sequence[Fraction]) -> List[Dict[str, Any]]:
    return [
        {
            "leg": leg.name,
            "lots": str(leg.lots * lots),
            "price": to_fixed(price, leg.tick.decimals),
        }
        for leg, price in zip(terms.legs, prices)
    ]


def _read_spreads_dealt(value: Any) -> int:
    lots = read_whole(value, "lots")
    if lots == 0:
        refuse_at("lots", "not-positive", "a number of spreads other than zero", "0")
    return lots


def leg_prices_of(terms: SpreadTerms, value: Any) -> Dict[str, Any]:
    fields = read_fields(value, "", ("price", "lots", "settlements"))
    lots = _read_spreads_dealt(fields["lots"])
    price, prices, steps = _assigned(terms, fields["price"], fields["settlements"])
    legs = _booked_legs(terms, lots, prices)
    return {"value": to_fixed(price, terms.tick.decimals), "legs": legs, "steps": steps}


def spread_variation(terms: SpreadTerms, worth: Worth, value: Any) -> Dict[str, Any]:
    fields = read_fields(value, "", ("price", "lots", "before", "settlements"))
    lots = _read_spreads_dealt(fields["lots"])
    _, prices, steps = _assigned(terms, fields["price"], fields["before"])
    legs = _booked_legs(terms, lots, prices)
    today = _read_leg_prices(terms, fields["settlements"], "settlements")
    amounts = [
        (now - price) * leg.multiplier * leg.lots * lots
        for leg, price, now in zip(terms.legs, prices, today)
    ]
    gains = [
        _step(f"{leg.name}: what it gains", show(amount), leg.clause)
        for leg, amount in zip(terms.legs, amounts)
    ]
    paid = [{**leg, "amount": _money(worth, amount)} for leg, amount in zip(legs, amounts)]
    return {"amount": _money(worth, _total(amounts)), "legs": paid, "steps": [*steps, *gains]}


# Perpetuals.


def add(left: Fraction, right: Fraction) -> Fraction:
    return left + right


def subtract(left: Fraction, right: Fraction) -> Fraction:
    return left - right


def multiply(left: Fraction, right: Fraction) -> Fraction:
    return left * right


def divide(left: Fraction, right: Fraction) -> Fraction:
    if right == 0:
        refuse("division-by-zero", f"{show(left)} cannot be divided by zero")
    return left / right


def min_(left: Fraction, right: Fraction) -> Fraction:
    return min(left, right)


def max_(left: Fraction, right: Fraction) -> Fraction:
    return max(left, right)


Read = Callable[[Dict[str, Fraction]], Fraction]


class GridRounding(NamedTuple):
    mode: str
    grid: TickGrid
    text: str
    clause: str


class PerpetualMark(NamedTuple):
    reads: List[str]
    of: List[Read]
    round: GridRounding
    clause: str


class FundingClauses(NamedTuple):
    sample: str
    rate: str
    clamp: str
    term: str
    cap: str
    pay: str
    missing: str


class Funding(NamedTuple):
    """The funding of an interval; `longs_pay` is 1 where longs pay what is above zero, else -1."""

    samples: int
    most: int
    take_previous: bool
    sample_reads: List[str]
    sample: Read
    rate: Read
    clamp: Fraction
    share: Fraction
    pay_reads: List[str]
    amount: Read
    round: GridRounding
    longs_pay: int
    clauses: FundingClauses
    cap: Optional[Fraction] = None


class PerpetualTerms(NamedTuple):
    signed: bool
    mark: PerpetualMark
    funding: Funding


def _read_market(
    value: Any, place: str, names: Sequence[str], signed: bool
) -> Dict[str, Fraction]:
    fields = read_fields(value, place, names)
    return {name: read_price(fields[name], _inside(place, name), signed) for name in names}


def perpetual_mark(terms: PerpetualTerms, value: Any) -> Dict[str, Any]:
    mark = terms.mark
    market = _read_market(value, "", mark.reads, terms.signed)
    values = sorted(formula(market) for formula in mark.of)
    middle = values[(len(values) - 1) // 2]
    rounded = round_to(middle, mark.round.grid.increment, mark.round.mode)
    steps = [_step("one of the prices", show(one), mark.clause) for one in values]
    steps.append(_step("the one in the middle", show(middle), mark.clause))
    steps.append(_step(mark.round.text, show(rounded), mark.round.clause))
    return {"value": to_fixed(rounded, mark.round.grid.decimals), "steps": steps}


def _readings(given: Sequence[Optional[Fraction]], take_previous: bool) -> List[Fraction]:
    found: List[Fraction] = []
    last: Optional[Fraction] = None
    for one in given:
        last = one if one is not None else last if take_previous else None
        if last is not None:
            found.append(last)
    return found


def funding_rate_of(terms: PerpetualTerms, value: Any) -> Dict[str, Any]:
    funding, signed = terms.funding, terms.signed
    clauses, grid = funding.clauses, funding.round.grid
    fields = read_fields(value, "", ["samples", *funding.pay_reads])
    market = {name: read_price(fields[name], name, signed) for name in funding.pay_reads}

    def read(one: Any, place: str) -> Optional[Fraction]:
        if one is None:
            return None
        return funding.sample(_read_market(one, place, funding.sample_reads, signed))

    given = read_list(fields["samples"], "samples", read)
    if len(given) != funding.samples:
        refuse_at("samples", "wrong-length", f"{funding.samples} samples", str(len(given)))
    missing = len([one for one in given if one is None])
    steps = [_step("samples that failed", str(missing), clauses.missing)]
    counts = {"used": str(len(given) - missing), "missing": str(missing)}
    if missing > funding.most:
        steps.append(_step("more than may fail: no payment", "0", clauses.missing))
        nothing = {"tier": "none", "rate": "0", "amount": to_fixed(ZERO, grid.decimals)}
        return {**nothing, **counts, "steps": steps}
    samples = _readings(given, funding.take_previous)
    rising = _total([one * (at + 1) for at, one in enumerate(samples)])
    statistics = {
        "mean": _mean(samples),
        "median": _median(samples),
        "weighted-mean": rising / Fraction(len(samples) * (len(samples) + 1), 2),
    }
    plain = funding.rate(statistics)
    steps.append(_step("mean of the samples", show(statistics["mean"]), clauses.sample))
    steps.append(_step("rate", show(plain), clauses.rate))
    rate = max(-funding.clamp, min(funding.clamp, plain))
    if rate != plain:
        steps.append(_step("held within the clamp", show(rate), clauses.clamp))
    own = rate * funding.share
    if own != rate:
        steps.append(_step("the interval's share of the term", show(own), clauses.term))
    each = funding.amount({**market, "rate": own})
    steps.append(_step("for each unit", show(each), clauses.pay))
    paid = each
    if funding.cap is not None:
        paid = max(-funding.cap, min(funding.cap, each))
    if paid != each:
        steps.append(_step("at most the cap", show(paid), clauses.cap))
    amount = round_to(paid, grid.increment, funding.round.mode)
    steps.append(_step(funding.round.text, show(amount), funding.round.clause))
    tier = "clamped" if rate != plain else "rate"
    found = {"tier": tier, "rate": show(own), "amount": to_fixed(amount, grid.decimals)}
    return {**found, **counts, "steps": steps}


def funding_payments_of(terms: PerpetualTerms, worth: Worth, value: Any) -> Dict[str, Any]:
    fields = read_fields(value, "", ("amount", "positions"))
    amount = read_decimal(fields["amount"], "amount")
    increment = terms.funding.round.grid.increment
    if not _is_multiple(amount, increment):
        refuse_at("amount", "off-tick", f"a multiple of {show(increment)}", show(amount))
    positions = read_list(fields["positions"], "positions", _read_position)
    _require_distinct([account for account, _ in positions], "positions", "account")
    held = sum(lots for _, lots in positions)
    if held != 0:
        refuse_at("positions", "positions-unbalanced", "as many bought as sold", str(held))
    each = amount * worth.multiplier * -terms.funding.longs_pay
    payments = [
        {"account": account, "amount": _money(worth, each * lots)} for account, lots in positions
    ]
    return {"payments": payments, "total": _money(worth, each * held)}


def _read_position(value: Any, place: str) -> Tuple[str, int]:
    fields = read_fields(value, place, ("account", "lots"))
    account = read_text(fields["account"], _inside(place, "account"))
    return account, read_whole(fields["lots"], _inside(place, "lots"))


# Options.


class Level(NamedTuple):
    comparison: str
    value: Fraction


class Rung(NamedTuple):
    """A step of strikes within a share of the reference price, while that price compares so."""

    step: Fraction
    within: Fraction
    when: Optional[Level] = None


class PremiumTick(NamedTuple):
    increment: Fraction
    at_most: Optional[Fraction] = None


class MarkRounding(NamedTuple):
    mode: str
    grid: TickGrid


class MarkTerms(NamedTuple):
    decimals: int
    year: int
    round: MarkRounding
    clause: str
    rate: Optional[Fraction] = None


class OptionTerms(NamedTuple):
    product: str
    style: str
    rungs: List[Rung]
    strike_clause: str
    strike_decimals: int
    premium_ticks: List[PremiumTick]
    payment: str
    underlying: Fraction
    assignment: str
    into: str
    exercise_clause: str
    assignment_clause: str
    marks: MarkTerms
    cabinet: Optional[Fraction] = None
    automatic: Optional[Fraction] = None


def _read_series(fields: _Fields) -> Tuple[str, Fraction]:
    right = read_choice(fields["right"], "right", ("call", "put"), "unknown-right")
    strike = read_price(fields["strike"], "strike", False)
    if strike == 0:
        refuse_at("strike", "not-positive", "a strike above zero", "0")
    return right, strike


def _intrinsic_of(right: str, price: Fraction, strike: Fraction) -> Fraction:
    return max(price - strike if right == "call" else strike - price, ZERO)


def _read_premium(terms: OptionTerms, value: Any, place: str) -> Fraction:
    premium = read_price(value, place, False)
    if terms.cabinet is not None and premium == terms.cabinet:
        return premium
    for tick in terms.premium_ticks:
        if tick.at_most is None or premium <= tick.at_most:
            if _is_multiple(premium, tick.increment):
                return premium
            break
    return refuse_at(place, "off-tick", "a multiple of its tick", show(premium))


def strikes_around(terms: OptionTerms, reference: Any) -> List[str]:
    price = read_price(reference, "reference", False)
    found: set = set()
    for step, within, when in terms.rungs:
        if when is not None and not _COMPARISONS[when.comparison](price, when.value):
            continue
        reach = price * within
        last = round_to(price + reach, step, "down")
        strike = round_to(price - reach, step, "up")
        strike = step if strike <= 0 else strike
        while strike <= last:
            found.add(strike)
            strike += step
    return [to_fixed(strike, terms.strike_decimals) for strike in sorted(found)]


def intrinsic_value(terms: OptionTerms, worth: Worth, value: Any) -> Dict[str, Any]:
    fields = read_fields(value, "", ("right", "strike", "price", "lots"))
    right, strike = _read_series(fields)
    price = read_price(fields["price"], "price", False, terms.underlying)
    intrinsic = _intrinsic_of(right, price, strike)
    lots = read_whole(fields["lots"], "lots")
    return {"value": show(intrinsic), "amount": _money(worth, intrinsic * worth.multiplier * lots)}


def premium_payment(terms: OptionTerms, worth: Worth, value: Any) -> Dict[str, str]:
    fields = read_fields(value, "", ("lots", "premium"))
    lots = read_whole(fields["lots"], "lots")
    premium = _read_premium(terms, fields["premium"], "premium")
    if terms.payment == "futures-style":
        return _money(worth, ZERO)
    return _money(worth, premium * worth.multiplier * -lots)


def premium_variation(terms: OptionTerms, worth: Worth, value: Any) -> Dict[str, str]:
    fields = read_fields(value, "", ("lots", "previous", "settlement"))
    lots = read_whole(fields["lots"], "lots")
    increment = terms.marks.round.grid.increment
    settlement = read_price(fields["settlement"], "settlement", False, increment)
    previous = read_price(fields["previous"], "previous", False, increment)
    return _money(worth, (settlement - previous) * worth.multiplier * lots)


def _assigned_pro_rata(sellers: Dict[str, int], exercised: int) -> Dict[str, int]:
    """In proportion, cut to whole contracts; those left over go to the largest remainders."""
    total = sum(sellers.values())
    names = sorted(sellers, key=_units)
    shares = {name: exercised * sellers[name] // total if total else 0 for name in names}
    rests = {name: exercised * sellers[name] % total if total else 0 for name in names}
    over = exercised - sum(shares.values())
    for name in sorted(names, key=lambda name: -rests[name])[:over]:
        shares[name] += 1
    return shares


def _assigned_by_lot(sellers: Dict[str, int], exercised: int, seed: str) -> Dict[str, int]:
    """Drawn without putting any back; number i of the stream is SHA-256 of the text `SEED|i`."""
    names = sorted(sellers, key=_units)
    owners = [(name, sellers[name]) for name in names]
    total = sum(sellers.values())
    moved: Dict[int, int] = {}
    counts = {name: 0 for name in names}
    number = 0
    for drawn_so_far in range(exercised):
        left = total - drawn_so_far
        limit = 2**256 - 2**256 % left
        while True:
            text = f"{seed}|{number}".encode("utf-8", "surrogatepass")
            drawn = int.from_bytes(hashlib.sha256(text).digest(), "big")
            number += 1
            if drawn < limit:
                break
        place = drawn_so_far + drawn % left
        contract = moved.get(place, place)
        moved[place] = moved.get(drawn_so_far, drawn_so_far)
        for name, lots in owners:
            if contract < lots:
                counts[name] += 1
                break
            contract -= lots
    return counts


def _read_instructions(fields: _Fields, positions: Sequence[Tuple[str, int]]) -> Dict[Any, int]:
    """The contracts of each account and action; in time, one of a kind, and for no more than is held."""
    deadline = read_instant(fields["deadline"], "deadline")

    def read(value: Any, place: str) -> Tuple[str, str, int, int]:
        given = read_fields(value, place, ("account", "action", "lots", "time"))
        actions = ("exercise", "abandon")
        return (
            read_text(given["account"], _inside(place, "account")),
            read_choice(given["action"], _inside(place, "action"), actions, "unknown-action"),
            read_count(given["lots"], _inside(place, "lots")),
            read_instant(given["time"], _inside(place, "time")),
        )

    instructions = read_list(fields["instructions"], "instructions", read)
    named = [f"{account} {action}" for account, action, _, _ in instructions]
    _require_distinct(named, "instructions", "instruction")
    left = {account: max(lots, 0) for account, lots in positions}
    for at, (account, _, lots, time) in enumerate(instructions):
        place = f"instructions[{at}]"
        if time >= deadline:
            refuse_at(f"{place}.time", "after-deadline", "a time before the deadline", "a later one")
        if lots == 0:
            refuse_at(f"{place}.lots", "not-positive", "at least one contract", "0")
        most = left.get(account, 0)
        if most < lots:
            refuse_at(f"{place}.lots", "more-than-held", f"at most {most}", str(lots))
        left[account] = most - lots
    return {(account, action): lots for account, action, lots, _ in instructions}


def exercise_series(terms: OptionTerms, worth: Worth, value: Any) -> Dict[str, Any]:
    first = ["series", "date", "expires", "right", "strike", "price"]
    fields = read_fields(value, "", [*first, "positions", "deadline", "instructions"])
    series = read_text(fields["series"], "series")
    date = read_date(fields["date"], "date")
    expires = fields["expires"]
    if not isinstance(expires, bool):
        refuse_at("expires", "not-a-choice", "true or false", _in_words(expires))
    right, strike = _read_series(fields)
    price = read_price(fields["price"], "price", False, terms.underlying)
    positions = read_list(fields["positions"], "positions", _read_position)
    told = _read_instructions(fields, positions)
    _require_distinct([account for account, _ in positions], "positions", "account")
    if sum(lots for _, lots in positions) != 0:
        refuse_at("positions", "unbalanced", "as many contracts bought as sold", "another number")
    for at, (_, action) in enumerate(told):
        if not expires and (terms.style == "european" or action == "abandon"):
            refuse_at(f"instructions[{at}].action", "not-expiry", f"expiry to {action}", date)
    intrinsic = _intrinsic_of(right, price, strike)
    automatic = expires and terms.automatic is not None and intrinsic >= terms.automatic
    exercised = {}
    for account, lots in positions:
        if lots > 0:
            given_up = lots - told.get((account, "abandon"), 0)
            exercised[account] = given_up if automatic else told.get((account, "exercise"), 0)
    total = sum(exercised.values())
    sellers = {account: -lots for account, lots in positions if lots < 0}
    if terms.assignment == "random":
        assigned = _assigned_by_lot(sellers, total, f"{terms.product}|{series}|{date}")
    else:
        assigned = _assigned_pro_rata(sellers, total)
    how = "automatically, less what was given up" if automatic else "as instructed"
    lot = "by lot" if terms.assignment == "random" else "pro rata"
    settled = f"{right} at {show(strike)}, settled at {show(price)}: intrinsic value"
    steps = [
        _step(settled, show(intrinsic), terms.exercise_clause),
        _step(f"exercised {how}", str(total), terms.exercise_clause),
        _step(f"assigned {lot}", str(total), terms.assignment_clause),
    ]
    # A future dealt at the strike may lose; cash is never paid by who exercises.
    moved = price - strike if right == "call" else strike - price
    each = (intrinsic if terms.into == "cash" else moved) * worth.multiplier
    accounts = []
    for account, lots in sorted(positions, key=lambda position: _units(position[0])):
        own, given = exercised.get(account, 0), assigned.get(account, 0)
        net = own - given
        future = (net if right == "call" else -net) if terms.into == "future" else 0
        accounts.append(
            {
                "account": account,
                "exercised": str(own),
                "abandoned": str(lots - own if lots > 0 and expires else 0),
                "assigned": str(given),
                "future": str(future),
                "amount": _money(worth, each * net),
            }
        )
    return {"exercised": str(total), "accounts": accounts, "steps": steps}


# The acceptance of a calculator: its vectors, computed again.


def _same(found: Any, wanted: Any, whole: bool) -> bool:
    """Whether `found` has all that `wanted` has, and nothing else where vectors say the `whole`."""
    if isinstance(wanted, list):
        alike = isinstance(found, list) and len(found) == len(wanted)
        return alike and all(_same(a, b, whole) for a, b in zip(found, wanted))
    if isinstance(wanted, dict):
        if not isinstance(found, dict) or (whole and len(found) != len(wanted)):
            return False
        return all(name in found and _same(found[name], value, whole) for name, value in wanted.items())
    return type(found) is type(wanted) and found == wanted


def outcome(function: Callable[..., Any], arguments: Sequence[Any]) -> Dict[str, Any]:
    """What a call returns, or the code that it is refused with."""
    try:
        return {"returns": function(*arguments)}
    except RefusedInput as refused:
        return {"refused": refused.code}


def run_vectors(functions: Dict[str, Callable[..., Any]]) -> None:
    """Prints `N vectors agree`, or the first that does not, and then ends with 1."""
    path = sys.argv[1] if len(sys.argv) > 1 else "vectors.json"
    with open(path, encoding="utf-8") as file:
        content = json.load(file)
    vectors, whole = content["vectors"], content.get("whole", False)
    offered = [one for one in vectors if one["function"] in functions]
    for one in offered:
        found = outcome(functions[one["function"]], one["arguments"])
        if not _same(found, one["expected"], whole):
            print(f"{one['name']}: expected {one['expected']}, found {found}")
            sys.exit(1)
    left = len(vectors) - len(offered)
    print(f"{len(offered)} vectors agree" + (f", {left} of functions not offered" if left else ""))
