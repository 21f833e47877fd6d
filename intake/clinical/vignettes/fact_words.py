"""The facts of a worked case as people say them: "Knee replacement, 84 days before". Words alone; nothing is judged.

What a table here does not know is said by its own name, so that no fact of a case is ever left out.
"""
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from intake.clinical import body
from intake.clinical.dates.spoken import ISO_DAY
from intake.clinical.medicines.drug_classes import CLASS_WORDS
from intake.clinical.operations import CATEGORY_LABELS

Words = Mapping[str, str]
HEADS: Words = {
    "symptoms": "code", "surgeries": "category", "immobilisations": "type", "injuries": "type", "travel": "mode",
    "vte_history": "type", "medications": "name", "conditions": "code", "devices": "code", "clearances": "rule",
    "remarks": "words",
    "thrombophilia": "type", "cancer": "status", "pregnancy": "status", "inr": "value",
}
"""For a fact with several fields, the one that says what it is."""
NOUNS: Words = {
    "symptoms": "complaint", "surgeries": "operation", "immobilisations": "stay in bed or cast", "injuries": "injury",
    "travel": "journey", "vte_history": "clot", "medications": "medicine", "conditions": "condition",
    "devices": "device", "clearances": "clearance", "thrombophilia": "clotting tendency", "cancer": "cancer",
    "pregnancy": "pregnancy", "ivf": "stimulation for IVF", "bp": "blood pressure", "blood_pressure": "blood pressure",
    "inr": "INR", "platelets": "platelets", "temperature": "temperature", "age": "age", "bmi": "body mass index",
    "sex": "sex", "bruises_easily": "bruises easily", "head_knock_since_last_visit": "a knock to the head since the "
    "last visit", "family_history_vte_first_degree": "a clot in a parent, brother, sister or child",
    "visit_questions_answered_on": "questions of the visit answered", "not_known": "not known",
    "remarks": "told elsewhere",
}
SAID_WITH_ITS_NOUN = frozenset({"remarks", "injuries", "travel", "clearances", "cancer", "thrombophilia", "inr"})
"""Whose own word would stand lost without the noun: "journey: car"."""
SAID: Words = {
    **{str(code): words for code, words in CATEGORY_LABELS.items()}, **CLASS_WORDS,
    "dvt": "deep vein clot (DVT)", "pe": "lung clot (PE)", "svt": "surface vein clot", "hospital_bed": "in hospital",
    "unknown_kind": "clot of a kind nobody named", "factor_v_leiden_heterozygous": "factor V Leiden, one copy",
    "factor_v_leiden_homozygous": "factor V Leiden, two copies", "protein_s_deficiency": "protein S deficiency",
    "haemophilia_a": "haemophilia A", "von_willebrand": "von Willebrand disease", "covid": "COVID-19",
    "ehlers_danlos": "Ehlers-Danlos syndrome", "ehlers_danlos_vascular": "vascular Ehlers-Danlos syndrome",
    "home_bed": "in bed at home", "leg_cast": "leg in a cast", "leg_boot": "leg in a walking boot",
    "paralysed_or_immobile_leg": "leg that is paralysed or cannot be moved", "might_be": "might be pregnant",
    "postpartum": "birth", "caesarean": "by caesarean", "hypertension": "high blood pressure", "as_needed": "as needed",
    "unexplained": "no known cause", "exercise": "after exercise", "injury": "after an injury",
    "known_condition": "from a known condition", "same": "no better, no worse", "worse": "getting worse",
    "correcting": "being corrected",
}
PLACED: Words = {
    "date": "{}", "onset_date": "begun {}", "onset": "begun {}", "start": "from {}", "end": "until {}",
    "end_date": "until {}", "delivery_date": "{}", "last_treatment": "last treated {}", "ended": "until {}",
    "valid_until": "ends {}", "stop": "stopped {}", "stimulation_end": "last day {}",
}
"""How a day of each field is said."""
MEASURED: Words = {
    "difference_cm": "{} cm thicker", "seated_hours": "{} hours seated", "hours": "{} hours seated",
    "days": "{} days long", "weeks": "week {}", "intensity": "pain {} of 10", "target_low": "target from {}",
    "target_high": "target up to {}", "by": "by {}", "words": "“{}”",
}
YES_NO: Mapping[str, tuple[str, str]] = {
    "assessed": ("seen by a doctor", "not seen by a doctor"), "healed": ("healed", "not healed"),
    "on_treatment": ("on treatment", "not on treatment"), "past": ("in the past", "not in the past"),
    "unlike_before": ("unlike any before", "like those before"), "at_rest": ("also at rest", "not at rest"),
    "after_fall": ("after a fall", "not after a fall"),
}
PLACES = ("side", "site", "region")
NOTHING = "Nothing was asked."


def facts_in_words(facts: Mapping[str, Any], on: date, *, at_visit: bool = False) -> tuple[str, ...]:
    """Each fact of a case as a line; days are counted from `on`. What was not asked has no line."""
    lines = [_capital(line) for key, value in facts.items() for line in _lines(key, value, on)]
    return (*(["At a visit"] if at_visit else []), *(lines or [NOTHING]))


def _lines(key: str, value: Any, on: date) -> Iterator[str]:
    noun = NOUNS.get(key, _plain(key))
    if isinstance(value, Mapping):
        yield _row(key, value, on)
    elif not isinstance(value, list):
        yield _alone(key, noun, value, on)
    elif key == "not_known":
        yield f"{noun}: {', '.join(map(_plain, map(str, value))) or 'nothing'}"
    else:
        yield from (_row(key, each if isinstance(each, Mapping) else {HEADS.get(key, ""): each}, on) for each in value)
        if not value:
            yield f"{noun}: asked, none"


def _alone(key: str, noun: str, value: Any, on: date) -> str:
    if isinstance(value, bool):
        return f"{noun}: {'yes' if value else 'no'}"
    if key.endswith("_on"):
        return f"{noun} {_day(value, on)}"
    if key in HEADS:
        return _row(key, {HEADS[key]: value}, on)
    return f"{noun} {_amount(value)}"


def _row(key: str, row: Mapping[str, Any], on: date) -> str:
    """A fact of several fields: what it is, where, and the rest in the order in which it is written."""
    head = HEADS.get(key, "")
    rest = (_field(field, value, on) for field, value in row.items() if field not in (head, *PLACES))
    return ", ".join(part for part in (_what(key, row.get(head)), _place(row), *rest) if part)


def _what(key: str, value: Any) -> str:
    noun = NOUNS.get(key, _plain(key))
    if value is None:
        return noun
    if value == "none":
        return f"{noun}: asked, none"
    if key == "medications":
        return f"“{value}”"
    said = _plain(str(value)) or "kind not known"
    return f"{noun}: {said}" if key in SAID_WITH_ITS_NOUN or not value else said


def _place(row: Mapping[str, Any]) -> str:
    side, place = str(row.get("side") or ""), str(row.get("site") or row.get("region") or "")
    own, rest = body.split_side(place)
    side = side or own
    if not rest:
        return {"both": "both sides"}.get(side, f"{side} side" if side else "")
    code = f"{side}_{rest}" if side else rest
    return body.WORDS.get(code) or (f"{body.label(rest)}, both sides" if side == "both" else body.label(code))


def _field(field: str, value: Any, on: date) -> str:
    if field in PLACED:
        return PLACED[field].format(_day(value, on))
    if isinstance(value, bool):
        yes, no = YES_NO.get(field, (_plain(field), f"not {_plain(field)}"))
        return yes if value else no
    if field in MEASURED:
        return MEASURED[field].format(_amount(value)).replace(" days", " day" if value == 1 else " days")
    if field in ("systolic", "diastolic"):
        return f"{'upper' if field == 'systolic' else 'lower'} {value}"
    return _amount(value) if field == "value" else _plain(str(value))


def _day(value: object, on: date) -> str:
    """A day by its distance from `on`; in the case's own words where it is none."""
    text = value.isoformat() if isinstance(value, date) else str(value or "")
    if not ISO_DAY.fullmatch(text):
        return f"“{text}”" if text else "day not known"
    days = (on - date.fromisoformat(text)).days
    if days == 0:
        return "that day"
    return f"{abs(days)} {'day' if abs(days) == 1 else 'days'} {'before' if days > 0 else 'later'}"


def _amount(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _plain(code: str) -> str:
    return SAID.get(code) or code.replace("_", " ")


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]
