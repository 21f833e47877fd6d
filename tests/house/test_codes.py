"""The codes that are types are those that questions and tables give, and rules compare with no other.

That mypy refuses a misspelt one is shown by misspelt_codes.py, which `make lint` reads.
"""
import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from intake.clinical.facts import codes
from intake.clinical.medicines.drug_classes import DRUG_CLASSES, DrugClassCode
from intake.clinical.operations import CATEGORY_LABELS, OperationCategory
from intake.clinical.questionnaire import repeats, single_questions
from intake.clinical.questionnaire.earlier import RETIRED
from intake.clinical.vignettes.codes import known_codes

SCREENING = Path(codes.__file__).parents[1] / "screening"
FROM_NOWHERE_YET = {"limb_numb_sudden", "pain_out_of_proportion"}
"""Signs that rules know and that nothing asks for by these codes."""
ASKED_NO_MORE = {key.removeprefix("condition_") for key in RETIRED}
NO_DEVICE = {"vena_cava_filter"}
"""Ticked among the devices, and read as what it says of clots."""
LISTS = {
    "code": {*get_args(codes.SymptomCode), *get_args(codes.ConditionCode), *get_args(codes.DeviceCode), ""},
    "category": {*get_args(OperationCategory), ""},
    "type": {*get_args(codes.ImmobilisationType), *get_args(codes.ClotType), "", "fractur"},
    "status": {*get_args(codes.CancerStatus), *get_args(codes.PregnancyStatus), "", "taken", "recently_stopped"},
    "mode": {*get_args(codes.BirthMode), ""},
    "classes": {*get_args(DrugClassCode)},
}
"""What may be compared with an attribute of this name: "fractur" is looked for within the words of an injury, and
"taken" and "recently_stopped" are a medicine's."""


def asked(prefix: str) -> set[str]:
    """The codes of the questions whose keys begin so."""
    return {each.key.removeprefix(prefix) for each in single_questions() if each.key.startswith(prefix)}


def choices(repeat: str, question: str) -> set[str]:
    """The answers that a question of a repeated part, or (with repeat "") one asked once, can be given."""
    questions = single_questions() if not repeat else (q for r in repeats() if r.key == repeat for q in r.questions)
    return {option.code for each in questions if each.key == question for option in each.options}


@pytest.mark.parametrize("listed, given", [
    (codes.SymptomCode, asked("sign_") | known_codes()["symptoms"] - {""} | FROM_NOWHERE_YET),
    (codes.ConditionCode, asked("condition_") | ASKED_NO_MORE | known_codes()["conditions"] - {""}),
    (codes.DeviceCode, choices("", "devices") - NO_DEVICE | known_codes()["devices"] - {""}),
    (codes.ImmobilisationType, choices("immobilisations", "type") | known_codes()["immobilisations"]),
    (codes.ClotType, choices("clots", "type") - {"unsure"}),
    (codes.BirthMode, choices("births", "mode")),
    (OperationCategory, set(CATEGORY_LABELS)),
    (DrugClassCode, set(DRUG_CLASSES)),
], ids=lambda value: "" if isinstance(value, set) else str(len(get_args(value))))
def test_a_list_of_codes_is_what_questions_and_tables_give(listed, given):
    assert set(get_args(listed)) == given


def test_what_is_asked_or_written_within_a_list_belongs_to_it():
    assert choices("", "cancer_status") <= set(get_args(codes.CancerStatus))
    assert choices("operations", "kind") - {"other"} <= set(get_args(OperationCategory))
    assert known_codes()["surgeries"] <= set(get_args(OperationCategory))


def compared(tree: ast.AST) -> Iterator[tuple[str, str, int]]:
    """Each text that is compared with an attribute named in LISTS, by == or by "in": attribute, text, line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            names = {each.attr for side in (node.left, *node.comparators) for each in ast.walk(side)
                     if isinstance(each, ast.Attribute) and each.attr in LISTS}
            texts = [each.value for side in (node.left, *node.comparators) for each in ast.walk(side)
                     if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            yield from ((name, text, node.lineno) for name in names for text in texts)


def unknown(tree: ast.AST) -> list[tuple[str, str, int]]:
    """Comparisons that can never be true."""
    return [(name, text, line) for name, text, line in compared(tree) if text not in LISTS[name]]


@pytest.mark.parametrize("path", sorted(SCREENING.rglob("*.py")), ids=lambda path: path.stem)
def test_rules_compare_with_codes_that_exist(path):
    assert unknown(ast.parse(path.read_text("utf-8"))) == []


def test_a_misspelt_comparison_is_found():
    tree = ast.parse('s.code in ("leg_pain", "leg_swellling") or "anticoagulent" in m.classes or c.type == "dvd"')

    assert {text for _, text, _ in unknown(tree)} == {"leg_swellling", "anticoagulent", "dvd"}
