"""Documents name only what exists: commands, settings, files, links."""

import re
from pathlib import Path

import pytest

from intake import create_app
from intake.config import defaults

TOP = Path(__file__).parents[2]
DOCS = sorted([*TOP.glob("*.md"), *TOP.glob("docs/**/*.md")])
CODE = re.compile(r"```\n?(.+?)```|`([^`\n]+)`", re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
ENVIRONMENT = re.compile(r"\b(?:INTAKE_[A-Z_]+|DATABASE_URL)\b")


def code_in(path):
    return [block or word for block, word in CODE.findall(path.read_text())]


def names(path):
    return str(path.relative_to(TOP))


def in_all_code(pattern):
    return {found for path in DOCS for code in code_in(path) for found in re.findall(pattern, code)}


def test_every_make_command_exists():
    targets = set(re.findall(r"^([a-z-]+):", (TOP / "Makefile").read_text(), re.MULTILINE))

    named = in_all_code(r"(?:^|\n)make ([a-z-]+)")

    assert {"run", "test"} <= named <= targets


def test_every_make_command_explains_itself_in_help():
    makefile = (TOP / "Makefile").read_text()
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())

    explained = set(re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE))

    assert explained == phony


def test_every_flask_command_exists(tmp_path):
    app = create_app({"SECRET_KEY": "x", "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'x.db'}"})
    table = (TOP / "docs/running.md").read_text().partition("\n## Commands\n")[2].partition("\n## ")[0]

    in_table = {row.split()[0] for row in re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)}
    named = in_all_code(r"flask --app wsgi ([a-z-]+)") | in_table

    assert named <= set(app.cli.commands)
    assert set(app.cli.commands) - {"roles", "users"} <= in_table


def test_environment_settings_are_those_that_the_code_reads():
    sources = [TOP / "Makefile", *TOP.glob("intake/**/*.py")]
    read = {name for path in sources for name in ENVIRONMENT.findall(path.read_text())}

    documented = set(ENVIRONMENT.findall((TOP / "docs/running.md").read_text()))

    assert documented == read


def test_settings_and_their_defaults_exist(tmp_path):
    table = (TOP / "docs/running.md").read_text().partition("\n## Settings\n")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]+?) \|", table, re.MULTILINE))
    settings = defaults(tmp_path)

    shown = {name: value.replace(" MiB", "") for name, value in rows.items()}

    mebibytes = {name for name, value in rows.items() if value.endswith("MiB")}
    real = {name: settings[name] // 2**20 if name in mebibytes else settings[name] for name in rows}
    assert rows and shown == {name: str(value) for name, value in real.items()}


@pytest.mark.parametrize("path", DOCS, ids=names)
def test_links_lead_somewhere(path):
    links = [link for link in LINK.findall(path.read_text()) if "://" not in link]

    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCS, ids=names)
def test_files_that_are_named_exist(path):
    named = {word for word in code_in(path) if re.fullmatch(r"[\w.-]+(/[\w.-]+)+/?|[\w-]+\.(?:py|md|toml|txt)", word)}
    named = {word for word in named if not word.startswith("instance/")}

    roots = (TOP, TOP / "intake", TOP / "intake/clinical", path.parent)

    assert {word for word in named if not any((root / word).exists() for root in roots)} == set()


def test_every_document_can_be_reached_from_the_readme():
    reached, todo = set(), [TOP / "README.md"]
    while todo:
        page = todo.pop()
        if page not in reached and page.exists():
            reached.add(page)
            todo += [(page.parent / link).resolve() for link in LINK.findall(page.read_text()) if link.endswith(".md")]

    assert set(DOCS) <= reached


def test_the_changelog_has_an_entry():
    newest = (TOP / "CHANGELOG.md").read_text().split("\n## ")[1]

    assert re.search(r"^- \w", newest, re.MULTILINE)


@pytest.mark.parametrize("path", ["requirements.txt", "tests/requirements.txt", "tools/mutants/requirements.txt"])
def test_every_package_has_an_exact_version(path):
    lines = [line for line in (TOP / path).read_text().splitlines() if line and not line.startswith("#")]

    assert [line for line in lines if not re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+", line)] == []
    assert len(lines) == len({line.lower() for line in lines})
