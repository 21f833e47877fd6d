"""The form about what came up after a visit."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from intake.clinical.dates.spoken import in_words
from intake.clinical.history.adverse_events import BRUISE, COURSE_WORDS, FOLLOWS, KIND_WORDS, PAINS, SWELLING
from intake.services.adverse_events import EventReport
from intake.web import clock
from intake.web.forms.base import NotAfter, OnceForm, area, as_choices, choice, day, day_in
from intake.web.forms.visit import SITE_CHOICES

if TYPE_CHECKING:
    from intake.records.visits import Visit

KINDS = list(KIND_WORDS.items())
SIDES = [("left", "Left"), ("right", "Right"), ("both", "Both"), ("middle", "Middle")]
COURSES = list(COURSE_WORDS.items())
YES_NO = [("yes", "Yes"), ("no", "No")]
LARGE = {BRUISE: "bruise_large", SWELLING: "swelling_hard"}
"""The field that asks how bad it is, by kind."""
NOT_ASKED = [("", "")]


class AdverseEventForm(OnceForm):
    """A bruise, a swelling, neck pain or a headache after a visit. What is left open was not asked."""

    visit_id = choice("After the visit of", [], required="Choose the visit.")
    kind = choice("What is it?", KINDS, required="Choose what it is.")
    noticed_on = day("First noticed on", required="Enter the day on which it was noticed.")
    place = choice("Where", SITE_CHOICES)
    side = choice("On which side?", NOT_ASKED + SIDES)
    bruise_large = choice("Large, or spreading?", NOT_ASKED + YES_NO)
    swelling_hard = choice("Hard and painful?", NOT_ASKED + YES_NO)
    course = choice("How does it go?", NOT_ASKED + COURSES)
    unlike_before = choice("Unlike any pain before?", NOT_ASKED + YES_NO)
    words = area("In the client’s own words", limit=1000)

    def __init__(self, visits: Sequence["Visit"], *, chosen: int | None) -> None:
        """`visits` are those it can have followed, newest first; `chosen` is the id of the one that is meant."""
        begun_with = dict.fromkeys(("place", "side", *LARGE.values(), "course", "unlike_before"), "")
        meant = next((visit for visit in visits if visit.id == chosen), visits[0] if visits else None)
        today = clock.today()
        can_be_today = meant is not None and meant.visit_on <= today <= meant.visit_on + FOLLOWS
        super().__init__(data=begun_with | {"visit_id": str(meant.id) if meant else "",
                                            "noticed_on": today if can_be_today else None})
        self.visits = [(str(visit.id), in_words(visit.visit_on)) for visit in visits]
        self.visit_id.choices = as_choices(self.visits)

    def validate_noticed_on(self, field: object) -> None:
        """Refuse a day to come."""
        NotAfter(clock.today, "This day is still to come.")(self, field)

    def report(self) -> EventReport:
        """What was told. Only after the form has been validated."""
        kind, noticed_on = self.kind.data, day_in(self.noticed_on)
        if kind in PAINS:
            return self._pain(kind, noticed_on)
        return EventReport(kind, noticed_on, place=self.place.data, side=self.side.data,
                           large=self[LARGE[kind]].data, words=self.words.data or "")

    def refuse_all(self, problems: dict[str, str]) -> None:
        """Put what a service refused beside its fields."""
        for name, message in problems.items():
            self.refuse(LARGE.get(self.kind.data, name) if name == "large" else name, message)

    def _pain(self, kind: str, noticed_on: date) -> EventReport:
        return EventReport(kind, noticed_on, side=self.side.data, course=self.course.data,
                           unlike_before=self.unlike_before.data, words=self.words.data or "")
