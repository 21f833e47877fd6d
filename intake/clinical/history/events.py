"""Operations, casts and bed rest, injuries, journeys, pregnancy and births, read from the answers.

An event is not ended by a later "no" or a shorter list: every one ever told of stands until its window has passed
(scale.md#facts-over-time). The same one told again is one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from intake.clinical.answer import Answer
from intake.clinical.facts import Birth, Clot, Immobilisation, Injury, Ivf, Journey, Operation, Pregnancy
from intake.clinical.facts.codes import birth_mode, immobilisation_type
from intake.clinical.history.answer_history import AnswerHistory, DatedRow, known_side, last_run
from intake.clinical.history.hardware import operations_of_hardware
from intake.clinical.operations import OperationCategory, OperationReading, read_operation

T = TypeVar("T", Operation, Immobilisation, Injury, Journey, Birth, Clot, Ivf)


@dataclass(frozen=True, slots=True)
class Events:
    """What happened, dated as given. None = nobody asked."""

    operations: tuple[Operation, ...] | None
    immobilisations: tuple[Immobilisation, ...] | None
    injuries: tuple[Injury, ...] | None
    journeys: tuple[Journey, ...] | None
    pregnancy: Pregnancy | None
    births: tuple[Birth, ...] | None
    ivf: tuple[Ivf, ...] | None


def read_events(history: AnswerHistory, on: date) -> Events:
    """Every event told of. A caesarean typed as an operation is a birth; a joint or plate put in within a year of `on`
    is an operation.
    """
    rows = history.listed("operations", "operations_any")
    read = [(row, _read_operation(row)) for row in rows or ()]
    caesareans = [row for row, reading in read if reading.category == "caesarean"]
    operations = [_operation(row, reading.category) for row, reading in read
                  if reading.category not in ("caesarean", "not_an_operation")]
    put_in = operations_of_hardware(history, operations, on)
    births = [_birth(row) for row in history.rows("births")] + [_caesarean(row) for row in caesareans]
    asked = births or history.text("births_any")
    return Events(
        operations=each_once([*operations, *put_in], _as_healed) if put_in or rows is not None else None,
        immobilisations=_immobilisations(history),
        injuries=_all(history.listed("injuries", "injuries_any"), _injury),
        journeys=_all(history.listed("journeys", "journeys_any"), _journey),
        pregnancy=_pregnancy(history, [*history.rows("births"), *caesareans]),
        births=each_once(births, _as_delivered) if asked else None,
        ivf=_ivf(history),
    )


def _all(rows: list[DatedRow] | None, read: Callable[[DatedRow], T]) -> tuple[T, ...] | None:
    return None if rows is None else each_once(map(read, rows), _as_first)


def each_once(events: Iterable[T], joined: Callable[[T, T], T]) -> tuple[T, ...]:
    """Each event once, in the words in which it was first told, with all the answers that tell of it."""
    found: dict[str, T] = {}
    for each in events:
        known = found.get(each.key)
        found[each.key] = each if known is None else _with_answers(joined(known, each), known.answers + each.answers)
    return tuple(found.values())


def _with_answers(event: T, answers: tuple[str, ...]) -> T:
    return replace(event, answers=tuple(dict.fromkeys(answers)))


def _as_first(first: T, again: T) -> T:
    return first


def _as_healed(first: Operation, again: Operation) -> Operation:
    return first if again.healed is Answer.NOT_ASKED else replace(first, healed=again.healed)


def _as_delivered(first: Birth, again: Birth) -> Birth:
    """How it was, told later, answers the question; told in two ways, the graver stands."""
    return replace(first, mode="caesarean" if again.mode == "caesarean" else first.mode or again.mode)


def _read_operation(row: DatedRow) -> OperationReading:
    """A day that has passed stands before words such as "booked" or "waiting list"."""
    when = row.dated("date")
    return read_operation(row.text("what"), setting=row.text("setting"), kind=row.text("kind"),
                          is_past=when.is_known and not when.in_future)


def _operation(row: DatedRow, category: OperationCategory) -> Operation:
    return Operation(category, on=row.dated("date"), healed=row.answer("healed"), words=_words(row, "what", "date"),
                     answers=(row.name,))


def _immobilisations(history: AnswerHistory) -> tuple[Immobilisation, ...] | None:
    rows = history.listed("immobilisations", "immobilisations_any")
    found = list(_ended(map(_immobilisation, rows or ())))
    if (told := history.newest("condition_paralysed_leg")) and told.words == "now":
        found.append(Immobilisation("paralysed_or_immobile_leg", side=known_side(history.text("side_of_paralysed_leg")),
                                    words="a leg that is paralysed or hardly moves", answers=(told.name,)))
    return tuple(found) if found or rows is not None else None


def _ended(stays: Iterable[Immobilisation]) -> list[Immobilisation]:
    """Each stay once. One that went on when it was told ends with the end told later: a cast that is off."""
    found: list[Immobilisation] = []
    for stay in stays:
        place = next((number for number, known in enumerate(found) if _is_same_stay(known, stay)), None)
        if place is None:
            found.append(stay)
            continue
        known = found[place]
        answers = tuple(dict.fromkeys((*known.answers, *stay.answers)))
        found[place] = replace(known, end=stay.end, answers=answers)
    return found


def _is_same_stay(known: Immobilisation, again: Immobilisation) -> bool:
    if known.key == again.key and (known.end is None or known.end == again.end):
        return True
    sides = {known.side, again.side} - {""}
    still_on = known.end is None and again.end is not None and known.type == again.type and len(sides) < 2
    return still_on and (not again.start.is_known or again.start == known.start)


def _immobilisation(row: DatedRow) -> Immobilisation:
    return Immobilisation(
        immobilisation_type(row.text("type")) or "home_bed", start=row.dated("start"),
        end=row.dated("end") if row.text("end") else None, side=row.side,
        words=_words(row, "type", "words", "start", "end"), answers=(row.name,),
    )


def _injury(row: DatedRow) -> Injury:
    return Injury(
        row.text("region") or "leg", type=row.text("type"), on=row.dated("date"), side=row.side,
        words=_words(row, "words", "type", "region", "date"), answers=(row.name,),
    )


def _journey(row: DatedRow) -> Journey:
    hours = row.number("seated_hours")
    told = f"{row.text('mode') or 'journey'}, {hours:g} hours" if hours is not None else row.text("mode") or "journey"
    return Journey(row.text("mode"), seated_hours=hours, end=row.dated("end_date"),
                   words=f"{told}, {row.text('end_date')}".rstrip(", "), answers=(row.name,))


def _birth(row: DatedRow) -> Birth:
    return Birth(row.dated("date"), birth_mode(row.text("mode")), _words(row, "mode", "date"), (row.name,))


def _caesarean(row: DatedRow) -> Birth:
    return Birth(row.dated("date"), "caesarean", _words(row, "what", "date"), (row.name,))


def _ivf(history: AnswerHistory) -> tuple[Ivf, ...] | None:
    """Each stimulation told of; one without its last day is known better once that day is told."""
    told = history.tellings("ivf_any")
    ends = {each.entry: each for each in history.tellings("ivf_stimulation_end")}
    yes = [each for each in told if each.words == "yes"]
    dated = [Ivf(history.date_in(ends[each.entry]), "IVF or egg collection",
                 (each.name, ends[each.entry].name)) for each in yes if each.entry in ends]
    last_dated = max((each.entry for each in yes if each.entry in ends), default=-1)
    undated = [Ivf(words="IVF or egg collection", answers=(each.name,)) for each in yes
               if each.entry not in ends and each.entry > last_dated]
    return each_once([*dated, *undated], _as_first) if told else None


def _pregnancy(history: AnswerHistory, births: list[DatedRow]) -> Pregnancy | None:
    told = history.newest("pregnant")
    if told is None or told.words not in ("yes", "might"):
        asked = told or births or history.text("births_any") or history.text("asked_pregnancy")
        return Pregnancy("none") if asked else None
    if any(row.entry > told.entry and not _is_before(row, told.on) for row in births):
        return Pregnancy("none")  # a birth ends a pregnancy told before it
    weeks = history.newest("pregnancy_weeks")
    number = history.number("pregnancy_weeks") if weeks and weeks.entry >= told.entry else None
    return Pregnancy(
        "pregnant" if told.words == "yes" else "might_be", weeks=None if number is None else int(number),
        words="pregnant" if told.words == "yes" else "might be pregnant", told_on=told.on,
        answers=tuple(each.name for each in last_run(history.tellings("pregnant"))))


def _is_before(row: DatedRow, day: date) -> bool:
    """Whether a birth certainly lies before the day on which a pregnancy was told: it is another child's."""
    latest = row.dated("date").latest
    return latest is not None and latest < day


def _words(row: DatedRow, *keys: str) -> str:
    return ", ".join(words.replace("_", " ") for key in keys if (words := row.text(key)))
