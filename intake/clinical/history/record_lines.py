"""Every fact that stands, as a line in plain words: what was told, of which day, and in which entries.

Only what was told stands in a line, never what was made of it: rows in the words of the form, the rest in the words of
the fact.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.dates.spoken import spoken
from intake.clinical.dates.vague import VagueDate
from intake.clinical.facts import Cancer, Condition, Facts, Immobilisation, Inr, Pregnancy
from intake.clinical.facts.fact import Fact
from intake.clinical.history.answer_history import AnswerHistory, DatedRow
from intake.clinical.history.assessments import Assessment
from intake.clinical.history.medicine_list import ListedMedicine
from intake.clinical.questionnaire import Kind, Question, repeats, single_questions
from intake.clinical.questionnaire.answers import date_in_words, in_words

_ROWS = {repeat.key: repeat.questions for repeat in repeats()}
_SINGLE = {question.key: question for question in single_questions()}
_NAMES_A_YEAR = re.compile(r"\b(19|20)\d\d\b")
MEASURES = ("height_cm", "weight_kg")
_DATE_KEY = re.compile(r" (date_of_\w+|heparin_low_platelets_on)=| hardware#")
_LEVELS = {"low": "low level", "normal": "normal level"}


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line. `when` is the day it is about, in words, or ""; `entries` the names of the entries that tell it.

    `first_on` and `last_on`: the days of the oldest and the newest of these.
    """

    group: str
    words: str
    when: str
    entries: tuple[str, ...]
    first_on: date
    last_on: date

    @property
    def newest(self) -> str:
        """The name of the newest entry that tells it."""
        return self.entries[-1]


def record_lines(
    history: AnswerHistory, facts: Facts, medicines: Sequence[ListedMedicine], assessments: Sequence[Assessment] = (),
) -> tuple[RecordLine, ...]:
    """A line for each fact that stands, in groups that stand together."""
    reader = _Reader(history, assessments)
    return tuple(line for line in (*reader.events(facts), *reader.health(facts), *reader.measures(facts),
                                   *reader.medicines(medicines)) if line is not None)


def day_words(day: VagueDate) -> str:
    """A day as it was told, with what it can mean where its words alone do not say that; "" where none was told."""
    if day.latest is None:
        return spoken(day.as_written)
    read = date_in_words(day)
    if _NAMES_A_YEAR.search(day.as_written) and not day.is_exact:
        return spoken(day.as_written)
    return read if day.is_exact else f"{spoken(day.as_written)} ({read})"


class _Reader:
    """Makes lines of one client's facts."""

    def __init__(self, history: AnswerHistory, assessments: Sequence[Assessment]) -> None:
        self.history = history
        self.days = {each.name: each.on for each in history.entries} | {each.name: each.on for each in assessments}
        self.places = {name: place for place, name in enumerate(self.days)}
        self.rows: dict[str, DatedRow] = {row.name: row for key in _ROWS for row in history.rows(key)}

    def events(self, facts: Facts) -> Iterator[RecordLine | None]:
        """What happened."""
        for operation in facts.operations or ():
            # What a plate or joint of this year says of an operation stands with the plate or joint.
            if not any(_key(name) == "hardware" for name in operation.answers):
                yield self._line("Operations", operation, operation.words, day_words(operation.on))
        for stay in self._rowed(facts.immobilisations):
            yield self._line("Casts and bed rest", stay, stay.words, _stay_days(stay))
        for injury in facts.injuries or ():
            yield self._line("Injuries", injury, injury.words, day_words(injury.on))
        for journey in facts.journeys or ():
            ended = day_words(journey.end)
            yield self._line("Journeys", journey, journey.words, f"ended {ended}" if ended else "")
        if facts.pregnancy is not None and facts.pregnancy.status != "none":
            yield self._line("Pregnancy and births", facts.pregnancy, _pregnancy_words(facts.pregnancy))
        for birth in facts.births or ():
            yield self._line("Pregnancy and births", birth, birth.words, day_words(birth.delivered))
        for ivf in facts.ivf or ():
            yield self._line("Pregnancy and births", ivf, ivf.words, day_words(ivf.stimulation_end))

    def health(self, facts: Facts) -> Iterator[RecordLine | None]:
        """Clots, cancer, conditions, tendencies and devices."""
        for clot in facts.clots or ():
            # A clot that only the reason for a medicine speaks of stands in the line of that medicine.
            if not all(_key(name) == "medicines" for name in clot.answers):
                yield self._line("Blood clots", clot, clot.words, day_words(clot.on))
        for name in ("family_clot", "bruises_easily"):
            if getattr(facts, name) is Answer.YES:
                # A later "no" undoes no clot of the family: the line stands on the "yes".
                yield self._plain_line("Blood clots" if name == "family_clot" else "Conditions", name, "yes")
        for tendency in facts.thrombophilia or ():
            yield self._line("Blood clots", tendency, tendency.words)
        if facts.cancer is not None:
            yield self._line("Cancer", facts.cancer, _cancer_words(facts.cancer, self.history), self._treated_on())
        for condition in facts.conditions or ():
            yield self._line("Conditions", condition, _condition_words(condition), _told_date(condition))
        for treated in facts.treated:
            yield self._line("Conditions", treated, treated.words)
        for device in facts.devices or ():
            yield self._line("Devices", device, device.words)

    def measures(self, facts: Facts) -> Iterator[RecordLine | None]:
        """Numbers that were measured."""
        if facts.blood_pressure is not None:
            yield self._line("Measurements", facts.blood_pressure, f"blood pressure {facts.blood_pressure.words}")
        if facts.platelets is not None:
            yield self._line("Measurements", facts.platelets, facts.platelets.words)
        if facts.inr is not None:
            yield self._line("Measurements", facts.inr, _inr_words(facts.inr))
        for key in (*MEASURES, *(("temperature",) if facts.temperature is not None else ())):
            yield self._plain_line("Measurements", key)

    def medicines(self, listed: Iterable[ListedMedicine]) -> Iterator[RecordLine | None]:
        """Medicines, by the words of the line that tells of them last."""
        for each in listed:
            since = day_words(each.fact.started)
            words = _joined(each.last.written, each.taken_as, each.state_words)
            yield self._line("Medicines", each.fact, words, f"since {since}" if since else "")

    def _rowed(self, stays: tuple[Immobilisation, ...] | None) -> Iterator[Immobilisation]:
        """Stays told as such; a leg that is paralysed is ticked as a condition, and stands there."""
        return (stay for stay in stays or () if any(name in self.rows for name in stay.answers))

    def _line(self, group: str, fact: Fact, words: str, when: str = "") -> RecordLine | None:
        rows = [self.rows[name] for name in fact.answers if name in self.rows]
        said = _row_words(rows[-1]) if rows and _key(rows[-1].name) != "medicines" else ""
        return self._of_entries(group, said or words, when, fact.answers)

    def _plain_line(self, group: str, key: str, said: str = "") -> RecordLine | None:
        """A question asked once with its newest answer, or with the newest of those that are `said`."""
        newest = next((each for each in reversed(self.history.tellings(key)) if said in ("", each.words)), None)
        if newest is None:
            return None
        said = in_words(_SINGLE[key], newest.words)
        words = f"{_SINGLE[key].label.rstrip('?')}: {said.lower() if _SINGLE[key].options else said}"
        return self._of_entries(group, words, "", (newest.name,))

    def _of_entries(self, group: str, words: str, when: str, answers: Iterable[str]) -> RecordLine | None:
        entries = sorted({name.partition(" ")[0] for name in answers} & self.days.keys(),
                         key=lambda name: (self.days[name], self.places[name]))
        if not entries:
            return None
        return RecordLine(group, spoken(words), when, tuple(entries), self.days[entries[0]], self.days[entries[-1]])

    def _treated_on(self) -> str:
        last = day_words(self.history.dated("cancer_last_treatment"))
        return f"last treatment {last}" if last else ""


def _key(name: str) -> str:
    """The question that an answer of this name belongs to."""
    return name.partition(" ")[2].partition("#")[0]


def _row_words(row: DatedRow) -> str:
    """A row in the words of the form, its dates apart."""
    questions = _ROWS[_key(row.name)]
    return " · ".join(_answer_words(question, row.text(question.key)) for question in questions
                      if row.text(question.key) and question.kind is not Kind.DATE)


def _answer_words(question: Question, value: str) -> str:
    words = in_words(question, value)
    return f"{question.label.rstrip('?')}: {words.lower()}" if question.kind is Kind.YES_NO else words


def _stay_days(stay: Immobilisation) -> str:
    start = day_words(stay.start)
    end = "goes on" if stay.end is None else f"until {day_words(stay.end)}"
    return _joined(f"from {start}" if start else "", end)


def _pregnancy_words(pregnancy: Pregnancy) -> str:
    weeks = f"{pregnancy.weeks} weeks on the day it was told" if pregnancy.weeks is not None else ""
    return _joined(pregnancy.words, weeks)


def _cancer_words(cancer: Cancer, history: AnswerHistory) -> str:
    """In the words of the newest answer that tells of it: a later "never" is none of these."""
    ticked = cancer.answers[-1].partition("=")[2]
    status = history.text("cancer_status")
    return _joined(cancer.words, in_words(_SINGLE["condition_cancer"], ticked).lower(),
                   in_words(_SINGLE["cancer_status"], status).lower() if status else "")


def _condition_words(condition: Condition) -> str:
    place = condition.site.replace("_", " ")
    severity = _LEVELS.get(condition.severity, "") if condition.code == "haemophilia_carrier" else condition.severity
    return _joined(condition.words, f"{condition.side} {place}".strip(), severity,
                   "in the past" if condition.past else "")


def _told_date(condition: Condition) -> str:
    """The date of a condition where one was told: an illness without one counts from the day on which it was."""
    dated = any(_DATE_KEY.search(name) for name in condition.answers)
    return day_words(condition.on) if dated else ""


def _inr_words(inr: Inr) -> str:
    state = in_words(_SINGLE["inr_state"], inr.state) if inr.state else ""
    value, target = (f"{number:g}" if number is not None else "" for number in (inr.value, inr.target_high))
    return _joined(f"INR {value}".strip(), f"range up to {target}" if target else "", state.lower())


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
