"""The client's own limits, read from everything that they signed. What is shown with a plan is kept with it."""

from collections.abc import Iterator, Mapping, Sequence

from intake.clinical.facts.limits import ClientLimits
from intake.clinical.history.answer_history import AnswerHistory, DatedAnswers
from intake.clinical.history.client_limits import read_limits
from intake.records.intakes import Intake
from intake.services.intakes import intakes_of

MOST_READ = 500
"""Signed intakes that are read, the newest: more than anybody signs, so that no allergy is out of reach."""


def limits_of(client_id: int) -> ClientLimits:
    """The limits of a client as they stand; all of them not asked where nothing was signed."""
    return limits_in(intakes_of(client_id, limit=MOST_READ))


def limits_in(intakes: Sequence[Intake]) -> ClientLimits:
    """The limits in a client's signed intakes, given newest first."""
    return read_limits(AnswerHistory(list(_entries(intakes))))


def _entries(intakes: Sequence[Intake]) -> Iterator[DatedAnswers]:
    """Oldest first. A correction takes the place of what it corrects: an allergy struck there was never told."""
    by_id = {each.id: each for each in intakes}
    standing = {_root(each, by_id): each for each in reversed(intakes)}
    for root, intake in standing.items():
        yield DatedAnswers(intake.answers, intake.signed_on, f"intake-{root}")


def _root(intake: Intake, by_id: Mapping[int, Intake]) -> int:
    """The id of the intake that a chain of corrections began with."""
    while intake.corrects_id is not None and intake.corrects_id in by_id:
        intake = by_id[intake.corrects_id]
    return intake.id
