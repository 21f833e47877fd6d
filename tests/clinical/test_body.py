"""The body: every place has a code, and words of its own on each side."""

import pytest

from intake.clinical.body import REGIONS, WORDS, expand, in_words, label

EVERY = [place for region in REGIONS for place in (region.code, f"left_{region.code}", f"right_{region.code}")]


@pytest.mark.parametrize("place", [*EVERY, *(f"both_{region.code}" for region in REGIONS if region.sided)])
def test_every_place_has_words_of_its_own(place):
    assert WORDS[place]


def test_no_two_places_share_their_words():
    assert len(set(WORDS.values())) == len(WORDS)


@pytest.mark.parametrize(("places", "words"), [
    (expand("leg", "left"), "left leg"), (expand("lower_limbs"), "both legs, below the waist"),
    ({"left_calf"}, "left calf"), ({"left_calf", "right_calf"}, "calf, both sides"),
    ({"left_calf", "abdomen"}, "belly; left calf"), (expand("back"), "back"),
])
def test_places_are_said_as_people_say_them(places, words):
    assert in_words(places) == words


def test_a_place_that_nobody_knows_is_said_as_it_is_spelt():
    assert label("left_little_finger") == "left little finger"
