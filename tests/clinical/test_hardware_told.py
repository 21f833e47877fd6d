"""Replaced joints, plates, screws and rods: told once, and the operation that put them in."""

from datetime import date

import pytest

from intake.clinical.dates.vague import on_day
from intake.clinical.facts import Operation
from intake.clinical.history import DatedAnswers
from intake.clinical.history.answer_history import AnswerHistory
from intake.clinical.history.conditions import LABELS
from intake.clinical.history.hardware import operations_of_hardware
from tests.clinical.told import TOLD, facts


def hardware(*rows, **tick):
    return [(each.side, each.site, each.words) for each in facts({"hardware": list(rows)} | tick).conditions or ()
            if each.code == "hardware"]


def test_what_is_built_in_is_told_once_with_its_place_and_its_kind():
    plate = {"kind": "plate", "site": "shin", "side": "left", "date": "2019"}

    assert hardware(plate) == [("left", "shin", "plate, screws or rod, left shin")]
    assert hardware(plate, plate) == hardware(plate)
    assert len(hardware(plate, plate | {"side": "right"})) == len(hardware(plate, plate | {"date": "2020"})) == 2
    assert hardware({"kind": "joint", "site": "knee", "side": "unsure"}) == [("", "knee", "replaced joint, knee")]
    assert hardware({"site": "knee"}) == [("", "knee", "replaced joint, plates or screws, knee")]
    [tick] = facts({"condition_joint_replacement": "past"}).conditions
    assert (tick.code, tick.past, tick.site) == ("hardware", True, "")
    assert tick.words == LABELS["condition_joint_replacement"].lower()
    assert not facts({"condition_joint_replacement": "past"}, {"condition_joint_replacement": "now"}).conditions[0].past
    assert hardware(plate, condition_joint_replacement="now") == hardware(plate)


@pytest.mark.parametrize(("day", "counts"), [
    ("2025-03-02", True), ("2025-03-01", False), ("2026-03-02", True), ("2026-03-03", False), ("", False),
])
def test_a_joint_put_in_within_a_year_is_that_operation_too(day, counts):
    operations = facts({"hardware": [{"kind": "joint", "site": "hip", "side": "left", "date": day}]}).operations

    assert (operations is not None) is counts
    if counts:
        assert [(each.category, each.side, each.site) for each in operations] == [("hip_replacement", "left", "hip")]


def test_a_joint_that_was_told_as_an_operation_is_one_operation():
    hip = {"kind": "joint", "site": "hip", "side": "left", "date": "2026-02-01"}

    def number(**operation):
        return len(facts({"hardware": [hip], "operations": [{"what": "hip replacement"} | operation]}).operations)

    assert number(date="2026-02-01") == number(date="February 2026") == 1
    assert number(date="2026-01-01") == number(date="2026-02-02") == number(date="") == number(date="next week") == 2
    assert len(facts({"hardware": [hip], "operations": [{"what": "gallbladder out", "date": "2026-02-01"}]}
                     ).operations) == 2


def test_a_joint_of_the_other_side_is_another_operation():
    row = {"hardware": [{"kind": "joint", "site": "hip", "side": "left", "date": "2026-02-01"}]}
    history = AnswerHistory([DatedAnswers(row, TOLD, "intake-1")])
    when = on_day(date(2026, 2, 1))

    def more(side):
        known = [Operation("hip_replacement", on=when, side=side)]
        return [each.side for each in operations_of_hardware(history, known, TOLD)]

    assert (more("right"), more("left"), more("")) == (["left"], [], [])


def test_hardware_and_the_operation_that_it_was_name_the_rows_that_tell_them():
    hip = {"kind": "joint", "site": "hip", "side": "left", "date": "2026-02-01"}
    read = facts({"hardware": [hip]}, {"hardware": [hip]})

    [built_in], [operation] = read.conditions, read.operations
    assert [name.split("#")[0] for name in built_in.answers] == ["entry-0 hardware", "entry-1 hardware"]
    assert (operation.words, built_in.words) == ("replaced joint, left hip",) * 2
    assert operation.answers[0].startswith("entry-0 hardware#")
    [tick] = facts({"condition_joint_replacement": "now"}).conditions
    assert tick.answers == ("entry-0 condition_joint_replacement=now",)
    assert facts({"condition_joint_replacement": "never"}).conditions == ()
