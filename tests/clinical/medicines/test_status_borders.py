"""Both sides of every border that the reach of words has: distances, heads of parts, what names an allergy."""
import pytest

from intake.clinical.medicines import read_line

ALLERGIES = [
    ("aspirin allergies", "allergy"), ("aspirin allergies, hives", "allergy"), ("aspirin allergies latex", "taken"),
    ("aspirin allergies none", "taken"), ("aspirin (allergies)", "allergy"), ("aspirin allergy none", "taken"),
    ("aspirin allergy no", "taken"), ("aspirin allergy nil", "taken"), ("aspirin allergy to latex", "taken"),
    ("aspirin allergy of old", "taken"), ("aspirin allergy: latex", "taken"), ("aspirin allergy: rash", "allergy"),
    ("aspirin allergy confirmed", "allergy"), ("aspirin allergic to it", "allergy"),
    ("aspirin - allergy to it", "allergy"),
    ("aspirin - allergy latex", "taken"), ("aspirin - allergy rash", "allergy"), ("aspirin - allergic 2015", "allergy"),
    ("aspirin, allergic", "unsure"), ("aspirin 75 mg allergic", "allergy"),
]
HEADS = [
    ("finished warfarin", "past"), ("chemo finished warfarin", "taken unsure"), ("I finished warfarin", "past"),
    ("nunca salgo sin mi Sintrom", "unsure"), ("sin mi Sintrom", "not_taken"),
    ("nunca, sin Sintrom", "not_taken"), ("nunca olvido nada; sin Sintrom", "not_taken"),
    ("stopped daily warfarin", "recently_stopped"), ("no daily warfarin", "unsure"),
    ("not this year warfarin", "unsure"),
    ("used to take regular warfarin", "past"), ("years ago warfarin", "past"), ("years ago a clot warfarin", "taken"),
    ("maybe a problem with warfarin", "unsure"), ("sometimes trouble with warfarin", "unsure"),
    ("sometimes with warfarin", "as_needed"), ("my warfarin", "taken"),
]
OTHERS = [
    ("warfarin, garden work finished", "unsure"), ("warfarin, finished", "past"),
    ("warfarin, my work finished", "unsure"),
    ("warfarin, last year finished", "past"), ("warfarin except aspirin", "taken taken"),
    ("no blood thinners except, warfarin", "not_taken taken"), ("not keen but warfarin 5 mg", "taken"),
    ("not keen and warfarin 5 mg", "unsure"), ("not keen but warfarin", "unsure"),
    ("not taken my warfarin", "recently_stopped"), ("not taken warfarin", "not_taken"),
    ("no warfarin or aspirin or Plavix", "not_taken not_taken not_taken"),
    ("no problems, warfarin or aspirin", "taken taken"), ("took a fall, warfarin", "taken"),
    ("warfarin stopped a while back", "recently_stopped"), ("warfarin stopped a job", "unsure"),
    ("warfarin switched to the new brand Eliquis", "taken taken"),
]


@pytest.mark.parametrize(("line", "expected"), [*ALLERGIES, *HEADS, *OTHERS])
def test_each_side_of_a_border(line, expected):
    assert [found.status for found in read_line(line) if found.how != "unrecognised"] == expected.split()


@pytest.mark.parametrize(("words", "expected"), [(59, "unsure"), (60, "unsure"), (61, "taken")])
def test_no_word_reaches_further_than_sixty_others(words, expected):
    found = read_line("maybe " + "garden " * words + "warfarin")

    assert [each.status for each in found if each.how != "unrecognised"] == [expected]
