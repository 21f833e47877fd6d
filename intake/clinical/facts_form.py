"""Facts written as plain data (the form of the vignettes, clot.md 9.7), read tolerantly; what nobody can read is listed."""
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from intake.clinical.answer import Answer
from intake.clinical.body import read_region
from intake.clinical.dates import UNKNOWN, VagueDate, read_date
from intake.clinical.facts import (
    BloodPressure,
    Cancer,
    Clearance,
    Clot,
    Condition,
    Device,
    Facts,
    Immobilisation,
    Injury,
    Inr,
    Journey,
    Platelets,
    Pregnancy,
    Surgery,
    Symptom,
)
from intake.clinical.facts_form_medicines import read_medicines
from intake.clinical.form_codes import read_code

NO_BEARING = frozenset({"smoker", "desk_hours_per_day", "height_cm", "weight_kg", "name", "occupation", "note", "notes"})
CLOT_TYPES = ("dvt", "pe", "svt")
CAUSES = {"known": "known_condition", "condition": "known_condition", "assessed": "known_condition",
          "unknown": "unexplained", "none": "unexplained", "sport": "exercise", "accident": "injury", "": ""}


class Reader:
    """Reads one person's facts as said on `on`, and keeps what could not be read in `unread`."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.unread: list[str] = []

    def day(self, value: object) -> VagueDate:
        """A date as given; words without a date are kept and count as unknown."""
        if value is None or value == "":
            return UNKNOWN
        return read_date(value.isoformat() if isinstance(value, date) else str(value), self.on)

    def number(self, value: object, what: str) -> float | None:
        """A number, or None; something else is unread."""
        if value is None or value == "":
            return None
        try:
            return float(str(value))
        except ValueError:
            self.unread.append(f"{what}: {value}")
            return None

    def whole(self, value: object, what: str) -> int | None:
        """A whole number, or None."""
        number = self.number(value, what)
        return None if number is None else int(number)

    def rows(self, data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]] | None:
        """The rows of a list, each as a mapping (a bare word is its code); None where the key is missing."""
        value = data.get(key)
        if value is None:
            return None
        if isinstance(value, (str, Mapping)):
            value = [value]
        return [row if isinstance(row, Mapping) else {"code": str(row), "type": str(row)} for row in value]

    def codes(self, kind: str, text: str, place: str = "") -> tuple[str, ...]:
        """The codes that `text` means; nothing, and an entry in `unread`, where it means none."""
        read = read_code(kind, text, place)
        if read is None:
            self.unread.append(f"{kind}: {text}")
            return ()
        return read


def facts_from_dict(data: Mapping[str, Any], on: date) -> tuple[Facts, tuple[str, ...]]:
    """The facts in `data` as said on `on`, and the entries that nobody can read ("symptoms: zzz")."""
    reader = Reader(on)
    handled = _HANDLED | NO_BEARING
    reader.unread += [f"facts: {key}" for key in data if key not in handled]
    conditions, clots, traits, ill = _conditions(reader, data)
    facts = Facts(
        age=reader.whole(data.get("age"), "age"), sex=str(data.get("sex") or ""),
        bmi=reader.number(data.get("bmi"), "bmi"),
        areas_requested=_all(data.get("area_requested", data.get("areas_requested")), str),
        symptoms=_symptoms(reader, data),
        surgeries=_each(reader, data, "surgeries", _surgery),
        immobilisations=_each(reader, data, "immobilisations", _stay),
        injuries=_each(reader, data, "injuries", _injury),
        travel=_each(reader, data, "travel", _journey),
        vte_history=_plus(_each(reader, data, "vte_history", _clot), clots),
        thrombophilia=_plus(_each(reader, data, "thrombophilia", _trait), traits),
        family_history_vte_first_degree=Answer.read(data.get("family_history_vte_first_degree")),
        cancer=_cancer(reader, data.get("cancer")) or ill,
        pregnancy=_pregnancy(reader, data.get("pregnancy")),
        medications=read_medicines(reader.rows(data, "medications"), reader.day, on),
        conditions=conditions,
        devices=_each(reader, data, "devices", _device),
        blood_pressure=_pressure(reader, data.get("bp", data.get("blood_pressure"))),
        clearances=_each(reader, data, "clearances", _clearance) or (),
        bruises_easily=Answer.read(data.get("bruises_easily")),
        platelets=_platelets(reader, data.get("platelets")),
        inr=_inr(reader, data.get("inr")),
        head_knock_since_last_visit=Answer.read(data.get("head_knock_since_last_visit", data.get("head_knock"))),
        temperature=reader.number(data.get("temperature", data.get("temperature_c")), "temperature"),
        visit_questions_answered_on=reader.day(data.get("visit_questions_answered_on")).latest,
    )
    return facts, tuple(dict.fromkeys(reader.unread))


def _all(value: Iterable[Any] | None, read: Callable[[Any], Any]) -> tuple | None:
    return None if value is None else tuple(read(item) for item in ([value] if isinstance(value, str) else value))


def _each(reader: Reader, data: Mapping[str, Any], key: str, read: Callable[[Reader, Mapping], Any]) -> tuple | None:
    rows = reader.rows(data, key)
    return None if rows is None else tuple(fact for row in rows if (fact := read(reader, row)) is not None)


def _plus(own: tuple | None, more: tuple) -> tuple | None:
    return (own or ()) + more if more else own


def _place(row: Mapping[str, Any], key: str = "site") -> tuple[str, str]:
    side, site = read_region(str(row.get(key) or ""))
    return str(row.get("side") or side or ""), site


def _symptoms(reader: Reader, data: Mapping[str, Any]) -> tuple[Symptom, ...] | None:
    rows = reader.rows(data, "symptoms")
    if rows is None:
        return None
    found = []
    for row in rows:
        text, (side, site) = str(row.get("code") or ""), _place(row)
        cause = str(row.get("cause") or "").lower()
        for code in reader.codes("symptoms", text, str(row.get("site") or "")):
            found.append(Symptom(
                code, side=side, site=site, onset=reader.day(row.get("onset_date", row.get("onset"))),
                cause=CAUSES.get(cause, cause), assessed=Answer.read(row.get("assessed")),
                difference_cm=reader.number(row.get("difference_cm"), "difference_cm"),
                ended=reader.day(row["ended"]) if row.get("ended") else None, words=str(row.get("words") or text)))
    return tuple(found)


def _surgery(reader: Reader, row: Mapping[str, Any]) -> Surgery:
    category = str(row.get("category") or "")
    read = reader.codes("surgeries", category) if category else ()
    side, site = _place(row)
    return Surgery(read[0] if read else "", reader.day(row.get("date")), Answer.read(row.get("healed")), site, side,
                   str(row.get("name") or category))


def _stay(reader: Reader, row: Mapping[str, Any]) -> Immobilisation | None:
    text = str(row.get("type") or row.get("code") or "")
    codes = reader.codes("immobilisations", text)
    if not codes:
        return None
    return Immobilisation(codes[0], reader.day(row.get("start")), reader.day(row["end"]) if row.get("end") else None,
                          reader.whole(row.get("days"), "days"), str(row.get("side") or ""), str(row.get("words") or text))


def _injury(reader: Reader, row: Mapping[str, Any]) -> Injury:
    region = str(row.get("region") or row.get("site") or "")
    side, place = read_region(region)
    words = str(row.get("words") or f"{row.get('type') or 'injury'} {region}".strip())
    return Injury(place or region, str(row.get("type") or ""), reader.day(row.get("date")),
                  str(row.get("side") or side), words)


def _journey(reader: Reader, row: Mapping[str, Any]) -> Journey:
    mode = str(row.get("mode") or "")
    return Journey(mode, reader.number(row.get("seated_hours", row.get("hours")), "seated_hours"),
                   reader.day(row.get("end_date", row.get("date"))), str(row.get("words") or mode))


def _clot(reader: Reader, row: Mapping[str, Any]) -> Clot:
    text = str(row.get("type") or "")
    read = read_code("conditions", text) or ()
    if not read or read[0] not in CLOT_TYPES:
        reader.unread.append(f"vte_history: {text}")
    return Clot(read[0] if read and read[0] in CLOT_TYPES else "", reader.day(row.get("date")),
                str(row.get("side") or ""), Answer.read(row.get("on_treatment")), str(row.get("words") or text))


def _trait(reader: Reader, row: Mapping[str, Any]) -> Condition:
    text = str(row.get("type") or row.get("code") or row.get("name") or "")
    return Condition("_".join(text.lower().replace("-", " ").replace("_", " ").split()), words=str(row.get("words") or text))


def _conditions(reader: Reader, data: Mapping[str, Any]) -> tuple[
        tuple[Condition, ...] | None, tuple[Clot, ...], tuple[Condition, ...], Cancer | None]:
    """Conditions, and what among them belongs elsewhere: clots, clotting tendencies, cancer."""
    rows = reader.rows(data, "conditions")
    found, clots, traits, ill = [], [], [], None
    for row in rows or ():
        text, (side, site) = str(row.get("code") or row.get("name") or ""), _place(row)
        for code in reader.codes("conditions", text):
            if code in CLOT_TYPES:
                clots.append(_clot(reader, {**row, "type": code, "words": text}))
            elif code == "thrombophilia":
                traits.append(_trait(reader, {**row, "type": text}))
            elif code == "cancer":
                ill = Cancer(str(row.get("status") or ""), reader.day(row.get("last_treatment")), text)
            else:
                found.append(Condition(
                    code, reader.day(row.get("date")), side, site, Answer.read(row.get("assessed")),
                    str(row.get("severity") or ""), str(row.get("status") or "") == "past", str(row.get("words") or text)))
                if code == "liver_cirrhosis" and "bruis" in text.lower():
                    found.append(Condition("low_platelets", words=text))
    return (None if rows is None else tuple(found)), tuple(clots), tuple(traits), ill


def _cancer(reader: Reader, value: Any) -> Cancer | None:
    if not value:
        return None
    row = value if isinstance(value, Mapping) else {"status": str(value)}
    status = str(row.get("status") or "")
    return None if status == "none" else Cancer(status, reader.day(row.get("last_treatment")), f"cancer, {status}")


def _pregnancy(reader: Reader, value: Any) -> Pregnancy | None:
    if not value:
        return None
    row = value if isinstance(value, Mapping) else {"status": str(value)}
    status = str(row.get("status") or "")
    known = {"pregnant": "pregnant", "postpartum": "postpartum", "might_be": "might_be", "none": "none", "no": "none",
             "not_pregnant": "none", "possible": "might_be", "unsure": "might_be", "breastfeeding": "postpartum"}
    if status not in known:
        reader.unread.append(f"pregnancy: {status}")
    mode = str(row.get("mode") or "").lower()
    mode = "caesarean" if mode.startswith(("caes", "ces", "c-s", "section")) else "vaginal" if mode.startswith("vag") else ""
    return Pregnancy(known.get(status, "might_be"), reader.whole(row.get("weeks"), "weeks"),
                     reader.day(row.get("delivery_date")), mode, f"{status} {mode}".strip())


def _device(reader: Reader, row: Mapping[str, Any]) -> Device | None:
    text, (side, site) = str(row.get("code") or ""), _place(row)
    codes = reader.codes("devices", text)
    return Device(codes[0], site, side, text) if codes else None


def _pressure(reader: Reader, value: Any) -> BloodPressure | None:
    if not isinstance(value, Mapping):
        return None
    upper, lower = reader.whole(value.get("systolic"), "systolic"), reader.whole(value.get("diastolic"), "diastolic")
    return BloodPressure(upper, lower, reader.day(value.get("date")), f"{upper}/{lower}")


def _clearance(reader: Reader, row: Mapping[str, Any]) -> Clearance:
    until = reader.day(row.get("valid_until"))
    last = None
    if row.get("valid_until"):
        last = date.fromisoformat(str(row["valid_until"])[:10]) if until.is_known or until.in_future else None
    return Clearance(str(row.get("rule") or "").upper(), str(row.get("by") or ""), reader.day(row.get("date")), last,
                     str(row.get("side") or ""), str(row.get("limits") or ""), str(row.get("words") or ""))


def _platelets(reader: Reader, value: Any) -> Platelets | None:
    if value is None or value == "":
        return None
    raw = value.get("value") if isinstance(value, Mapping) else value
    if str(raw or "").lower().startswith("low") or (isinstance(value, Mapping) and raw is None):
        return Platelets(low_number_unknown=True, words=str(value))
    return Platelets(reader.number(raw, "platelets"), words=str(raw))


def _inr(reader: Reader, value: Any) -> Inr | None:
    if value is None or value == "":
        return None
    row = value if isinstance(value, Mapping) else {"value": value}
    return Inr(reader.number(row.get("value"), "inr"), reader.number(row.get("target_low"), "inr target"),
               reader.number(row.get("target_high"), "inr target"), str(row.get("state") or ""), str(row.get("value") or ""))


_HANDLED = frozenset({
    "age", "sex", "bmi", "area_requested", "areas_requested", "symptoms", "surgeries", "immobilisations", "injuries",
    "travel", "vte_history", "thrombophilia", "family_history_vte_first_degree", "cancer", "pregnancy", "medications",
    "conditions", "devices", "bp", "blood_pressure", "clearances", "bruises_easily", "platelets", "inr", "head_knock",
    "head_knock_since_last_visit", "temperature", "temperature_c", "visit_questions_answered_on",
})
