"""Facts as plain data (scale.md#facts-and-their-codes), read tolerantly; what nobody can read is listed."""
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from intake.clinical.answer import Answer
from intake.clinical.body import read_region
from intake.clinical.facts import (
    Cancer,
    Clot,
    ClottingTendency,
    Condition,
    Facts,
    Immobilisation,
    Injury,
    Journey,
    Operation,
    Symptom,
)
from intake.clinical.facts.codes import cancer_status, clot_type, condition_code, immobilisation_type, symptom_code
from intake.clinical.facts.silence import Matter
from intake.clinical.operations import operation_category
from intake.clinical.vignettes.codes import read_code
from intake.clinical.vignettes.medicines import read_medicines
from intake.clinical.vignettes.reader import FactsReader
from intake.clinical.vignettes.states import (
    read_cancer,
    read_clearance,
    read_device,
    read_inr,
    read_platelets,
    read_pregnancy,
    read_pressure,
)

T = TypeVar("T")
NO_BEARING = frozenset({"smoker", "desk_hours_per_day", "height_cm", "weight_kg", "name", "occupation", "note",
                        "notes"})
CAUSES = {"known": "known_condition", "condition": "known_condition", "assessed": "known_condition",
          "unknown": "unexplained", "none": "unexplained", "sport": "exercise", "accident": "injury", "": ""}

COURSES = frozenset({"easing", "same", "worse"})

NAME_IN_VIGNETTES = {"operations": "surgeries", "journeys": "travel", "clots": "vte_history",
                     "medicines": "medications", "family_clot": "family_history_vte_first_degree"}
"""What vignettes call a fact, where it is not what the questionnaire and the rules call it."""


def facts_from_dict(data: Mapping[str, Any], on: date) -> tuple[Facts, tuple[str, ...]]:
    """The facts in `data` as said on `on`, and the entries that nobody can read ("symptoms: zzz")."""
    reader = FactsReader(on)
    handled = _HANDLED | NO_BEARING
    reader.unread += [f"facts: {key}" for key in data if key not in handled]
    conditions, clots, traits, ill = _conditions(reader, data)
    pregnancy, births = read_pregnancy(reader, data.get("pregnancy"))
    facts = Facts(
        age=reader.whole(data.get("age"), "age"), sex=str(data.get("sex") or ""),
        bmi=reader.number(data.get("bmi"), "bmi"),
        symptoms=_plus(_symptoms(reader, data), _bruising(conditions)),
        operations=_each(reader, data, "surgeries", _operation),
        immobilisations=_each(reader, data, "immobilisations", _stay),
        injuries=_each(reader, data, "injuries", _injury),
        journeys=_each(reader, data, "travel", _journey),
        clots=_plus(_each(reader, data, "vte_history", _clot), clots),
        thrombophilia=_plus(_each(reader, data, "thrombophilia", _trait), traits),
        family_clot=Answer.read(data.get("family_history_vte_first_degree")),
        cancer=read_cancer(reader, data.get("cancer")) or ill,
        pregnancy=pregnancy, births=births,
        medicines=read_medicines(reader.rows(data, "medications"), reader.day, on),
        conditions=conditions,
        devices=_each(reader, data, "devices", read_device),
        blood_pressure=read_pressure(reader, data.get("bp", data.get("blood_pressure"))),
        clearances=_each(reader, data, "clearances", read_clearance) or (),
        bruises_easily=Answer.read(data.get("bruises_easily")),
        platelets=read_platelets(reader, data.get("platelets")),
        inr=read_inr(reader, data.get("inr")),
        head_knock_since_last_visit=Answer.read(data.get("head_knock_since_last_visit", data.get("head_knock"))),
        temperature=reader.number(data.get("temperature", data.get("temperature_c")), "temperature"),
        not_known=tuple(str(each) for each in data.get("not_known", ()) if str(each) in _MATTERS),
        visit_questions_answered_on=reader.day(data.get("visit_questions_answered_on")).latest,
    )
    return facts, tuple(dict.fromkeys(reader.unread))


def _each(
    reader: FactsReader, data: Mapping[str, Any], key: str, read: Callable[[FactsReader, Mapping[str, Any]], T | None],
) -> tuple[T, ...] | None:
    rows = reader.rows(data, key)
    return None if rows is None else tuple(fact for row in rows if (fact := read(reader, row)) is not None)


def _plus(own: tuple[T, ...] | None, more: tuple[T, ...]) -> tuple[T, ...] | None:
    return (own or ()) + more if more else own


def _symptoms(reader: FactsReader, data: Mapping[str, Any]) -> tuple[Symptom, ...] | None:
    rows = reader.rows(data, "symptoms")
    if rows is None:
        return None
    found = []
    for row in rows:
        text, (side, site) = str(row.get("code") or ""), reader.place(row)
        cause = str(row.get("cause") or "").lower()
        for code in reader.codes("symptoms", text, str(row.get("site") or "")):
            found.append(Symptom(
                symptom_code(code) or "", side=side, site=site,
                onset=reader.day(row.get("onset_date", row.get("onset"))),
                cause=CAUSES.get(cause, cause), assessed=Answer.read(row.get("assessed")),
                difference_cm=reader.number(row.get("difference_cm"), "difference_cm"),
                intensity=reader.number(row.get("intensity"), "intensity"),
                after_fall=Answer.read(row.get("after_fall")),
                ended=reader.day(row["ended"]) if row.get("ended") else None,
                course=reader.word(row.get("course"), COURSES, "course"),
                unlike_before=Answer.read(row.get("unlike_before")), words=str(row.get("words") or text)))
    return tuple(found)


def _operation(reader: FactsReader, row: Mapping[str, Any]) -> Operation:
    category = str(row.get("category") or "")
    read = reader.codes("surgeries", category) if category else ()
    side, site = reader.place(row)
    return Operation((operation_category(read[0]) if read else None) or "", reader.day(row.get("date")),
                     Answer.read(row.get("healed")), site, side, str(row.get("name") or category))


def _stay(reader: FactsReader, row: Mapping[str, Any]) -> Immobilisation | None:
    text = str(row.get("type") or row.get("code") or "")
    kind = next(map(immobilisation_type, reader.codes("immobilisations", text)), None)
    if kind is None:
        return None
    return Immobilisation(kind, reader.day(row.get("start")), reader.day(row["end"]) if row.get("end") else None,
                          reader.whole(row.get("days"), "days"), str(row.get("side") or ""),
                          str(row.get("words") or text))


def _injury(reader: FactsReader, row: Mapping[str, Any]) -> Injury:
    region = str(row.get("region") or row.get("site") or "")
    side, place = read_region(region)
    words = str(row.get("words") or f"{row.get('type') or 'injury'} {region}".strip())
    return Injury(place or region, str(row.get("type") or ""), reader.day(row.get("date")),
                  str(row.get("side") or side), words)


def _journey(reader: FactsReader, row: Mapping[str, Any]) -> Journey:
    mode = str(row.get("mode") or "")
    return Journey(mode, reader.number(row.get("seated_hours", row.get("hours")), "seated_hours"),
                   reader.day(row.get("end_date", row.get("date"))), str(row.get("words") or mode))


def _clot(reader: FactsReader, row: Mapping[str, Any]) -> Clot:
    text = str(row.get("type") or "")
    read = read_code("conditions", text) or ("",)
    kind = clot_type(read[0])
    if not kind:
        reader.unread.append(f"vte_history: {text}")
    return Clot(kind, reader.day(row.get("date")),
                str(row.get("side") or ""), Answer.read(row.get("on_treatment")), str(row.get("words") or text))


def _trait(reader: FactsReader, row: Mapping[str, Any]) -> ClottingTendency:
    text = str(row.get("type") or row.get("code") or row.get("name") or "")
    code = "_".join(text.lower().replace("-", " ").replace("_", " ").split())
    return ClottingTendency(code, words=str(row.get("words") or text))


def _conditions(reader: FactsReader, data: Mapping[str, Any]) -> tuple[
        tuple[Condition, ...] | None, tuple[Clot, ...], tuple[ClottingTendency, ...], Cancer | None]:
    """Conditions, and what among them belongs elsewhere: clots, clotting tendencies, cancer."""
    rows = reader.rows(data, "conditions")
    found, clots, traits, ill = [], [], [], None
    for row in rows or ():
        text, (side, site) = str(row.get("code") or row.get("name") or ""), reader.place(row)
        for code in reader.codes("conditions", text):
            if clot_type(code):
                clots.append(_clot(reader, {**row, "type": code, "words": text}))
            elif code == "thrombophilia":
                traits.append(_trait(reader, {**row, "type": text}))
            elif code == "cancer":
                ill = Cancer(cancer_status(str(row.get("status") or "")), reader.day(row.get("last_treatment")), text)
            else:
                found.append(Condition(
                    condition_code(code) or "", reader.day(row.get("date")), side, site,
                    Answer.read(row.get("assessed")),
                    str(row.get("severity") or ""), str(row.get("status") or "") == "past",
                    str(row.get("words") or text)))
    return (None if rows is None else tuple(found)), tuple(clots), tuple(traits), ill


def _bruising(conditions: tuple[Condition, ...] | None) -> tuple[Symptom, ...]:
    """Bruising that the words of a liver condition tell of."""
    return tuple(Symptom("new_bruising", words=c.words) for c in conditions or ()
                 if c.code == "liver_cirrhosis" and _BRUISED.search(c.words) and not _NOT_BRUISED.search(c.words))


_BRUISED = re.compile(r"bruis", re.IGNORECASE)
_NOT_BRUISED = re.compile(r"(?<![a-z])(no|not|never|without)(?![a-z])[^,;.]*bruis", re.IGNORECASE)
_HANDLED = frozenset({
    "age", "sex", "bmi", "area_requested", "areas_requested", "symptoms", "surgeries", "immobilisations", "injuries",
    "travel", "vte_history", "thrombophilia", "family_history_vte_first_degree", "cancer", "pregnancy", "medications",
    "conditions", "devices", "bp", "blood_pressure", "clearances", "bruises_easily", "platelets", "inr", "head_knock",
    "head_knock_since_last_visit", "temperature", "temperature_c", "visit_questions_answered_on", "not_known",
})
_MATTERS = frozenset(Matter)
