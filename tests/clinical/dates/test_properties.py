"""What holds of every text: of two dates the newer counts, nothing fails or differs, and time grows with length."""

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from intake.clinical.dates.durations import Reader
from intake.clinical.dates.tokens import tokens_of
from intake.clinical.dates.vague import read_date

ON = date(2026, 11, 27)  # a Friday
_COUNTS = st.sampled_from(["two", "3", "five", "ten", "twenty-one", "6"])
_UNITS = st.sampled_from(["days", "weeks", "months", "years"])
_MONTHS = st.sampled_from(["January", "March", "May", "August", "October", "November"])
_YEARS = st.integers(1990, 2026).map(str)
DATES = st.one_of(
    st.builds("{} {} ago".format, _COUNTS, _UNITS), st.builds("{} {}".format, _MONTHS, _YEARS), _MONTHS, _YEARS,
    st.dates(date(1990, 1, 1), ON).map(date.isoformat), st.dates(date(1990, 1, 1), ON).map("{:%d/%m/%Y}".format),
    st.builds("in the last {} {}".format, _COUNTS, _UNITS),
    st.builds("{} {} {}".format, st.integers(1, 28), _MONTHS, _YEARS),
    st.sampled_from(["Tuesday", "last Friday", "last week", "yesterday", "today", "last month", "last year", "Easter",
                     "Christmas", "summer", "last winter", "a fortnight ago", "6/52", "2/12 ago", "12 weeks post op",
                     "half a year ago", "the week before last", "since Monday", "less than a month ago", "'98",
                     "2019ish", "about May", "end of September", "vor drei Wochen", "hace dos meses", "ieri",
                     "le mois dernier", "há duas semanas", "July to September", "1 to 20 November 2026"]),
)
JOINS = st.sampled_from([" and ", ", ", " then ", "; ", " & ", ", again ", " and again ", ". ", " but also "])
_WORDS = st.sampled_from(
    "the a in on of last next this past since until till from to and or about early mid end 3 12 35 2019 '98 6/52 2/12 "
    "days weeks month years ago back half May Sept Tue Friday summer Easter today still again due booked had op not "
    "never before after than less more over every first 30 Feb , . - / ( ) vor il y a hace fa há drei deux Wochen mois "
    "semanas settimane dernière pasado dez sept due sei fall may sat second hundred vingt quatre".split())


@settings(max_examples=800, deadline=None)
@given(DATES, JOINS, DATES)
def test_two_dates_together_never_read_older_than_the_newer(one, join, two):
    """Of what a comma joins to one date, "October 3, 2019" is not among these, nor "Tuesday, 17 Nov"."""
    assume(not (join == ", " and one in ("Tuesday", "since Monday")))
    ends = [read_date(words, ON).latest for words in (one, two)]
    both = read_date(one + join + two, ON)

    assert None not in ends
    assert both.latest is None or both.latest >= max(ends)
    assert not both.in_future


@settings(max_examples=1500, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=14).map(" ".join)),
       st.dates(date(1, 1, 1), date.max), st.sampled_from([None, "UK", "CA", "XX"]))
def test_any_words_give_the_same_span_twice_and_never_reach_past_the_day(words, on, country):
    read = read_date(words, on, country)
    read_date.cache_clear()

    assert read == read_date(words, on, country)
    assert read.as_written == words
    if read.in_future:
        assert read.earliest > on or on == date.max
    elif read.latest is not None:
        assert read.earliest <= read.latest <= on


@pytest.mark.parametrize("words", [
    "a ", "the ", "3 weeks after ", "hundred ", "2019 and ", "since ", "1, 2, 3, ", "early ", "last ", "until May ",
    "planned ", "again ", "due, ", "quatre vingt ", "and a half ", "vor ", "-", "3/4 ", "about ", "3 May to ", "x ",
])
def test_work_grows_in_proportion_to_length(words, monkeypatch):
    readers = []

    def kept(tokens):
        readers.append(Reader(tokens))
        return readers[-1]

    monkeypatch.setattr("intake.clinical.dates.vague.Reader", kept)
    for length in (1000, 4000):
        read_date(words * (length // len(words)), ON)

    assert readers[1].looks <= 5 * readers[0].looks + 100


def test_a_long_text_is_read_to_its_end():
    assert read_date("x " * 9000 + "May 2026", ON).latest == date(2026, 5, 31)
    assert len(tokens_of("x " * 9000)) == 9000
