"""The floor law: who may import whom. An AST walk over every import of the house."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
HOUSE = TOP / "intake"
FLOORS = ("clinical", "records", "documents", "services", "web")
MAY_SEE = {
    "clinical": {"clinical"},
    "records": {"records", "clinical"},
    "documents": {"documents", "clinical"},
    "services": {"services", "clinical", "records", "documents"},
    "web": {"web", "services", "clinical"},
}
FOREIGN = {
    "clinical": {"rapidfuzz", "jellyfish", "anyascii", "holidays"},
    # alembic is how the tables came to be; flask and flask_security only where these name them.
    "records": {"sqlalchemy", "flask_sqlalchemy", "alembic"},
    "documents": {"reportlab", "pypdf", "uharfbuzz", "arabic_reshaper", "bidi", "ttf_opensans"},
    "services": {"sqlalchemy"},
}
ALSO = {
    "intake/records/staff.py": {"flask_security"},  # the shape that accounts must have
    "intake/records/migrations/versions/0003_add_time_zone.py": {"tzlocal"},  # an existing clinic keeps its server's
    "intake/records/migrations/env.py": {"flask"},  # Alembic runs it by itself, and must find the application
}
# A PDF is seldom wanted and ReportLab slow to load, a password is seldom chosen, a feast seldom named: imported where
# they are needed.
IMPORTED_LATE = ("intake.documents", "zxcvbn", "holidays")


def files(floor: str) -> list[Path]:
    return sorted((HOUSE / floor).rglob("*.py"))


@cache
def parts(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a file, read once for all tests. Nobody changes them."""
    return tuple(ast.walk(ast.parse(path.read_text())))


@cache
def imports(path: Path) -> list[tuple[str, ast.stmt]]:
    """Each module that `path` imports, with the statement. Not those for type checkers alone."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            node.body = []
    found: list[tuple[str, ast.stmt]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            found += [(f"{node.module}.{alias.name}", node) for alias in node.names]
    return found


def breaches(floor: str, path: Path) -> list[str]:
    """What in `path` breaks the law of its floor."""
    name = str(path.relative_to(TOP))
    found = []
    for module, _ in imports(path):
        root, *rest = module.split(".")
        if root == "intake":
            if not rest or rest[0] not in MAY_SEE[floor]:
                found.append(f"{name} imports {module}")
        elif floor in FOREIGN and root not in FOREIGN[floor] | ALSO.get(name, set()) | sys.stdlib_module_names:
            found.append(f"{name} imports {module}")
    return found


@pytest.mark.parametrize("floor", FLOORS)
def test_each_floor_sees_only_what_lies_under_it(floor: str) -> None:
    assert [line for path in files(floor) for line in breaches(floor, path)] == []


@pytest.mark.parametrize(
    ("floor", "line"),
    [
        ("clinical", "from intake.records.database import db"),
        ("clinical", "import flask"),
        ("records", "from intake.services import staff"),
        ("services", "from flask import g"),
        ("web", "from intake.records.staff import Staff"),
    ],
)
def test_a_planted_breach_is_found(floor: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(line + "\n")
    monkeypatch.setattr(sys.modules[__name__], "TOP", tmp_path)

    assert len(breaches(floor, planted)) == 1


def test_no_import_hides_inside_a_function() -> None:
    hidden = []
    for path in sorted(HOUSE.rglob("*.py")):
        if path == HOUSE / "__init__.py":
            continue  # create_app: importing the rules must load neither Flask nor a database
        for function in parts(path):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Import) or (
                    isinstance(node, ast.ImportFrom) and not (node.module or "").startswith(IMPORTED_LATE)
                ):
                    hidden.append(f"{path.relative_to(TOP)}:{node.lineno}")
    assert hidden == []


def test_nothing_is_imported_by_star() -> None:
    stars = [
        f"{path.relative_to(TOP)}: {module}"
        for path in sorted(HOUSE.rglob("*.py"))
        for module, _ in imports(path)
        if module.endswith("*")
    ]
    assert stars == []


def test_only_the_web_and_the_commands_read_the_clock() -> None:
    asked = []
    for floor in ("clinical", "records", "documents", "services"):
        for path in files(floor):
            for node in parts(path):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    if node.func.attr in {"now", "utcnow", "today"} and ast.unparse(node.func.value) in {
                        "date", "datetime", "datetime.date", "datetime.datetime"
                    }:
                        asked.append(f"{path.relative_to(TOP)}:{node.lineno}")
    assert asked == []


def test_a_moment_goes_by_the_servers_zone_in_one_place_alone() -> None:
    # Everywhere else the clinic's own zone says which day and time it is (records/clinic.py).
    by_the_server = [
        f"{path.relative_to(HOUSE)}"
        for path in sorted(HOUSE.rglob("*.py"))
        for node in parts(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        and node.func.attr == "astimezone" and not node.args + node.keywords
    ]
    assert by_the_server == ["web/clock.py"]
