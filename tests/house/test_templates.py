"""Templates: nothing that the content security policy forbids, nothing unescaped, nobody's name in a title."""

import re
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
TEMPLATES = sorted((TOP / "intake/templates").rglob("*.html"))
FORBIDDEN = {
    "an inline style": r"\sstyle\s*=\s*[\"']",
    "a style block": r"<style\b",
    "an inline script": r"<script\b(?![^>]*\bsrc=)",
    "an inline handler": r"\son[a-z]+\s*=\s*[\"']",
    "a javascript address": r"javascript:",
    "words for codes": r"\}\s*(?:\[|\.get\()|{%-?\s*set\s+\w+\s*=\s*\{",
    "unescaped text": r"\|\s*safe\b",
    "autoescape switched": r"{%-?\s*autoescape",
    "something from another host": r"(?:src|href)\s*=\s*[\"'](?:https?:)?//",
}
PERSONAL = r"(?:client|person|staff|statement|medicine)\.|\bname\b"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(TOP)))
def test_a_template_is_clean(path: Path) -> None:
    text = path.read_text()

    assert [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text, re.I)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(TOP)))
def test_a_title_names_the_page_and_no_person(path: Path) -> None:
    titles = re.findall(r"{%-?\s*block title\s*-?%}(.*?){%-?\s*endblock", path.read_text(), re.S)

    assert [title for title in titles if re.search(PERSONAL, "".join(re.findall(r"{{(.*?)}}", title)))] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(TOP)))
def test_a_name_keeps_its_own_direction_and_does_not_turn_the_line(path: Path) -> None:
    assert re.findall(r"(?<!<bdi>){{ [\w.]*(?:client|person)\.name }}", path.read_text()) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(TOP)))
def test_every_posted_form_carries_its_token(path: Path) -> None:
    forms = re.findall(r"<form\b[^>]*method=[\"']post[\"'].*?</form>", path.read_text(), re.S | re.I)

    assert [form[:80] for form in forms if "csrf" not in form] == []


def test_our_markup_is_only_made_by_the_templates() -> None:
    makers = [
        f"{path.relative_to(TOP)}"
        for path in sorted((TOP / "intake").rglob("*.py"))
        if re.search(r"\bMarkup\(", path.read_text())
    ]
    assert makers == []
