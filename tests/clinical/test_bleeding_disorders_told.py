"""Bleeding disorders told over time: by kind or by name, and how severe they are."""


import pytest

from intake.clinical.history.conditions import LABELS
from tests.clinical.told import facts

DISORDER = {"condition_bleeding_disorder": "now"}


@pytest.mark.parametrize(("forms", "disorders"), [
    ([DISORDER], [("bleeding_disorder", "")]), ([{"condition_bleeding_disorder": "never"}], []),
    ([DISORDER | {"bleeding_disorder_kind": "haemophilia"}], [("haemophilia", "")]),
    ([DISORDER | {"bleeding_disorder_kind": "von_willebrand", "bleeding_disorder_severity": "mild"}],
     [("von_willebrand", "mild")]),
    ([DISORDER | {"bleeding_disorder_name": "Haemophilia A"}], [("haemophilia", "")]),
    ([DISORDER | {"bleeding_disorder_name": "hemophilia carrier"}], [("haemophilia_carrier", "")]),
    ([DISORDER | {"bleeding_disorder_name": "mild haemophilia carrier"}], [("haemophilia_carrier", "low")]),
    ([DISORDER | {"bleeding_disorder_kind": "haemophilia_carrier", "carrier_level": "normal"}],
     [("haemophilia_carrier", "normal")]),
    ([DISORDER | {"bleeding_disorder_kind": "haemophilia_carrier", "carrier_level": "low"}],
     [("haemophilia_carrier", "low")]),
    ([DISORDER | {"bleeding_disorder_kind": "haemophilia_carrier", "bleeding_disorder_severity": "mild"}],
     [("haemophilia_carrier", "low")]),
    ([DISORDER | {"bleeding_disorder_name": "vWD"}], [("von_willebrand", "")]),
    ([DISORDER | {"bleeding_disorder_name": "Glanzmann"}], [("platelet_function_disorder", "")]),
    ([DISORDER | {"bleeding_disorder_name": "something rare"}], [("bleeding_disorder", "")]),
    ([DISORDER | {"bleeding_disorder_kind": "other"}], [("bleeding_disorder", "")]),
    ([DISORDER | {"bleeding_disorder_kind": "other"}, {"bleeding_disorder_kind": "haemophilia"}],
     [("haemophilia", "")]),
    ([DISORDER | {"bleeding_disorder_kind": "haemophilia"},
      {"bleeding_disorder_kind": "von_willebrand", "bleeding_disorder_severity": "severe"}],
     [("haemophilia", ""), ("von_willebrand", "severe")]),
    ([DISORDER | {"bleeding_disorder_name": "one thing"}, {"bleeding_disorder_name": "another thing"}],
     [("bleeding_disorder", ""), ("bleeding_disorder", "")]),
    ([DISORDER | {"bleeding_disorder_name": "one thing"}, {"bleeding_disorder_name": "One  thing"}],
     [("bleeding_disorder", "")]),
    ([DISORDER, {"bleeding_disorder_severity": "severe"}], [("bleeding_disorder", "severe")]),
    ([DISORDER | {"bleeding_disorder_kind": "haemophilia"},
      {"bleeding_disorder_name": "Haemophilia A", "bleeding_disorder_severity": "severe"}],
     [("haemophilia", "severe")]),
    ([DISORDER | {"bleeding_disorder_kind": "haemophilia_carrier", "carrier_level": "unsure"}],
     [("haemophilia_carrier", "")]),
    ([DISORDER | {"bleeding_disorder_kind": "haemophilia_carrier", "bleeding_disorder_name": "low factor VIII"}],
     [("haemophilia_carrier", "low")]),
    ([DISORDER | {"bleeding_disorder_kind": "haemophilia_carrier", "carrier_level": "normal",
                  "bleeding_disorder_severity": "mild"}], [("haemophilia_carrier", "normal")]),
    ([DISORDER | {"bleeding_disorder_kind": "haemophilia_carrier"}, {"carrier_level": "low"}],
     [("haemophilia_carrier", "")]),       # said in a form that names no disorder
    ([DISORDER | {"bleeding_disorder_kind": "von_willebrand", "bleeding_disorder_severity": "mild"},
      {"bleeding_disorder_kind": "haemophilia", "bleeding_disorder_severity": "severe"}],
     [("von_willebrand", "mild"), ("haemophilia", "severe")]),
    ([DISORDER | {"bleeding_disorder_kind": "other", "bleeding_disorder_name": "vWD"}], [("von_willebrand", "")]),
    ([DISORDER | {"bleeding_disorder_kind": "platelet_function"}], [("platelet_function_disorder", "")]),
    ([DISORDER | {"bleeding_disorder_kind": "haemophilia", "bleeding_disorder_severity": "mild"},
      {"bleeding_disorder_kind": "haemophilia", "bleeding_disorder_severity": "severe"}], [("haemophilia", "severe")]),
])
def test_a_bleeding_disorder_by_its_kind_or_its_name_with_how_severe_it_is(forms, disorders):
    assert [(each.code, each.severity) for each in facts(*forms).conditions or ()] == disorders


def test_a_bleeding_disorder_has_the_words_in_which_it_was_first_told_and_every_answer_that_tells_of_it():
    kind = DISORDER | {"bleeding_disorder_kind": "von_willebrand"}
    [told] = facts(kind, {"bleeding_disorder_name": "vWD type 1"}).conditions
    [named] = facts(kind | {"bleeding_disorder_name": "vWD"}).conditions
    [ticked] = facts(DISORDER | {"bleeding_disorder_kind": "other"}).conditions

    assert (told.words, named.words, ticked.words) == ("von willebrand", "vWD", LABELS["condition_bleeding_disorder"])
    assert told.answers == ("entry-0 condition_bleeding_disorder=now", "entry-0 bleeding_disorder_kind=von_willebrand",
                            "entry-1 bleeding_disorder_name=vWD type 1")
    assert named.answers[1:] == ("entry-0 bleeding_disorder_kind=von_willebrand",
                                 "entry-0 bleeding_disorder_name=vWD")


def test_a_bleeding_disorder_is_past_only_where_it_was_never_told_as_there():
    past = {"condition_bleeding_disorder": "past"}

    assert [each.past for each in facts(past).conditions] == [True]
    assert [each.past for each in facts(past, DISORDER).conditions] == [False]
    assert [each.past for each in facts(DISORDER, past).conditions] == [False]
