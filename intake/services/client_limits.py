"""The client's own limits, read from everything that they signed. What is shown with a plan is kept with it."""

from collections.abc import Sequence

from intake.clinical.facts.limits import ClientLimits
from intake.clinical.history.answer_history import AnswerHistory, DatedAnswers
from intake.clinical.history.client_limits import read_limits
from intake.records.intakes import Intake
from intake.services.record import intake_name, record_of, root_of

MOST_READ = 500
"""Signed intakes that are read, the newest: more than anybody signs, so that no allergy is out of reach."""


def limits_of(client_id: int) -> ClientLimits:
    """The limits of a client as they stand; all of them not asked where nothing was signed."""
    return read_limits(record_of(client_id).history)


def limits_in(intakes: Sequence[Intake]) -> ClientLimits:
    """The limits in a client's signed intakes, given newest first; answers withdrawn since are not looked up."""
    by_id = {each.id: each for each in intakes}
    standing = {root_of(each, by_id).id: each for each in reversed(intakes)}
    return read_limits(AnswerHistory([
        DatedAnswers(intake.answers, intake.signed_on, intake_name(root)) for root, intake in standing.items()
    ]))
