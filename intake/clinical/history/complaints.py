"""Warning signs and pain, read into symptoms. Limb pain is a symptom; other pain stays with the pain chart.

Both are states: they stand until they are asked about again (scale.md#facts-over-time). That a doctor has seen a sign
counts for what was told on or before the day it is said, never for the same sign told later.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from intake.clinical.answer import Answer
from intake.clinical.body import is_leg, split_side
from intake.clinical.dates.vague import UNKNOWN, VagueDate, read_date
from intake.clinical.facts import Symptom
from intake.clinical.facts.codes import SymptomCode, symptom_code
from intake.clinical.history.answer_history import AnswerHistory, DatedAnswers, DatedRow, Telling
from intake.clinical.history.assessments import Assessment, assessed_for
from intake.clinical.history.infection import Wellness
from intake.clinical.questionnaire import single_questions

SIDES = frozenset({"left", "right", "both"})
SIGN_LABELS = {q.key: q.label for q in single_questions() if q.key.startswith("sign_")}
ARM = frozenset({"shoulder", "upper_arm", "elbow", "forearm", "wrist", "hand", "arm"})
AS_IT_WAS = "as_it_was"
FEVER = "sign_fever"
# The questions about signs whose key begins like that of a sign.
_ABOUT_SIGNS = frozenset({"signs_since", "signs_words", "signs_assessed", "signs_assessed_by", "signs_assessed_on",
                          "signs_course"})


def read_symptoms(
    history: AnswerHistory, assessments: Sequence[Assessment] = (), wellness: Wellness | None = None,
) -> tuple[Symptom, ...] | None:
    """Every sign said to be there and every limb pain; None where neither signs nor pain were asked about."""
    keys = [key for key in history.keys("sign_") if key not in _ABOUT_SIGNS]
    pains = history.listed("pains", "pains_any")
    difference = history.newest("calf_difference_cm")
    if not keys and pains is None and difference is None and not history.text("walking_pain"):
        return None
    found = [symptom for key in keys if key != FEVER for symptom in _signs(history, key, assessments)]
    found += _fever(history, wellness or Wellness(), assessments)
    if difference is not None and (measured := history.number("calf_difference_cm")) is not None:
        found.append(as_assessed(Symptom(
            "calf_difference", difference_cm=measured, words=f"calf difference {measured:g} cm",
            told_on=difference.on, answers=(difference.name,)), assessments))
    found += _walking_pain(history)
    found += _limb_pains(history, assessments)
    return tuple(found)


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
    counted = len(run.tellings)
    while counted:
        newest = run.tellings[counted - 1]
        rules, cause = assessed_for((newest.name,), assessments)
        if rules:
            return Answer.YES, rules, cause
        said = history.newest("signs_assessed")
        if said is not None and said.entry >= newest.entry:
            return Answer.read(said.words), frozenset(), ""
        course = history.newest("signs_course")
        if course is None or course.entry < newest.entry or course.words != AS_IT_WAS:
            break
        counted -= 1
    return Answer.NOT_ASKED, frozenset(), ""


def _of_run(history: AnswerHistory, key: str, run: _Run) -> str:
    """What was said about the signs, in the newest of the forms that told of this one or came after."""
    told = history.newest(key)
    return told.words if told is not None and told.entry >= run.tellings[0].entry else ""


def _dated_of_run(history: AnswerHistory, run: _Run) -> VagueDate:
    told = history.newest("signs_since")
    return read_date(told.words, told.on) if told is not None and told.entry >= run.tellings[0].entry else UNKNOWN


def _fever(history: AnswerHistory, wellness: Wellness, assessments: Sequence[Assessment]) -> list[Symptom]:
    """A fever that stands, or one that is over with the day since when."""
    ill = [each for each in history.tellings(FEVER) if each.words != "no"]
    newest = history.newest(FEVER)
    if not ill or newest is None or (newest.words == "no" and not wellness.is_over):
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


def _limb_pains(history: AnswerHistory, assessments: Sequence[Assessment]) -> list[Symptom]:
    """The limb pains that stand. The same pain told twice is one, told of on the later day."""
    found: dict[Symptom, Symptom] = {}
    for row in standing_pains(history):
        if (pain := _limb_pain(row, _is_named_since(history, row))) is not None:
            pain = as_assessed(pain, assessments)
            known = found.get(pain)
            found[pain] = replace(pain, answers=(*known.answers, *pain.answers)) if known else pain
    return list(found.values())


def _is_named_since(history: AnswerHistory, row: DatedRow) -> bool:
    named = history.newest("named_condition")
    return named is not None and named.entry >= row.entry


def standing_pains(history: AnswerHistory) -> list[DatedRow]:
    """The pains told since they were last asked about as a whole: in an intake, or denied at a visit."""
    rows = history.rows("pains")
    first = max((number for number, entry in enumerate(history.entries) if _asks_for_all(entry)),
                default=0)
    denied = max((told.entry for told in history.tellings("asked_limb") if told.words == "no"), default=-1)
    return [row for row in rows if row.entry >= first and (row.entry > denied or not _is_of_a_limb(row))]


def _asks_for_all(entry: DatedAnswers) -> bool:
    return entry.is_list and bool(entry.answers.get("pains") or entry.answers.get("pains_any"))


def _is_of_a_limb(row: DatedRow) -> bool:
    site = split_side(row.text("site"))[1]
    return is_leg(site) or site in ARM


def _limb_pain(row: DatedRow, named: bool) -> Symptom | None:
    """A pain in a leg or an arm, as the clot rules ask for it (R02, R04, R29)."""
    if _is_over(row):
        return None
    side, site = split_side(row.text("site"))
    side = side or row.text("side")
    code: SymptomCode | None = "leg_pain" if is_leg(site) else "arm_pain" if site in ARM else None
    if code is None:
        return None
    since = row.dated("since")
    return Symptom(
        code, side=side if side in SIDES else "", site="whole_leg" if site == "leg" else site,
        onset=since if since.is_known else UNKNOWN, cause=_cause(row, named), assessed=row.answer("assessed"),
        words=row.text("words") or f"{side} {site.replace('_', ' ')} pain".strip(), told_on=row.on, answers=(row.name,),
    )


def _cause(row: DatedRow, named: bool) -> str:
    """What brought it on. "A condition a doctor has named" explains nothing until it is named.

    A form of before the name was asked for keeps its meaning; the next visit asks (`silence`).
    """
    cause = row.text("cause")
    is_unnamed = cause == "known_condition" and "cause_name" in row.values and not row.text("cause_name")
    return "" if is_unnamed and not named else cause


def _is_over(row: DatedRow) -> bool:
    """No pain now and none in the last week: nothing for the rules to read."""
    return row.number("now") == 0 and row.number("worst") == 0 and row.answer("assessed") is not Answer.NO
