"""What holds for any text at all."""
import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from intake.clinical.medicines import HOW, STATUSES, read_line, read_list, suggest
from intake.clinical.medicines.folding import fold
from intake.clinical.medicines.vocabulary import vocabulary
from tests.examples import tries

NAMES = st.sampled_from([
    "warfarin", "Eliquis", "baby aspirin", "xeralto", "clopidogrel", "ibuprofen", "blood thinner", "metformin",
    "Plavix",
    "heparin", "DuoPlavin", "Synthroid", "fish oil", "prednisone", "enoxaparine", "coumadin", "asprin", "Xarelto",
])
DOSES = st.sampled_from(["", " 5mg", " 20 mg daily", " 75", " once a day", " at night", " tablets", " as directed"])
LEADS = st.sampled_from(["", "I take ", "takes ", "on ", "my ", "taking ", "currently ", "daily "])
LINES = st.builds(lambda lead, name, dose: lead + name + dose, LEADS, NAMES, DOSES)
RATED = sorted(name for name, entries in vocabulary().entries.items() if entries[0].key and len(name) > 3)
MORE_LINES = st.builds(
    lambda lead, name, rest: lead + name + rest,
    st.sampled_from(["only ", "just ", "still on ", "never miss my ", "now on ", "I am on ", "started ", "not sure "]),
    st.sampled_from(RATED), st.sampled_from([" and metformin", " (blood thinner)", " since 2019", " 5 mg", ", daily"]))
WORDS = st.lists(st.sampled_from(
    "no not stopped never takes warfarin aspirin , ; . ? mum allergic to except but on hold 5 mg and or ( )".split()
), max_size=14).map(" ".join)


def meaning(found):
    return [(each.ingredients, each.classes, each.rule, each.tier, each.status, each.how, each.dose.lower())
            for each in found]


@tries(300)
@given(st.one_of(st.text(max_size=400), WORDS))
def test_any_text_gives_a_result_in_bounded_time(text):
    start = time.process_time()
    found = read_list(text)

    assert time.process_time() - start < 1.0
    for each in found:
        assert each.status in STATUSES
        assert each.how in HOW
        assert 0 <= each.confidence <= 1
        assert each.as_written in each.line
        assert each.tier == "NONE" or each.rule


def test_a_very_long_line_takes_time_in_proportion():
    start = time.process_time()
    found = read_line("warfarin 5 mg, blorptazine; " * 2000)

    assert time.process_time() - start < 10
    assert sum(each.ingredients == ("warfarin",) for each in found) == 2000


@given(LINES)
def test_reading_again_what_was_understood_gives_the_same(line):
    for found in read_line(line):
        again = read_line(found.as_written)
        assert [each.ingredients for each in again] == [found.ingredients]
        assert [each.rule for each in again] == [found.rule] or found.frequency == "daily"
        for ingredient in found.ingredients:
            assert [each.ingredients for each in read_line(ingredient)] == [(ingredient,)]


@given(LINES, st.randoms(use_true_random=False))
def test_case_spacing_and_accents_never_change_it(line, chance):
    cased = "".join(chance.choice((c.upper(), c.lower())) for c in line)
    spaced = "  " + line.replace(" ", chance.choice(("  ", " \t ", "\u00a0"))) + " "
    accented = unicodedata.normalize(chance.choice(("NFC", "NFD")), "".join(
        c + chance.choice(("", "", "\u0301")) if c in "aeiou" else c for c in line))

    for other in (cased, spaced, accented):
        assert meaning(read_line(other)) == meaning(read_line(line)), other


@given(st.one_of(LINES, MORE_LINES), st.sampled_from(["no ", "stopped ", "No ", "STOPPED "]))
def test_no_or_stopped_in_front_never_leaves_it_taken(line, word):
    assert all(each.status != "taken" for each in read_line(word + line))


@given(LINES)
def test_no_medicine_is_lost_beside_another_line(line):
    alone = [each.ingredients for each in read_line(line)]

    assert [each.ingredients for each in read_list(f"{line}\nmetformin 500")] == [*alone, ("metformin",)]


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=20), st.integers(-1, 20))
def test_suggestions_start_as_typed(prefix, limit):
    found = suggest(prefix, limit)

    assert len(found) <= max(0, limit)
    assert all(fold(each.text).startswith(fold(prefix)) for each in found)
