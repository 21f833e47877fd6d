"""flask medicines import, list and undo."""
import pytest


@pytest.fixture
def run(app, tmp_path, monkeypatch):
    monkeypatch.setattr(app, "instance_path", str(tmp_path))
    return lambda *args: app.test_cli_runner().invoke(args=["medicines", *args])


def test_import_list_and_undo(run, tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("name,ingredients\nThinnerol,warfarin\n,aspirin\n", encoding="utf-8")

    imported = run("import", str(file))
    listed = run("list")
    undone = run("undo", "1")

    assert imported.exit_code == listed.exit_code == undone.exit_code == 0
    assert "own.csv\t3\tno name" in imported.output
    assert "own list: 1 names added, 0 already there, 1 rows not used." in imported.output
    assert listed.output.split("\t")[:3] == ["1", "own list", "own.csv"]
    assert undone.output == "1 names removed.\n"
    assert run("list").output == ""


def test_what_is_no_register_is_refused_in_words(run, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear colleague", encoding="utf-8")

    refused = run("import", str(file))

    assert refused.exit_code == 1
    assert "letter.txt has no heading of a register" in refused.output
    assert run("undo", "5").exit_code == 1
