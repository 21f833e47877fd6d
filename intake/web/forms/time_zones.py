"""Time zones to choose from, by country, as tzdata lists them: the main ones first, and without what only history
tells apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from intake.web.forms.countries import COUNTRIES

DATA = files("tzdata") / "zoneinfo"
LISTED = dict(COUNTRIES)
Group = tuple[str, str, list[tuple[str, str]]]
"""A country's code ("" for places of other countries), words above the group, and its zones with their words."""


@dataclass(frozen=True, slots=True)
class Zone:
    """One time zone of a country. `about` is what tzdata says of it, "" where nothing need be said."""

    name: str
    country: str
    about: str
    rule: str
    """By which rule its clocks go from now on: two zones of one rule differ in the past alone."""

    @property
    def place(self) -> str:
        """The place it is named after."""
        return self.name.rpartition("/")[2].replace("_", " ")


def zones_of(country: str) -> tuple[Zone, ...]:
    """The zones of a country by its ISO 3166 code: one of each rule first, then others that people look for."""
    return _by_country().get(country, ())


def usual_zone(country: str) -> str:
    """The name of a country's only zone, "" where it has several or none is known."""
    zones = zones_of(country)
    return zones[0].name if len(zones) == 1 else ""


@cache
def zone_names() -> frozenset[str]:
    """The names of all zones that can be chosen."""
    return frozenset(zone.name for zones in _by_country().values() for zone in zones)


def fits(name: str, country: str) -> bool:
    """Whether a clinic of `country` can go by this zone: one of its own rules, or a place of a country not listed."""
    own = {zone.rule for zone in zones_of(country)}
    return not own or _rule(name) in own or name in {zone.name for zone in _other_places()}


def zone_groups(at: datetime, *, kept: str = "") -> list[Group]:
    """All zones to choose from with the time there at the moment `at`; first `kept`, where it is none of them."""
    groups: list[Group] = [
        (code, words, [(zone.name, _words(zone, at)) for zone in zones_of(code)]) for code, words in COUNTRIES
    ]
    groups.append(("", "Other places", [(zone.name, _words(zone, at)) for zone in _other_places()]))
    if kept and kept not in zone_names():
        groups.insert(0, ("", "As it is set", [(kept, f"{kept}, {_time(kept, at)}")]))
    return groups


def _words(zone: Zone, at: datetime) -> str:
    where = zone.about if zone.place in zone.about else ", ".join(filter(None, (zone.place, zone.about)))
    return f"{where} ({zone.name}), {_time(zone.name, at)}"


def _time(name: str, at: datetime) -> str:
    return f"now {at.astimezone(_zone(name)):%H:%M}"


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@cache
def _by_country() -> dict[str, tuple[Zone, ...]]:
    listed: dict[str, list[Zone]] = {}
    for country, _place, name, *about in _rows("zone.tab"):
        listed.setdefault(country, []).append(Zone(name, country, "".join(about), _rule(name)))
    return {country: _worth_offering(zones) for country, zones in listed.items()}


def _worth_offering(zones: list[Zone]) -> tuple[Zone, ...]:
    by_rule: dict[str, Zone] = {}
    # For each rule the zone that tzdata names for the present, or else the country's first.
    for zone in sorted(zones, key=lambda zone: zone.name not in _present_zones()):
        by_rule.setdefault(zone.rule, zone)
    main = sorted(by_rule.values(), key=_rank)
    if len(main) == 1:
        return (replace(main[0], about=""),)
    # A name of three parts is a county's (America/Indiana/Vevay).
    return (*main, *(zone for zone in zones if zone not in main and zone.name.count("/") == 1))


def _rank(zone: Zone) -> tuple[bool, bool, bool]:
    # What tzdata names for the present comes first, then where most people are; islands last.
    return zone.name not in _present_zones(), "sland" in zone.about, "most" not in zone.about


@cache
def _present_zones() -> frozenset[str]:
    return frozenset(row[2] for row in _rows("zonenow.tab"))


@cache
def _other_places() -> tuple[Zone, ...]:
    countries = dict(_rows("iso3166.tab"))
    zones = [
        replace(zone, about=", ".join(filter(None, (countries[code], zone.about))))
        for code, zones in _by_country().items() if code not in LISTED for zone in zones
    ]
    return tuple(sorted(zones, key=lambda zone: zone.place))


def _rows(table: str) -> Iterable[list[str]]:
    lines = (DATA / table).read_text("utf-8").splitlines()
    return (line.split("\t") for line in lines if line and not line.startswith("#"))


def _rule(name: str) -> str:
    """The last line of a zone's file: its rule from now on, as POSIX writes it. "" where there is no such zone."""
    try:
        return DATA.joinpath(*name.split("/")).read_bytes().rsplit(b"\n", 2)[1].decode("ascii")
    except (OSError, IndexError, ValueError):
        return ""
