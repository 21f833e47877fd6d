"""Health: answered before set-up, under any host name, without a session; and honest about the database."""

from pathlib import Path

import pytest
from flask import Flask

from intake import create_app
from tests.conftest import settings


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("host", ["localhost", "10.1.2.3:8000", "anything.example"])
def test_it_answers_before_set_up_and_under_any_name(new_app: Flask, path: str, host: str) -> None:
    answer = new_app.test_client().get(path, headers={"Host": host})

    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_without_a_database_the_process_is_healthy_and_not_ready(tmp_path: Path) -> None:
    folder_instead_of_file = tmp_path / "intake.db"
    folder_instead_of_file.mkdir()
    browser = create_app(settings(f"sqlite:///{folder_instead_of_file}")).test_client()

    assert browser.get("/healthz").status_code == 200
    answer = browser.get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"status": "fault", "fault": "The database does not answer."}


def test_a_database_without_its_tables_is_not_ready_and_says_what_to_do(tmp_path: Path) -> None:
    browser = create_app(settings(f"sqlite:///{tmp_path / 'empty.db'}")).test_client()

    answer = browser.get("/readyz")

    assert answer.status_code == 503
    assert "db upgrade" in answer.json["fault"]


@pytest.mark.parametrize("path", ["/", "/sign-in", "/set-up"])
def test_no_page_is_served_from_a_database_of_another_schema(tmp_path: Path, path: str) -> None:
    browser = create_app(settings(f"sqlite:///{tmp_path / 'empty.db'}")).test_client()

    answer = browser.get(path)

    assert answer.status_code == 503
    assert "db upgrade" in answer.text
