"""Styles: each class that a page wears is one of ours, and no rule is left for a class that nothing wears."""

import re
from pathlib import Path

TOP = Path(__file__).parents[2]
TEMPLATES = sorted((TOP / "intake/templates").rglob("*.html"))
SCRIPTS = sorted((TOP / "intake/static/js").glob("*.js"))
VIEWS = sorted((TOP / "intake/web").rglob("*.py"))
STYLES = sorted((TOP / "intake/static/css").glob("*.css"))
FILLED_IN = "\0"
"""Where a template puts in a word: `tier--{{ word }}` is read as this after `tier--`."""


def text_of(path: Path) -> str:
    """A file without its comments."""
    return re.sub(r"{#.*?#}|/\*.*?\*/", "", path.read_text(), flags=re.S)


def styled() -> set[str]:
    """Every class in a selector of ours."""
    selectors = re.findall(r"([^{}]+)\{", "".join(re.sub(r'"[^"]*"', "", text_of(path)) for path in STYLES))
    return {name for selector in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", selector)}


def worn() -> set[str]:
    """Every class in a template, a script or a view, with FILLED_IN for what is only known when a page is drawn."""
    attributes = re.findall(r'class="((?:[^"{]|{{.*?}}|{%.*?%})*)"', "".join(map(text_of, TEMPLATES)), re.S)
    words = [re.sub(r"{{.*?}}", FILLED_IN, re.sub(r"{%.*?%}", " ", each)) for each in attributes]
    words += re.findall(r"{% block page_class %}([\w -]*)", "".join(map(text_of, TEMPLATES)))
    scripts = "".join(map(text_of, SCRIPTS))
    words += re.findall(r'(?:className = |classList\.\w+\(|class=)"([^"]*)"', scripts)
    words += [re.sub(r"{.*?}", FILLED_IN, each)
              for each in re.findall(r'f?"([a-z_]+--[^"]*)"', "".join(map(text_of, VIEWS)))]
    return {name for each in words for name in each.split()}


def test_every_class_is_styled_by_us() -> None:
    names = styled()
    strangers = [
        name for name in worn() - {FILLED_IN}
        if not any(re.fullmatch(re.escape(name).replace(FILLED_IN, r"[\w-]+"), each) for each in names)
    ]

    assert len(worn()) > 150  # the pattern still finds them
    assert sorted(strangers) == []


def test_every_style_is_for_something() -> None:
    names = [re.escape(name).replace(FILLED_IN, r"[\w-]+") for name in worn() - {FILLED_IN}]

    assert sorted(each for each in styled() if not any(re.fullmatch(name, each) for name in names)) == []
