"""What came up after a visit, read into symptoms: bruise, swelling, neck pain, headache.

Clinical source: other-reasons.md#what-follows-a-visit.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from intake.clinical.answer import Answer
from intake.clinical.body import GROUPS, expand, split_side
from intake.clinical.dates.spoken import in_words
from intake.clinical.dates.vague import on_day
from intake.clinical.facts import Symptom
from intake.clinical.facts.codes import SymptomCode
from intake.clinical.history.assessments import Assessment, assessed_for
from intake.clinical.history.complaints import as_assessed

BRUISE, SWELLING, NECK_PAIN, HEADACHE = "bruise", "swelling", "neck_pain", "headache"
KIND_WORDS: Mapping[str, str] = {
    BRUISE: "Bruise", SWELLING: "Swelling", NECK_PAIN: "Neck pain", HEADACHE: "Headache",
}
PAINS: Mapping[str, SymptomCode] = {NECK_PAIN: "neck_pain_after_neck_work", HEADACHE: "headache_after_neck_work"}
COURSE_WORDS: Mapping[str, str] = {
    "easing": "Easing", "same": "The same", "worse": "Worse from day to day",
}
FOLLOWS = timedelta(days=7)
"""What is noticed so long after the day of a visit is put down to it."""
COUNTS = timedelta(days=14)
"""How long a small bruise counts as new, and soreness that eases as there: a choice of this project."""
_NECK = expand("neck") | expand("neck_front") | expand("head") | expand("shoulder")


@dataclass(frozen=True, slots=True)
class EventAfterVisit:
    """One adverse event as it was told, and the visit before it with the places worked on, () where not noted.

    `region`: a sided place by the codes of `clinical.body`; `large`: of a bruise large or spreading, of a swelling hard
    and painful; `course` as in COURSE_WORDS, or "" for not asked; `told_on`: the day noticed or the day recorded, the
    later; `name`: its name in the record, by which it can be withdrawn.
    """

    kind: str
    visit_id: int
    visit_on: date
    noticed_on: date
    told_on: date
    areas: tuple[str, ...] = ()
    region: str = ""
    large: Answer = Answer.NOT_ASKED
    unlike_before: Answer = Answer.NOT_ASKED
    one_sided: Answer = Answer.NOT_ASKED
    course: str = ""
    words: str = ""
    name: str = ""

    @property
    def side(self) -> str:
        """left, right, both (also for the middle), or "" where it was not asked."""
        side = split_side(self.region)[0]
        return side or ("both" if self.one_sided is Answer.NO else "")

    @property
    def sentence(self) -> str:
        """What it is called, the day of its visit, and what was typed."""
        said = f"{KIND_WORDS[self.kind]} after the massage of {in_words(self.visit_on)}"
        return f"{said}: {self.words}" if self.words else said


def with_adverse_events(
    symptoms: tuple[Symptom, ...] | None, events: Sequence[EventAfterVisit], withdrawn: Collection[str] = (),
    assessments: Sequence[Assessment] = (),
) -> tuple[Symptom, ...] | None:
    """The symptoms of the answers, and after them those of what came up after visits, oldest first.

    `withdrawn` are the names of events that were entered in error.
    """
    more = read_adverse_events([each for each in events if each.name not in withdrawn], assessments)
    return (*(symptoms or ()), *more) if more else symptoms


def read_adverse_events(
    events: Iterable[EventAfterVisit], assessments: Sequence[Assessment] = (),
) -> tuple[Symptom, ...]:
    """What rules read of them. Neck pain and headache count after work on the neck, and each once for a visit."""
    found: list[Symptom] = []
    pains: dict[tuple[int, str], list[EventAfterVisit]] = {}
    for event in events:
        if event.kind == BRUISE:
            found.append(_bruise(event))
        elif event.kind == SWELLING:
            found += [_sign(event, code) for code in _swellings(event)]
        elif is_after_neck_work(event.areas):
            pains.setdefault((event.visit_id, event.kind), []).append(event)
    found += [_pain(_since_assessed(told, assessments)) for told in pains.values()]
    return tuple(as_assessed(symptom, assessments) for symptom in found)


def is_after_neck_work(areas: Iterable[str]) -> bool:
    """Whether a visit worked on neck, head or shoulders, or may have: places that were not noted are not "no"."""
    worked_on = [expand(area) for area in areas]
    return not worked_on or any(places & _NECK for places in worked_on)


def _sign(event: EventAfterVisit, code: SymptomCode, last: date | None = None) -> Symptom:
    return Symptom(
        code, side=event.side, site=split_side(event.region)[1], onset=on_day(event.noticed_on),
        ended=on_day(last) if last else None, words=event.sentence, told_on=event.told_on, answers=(event.name,),
    )


def _bruise(event: EventAfterVisit) -> Symptom:
    if event.large is Answer.NO:
        return _sign(event, "new_bruising", event.noticed_on + COUNTS)
    return _sign(event, "large_or_unexplained_bruise")


def _swellings(event: EventAfterVisit) -> list[SymptomCode]:
    """A hard painful swelling (R70), and one of a limb or the neck whatever it is like (R02, R03)."""
    codes: list[SymptomCode] = [] if event.large is Answer.NO else ["hard_painful_swelling"]
    place = split_side(event.region)[1]
    if place in GROUPS["lower_limb"] or place == "leg":
        codes.append("leg_swelling")
    elif place == "arm" or (place in GROUPS["upper_limb"] and place != "shoulder"):
        codes.append("arm_swelling")
    elif place == "neck":
        codes.append("neck_swelling")
    return codes


def _since_assessed(told: list[EventAfterVisit], assessments: Sequence[Assessment]) -> list[EventAfterVisit]:
    """What was told since a health professional saw it; all of it where that was the last word, or nobody did."""
    seen = [number for number, each in enumerate(told, 1) if assessed_for((each.name,), assessments)[0]]
    return (told[seen[-1]:] if seen else told) or told


def _pain(told: Sequence[EventAfterVisit]) -> Symptom:
    """A pain as it was told after one visit, once or again. The newest telling says how it goes; what was once unlike
    any before, or on one side, stays so.
    """
    first, newest = told[0], told[-1]
    course = next((each.course for each in reversed(told) if each.course), "")
    sides = [each.side for each in reversed(told) if each.side]
    answers = {each.unlike_before for each in told}
    unlike = next((each for each in (Answer.YES, Answer.NO) if each in answers), Answer.NOT_ASKED)
    is_ordinary = course == "easing" and unlike is not Answer.YES
    return Symptom(
        PAINS[newest.kind], side=next((side for side in sides if side != "both"), sides[0] if sides else ""),
        site=split_side(newest.region)[1], onset=on_day(first.noticed_on),
        ended=on_day(first.noticed_on + COUNTS) if is_ordinary else None, course=course, unlike_before=unlike,
        words="; earlier: ".join(dict.fromkeys(
            (newest.sentence, *(each.words for each in told[-2::-1] if each.words)))),
        told_on=max(each.told_on for each in told), answers=tuple(each.name for each in told),
    )
