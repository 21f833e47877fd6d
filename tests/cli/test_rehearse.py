"""Rehearsed lives: what a client tells over time, and what stands after each act."""

import json
from pathlib import Path

import pytest

from intake.cli.rehearsal import Life, LifeError, lived

LIVES = json.loads(Path(__file__).with_name("lives.json").read_text("utf-8"))
LIFE = {"id": "one", "born": "1960-05-04", "sex": "female",
        "acts": [{"on": "2026-09-01", "act": "intake", "answers": {"sign_leg_swelling": "left"}}]}


@pytest.fixture
def rehearse(app, tmp_path):
    def run(lives):
        path = tmp_path / "lives.json"
        path.write_text(lives if isinstance(lives, str) else json.dumps(lives), "utf-8")
        return app.test_cli_runner().invoke(args=["rehearse", str(path)])
    return run


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life["id"])
def test_a_life_comes_to_what_is_expected(life):
    acts = lived(Life.read(life))

    for act, expected in zip(acts, (each["expect"] for each in life["acts"]), strict=True):
        standing = {*act["flags"], *act["asks"]}
        assert standing >= set(expected.get("has", [])), (act, expected)
        assert standing.isdisjoint(expected.get("not", [])), (act, expected)
        assert act["tier"] == expected.get("tier", act["tier"]), (act, expected)


def test_each_act_says_what_stands_what_is_asked_and_whether_it_was_blocked(rehearse):
    visit = {"on": "2026-09-02", "act": "visit", "answers": {}}
    result = rehearse([LIFE | {"acts": [*LIFE["acts"], visit]}])

    (life,) = json.loads(result.output)
    assert life["id"] == "one"
    assert life["acts"] == [
        {"on": "2026-09-01", "act": "intake", "tier": "STOP", "flags": {"R02": "STOP"}, "asks": ["R76"],
         "blocked": False},
        {"on": "2026-09-02", "act": "visit", "tier": "STOP", "flags": {"R02": "STOP"}, "asks": ["R66", "R76"],
         "blocked": True},
    ]


def test_what_is_expected_is_not_read(rehearse):
    acts = [LIFE["acts"][0] | {"expect": {"has": ["R99"]}}]

    assert rehearse([LIFE | {"acts": acts}]).exit_code == 0


def acts(**changes):
    return {"acts": [LIFE["acts"][0] | changes]}


@pytest.mark.parametrize(("change", "words"), [
    (acts(act="dance"), "nobody knows the act dance"),
    (acts(answers={"sign_leg_swolen": "left"}), "the form has no sign_leg_swolen"),
    (acts(answers={"sign_leg_swelling": "up"}), "sign_leg_swelling: Choose"),
    (acts(answers={"operations": [{"when": "2026"}]}), "operations has no when"),
    (acts(answers=[]), "answers must be an object"),
    (acts(mood="good"), "nobody knows what mood is"),
    (acts(on="soon"), "soon is no day"),
    (acts(act="assessment", answers=None, rule="R99"), "nobody knows what answers is"),
    ({"acts": [{"on": "2026-09-01", "act": "assessment", "rule": "R99"}]}, "there is no rule R99"),
    ({"acts": [LIFE["acts"][0], {"on": "2026-09-02", "act": "assessment", "rule": "R01"}]}, "no flag of R01 stands"),
    ({"acts": [LIFE["acts"][0], {"on": "2026-09-02", "act": "assessment", "rule": "R02", "outcome": "magic"}]},
     "there is no outcome magic"),
    ({"acts": [{"on": "2026-09-01", "act": "correction", "answers": {}}]}, "there is no intake to correct"),
    ({"acts": [{"on": "2026-09-01", "act": "visit", "answers": {"asked_luck": "no"}}]}, "nobody asks asked_luck"),
    ({"born": "long ago"}, "born must be a day"),
    ({"sex": "yes"}, "sex is yes"),
    ({"name": "Ada"}, "nobody knows what name is"),
])
def test_what_nobody_can_live_is_a_plain_error(rehearse, change, words):
    result = rehearse([LIFE | change])

    assert result.exit_code == 1
    assert words in result.output and "Life one" in result.output


@pytest.mark.parametrize("text", ["{", "3", "[3]"])
def test_a_file_that_holds_no_lives_is_a_plain_error(rehearse, text):
    result = rehearse(text)

    assert result.exit_code == 1 and "must hold a list" in result.output or "not JSON" in result.output


def test_a_life_touches_no_database_of_the_clinic(app, rehearse):
    before = app.config["SQLALCHEMY_DATABASE_URI"]

    assert rehearse([LIFE]).exit_code == 0
    assert app.config["SQLALCHEMY_DATABASE_URI"] == before


def test_an_unknown_life_is_named_by_its_number():
    with pytest.raises(LifeError, match="acts must be a list"):
        Life.read({"born": "1960-05-04", "acts": "none"})


def test_a_blood_thinner_for_clots_that_leaves_it_open_is_lived_as_not_sure(rehearse):
    thinner = {"medicines_any": "yes", "medicines": [{"text": "apixaban", "reason": "blood clots"}]}
    open_ = [{"on": "2026-09-01", "act": "intake", "answers": thinner}]
    answered = [{"on": "2026-09-01", "act": "intake", "answers": thinner | {"thinner_for_clot": "no"}}]

    lives = json.loads(rehearse([LIFE | {"acts": open_}, LIFE | {"acts": answered}]).output)

    assert [("R20" in life["acts"][0]["flags"] or "R21" in life["acts"][0]["flags"]) for life in lives] == [True, False]
