"""The visits of an invented client: questions answered, a massage within the plan, a note, and what came up later."""

from datetime import date, datetime, timedelta
from typing import Any

from intake.cli.demo_clinic import Story, Telling
from intake.cli.remarks import answered_start
from intake.clinical.questionnaire.answers import read_stored
from intake.clinical.questionnaire.visit import VISIT_QUESTIONS, read_visit_questions
from intake.clinical.visit_plan import VisitPlan
from intake.records.visits import Visit
from intake.services import adverse_events, visits
from intake.services.adverse_events import EventReport
from intake.services.visits import SoapNote

WISHED = {"light": 1, "medium": 3, "firm": 4, "deep": 5}
USUAL_PRESSURE = 3
METHODS = ("swedish", "myofascial", "deep_tissue")
SAID = (
    "First visit here.",
    "Slept better for three nights, then it came back.",
    "Less stiff than last time. Did the stretches most days.",
    "A busy week, shoulders up by the ears again.",
    "Good all week, sore only since yesterday.",
)
FOUND = (
    "Muscles firm on both sides, tender to touch, moves freely.",
    "Softer than last time. One tender band, no swelling, skin healthy.",
    "Warm and supple after a few minutes, breathing calm.",
)
JUDGED = ("Tension from posture and load.", "Easing steadily.", "Holding well between visits.")
AFTERCARE = "Drink as usual, keep warm, move gently today. Tell us if anything is sore for more than two days."
AGAIN = timedelta(days=14)


def give_visit(telling: Telling, turn: int) -> None:
    """The visit of that turn, begun and recorded on its day."""
    ago = telling.story["visits"][turn]
    visit = _begin(telling, telling.at(ago, 13), turn)
    at = telling.at(ago, 14)
    visits.record_visit(
        visit.id, _note(telling, visit, turn), version=visit.version, key=telling.key("record", turn),
        by=telling.therapist, at=at,
    )


def tell_after_visit(telling: Telling, told: Story) -> None:
    """What the client tells of after a visit, as the story has it: on which day, and since when."""
    at = telling.at(told["ago"], 15)
    newest = adverse_events.visits_before_now(telling.client.id)[0]
    report = EventReport(noticed_on=telling.place.day(telling.at(told["noticed_ago"], 12)), **told["report"])
    adverse_events.record_adverse_event(
        telling.client.id, visit_id=newest.id, report=report, key=telling.key("after", told["ago"]),
        by=telling.therapist, at=at, on=telling.place.day(at),
    )


def come_today(telling: Telling, state: str) -> None:
    """A visit of today: booked, or begun and not yet recorded."""
    at = telling.place.now
    on = telling.place.day(at)
    visits.book_visit(
        telling.client.id, visit_on=on, therapist_id=telling.therapist.id, key=telling.key("book"),
        by=telling.therapist, at=at, on=on,
    )
    if state == "begun":
        _begin(telling, at, "today")


def _begin(telling: Telling, at: datetime, turn: object) -> Visit:
    given = {question.name: "no" for question in VISIT_QUESTIONS}
    on = telling.place.day(at)
    answers = read_visit_questions(given, read_stored({}, on=on)).answers
    return visits.begin_visit(
        telling.client.id, questions=answered_start(telling.client, answers, on=on), key=telling.key("begin", turn),
        by=telling.therapist, at=at, on=on,
    )


def _note(telling: Telling, visit: Visit, turn: int) -> SoapNote:
    plan = visits.plan_as_begun(visit)
    told = _standing(telling, visit.visit_on)
    areas = _allowed_areas(told.get("areas_wanted", ["upper_back"]), plan)
    pressure = min([WISHED.get(told.get("pressure", ""), USUAL_PRESSURE), *_caps(plan, areas)])
    excluded = {each.code for each in plan.excludes(places=areas, techniques=METHODS, pressure=None)}
    methods = [method for method in METHODS if method not in excluded]
    return SoapNote(
        subjective=SAID[turn % len(SAID)], objective=FOUND[turn % len(FOUND)], assessment=JUDGED[turn % len(JUDGED)],
        treatment_plan="Work through the areas asked for, then rest under the towel for five minutes.",
        areas=tuple(areas), techniques=tuple(methods if pressure > USUAL_PRESSURE else methods[:2]), pressure=pressure,
        minutes=(60, 45, 60, 90)[turn % 4], pains=tuple(_eased(row, turn) for row in told.get("pains", [])),
        aftercare=AFTERCARE, next_visit_on=visit.visit_on + AGAIN,
    )


def _standing(telling: Telling, on: date) -> Story:
    """The intake that stood on that day."""
    told: list[Story] = telling.story["intakes"]
    return [each for each in told if telling.place.day(telling.at(each["ago"], 9)) <= on][-1]


def _allowed_areas(wanted: list[str], plan: VisitPlan) -> list[str]:
    return [area for area in wanted if not plan.excludes(places=[area], techniques=(), pressure=None)] or ["upper_back"]


def _caps(plan: VisitPlan, areas: list[str]) -> list[int]:
    wished = plan.limits.pressure_cap if plan.limits else None
    return [cap for cap in (wished, plan.pressure_cap, *(plan.cap_for(area) for area in areas)) if cap is not None]


def _eased(row: dict[str, Any], turn: int) -> dict[str, Any]:
    """A little less from visit to visit, and clearly less after each."""
    before = max(int(row["now"]) - turn // 2, 2)
    return {"site": row["site"], "side": row.get("side", ""), "before": before, "after": max(before - 3, 0)}
