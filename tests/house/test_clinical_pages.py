"""Every clinical reference leads to a page of docs/clinical and a heading on it, every source key to a source."""

import re
import tomllib
from pathlib import Path

import pytest

from intake.clinical.screening.rules import RULES

TOP = Path(__file__).parents[2]
PAGES = {path.name: path for path in sorted((TOP / "docs" / "clinical").glob("*.md"))}
SOURCES = next((TOP / "intake" / "clinical").rglob("sources.toml"))
TEXTS = (".py", ".toml", ".csv", ".html", ".md", ".txt", ".json", ".js")
REFERENCE = re.compile(r"\b([\w-]+\.md)#([\w-]+)")
NAMED = re.compile(rf"(?<![\w/-])({'|'.join(sorted(PAGES.keys() - {'README.md'}))})(?!#)\b")
# What these pages were called before they came here, and the numbers of their chapters.
UNKNOWN = re.compile(r"\bclot\.md|bleeding_substances|(?<!docs/)\brules\.md(?!\))|\.md,? [RS]?\d|settled question \d")
KEY = re.compile(r"(?<![\w.-])(?:S[1-9]\d?[a-c]?|C\d\d|[BD]-[a-z][a-z0-9-]*[a-z0-9])(?![\w-])")
HEADING = re.compile(r"^##+ (.+)$", re.MULTILINE)


def written_files():
    """Every text of the project, without this one and without what others wrote (lists of names, libraries)."""
    for folder in ("intake", "tests", "tools", "bench", "docs"):
        for path in sorted((TOP / folder).rglob("*")):
            if path.suffix in TEXTS and path != Path(__file__) and "__pycache__" not in path.parts:
                yield path
    yield from sorted(TOP.glob("*.md"))


FILES = list(written_files())


def anchor(heading):
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def headings(path):
    return HEADING.findall(re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL))


def in_all(pattern, files=FILES):
    return {(str(path.relative_to(TOP)), match) for path in files for match in pattern.findall(path.read_text("utf-8"))}


def test_every_clinical_reference_leads_to_a_heading():
    anchors = {name: {anchor(heading) for heading in headings(path)} for name, path in PAGES.items()}

    found = {(where, page, heading) for where, (page, heading) in in_all(REFERENCE) if page in PAGES}

    assert len(found) > 60
    assert {each for each in found if each[2] not in anchors[each[1]]} == set()


@pytest.mark.parametrize("path", [*TOP.glob("*.md"), *TOP.glob("docs/**/*.md")], ids=lambda path: path.stem)
def test_links_to_headings_lead_to_one(path):
    for link, wanted in re.findall(r"\]\(([^)#\s]*)#([^)\s]+)\)", path.read_text("utf-8")):
        if "://" not in link:
            there = (path.parent / link).resolve() if link else path
            assert wanted in {anchor(heading) for heading in headings(there)}, f"{link}#{wanted}"


def test_code_names_no_clinical_page_without_a_heading():
    code = [path for path in FILES if path.suffix != ".md"]

    assert in_all(NAMED, code) == set()


def test_nothing_cites_a_page_that_nobody_has():
    assert in_all(UNKNOWN) == set()


@pytest.mark.parametrize("words", [
    "clot.md 9.7", "bleeding.md 5.3", "rules.md, R68", "clot.md S34", "rules.md, one scale", "bleeding.md, S48",
    "bleeding_substances.csv 2026-11-23",
])
def test_such_citations_would_be_seen(words):
    assert UNKNOWN.search(words)


def test_no_clinical_page_shares_its_name_with_another_document():
    others = [path.name for path in TOP.glob("*.md")] + [path.name for path in TOP.glob("docs/*.md")]

    assert set(PAGES) & set(others) <= {"README.md"}


def test_headings_are_plain_words_so_that_a_reference_reads_like_one():
    for name, path in PAGES.items():
        for heading in headings(path):
            assert re.fullmatch(r"[A-Z][a-z]*(?:[ -][A-Za-z]+)*", heading), f"{name}: {heading}"
        assert len(set(map(anchor, headings(path)))) == len(headings(path)), name


def cited_keys(path):
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        text = "\n".join(re.findall(r"#.*|\"\"\".*?\"\"\"|\bsources=\([^)]*\)", text, re.DOTALL))
    if path.suffix == ".csv":
        text = "\n".join(re.findall(r"[^,\n]+$", text, re.MULTILINE))
    if path.suffix == ".md":
        text = "\n".join(re.findall(r"\[([\w-]+)\](?!\()", text))
    return set(KEY.findall(text))


def test_every_source_key_that_is_cited_exists():
    known = set(tomllib.loads(SOURCES.read_text("utf-8")))
    files = [path for path in FILES if path.suffix in (".py", ".toml", ".csv") and "tests" not in path.parts]
    cited = {(str(path.relative_to(TOP)), key) for path in [*files, *PAGES.values()] for key in cited_keys(path)}

    assert len({key for _, key in cited}) > 100
    assert {each for each in cited if each[1] not in known} == set()


def test_every_source_has_its_place_in_the_specification():
    cited = {key for path in PAGES.values() for key in re.findall(r"\[([\w-]+)\](?!\()", path.read_text("utf-8"))}
    spans = [(int(a), int(b)) for path in PAGES.values()
             for a, b in re.findall(r"\[C(\d\d)\] to \[C(\d\d)\]", path.read_text("utf-8"))]
    cited |= {f"C{number:02d}" for a, b in spans for number in range(a, b + 1)}

    assert set(tomllib.loads(SOURCES.read_text("utf-8"))) <= cited


def test_every_rule_has_its_place_in_the_specification_and_no_other_is_told_of_as_if_it_were_there():
    named = {code for path in PAGES.values() for code in re.findall(r"\bR\d\d\b", path.read_text("utf-8"))}

    assert named == set(RULES)
