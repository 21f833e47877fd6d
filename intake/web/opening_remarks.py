"""What words say in passing, at the start of a visit: where the page asks for it, and what it asks besides for that."""

from collections.abc import Collection, Iterable, Mapping

from intake.clinical.facts.silence import Matter
from intake.clinical.history.own_fields import is_of_family
from intake.clinical.history.remarks import AskedRemark
from intake.clinical.history.silence import ASKING, Asking
from intake.clinical.questionnaire import repeats, single_questions
from intake.clinical.questionnaire.visit import signs_of
from intake.clinical.questionnaire.visit_questions import ALL_VISIT_QUESTIONS, ASKED, VisitQuestion

OWN_FIELDS = "own-fields"
"""Where the page asks what neither its questions nor what is not known ask."""
_QUESTION_OF = {"medicine": "medicine", "operation": "event", "injury": "event", "rest": "event", "journey": "journey",
                "birth": "pregnancy", "pregnancy": "pregnancy", "cancer": "news"}
"""By the kind of a remark, the question of the visit that asks for it."""
_LABELS = {question.key: question.label for question in ALL_VISIT_QUESTIONS}
_ALL_SIGNS = ASKING[Matter.SIGNS].singles
_SINGLE = {question.key: question for question in single_questions()}
_OWN_QUESTION = {"family": "family_clot", "bleeding": "bruises_easily"}
_CLOTS = tuple(repeat for repeat in repeats() if repeat.key == "clots")


def own_fields(
    remarks: Iterable[AskedRemark], questions: Collection[VisitQuestion], moved: Collection[str],
) -> Asking:
    """What has to be asked so that these remarks can be written down. `moved` is asked further down already."""
    kinds = {"family" if is_of_family(each) else each.kind for each in remarks}
    asked = {*moved, *signs_of(questions)}
    singles = [_SINGLE[key] for kind, key in _OWN_QUESTION.items() if kind in kinds]
    singles += _ALL_SIGNS if "sign" in kinds else ()
    parts = _CLOTS if "clot" in kinds else ()
    return Asking(tuple(each for each in singles if each.key not in asked),
                  tuple(each for each in parts if each.key not in asked))


def place_at_start(remark: AskedRemark, moved: Mapping[str, Matter]) -> tuple[str, str]:
    """Where the page asks for what the words say: the address, and words for it."""
    if remark.kind in _QUESTION_OF:
        key = _QUESTION_OF[remark.kind]
        return f"#{ASKED}{key}", f"“{_LABELS[key]}”"
    if remark.kind == "clot" and not is_of_family(remark) and "clots" in moved:
        return f"#known-{moved['clots']}", "“Not known yet”"
    if remark.kind == "sign":
        return "#visit-questions", "the question that asks for this sign, above or right below"
    return f"#{OWN_FIELDS}", "“If it is so”, right below"
