"""Names and sizes: every room says what it holds, and none grows into an attic."""

import ast
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
ATTICS = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "stuff", "shared"}
LONGEST = 350
MODULES = sorted(path for path in (TOP / "intake").rglob("*.py") if "versions" not in path.parts)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TOP)))
def test_a_module_has_a_telling_name_and_a_sentence_on_its_door(path: Path) -> None:
    tree = ast.parse(path.read_text())

    assert path.stem not in ATTICS
    assert ast.get_docstring(tree), "the first sentence says what lives here"


def test_no_module_is_too_long_to_read_at_a_sitting() -> None:
    long = {str(path.relative_to(TOP)): len(path.read_text().splitlines()) for path in MODULES}

    assert {name: lines for name, lines in long.items() if lines > LONGEST} == {}


def test_public_functions_below_the_web_say_what_they_do() -> None:
    silent = []
    for path in MODULES:
        if "web" in path.parts or "migrations" in path.parts:
            continue
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                if not ast.get_docstring(node):
                    silent.append(f"{path.relative_to(TOP)}: {node.name}")
    assert silent == []
