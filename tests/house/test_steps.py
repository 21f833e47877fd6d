"""Steps of the schema: once a clinic's database has gone one, the step is never changed again."""

from hashlib import sha256
from pathlib import Path

VERSIONS = Path(__file__).parents[2] / "intake" / "records" / "migrations" / "versions"
FROZEN = {
    "0001_keep_everything.py": "c2cf8e7e4e62d89ad504d9afd8036df9f7cd4e14efd4b6953b4d434f2cbff1e9",
    "0002_complete_earlier_databases.py": "7b4107c20426a2da22ae1519a1b6748b9af4e019cefdd059c8bc112d2dd68702",
    "0003_add_time_zone.py": "ee7fc161841d936ff3011be37f52282561ed6efd721024dae01650d373ee471d",
    "0004_name_decisions.py": "d09fe7fa6605e36a04b99923fe74309ce8334ec92b4101a28dcc034747535add",
    "0005_name_who_acted.py": "aed9c9d8f64b9e929f24896651e104239319bc5a2984c2b340c068323f2fccc1",
    "0006_let_the_record_stand.py": "fac5894c85049ad6dc8f36549f298f8ed42afa21e4fb9d8377f51425677e7da2",
}
"""Each step with the SHA-256 of its file. What is wrong with one is put right by the next."""
STEPS = sorted(path.name for path in VERSIONS.glob("*.py"))


def test_a_step_that_was_taken_is_not_changed() -> None:
    assert {name: sha256((VERSIONS / name).read_bytes()).hexdigest() for name in FROZEN} == FROZEN


def test_every_step_is_frozen() -> None:
    assert set(STEPS) == set(FROZEN), "a new step is done when its hash stands here"


def test_steps_are_numbered_without_a_gap_and_say_what_they_do() -> None:
    assert [name[:5] for name in STEPS] == [f"{number:04}_" for number in range(1, len(STEPS) + 1)]
    assert [name for name in STEPS if len(name.removesuffix(".py").split("_")) < 3] == []
