"""Which medicines add up, two by two, what that gives, and who is in it (bleeding.md#combinations)."""
from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN, VagueDate, on_day
from intake.clinical.facts import Condition, Facts, Symptom
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.medicines import read_line
from intake.clinical.screening import screen
from intake.clinical.screening.bleeding.medicines import bleeding_view

ON = date(2026, 5, 4)


def taken(*lines, **facts):
    medicines = tuple(MedicineFact.of(each) for line in lines for each in read_line(line))
    return Facts(medicines=medicines, **facts)


def view(*lines, **facts):
    return bleeding_view(taken(*lines, **facts), ON)


@pytest.mark.parametrize(("lines", "combinations", "rule"), [
    (["warfarin", "ibuprofen"], ["C1"], "R46"), (["warfarin", "aspirin 75 mg"], ["C1"], "R46"),
    (["warfarin", "sertraline"], ["C1"], "R46"), (["apixaban", "ibrutinib"], ["C1"], "R46"),
    (["warfarin", "prednisolone"], [], "R46"), (["warfarin", "metformin"], [], "R46"),
    (["aspirin 75 mg", "clopidogrel"], ["C2"], "R46"), (["aspirin 75 mg", "dipyridamole"], [], "R64"),
    (["aspirin 75 mg", "acetylsalicylic acid 100 mg"], [], "R64"),
    (["clopidogrel", "ibuprofen daily"], ["C3"], "R64"), (["clopidogrel", "ibuprofen"], [], "R64"),
    (["clopidogrel", "sertraline"], ["C3"], "R64"), (["clopidogrel", "prednisolone"], ["C3"], "R64"),
    (["ibuprofen", "sertraline"], ["C4"], "R64"), (["ibuprofen", "prednisolone"], ["C4"], "R64"),
    (["naproxen", "ibuprofen"], [], "R67"), (["sertraline", "prednisolone"], ["C5"], "R64"),
    (["ibuprofen", "sertraline", "prednisolone"], ["C4"], "R64"), (["sertraline"], [], "R67"),
    (["warfarin", "enoxaparin"], ["C8"], "R46"), (["warfarin", "Coumadin"], [], "R46"),
    (["warfarin", "apixaban", "ibuprofen"], ["C1", "C8"], "R46"), (["warfarin", "blood thinner"], [], "R46"),
    (["enoxaparin", "LMWH"], [], "R46"), (["warfarin", "LMWH"], ["C8"], "R46"), (["fish oil", "sertraline"], [], "R67"),
    (["metformin", "paracetamol"], [], ""),
])
def test_which_medicines_add_up(lines, combinations, rule):
    found = view(*lines)

    assert (list(found.combinations), found.rule) == (combinations, rule)


def product(*ingredients, classes=("anticoagulant",), level="high", **more):
    return MedicineFact(" with ".join(ingredients), ingredients, frozenset(classes), level, **more)


@pytest.mark.parametrize(("medicines", "combinations"), [
    ([product("apixaban", "aspirin"), product("apixaban")], []),
    ([product("enoxaparin", "lidocaine"), product("metformin", classes=(), level="")], []),
    *(([product("x", classes=both, level="moderate"), product("ginkgo", classes=("supplement",), level="low")], [])
      for both in (("antiplatelet", "steroid"), ("anticoagulant", "nsaid"), ("ssri", "nsaid"))),
    ([product("apixaban"), product("warfarin", level="")], ["C8"]),
    ([product("aspirin", classes=("antiplatelet",), level="moderate"),
      MedicineFact("Aspirin", classes=frozenset({"antiplatelet"}))], []),
    ([MedicineFact(name, classes=frozenset({"antiplatelet"})) for name in ("Thin-A", "THIN-A")], []),
    ([MedicineFact(name, classes=frozenset({"antiplatelet"})) for name in ("Thin-A", "Thin-B")], ["C2"]),
    ([product("apixaban"), product("warfarin", level="moderate")], []),
    ([product("apixaban"), product("warfarin", level="low")], []),
    ([product("aspirin", classes=("antiplatelet", "nsaid"), level="moderate"),
      product("sertraline", classes=("ssri",), level="low")], ["C3"]),
    ([product("aspirin", classes=("antiplatelet", "nsaid"), level="moderate", frequency="daily")], []),
    ([product("diclofenac", "triamcinolone", classes=("nsaid", "steroid"), level="low"),
      product("ginkgo", classes=("supplement",), level="low")], []),
])
def test_one_product_of_two_substances_is_not_two_medicines(medicines, combinations):
    assert list(bleeding_view(Facts(medicines=tuple(medicines)), ON).combinations) == combinations


@pytest.mark.parametrize(("lines", "rule", "combinations"), [
    (["clopidogrel"], "R46", ["C6"]), (["warfarin"], "R46", ["C6"]), (["prednisolone"], "R46", ["C6"]),
    (["ibuprofen"], "R67", []), (["sertraline"], "R67", []),
    (["sertraline", "fish oil"], "R67", []), (["clopidogrel", "sertraline"], "R46", ["C3", "C6"]),
])
def test_a_condition_in_which_one_bleeds_adds_up_with_all_but_what_is_weak(lines, rule, combinations):
    cirrhosis = (Condition("liver_cirrhosis"),)

    found = view(*lines, conditions=cirrhosis)

    assert (found.rule, list(found.combinations)) == (rule, combinations)
    assert view(*lines, conditions=(Condition("diabetes"),)).combinations == view(*lines).combinations


def test_whoever_is_in_a_combination_is_named_once_and_nobody_else():
    found = view("warfarin", "metformin", "ibuprofen", "fish oil", "apixaban")

    assert [each.as_written for each in found.involved] == ["warfarin", "apixaban", "ibuprofen"]
    assert [each.medicine.as_written for each in found.together] == ["warfarin", "apixaban", "ibuprofen"]
    assert [each.medicine.as_written for each in found.strong] == ["warfarin", "apixaban"]


@pytest.mark.parametrize(("lines", "named"), [
    (["metformin"], []), (["metformin", "warfarin"], ["warfarin"]),
    (["sertraline", "metformin", "clopidogrel"], ["sertraline", "clopidogrel"]),
])
def test_a_medicine_that_raises_no_bleeding_is_not_named(lines, named):
    assert [each.medicine.as_written for each in view(*lines).acting] == named


def test_two_that_are_strong_together_are_both_named():
    assert [each.medicine.as_written for each in view("aspirin 75 mg", "clopidogrel").strong] == [
        "aspirin", "clopidogrel"]
    assert view("clopidogrel").strong == ()


@pytest.mark.parametrize(("status", "stopped", "frequency", "acts", "recent"), [
    ("taken", None, "", True, False), ("as_needed", None, "", True, False), ("on_hold", None, "", True, False),
    ("unsure", None, "", True, False), ("planned", None, "", False, False), ("allergy", None, "", False, False),
    ("not_taken", None, "", False, False), ("past", None, "", False, False), ("other_person", None, "", False, False),
    ("recently_stopped", None, "", True, True), ("recently_stopped", 12, "", True, True),
    ("recently_stopped", 13, "", False, False), ("past", 12, "", True, True), ("taken", 12, "", True, True),
    ("taken", 13, "", False, False), ("allergy", 5, "", False, False),
    ("planned", 5, "", False, False), ("taken", None, "stopped", True, True), ("past", None, "stopped", False, False),
])
def test_who_still_takes_it_and_what_still_works(status, stopped, frequency, acts, recent):
    day = UNKNOWN if stopped is None else on_day(ON - timedelta(stopped))
    warfarin = MedicineFact("warfarin", ("warfarin",), frozenset({"anticoagulant"}), "high", status=status,
                            frequency=frequency, stopped=day)

    acting = bleeding_view(Facts(medicines=(warfarin,)), ON).acting

    assert [each.recent for each in acting] == ([recent] if acts else [])
    if acts:
        assert acting[0].until == (ON + timedelta(1) if stopped == 12 else None)


@pytest.mark.parametrize(("ingredients", "classes", "days"), [
    (("warfarin",), ("anticoagulant",), 5), (("phenprocoumon",), ("anticoagulant",), 21),
    (("apixaban",), ("anticoagulant",), 2), (("acetylsalicylic acid", "clopidogrel"), ("antiplatelet",), 10),
])
def test_a_medicine_works_as_long_as_the_longest_of_its_substances(ingredients, classes, days):
    def acts(after):
        stopped = MedicineFact("x", ingredients, frozenset(classes), status="recently_stopped",
                               stopped=on_day(ON - timedelta(after)))
        return bool(bleeding_view(Facts(medicines=(stopped,)), ON).acting)

    assert (acts(days + 7), acts(days + 8)) == (True, False)


def test_a_thrombolysis_counts_from_when_it_ended_and_else_from_when_it_began():
    def rules(started, stopped):
        given = MedicineFact("alteplase", ("alteplase",), frozenset({"thrombolytic"}), "high", started=started,
                             stopped=stopped)
        return [each.rule for each in screen(Facts(medicines=(given,)), on=ON).findings]

    def ago(days):
        return on_day(ON - timedelta(days))

    assert "R46" in rules(ago(30), UNKNOWN) and "R46" not in rules(ago(31), UNKNOWN)
    assert "R46" in rules(ago(40), ago(30)) and "R46" not in rules(ago(40), ago(31))
    assert "R46" in rules(UNKNOWN, UNKNOWN)


def test_the_view_of_another_day_is_worked_out_anew():
    stopped = MedicineFact("apixaban", ("apixaban",), frozenset({"anticoagulant"}), "high", status="recently_stopped",
                           stopped=on_day(ON - timedelta(9)))
    facts = Facts(medicines=(stopped,))

    assert bleeding_view(facts, ON).rule == "R46"
    assert bleeding_view(facts, ON + timedelta(1)).rule == ""
    assert bleeding_view(facts, ON).rule == "R46"


@pytest.mark.parametrize(("reason", "started", "asked"), [
    ("a clot in the leg", "since 2024", False), ("", "since 2024", True), ("a clot in the leg", "", True),
    ("", "", True),
])
def test_why_and_since_when_is_asked_unless_both_are_told(reason, started, asked):
    told = MedicineFact("warfarin", ("warfarin",), frozenset({"anticoagulant"}), "high", reason=reason,
                        started=VagueDate(started))
    [found] = screen(Facts(medicines=(told,)), on=ON).findings

    assert [each.split()[0] for each in found.questions] == [*["Why"] * asked, "Any", "Has"]


@pytest.mark.parametrize(("ended", "tier"), [(None, "CAUTION"), (0, "CAUTION"), (1, "NOTE")])
def test_bruising_that_is_over_makes_a_weak_medicine_a_note(ended, tier):
    bruising = Symptom("easy_bruising", ended=None if ended is None else on_day(ON - timedelta(ended)))
    [found] = screen(taken("sertraline", symptoms=(bruising,)), on=ON).findings

    assert (found.rule, found.tier.name) == ("R67", tier)


def rule(code, lines, **facts):
    return next(each for each in screen(taken(*lines, **facts), on=ON).findings if each.rule == code)


@pytest.mark.parametrize(("lines", "facts", "cap", "said"), [
    (["warfarin", "ibuprofen"], {}, 2, ["a blood thinner with"]),
    (["clopidogrel", "sertraline"], {}, 3, ["a medicine against platelets with"]),
    (["clopidogrel", "sertraline"], {"conditions": (Condition("hht"),)}, 2,
     ["a medicine against platelets with", "a medicine that raises bleeding, and a condition"]),
    (["ibuprofen", "sertraline"], {}, 3, ["an anti-inflammatory with"]),
])
def test_what_adds_up_is_said_and_the_strongest_of_it_decides(lines, facts, cap, said):
    finding = rule("R68", lines, **facts)

    assert finding.modifications.pressure_cap == cap
    assert [part.startswith(words) for part, words in zip(
        finding.sentence.removeprefix("These together raise bleeding: ").split("; "), said, strict=True)] == [
            True] * len(said)


@pytest.mark.parametrize(("answer", "asks"), [
    (Answer.YES, ["Which"]), (Answer.NO, ["Which"]), (Answer.NOT_ASKED, ["Do", "Which"])])
def test_what_a_weak_medicine_asks_is_asked_whoever_bruises_easily(answer, asks):
    finding = rule("R67", ["anti-inflammatories"], bruises_easily=answer)

    assert [each.split()[0] for each in finding.questions] == asks


@pytest.mark.parametrize(("code", "rule", "bruises"), [
    ("anticoagulant", "R46", Answer.NO), ("antiplatelet", "R64", Answer.NO), ("ssri", "R67", Answer.NO),
    ("ssri", "R67", Answer.YES)])
def test_what_the_reading_of_a_medicine_left_open_is_asked_once(code, rule, bruises):
    medicines = tuple(MedicineFact("x", classes=frozenset({code}), question="Which tablet is it?", words=words)
                      for words in ("x in the morning", "x at night"))
    found = {each.rule: each for each in screen(Facts(medicines=medicines, bruises_easily=bruises), on=ON).findings}

    assert found[rule].questions.count("Which tablet is it?") == 1


@pytest.mark.parametrize(("medicine", "asks"), [
    ({"question": "Which tablet is it?", "candidates": ("warfarin",)}, "Which tablet is it?"),
    ({"candidates": ("warfarin", "Warfant")}, "Did you mean warfarin?"),
    ({}, "What is this medicine, and what is it for?"),
])
def test_a_medicine_that_nobody_could_place_is_asked_about_as_well_as_may_be(medicine, asks):
    told = MedicineFact("wafrin", how="misspelling" if medicine else "unrecognised", **medicine)
    [found] = screen(Facts(medicines=(told,)), on=ON).findings

    assert (found.rule, found.questions) == ("R69", (asks,))


@pytest.mark.parametrize(("status", "open_"), [
    ("taken", True), ("past", True), ("planned", True), ("unsure", True), ("not_taken", False), ("allergy", False),
    ("other_person", False),
])
def test_a_medicine_of_another_or_that_is_not_taken_needs_no_name(status, open_):
    found = screen(Facts(medicines=(MedicineFact("wafrin", how="unrecognised", status=status),)), on=ON).findings

    assert [each.rule for each in found] == ["R69"] * open_


@pytest.mark.parametrize(("answers", "tiers"), [
    (Answer.YES, {"R67": "CAUTION"}), (Answer.NO, {"R67": "NOTE"}), (Answer.NOT_ASKED, {"R67": "NOTE"}),
])
def test_bruising_easily_decides_over_what_is_weak(answers, tiers):
    found = screen(taken("sertraline", bruises_easily=answers), on=ON).findings

    assert {each.rule: each.tier.name for each in found} == tiers


def test_a_medicine_that_works_no_more_hides_none_behind_it():
    gone = MedicineFact("old", ("apixaban",), frozenset({"anticoagulant"}), "high", status="past",
                        stopped=on_day(ON - timedelta(400)))
    allergy = MedicineFact("not taken", classes=frozenset({"antiplatelet"}), status="allergy")
    [warfarin] = taken("warfarin").medicines

    assert [each.medicine.as_written for each in bleeding_view(Facts(medicines=(gone, allergy, warfarin)), ON).acting] \
        == ["warfarin"]
