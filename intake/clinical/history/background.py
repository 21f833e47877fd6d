"""What is known that changes no tier and that the hands should know: a short line each, with one question.

A question is one whose answer some rule reads, or the open "How is it today?"; nothing is judged here.
Clinical source: other-reasons.md#on-record-without-a-rule.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from intake.clinical.body import GROUPS, expand, label, split_side
from intake.clinical.facts import Condition, Facts
from intake.clinical.facts.background import Background, BackgroundLine, PainLine
from intake.clinical.facts.codes import ConditionCode, NotKnown
from intake.clinical.facts.limits import Saying
from intake.clinical.history.answer_history import AnswerHistory, plain_words
from intake.clinical.history.client_limits import NONE_WORDS
from intake.clinical.history.pain_words import pain_lines
from intake.clinical.medicines.statement import PRESENT

GLOVES = "gloves"
TODAY = "How is it today?"
FOR_THE_DOCTOR = frozenset({"heart_disease", "stroke", "disc_problem"})
"""The lines that stand in a letter to a doctor as well."""
_BEFORE_GLOVES = "condition_hepatitis_hiv"
"""Asked by name until 28 November 2026, where the only use of the answer is a pair of gloves."""
_DISC_SIGNS = ("sign_saddle_numbness", "sign_bladder_or_bowel_change", "sign_new_weakness_both_legs",
               "sign_leg_weakness_or_foot_drop")
_FEELING = ("condition_reduced_sensation_feet_or_legs", "condition_paralysed_leg")
_HEAD = frozenset(GROUPS["head"])
_OVER_WHEN_PAST = frozenset({"asthma", "leg_pain_injury", "migraine", "rash", "sciatica_assessed"})
"""States: told as past, nothing of them is left for the hands."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What a question may depend on."""

    history: AnswerHistory
    facts: Facts
    pains: tuple[PainLine, ...]
    wanted: tuple[str, ...]
    on: date


def read_background(history: AnswerHistory, facts: Facts, on: date) -> Background:
    """What is on record beside the rules, as it stands on `on`. What to wear gloves for comes first."""
    known = _Known(history, facts, pain_lines(history), tuple(history.choices("areas_wanted")), on)
    lines = sorted(_each_asked_once(_condition_lines(known)), key=lambda line: (not line.ask, line.ask == TODAY))
    notes = history.newest("health_notes")
    return Background((*_gloves(history), *lines), known.pains, known.wanted,
                      Saying(notes.words, notes.on) if notes else None)


def _gloves(history: AnswerHistory) -> Iterator[BackgroundLine]:
    """Every different text since the last "none", newest first; where nobody asked, what was told before by name."""
    texts: dict[str, BackgroundLine] = {}
    for each in history.tellings(GLOVES):
        folded = plain_words(each.words).strip(" .!")
        texts.pop(folded, None)
        if folded in NONE_WORDS:
            texts.clear()
        else:
            texts[folded] = BackgroundLine(GLOVES, f"Gloves, or keep off: “{each.words}”", "", each.on)
    yield from reversed(texts.values())
    before = history.newest(_BEFORE_GLOVES)
    if before is not None and before.words in ("now", "past") and not history.text(GLOVES):
        yield BackgroundLine(GLOVES, "Hepatitis or HIV", "Anything for which we should wear gloves or keep off?",
                             before.on)


def _condition_lines(known: _Known) -> Iterator[BackgroundLine]:
    # Of two answers that tell of the same, the one that is not over counts.
    told = {each.code: each for each in sorted(known.facts.conditions or (), key=lambda each: not each.past)}
    for code, ask in _ASKS.items():
        condition = told.get(code)
        if condition is not None and not (condition.past and code in _OVER_WHEN_PAST):
            yield BackgroundLine(code, _words(known, condition), ask(known), _told_on(known.history, condition))


def _words(known: _Known, condition: Condition) -> str:
    own = _WORDS.get(condition.code)
    words = own(known, condition.words) if own else condition.words
    return f"{words}, in the past" if condition.past else words


def _told_on(history: AnswerHistory, condition: Condition) -> date:
    entries = {name.partition(" ")[0] for name in condition.answers}
    return max(each.on for each in history.entries if each.name in entries)


def _each_asked_once(lines: Iterator[BackgroundLine]) -> Iterator[BackgroundLine]:
    """The lines, in which a question that two of them ask stands once."""
    asked: set[str] = set()
    for line in lines:
        yield replace(line, ask=TODAY) if line.ask in asked - {TODAY} else line
        asked.add(line.ask)


def _is_thinner_taken(facts: Facts) -> bool:
    return any((each.classes & {"anticoagulant", "antiplatelet"} or each.level == "high") and each.status in PRESENT
               for each in facts.medicines or ())


def _thinner(known: _Known) -> str:
    # Where medicines were not asked for at all, R76 asks for them.
    asks = known.facts.medicines is not None and not _is_thinner_taken(known.facts)
    return "No blood thinner or aspirin is on record: is one taken?" if asks else TODAY


def _pressure(known: _Known) -> str:
    if known.facts.blood_pressure is None:
        return "What was it last measured at?"
    return "" if _measured_on(known.history) == known.on else "Measured again since?"


def _pressure_words(known: _Known, words: str) -> str:
    reading = known.facts.blood_pressure
    return f"{words}: {reading.words}" if reading else words


def _measured_on(history: AnswerHistory) -> date:
    return max(history.told_on(key) for key in ("systolic", "diastolic") if history.text(key))


def _disc(known: _Known) -> str:
    asked = {key for entry in known.history.entries if entry.on == known.on
             for key in _DISC_SIGNS if entry.answers.get(key)}
    if len(asked) == len(_DISC_SIGNS):
        return TODAY
    return "Numb between the legs, a weak leg or foot, or trouble with bladder or bowel? If so, stop."


def _feeling(known: _Known) -> str:
    asked = all(known.history.text(key) for key in _FEELING)
    return TODAY if asked else "Where is feeling less? Does a leg hardly move?"


def _headache(known: _Known) -> str:
    """Asked where it meets the hands; else it is only known."""
    meets = _touches_head(known.wanted) or _touches_head(each.place for each in known.pains)
    return "Headache today: as usual, or new or worse?" if meets else ""


def _touches_head(places: Iterable[str]) -> bool:
    return any(split_side(sided)[1] in _HEAD for place in places for sided in expand(place))


def _rash(known: _Known) -> str:
    told = known.history.text("site_of_rash")
    return f"{'' if told else 'Where is it today? '}Keep off broken skin; ask about oils."


def _rash_words(known: _Known, words: str) -> str:
    side, site = known.history.text("side_of_rash"), known.history.text("site_of_rash")
    place = label(f"{side}_{site}" if side in ("left", "right", "both") else site)
    return f"{words}: {place}" if site else words


def _sciatica_words(known: _Known, words: str) -> str:
    side = known.history.text("side_of_sciatica")
    return words + {"left": ", left", "right": ", right", "both": ", both sides"}.get(side, "")


def _leg_injury(known: _Known) -> str:
    told = any(each.region == "leg" for each in known.facts.injuries or ())
    return TODAY if told else "Which leg, and when was it?"


def _always(question: str) -> Callable[[_Known], str]:
    return lambda known: question


_ASKS: Mapping[ConditionCode | NotKnown, Callable[[_Known], str]] = {
    "heart_disease": _thinner,
    "stroke": _thinner,
    "disc_problem": _disc,
    "epilepsy": _always("What does a seizure look like, and what should we do?"),
    "high_blood_pressure": _pressure,
    "asthma": _always("Is the breathing as usual today?"),
    "neurological_disease": _feeling,
    "leg_pain_injury": _leg_injury,
    "migraine": _headache,
    "rash": _rash,
    "sciatica_assessed": _always(TODAY),
    "arthritis": _always("Which joints, and how are they today?"),
}
"""By the code of a condition that no rule reads, or none beyond a NOTE: what to ask of it today, in the order shown."""
_WORDS: Mapping[ConditionCode | NotKnown, Callable[[_Known, str], str]] = {
    "high_blood_pressure": _pressure_words,
    "leg_pain_injury": lambda known, words: "Leg pain put down to sport, exercise, walking or an accident",
    "rash": _rash_words,
    "sciatica_assessed": _sciatica_words,
}
"""Where the words of the form are not enough by themselves."""
