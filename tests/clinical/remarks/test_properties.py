"""What holds for any text: it is read, twice alike, one remark of a kind, in time that grows with its length."""

from datetime import date
from random import Random

import pytest

from intake.clinical.remarks import matters, reading, remarks_in, taken

ON = date(2026, 11, 27)
BITS = ("calf swollen clot no not never mum my I had since in 2010 ago warfarin flight hours 12 op hip next week , . ; "
        ": ? ( ) - / | \n \t > left blut caillot не 血 é ’ \u200b \x00 pe none and or but").split(" ")


def random_text(random):
    if random.random() < 0.3:
        return "".join(chr(random.choice([random.randrange(1, 128), random.randrange(1, 0xD800)]))
                       for _ in range(random.randrange(60)))
    return random.choice(["", " "]).join(random.choice(BITS) for _ in range(random.randrange(40)))


@pytest.mark.parametrize("seed", range(10))
def test_any_text_is_read_and_twice_alike(seed):
    random = Random(seed)
    for _ in range(100):
        text, field = random_text(random), random.choice(["", "reason", "allergies", "goals", "clots.words"])
        found = remarks_in(text, field=field, on=ON)

        assert found == remarks_in(text, field=field, on=ON)
        assert len({each.kind for each in found}) == len(found)
        assert all(0 < len(each.part) <= 80 and each.part in " ".join(text.split()) for each in found)


@pytest.mark.parametrize(
    "bit", ["no swelling ", "leg, ", "calf swollen ", "my mum ", "no ", "zwantel blorft ", "q.", "\n"])
def test_work_grows_as_the_text_does(bit, monkeypatch):
    """Counted, not timed: what is looked at for each word is bounded."""
    counts = {"found": 0, "read": 0}

    def counted(name, function):
        def call(*args, **options):
            counts[name] += 1
            return function(*args, **options)
        return call

    monkeypatch.setattr(matters, "_match", counted("found", matters._match))
    monkeypatch.setattr(taken, "read_line", counted("read", taken.read_line))
    work = {}
    for length in (2_000, 20_000):
        counts.update(found=0, read=0)
        remarks_in((bit * length)[:length], on=ON)
        work[length] = dict(counts)

    assert work[20_000]["found"] <= 12 * work[2_000]["found"] + 12
    assert work[20_000]["read"] <= 110


def test_an_empty_text_asks_nothing():
    assert remarks_in("") == remarks_in(" \n ") == []


def test_the_weightier_of_two_stands(monkeypatch):
    candidates = [("sign", 3, 0, 1, "a"), ("sign", 5, 4, 5, "b"), ("clot", 1, 2, 3, "c"), ("sign", 5, 6, 7, "d")]

    assert [each[4] for each in reading._one_of_each(candidates)] == ["c", "b"]
