"""Facts as plain data (scale.md#facts-and-their-codes), read tolerantly; what nobody can read is listed."""
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import VagueDate
from intake.clinical.facts import (
    Birth,
    Cancer,
    Clot,
    ClottingTendency,
    Condition,
    Facts,
    Ivf,
    OpenRemark,
    Operation,
    Symptom,
)
from intake.clinical.facts.codes import cancer_status, clot_type, condition_code, symptom_code
from intake.clinical.facts.silence import Matter
from intake.clinical.history.infection import Wellness
from intake.clinical.vignettes.doctors_words import read_assessment, read_clearance, with_assessments
from intake.clinical.vignettes.events import (
    operation_of_hardware,
    read_clot,
    read_injury,
    read_ivf,
    read_journey,
    read_stay,
    read_surgery,
    read_trait,
)
from intake.clinical.vignettes.medicines import read_medicines
from intake.clinical.vignettes.reader import FactsReader, Row, each_closed
from intake.clinical.vignettes.scope import tokens_of
from intake.clinical.vignettes.states import (
    read_cancer,
    read_device,
    read_inr,
    read_platelets,
    read_pregnancy,
    read_pressure,
)

T = TypeVar("T")
NO_BEARING = frozenset({"smoker", "desk_hours_per_day", "height_cm", "weight_kg", "name", "occupation"})
CAUSES = {**{code: code for code in ("known_condition", "unexplained", "exercise", "injury")},
          "known": "known_condition", "condition": "known_condition", "assessed": "known_condition",
          "unknown": "unexplained", "none": "unexplained", "sport": "exercise", "accident": "injury", "unsure": ""}
COURSES = {**{code: code for code in ("easing", "same", "worse")}, "unknown": "", "unsure": ""}
SEVERITIES = {
    **{code: code for code in ("mild", "treated", "severe", "low", "normal")}, "moderate": "severe",
    "mild_untreated": "mild", "untreated_mild": "mild", "mild_treated": "treated", "mild_haemophilia": "mild",
    "mild_hemophilia": "mild", "low_level": "low", "normal_level": "normal", "unknown": "", "unsure": "",
}
STATUSES = {
    **dict.fromkeys(("past", "resolved", "over", "gone", "healed", "recovered", "finished", "history"), "past"),
    **dict.fromkeys(("now", "current", "active", "in_treatment", "under_treatment"), "active"),
    **dict.fromkeys(("remission", "in_remission", "cured"), "remission"),
    **dict.fromkeys(("palliative", "metastatic"), "palliative"),
    **dict.fromkeys(("chronic", "stable", "ongoing", "unknown", "unsure"), ""),
}
SEXES = frozenset({"m", "f", "male", "female", "other", "x", "woman", "man", "intersex", "nonbinary", "non_binary",
                   "unknown", "diverse"})
CAN_BE_OVER = frozenset({"acute_infection", "covid", "influenza", "pneumonia", "severe_infection", "skin_infection",
                         "burn", "open_wound", "unhealed_scar"})
"""What "history of" tells as over; every other diagnosis stands (scale.md#facts-over-time)."""
INFECTIONS = CAN_BE_OVER - {"skin_infection", "burn", "open_wound", "unhealed_scar"}

NAME_IN_VIGNETTES = {"operations": "surgeries", "journeys": "travel", "clots": "vte_history",
                     "medicines": "medications", "family_clot": "family_history_vte_first_degree"}
"""What vignettes call a fact, where it is not what the questionnaire and the rules call it."""


def facts_from_dict(data: Mapping[str, Any], on: date) -> tuple[Facts, tuple[str, ...]]:
    """The facts in `data` as said on `on`, and the entries that nobody can read ("symptoms: zzz")."""
    reader = FactsReader(on)
    for key in data:
        if key not in _HANDLED | NO_BEARING:
            reader.say("facts", key)
    conditions, clots, traits, ill, hardware = _conditions(reader, data)
    pregnancy, births = read_pregnancy(reader, data.get("pregnancy"))
    surgeries = _each(reader, data, "surgeries", read_surgery)
    medicines = reader.rows(data, "medications")
    facts = Facts(
        age=reader.whole(data.get("age"), "age", most=130), sex=_sex(reader, data.get("sex")),
        bmi=reader.number(data.get("bmi"), "bmi", 5, 150),
        symptoms=_plus(_symptoms(reader, data), _bruising(conditions)),
        operations=_plus(_only(surgeries, Operation), hardware),
        immobilisations=_each(reader, data, "immobilisations", read_stay),
        injuries=_each(reader, data, "injuries", read_injury),
        journeys=_each(reader, data, "travel", read_journey),
        clots=_plus(_each(reader, data, "vte_history", read_clot), clots),
        thrombophilia=_plus(_each(reader, data, "thrombophilia", read_trait), traits),
        family_clot=_family(reader, data.get("family_history_vte_first_degree")),
        cancer=read_cancer(reader, data.get("cancer")) or ill,
        pregnancy=pregnancy, births=_plus(births, _only(surgeries, Birth) or ()),
        ivf=_each(reader, data, "ivf", read_ivf) or _ivf_said(reader, data),
        medicines=None if medicines is None else read_medicines(each_closed(medicines)),
        conditions=conditions,
        devices=_each(reader, data, "devices", read_device),
        blood_pressure=read_pressure(reader, data.get("bp", data.get("blood_pressure"))),
        clearances=_each(reader, data, "clearances", read_clearance) or (),
        bruises_easily=reader.answer(data.get("bruises_easily"), "bruises_easily"),
        platelets=read_platelets(reader, data.get("platelets")),
        inr=read_inr(reader, data.get("inr")),
        head_knock_since_last_visit=reader.answer(
            data.get("head_knock_since_last_visit", data.get("head_knock")), "head_knock_since_last_visit"),
        temperature=reader.number(data.get("temperature", data.get("temperature_c")), "temperature", 25, 46),
        not_known=_not_known(reader, data.get("not_known", ())),
        remarks=_each(reader, data, "remarks", _remark) or (),
        visit_questions_answered_on=reader.day(
            data.get("visit_questions_answered_on"), "visit_questions_answered_on").latest,
    )
    facts = _as_well(facts, reader, data.get("well_since"))
    facts = with_assessments(facts, _each(reader, data, "assessments", read_assessment) or (), on)
    return facts, tuple(dict.fromkeys(reader.unread))


def _each(
    reader: FactsReader, data: Mapping[str, Any], key: str, read: Callable[[Row], T | None],
) -> tuple[T, ...] | None:
    rows = reader.rows(data, key)
    return None if rows is None else tuple(
        fact for row in each_closed(rows) if (fact := read(row)) is not None)


def _only(facts: Iterable[object] | None, kind: type[T]) -> tuple[T, ...] | None:
    return None if facts is None else tuple(each for each in facts if isinstance(each, kind))


def _plus(own: tuple[T, ...] | None, more: tuple[T, ...]) -> tuple[T, ...] | None:
    return (own or ()) + more if more else own


def _symptoms(reader: FactsReader, data: Mapping[str, Any]) -> tuple[Symptom, ...] | None:
    found = _each(reader, data, "symptoms", _symptoms_of)
    return None if found is None else tuple(symptom for each in found for symptom in each)


def _symptoms_of(row: Row) -> tuple[Symptom, ...]:
    """The complaints of one row: several may stand in one code."""
    text, site_words = row.name("code", "name"), str(row.value("site") or "")
    side, site = row.place()
    common = Symptom(
        "", side=side, site=site, onset=row.day("onset_date", "onset"), cause=row.word("cause", CAUSES),
        assessed=row.answer("assessed"), difference_cm=row.number("difference_cm", most=60),
        intensity=row.number("intensity", most=10), at_rest=row.answer("at_rest"),
        after_fall=row.answer("after_fall"), ended=row.end("ended"), course=row.word("course", COURSES),
        unlike_before=row.answer("unlike_before"), words=row.text("words") or text)
    codes = row.reader.words("symptoms", text, place=site_words).codes
    return tuple(replace(common, code=symptom_code(code) or "") for code in codes)


def _conditions(reader: FactsReader, data: Mapping[str, Any]) -> tuple[
        tuple[Condition, ...] | None, tuple[Clot, ...], tuple[ClottingTendency, ...], Cancer | None,
        tuple[Operation, ...]]:
    """Conditions, and what among them belongs elsewhere: clots, clotting tendencies, cancer, recent hardware."""
    rows = reader.rows(data, "conditions")
    found: list[Condition] = []
    clots, traits, ill = [], [], None
    for row in each_closed(rows or ()):
        text, (side, site) = row.name("code", "name", "type"), row.place()
        common = Condition(
            "", row.day("date", "onset", "since"), side, site, row.answer("assessed"), row.word("severity", SEVERITIES),
            words=row.text("words") or text, ended=row.end("ended"))
        status, treated, last = row.word("status", STATUSES), row.answer("on_treatment"), row.day("last_treatment")
        read = reader.words("conditions", text)
        for code in read.codes:
            if clot_type(code):
                clots.append(Clot(clot_type(code), common.on, side, treated, common.words,
                                  past=status == "past" or read.past))
            elif code == "thrombophilia":
                traits.append(ClottingTendency("_".join(tokens_of(text)), common.words))
            elif code == "cancer":
                # "History of" is past; where neither that nor a status is told it counts as active.
                ill = Cancer(cancer_status(status or ("past" if read.past else "")), last, common.words)
            else:
                found.append(replace(common, code=condition_code(code) or "",
                                     past=status == "past" or (read.past and code in CAN_BE_OVER)))
    hardware = tuple(each for condition in found if (each := operation_of_hardware(reader, condition)))
    return (None if rows is None else tuple(found)), tuple(clots), tuple(traits), ill, hardware


def _bruising(conditions: tuple[Condition, ...] | None) -> tuple[Symptom, ...]:
    """Bruising that the words of a liver condition tell of."""
    return tuple(Symptom("new_bruising", words=c.words) for c in conditions or ()
                 if c.code == "liver_cirrhosis" and _BRUISED.search(c.words) and not _NOT_BRUISED.search(c.words))


def _sex(reader: FactsReader, value: Any) -> str:
    text = reader.text(value, "sex")
    reader.word(text, SEXES, "sex")
    return text


def _family(reader: FactsReader, value: Any) -> Answer:
    """Yes, no, or who had a clot; a relative's clot told among the client's own illnesses counts as well."""
    if isinstance(value, str) and reader.words("conditions", value, "family_history_vte_first_degree").family_clot:
        return Answer.YES
    answer = reader.answer(value, "family_history_vte_first_degree")
    return Answer.YES if reader.family_clot else answer


def _ivf_said(reader: FactsReader, data: Mapping[str, Any]) -> tuple[Ivf, ...] | None:
    """IVF told without its day."""
    return (Ivf(words="IVF"),) if data.get("ivf") not in (None, False, "") else None


def _not_known(reader: FactsReader, value: Any) -> tuple[str, ...]:
    given = value if isinstance(value, list | tuple) else [value]
    return tuple(word for each in given if (word := reader.word(each, _MATTERS, "not_known")))


def _remark(row: Row) -> OpenRemark:
    words = row.name("words")
    return OpenRemark(words, row.text("kind"), f"“{words}”: is it so?")


def _as_well(facts: Facts, reader: FactsReader, value: Any) -> Facts:
    """The facts with the end of fever and infections that were there before "well since"."""
    since = reader.day(value, "well_since")
    if since.latest is None or since.in_future:
        return facts
    well = Wellness(True, since)
    return replace(
        facts, symptoms=facts.symptoms and tuple(
            well.of(each) or each if each.code == "fever" and _is_before(each.onset, since) and each.ended is None
            else each for each in facts.symptoms),
        conditions=facts.conditions and tuple(
            well.of(each) or each if each.code in INFECTIONS and _is_before(each.on, since) and each.ended is None
            else each for each in facts.conditions))


def _is_before(day: VagueDate, since: VagueDate) -> bool:
    """Whether an illness may have begun by then; one that began later is another."""
    return day.earliest is None or since.latest is None or day.earliest <= since.latest


_BRUISED = re.compile(r"bruis", re.IGNORECASE)
_NOT_BRUISED = re.compile(r"(?<![a-z])(no|not|never|without)(?![a-z])[^,;.]*bruis", re.IGNORECASE)
_HANDLED = frozenset({
    "age", "sex", "bmi", "area_requested", "areas_requested", "symptoms", "surgeries", "immobilisations", "injuries",
    "travel", "vte_history", "thrombophilia", "family_history_vte_first_degree", "cancer", "pregnancy", "ivf",
    "medications", "conditions", "devices", "bp", "blood_pressure", "clearances", "assessments", "bruises_easily",
    "platelets", "inr", "head_knock", "head_knock_since_last_visit", "temperature", "temperature_c", "well_since",
    "visit_questions_answered_on", "not_known", "remarks",
})
_MATTERS = frozenset(Matter)
