"""Warning signs, and pain after work on the neck, read into symptoms. What rows of pain say is read in `pains`.

They are states: they stand until they are asked about again (scale.md#facts-over-time). That a doctor has seen a sign
counts for what was told on or before the day it is said, never for the same sign told later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN, VagueDate
from intake.clinical.facts import Symptom
from intake.clinical.facts.codes import SymptomCode, symptom_code
from intake.clinical.history.answer_history import AnswerHistory, Telling
from intake.clinical.history.assessments import Assessment, assessed_for
from intake.clinical.history.infection import Wellness
from intake.clinical.history.pains import read_pains
from intake.clinical.questionnaire import single_questions

SIDES = frozenset({"left", "right", "both"})
SIGN_LABELS = {q.key: q.label for q in single_questions() if q.key.startswith("sign_")}
AS_IT_WAS = "as_it_was"
FEVER = "sign_fever"
_NECK: tuple[SymptomCode, str] = ("neck_pain_after_neck_work", "neck pain since work on the neck")
_HEAD: tuple[SymptomCode, str] = ("headache_after_neck_work", "headache since work on the neck")
AFTER_NECK_WORK: Mapping[str, tuple[tuple[SymptomCode, str], ...]] = {
    "neck_pain": (_NECK,), "headache": (_HEAD,), "both": (_NECK, _HEAD),
}


def read_symptoms(
    history: AnswerHistory, assessments: Sequence[Assessment] = (), wellness: Wellness | None = None,
) -> tuple[Symptom, ...] | None:
    """Every sign said to be there, and every pain of a limb, the back, the side or the belly; None where neither signs
    nor pain were asked about.
    """
    keys = history.keys("sign_")
    pains = history.listed("pains", "pains_any")
    difference = history.newest("calf_difference_cm")
    others = (history.text("walking_pain"), history.text("neck_work_pain"))
    if not keys and pains is None and difference is None and not any(others):
        return None
    found = [symptom for key in keys if key != FEVER for symptom in _signs(history, key, assessments)]
    found += _fever(history, wellness or Wellness(), assessments)
    if difference is not None and (measured := history.number("calf_difference_cm")) is not None:
        found.append(as_assessed(Symptom(
            "calf_difference", difference_cm=measured, words=f"calf difference {measured:g} cm",
            told_on=difference.on, answers=(difference.name,)), assessments))
    found += _walking_pain(history)
    found += [as_assessed(each, assessments) for each in (*_after_neck_work(history), *read_pains(history))]
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Run:
    """A sign as it has been told since it was last denied, oldest first."""

    tellings: tuple[Telling, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.tellings)


def _signs(history: AnswerHistory, key: str, assessments: Sequence[Assessment]) -> list[Symptom]:
    """The sign on each side on which it stands: told left and later right, it is told on both."""
    run: list[Telling] = []
    for telling in history.tellings(key):
        run = [] if telling.words == "no" else [*run, telling]
    by_side: dict[str, list[Telling]] = {}
    for telling in run:
        by_side.setdefault(telling.words, []).append(telling)
    return [_sign(history, key, _Run(tuple(each)), assessments) for each in by_side.values()]


def _sign(history: AnswerHistory, key: str, run: _Run, assessments: Sequence[Assessment]) -> Symptom:
    newest = run.tellings[-1]
    label = SIGN_LABELS.get(key, key.removeprefix("sign_").replace("_", " "))
    words = _of_run(history, "signs_words", run)
    seen, rules, cause = _seen(history, run, assessments)
    return Symptom(
        symptom_code(key.removeprefix("sign_")) or "", side=newest.words if newest.words in SIDES else "",
        onset=_dated_of_run(history, run), cause="known_condition" if cause else "", assessed=seen,
        words=": ".join(filter(None, (label, words, cause))), told_on=newest.on, settled_for=rules, answers=run.names,
    )


def _seen(
    history: AnswerHistory, run: _Run, assessments: Sequence[Assessment],
) -> tuple[Answer, frozenset[str], str]:
    """Whether a doctor has seen the sign as it was last told, for which rules that is on record, and another cause.

    Told again, it is unseen, unless it is said to be as it was when it was seen.
    """
    for newest in reversed(run.tellings):
        rules, cause = assessed_for((newest.name,), assessments)
        if rules:
            return Answer.YES, rules, cause
        said = history.newest("signs_assessed")
        if said is not None and said.entry >= newest.entry:
            return Answer.read(said.words), frozenset(), ""
        course = history.newest("signs_course")
        if course is None or course.entry < newest.entry or course.words != AS_IT_WAS:
            break
    return Answer.NOT_ASKED, frozenset(), ""


def _of_run(history: AnswerHistory, key: str, run: _Run) -> str:
    """What was said about the signs, in the newest of the forms that told of this one or came after."""
    told = history.newest(key)
    return told.words if told is not None and told.entry >= run.tellings[0].entry else ""


def _dated_of_run(history: AnswerHistory, run: _Run) -> VagueDate:
    told = history.newest("signs_since")
    return history.date_in(told) if told is not None and told.entry >= run.tellings[0].entry else UNKNOWN


def _fever(history: AnswerHistory, wellness: Wellness, assessments: Sequence[Assessment]) -> list[Symptom]:
    """A fever that stands, or one that is over with the day since when."""
    ill = [each for each in history.tellings(FEVER) if each.words != "no"]
    if not ill or (history.text(FEVER) == "no" and not wellness.is_over):
        return []
    fever = wellness.of(_sign(history, FEVER, _Run(tuple(ill)), assessments))
    return [] if fever is None else [fever]


def as_assessed(symptom: Symptom, assessments: Sequence[Assessment]) -> Symptom:
    """The symptom with what a health professional found of it as it was last told."""
    rules, cause = assessed_for(symptom.answers[-1:], assessments)
    if not rules:
        return symptom
    return replace(symptom, assessed=Answer.YES, settled_for=rules, cause="known_condition" if cause else symptom.cause,
                   words=f"{symptom.words}: {cause}" if cause else symptom.words)


def _walking_pain(history: AnswerHistory) -> list[Symptom]:
    """Leg pain on walking that eases with rest (R31), asked apart from narrowed arteries."""
    told = history.newest("walking_pain")
    if told is None or told.words != "yes":
        return []
    return [Symptom("walking_pain", assessed=history.answer("walking_pain_assessed"),
                    words="leg pain on walking that eases with rest", told_on=told.on, answers=(told.name,))]


def _after_neck_work(history: AnswerHistory) -> list[Symptom]:
    """Neck pain or headache after work on the neck (R08), with what was said of it in that form or since."""
    told = history.newest("neck_work_pain")
    if told is None or told.words not in AFTER_NECK_WORK:
        return []

    def since(key: str) -> str:
        newest = history.newest(f"neck_work_pain_{key}")
        return newest.words if newest is not None and newest.entry >= told.entry else ""

    side, course, unlike = since("side"), since("course"), Answer.read(since("unlike"))
    return [Symptom(code, side=side, course=course, unlike_before=unlike, words=words, told_on=told.on,
                    answers=(told.name,)) for code, words in AFTER_NECK_WORK[told.words]]
