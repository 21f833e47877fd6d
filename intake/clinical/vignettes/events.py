"""Events of facts from outside: operations, casts and beds, injuries, journeys, clots, IVF."""
from datetime import timedelta

from intake.clinical.body import read_region
from intake.clinical.facts import (
    Birth,
    Clot,
    ClottingTendency,
    Condition,
    Immobilisation,
    Injury,
    Ivf,
    Journey,
    Operation,
)
from intake.clinical.facts.codes import clot_type, immobilisation_type
from intake.clinical.operations import OperationCategory, category_of_hardware, operation_category, read_operation
from intake.clinical.vignettes.reader import FactsReader, Row
from intake.clinical.vignettes.scope import tokens_of

MODES = {
    **dict.fromkeys(("plane", "flight", "air", "airplane", "aeroplane", "fly", "flying"), "plane"),
    **dict.fromkeys(("car", "drive", "driving", "van", "lorry", "truck", "taxi", "motorbike"), "car"),
    **dict.fromkeys(("bus", "coach", "minibus"), "bus"), **dict.fromkeys(("train", "rail"), "train"),
    **dict.fromkeys(("other", "ship", "boat", "ferry"), "other"), "unknown": "", "unsure": "", "journey": "",
}
INJURY_TYPES = {
    **dict.fromkeys(("sprain", "strain", "sprained", "twist", "twisted", "ligament", "ligament_tear"), "sprain"),
    **dict.fromkeys(("muscle_tear", "tear", "torn", "torn_muscle", "pulled_muscle", "rupture", "ruptured"),
                    "muscle_tear"),
    **dict.fromkeys(("bruise", "contusion", "knock", "kick", "blow", "crush", "haematoma", "hematoma"), "bruise"),
    **dict.fromkeys(("fracture", "fractured", "broken", "broken_bone", "broken_leg", "broken_ankle", "break",
                     "stress_fracture"), "fracture"),
    **dict.fromkeys(("dislocation", "dislocated", "cut", "laceration", "wound", "burn", "whiplash", "fall", "accident",
                     "concussion", "bite", "graze", "other", "unknown", "unsure", "injury"), "other"),
}
_REGIONS = frozenset({"leg", "arm", "back", "neck", "head", "trunk"})
_KIND_NOT_KNOWN = frozenset({"", "unknown", "unsure", "not sure", "clot", "unknown kind", "kind unknown", "not known"})
# A plate or a new joint was put in by an operation, which counts within a year (R77).
HARDWARE_COUNTS = timedelta(365)


def read_surgery(row: Row) -> Operation | Birth | None:
    """An operation; a caesarean is a birth. None where it is a test, denied or somebody else's."""
    given, name = row.name("category", "type", "code"), row.text("name", "what")
    words, day = row.text("words") or name or given, row.day("date")
    healed, (side, site) = row.answer("healed"), row.place()
    category, is_one = _category(row.reader, given, name)
    if not is_one or category == "not_an_operation":
        return None
    if category == "caesarean":
        return Birth(day, "caesarean", words)
    return Operation(category or "", day, healed, site, side, words)


def _category(reader: FactsReader, given: str, name: str) -> tuple[OperationCategory | None, bool]:
    """Its category, None where it is not known, and whether there was an operation at all."""
    code = operation_category("_".join(tokens_of(given)))
    if code is not None or not (given or name):
        return code, True
    if not given:
        return read_operation(name).category, True
    read = reader.words("surgeries", given)
    return (operation_category(read.codes[0]) if read.codes else None), bool(read.codes) or not read.is_read


def operation_of_hardware(reader: FactsReader, condition: Condition) -> Operation | None:
    """The operation by which metal or a new joint was put in, where that lies within a year."""
    latest = condition.on.latest
    if condition.code != "hardware" or latest is None or reader.on - latest > HARDWARE_COUNTS:
        return None
    return Operation(category_of_hardware(condition.words, condition.site), condition.on, site=condition.site,
                     side=condition.side, words=condition.words)


def read_stay(row: Row) -> Immobilisation | None:
    """A cast, boot, fracture or time in bed; None where nobody can read it, or it is denied."""
    text = row.name("type", "code")
    start, end, days = row.day("start"), row.end("end"), row.whole("days", most=20_000)
    side, words = row.side(), row.text("words") or text
    row.pass_over("site")
    kind = next(map(immobilisation_type, row.reader.words("immobilisations", text).codes), None)
    return None if kind is None else Immobilisation(kind, start, end, days, side, words)


def read_injury(row: Row) -> Injury:
    """An injury; what kind it is may be unknown."""
    region = row.text("region", "site", "")
    of_region, place = read_region(region)
    if not place and region.lower() not in _REGIONS:
        row.reader.say("injuries.region", region)
    given = row.text("type")
    kind = row.reader.word(given, INJURY_TYPES, "injuries.type")
    side = row.side() or of_region
    words = row.text("words") or f"{given or 'injury'} {region}".strip()
    return Injury(place or region, kind, row.day("date"), side, words)


def read_journey(row: Row) -> Journey:
    """A journey."""
    given = row.text("mode", "type", "")
    return Journey(row.reader.word(given, MODES, "travel.mode"),
                   row.number("seated_hours", "hours", most=200), row.day("end_date", "date"),
                   row.text("words") or given)


def read_clot(row: Row, kind: str = "") -> Clot | None:
    """A clot; None where it is denied or a relative's. Of a kind that nobody can read it counts as a deep one."""
    text = row.name("type", "code", "name")
    day, side, treated = row.day("date"), row.side(), row.answer("on_treatment")
    status, words = row.word("status", CLOT_STATUS), row.text("words") or text
    row.pass_over("site")
    is_past = status == "past"
    if not kind and " ".join(tokens_of(text)) not in _KIND_NOT_KNOWN:
        read = row.reader.words("conditions", text, "vte_history")
        kind = next(map(clot_type, read.codes), "")
        is_past = is_past or read.past
        if read.is_read and not read.codes:
            return None
        if read.is_read and not kind:
            row.reader.say("vte_history", text)
    return Clot(clot_type(kind), day, side, treated, words, past=is_past)


CLOT_STATUS = {**dict.fromkeys(("past", "resolved", "old", "previous", "history"), "past"),
               **dict.fromkeys(("now", "current", "active", "acute", "new", "unknown"), "now")}


def read_trait(row: Row) -> ClottingTendency | None:
    """A clotting tendency, by whatever name; None where it is denied or a relative's."""
    text = row.name("type", "code", "name")
    read = row.reader.words("conditions", text, "thrombophilia")
    words = row.text("words") or text
    return None if read.is_read and not read.codes else ClottingTendency("_".join(tokens_of(text)), words)


def read_ivf(row: Row) -> Ivf | None:
    """Stimulation for IVF; of one told without more the day is not known."""
    said = row.name()
    row.pass_over("words")
    if said:
        row.reader.say("ivf", said)
    return Ivf(row.day("stimulation_end"), "IVF")
