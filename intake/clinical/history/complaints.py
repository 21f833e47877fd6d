"""Warning signs and pain, read into symptoms. Limb pain is a symptom; other pain stays with the pain chart."""

from intake.clinical.answer import Answer
from intake.clinical.body import is_leg, split_side
from intake.clinical.dates.vague import UNKNOWN
from intake.clinical.facts import Symptom
from intake.clinical.facts.codes import SymptomCode, symptom_code
from intake.clinical.history.answer_history import AnswerHistory, DatedRow
from intake.clinical.questionnaire import single_questions

SIDES = frozenset({"left", "right", "both"})
SIGN_LABELS = {q.key: q.label for q in single_questions() if q.key.startswith("sign_")}
ARM = frozenset({"shoulder", "upper_arm", "elbow", "forearm", "wrist", "hand", "arm"})


def read_symptoms(history: AnswerHistory) -> tuple[Symptom, ...] | None:
    """Every sign said to be there and every limb pain; None where neither signs nor pain were asked about."""
    signs = list(history.answered("sign_"))
    pains = history.listed("pains", "pains_any")
    if not signs and pains is None and history.number("calf_difference_cm") is None:
        return None
    found = [_sign(history, key, answer) for key, answer in signs if answer != "no"]
    if (difference := history.number("calf_difference_cm")) is not None:
        found.append(Symptom("calf_difference", difference_cm=difference, words=f"calf difference {difference:g} cm",
                             told_on=history.told_on("calf_difference_cm")))
    limb_pains = [symptom for row in pains or () if (symptom := _limb_pain(row))]
    # The same pain told twice is one, told of on the later day.
    found += {each: each for each in limb_pains}.values()
    return tuple(found)


def _sign(history: AnswerHistory, key: str, answer: str) -> Symptom:
    words = history.text("signs_words")
    label = SIGN_LABELS.get(f"sign_{key}", key.replace("_", " "))
    return Symptom(
        symptom_code(key) or "", side=answer if answer in SIDES else "", onset=history.dated("signs_since"),
        assessed=history.answer("signs_assessed"), words=f"{label}: {words}" if words else label,
        told_on=history.told_on(f"sign_{key}"),
    )


def _limb_pain(row: DatedRow) -> Symptom | None:
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
        onset=since if since.is_known else UNKNOWN, cause=row.text("cause"), assessed=row.answer("assessed"),
        words=row.text("words") or f"{side} {site.replace('_', ' ')} pain".strip(), told_on=row.on,
    )


def _is_over(row: DatedRow) -> bool:
    """No pain now and none in the last week: nothing for the rules to read."""
    return row.number("now") == 0 and row.number("worst") == 0 and row.answer("assessed") is not Answer.NO
