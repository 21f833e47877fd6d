"""The work of reading a line grows with its length and no faster: counted in calls, for no clock is the same twice."""
import random
import string
import sys

import pytest

from intake.clinical.medicines import read_line

CHANCE = random.Random(11)
REPEATED = [
    "no warfarin ", "warfarin, ", "no, ", "( ", ",", "warfarin (mum ", "maybe warfarin? ", "warfarin no ",
    "stopped mum warfarin ", "not on warfarin with aspirin ", "a b c ", "[x] warfarin [ ] aspirin ",
    "switched from warfarin to eliquis ", "warfarin: ", "my my warfarin ", "warfarin 2006-2010 ",
    "Xarelto (rivaroxaban) stopped ", "allergies: latex, ", "warfarin until ", "pas sans mon Xarelto ",
    "warfarin; restarted ", "xarelta 20 ", "warfarin-", "blood thinner ", "anticoagulants (eliquis, ",
]


def calls(text):
    """How many functions one reading calls, its own and those of Python."""
    counted = 0

    def count(_frame, event, _argument):
        nonlocal counted
        counted += event in ("call", "c_call")

    read_line(text)  # what is remembered from line to line is no work of this one
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read_line(text)
    finally:
        sys.setprofile(before)
    return counted


def words(count):
    return " ".join("".join(CHANCE.choice(string.ascii_lowercase) for _ in range(8)) for _ in range(count))


@pytest.mark.parametrize("piece", REPEATED)
def test_twice_the_text_is_twice_the_work(piece):
    short = piece * (900 // len(piece))

    assert calls(short + short) < 2.5 * calls(short)


@pytest.mark.parametrize("piece", ["no warfarin ", "warfarin (mum ", "stopped mum warfarin "])
def test_a_text_of_many_pieces_is_no_more_work_than_its_pieces(piece):
    short = piece * (1900 // len(piece))

    assert calls(short * 5) < 6 * calls(short)


def test_unknown_words_and_a_word_without_end_are_bounded():
    assert calls(words(200)) < 3 * calls(words(100))
    assert calls("warfarin" * 250) < 1000
