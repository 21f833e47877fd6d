"""Static files: kept for good under their own stamp alone, small on the way, and nobody's in particular."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.web import static_files
from tests.builders import PASSWORD, a_staff

FOR_GOOD = "public, max-age=31536000, immutable"
PATH = "/static/css/intake.css"
ON_DISK = Path(__file__).parents[2] / "intake/static/css/intake.css"
PACKED = {"Accept-Encoding": "gzip, deflate, br"}


def stamped(browser: FlaskClient) -> str:
    """The address under which a page names the style sheet."""
    return re.search(rf'href="({PATH}\?v=\w+)"', browser.get("/sign-in").text)[1]


def test_each_file_that_a_page_names_is_kept_for_good(browser: FlaskClient) -> None:
    named = re.findall(r'(?:href|src)="(/static/[^"]+)"', browser.get("/sign-in").text)

    assert len(named) >= 4
    assert {browser.get(address).headers["Cache-Control"] for address in named} == {FOR_GOOD}


@pytest.mark.parametrize("query", ["", "?v=", "?v=0123456789", "?stamp=1", "?v=0123456789&v=1"])
def test_a_file_under_another_stamp_is_asked_about_at_each_use(browser: FlaskClient, query: str) -> None:
    answer = browser.get(PATH + query)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_missing_file_is_not_remembered_as_missing(browser: FlaskClient) -> None:
    answer = browser.get("/static/css/of_the_next_release.css?v=0123456789")

    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_changed_file_gets_a_new_stamp_and_its_new_content(own_app: Flask, tmp_path: Path) -> None:
    own_app.static_folder = str(tmp_path)
    static_files.register(own_app)
    style = tmp_path / "some.css"
    asset, browser = own_app.jinja_env.globals["asset"], own_app.test_client()
    style.write_text("p { margin: 0 }")
    with own_app.test_request_context():
        old = asset("some.css")
    assert browser.get(old).headers["Cache-Control"] == FOR_GOOD

    style.write_text("p { margin: 1px }")
    changed = browser.get(old)

    assert changed.text == "p { margin: 1px }"
    assert changed.headers["Cache-Control"] == "no-cache"


def test_it_comes_packed_to_whoever_takes_that(browser: FlaskClient) -> None:
    plain, packed = browser.get(stamped(browser)), browser.get(stamped(browser), headers=PACKED)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data == ON_DISK.read_bytes()
    assert len(packed.data) == packed.content_length < len(plain.data) / 3
    assert packed.headers["Content-Type"] == plain.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != packed.headers["ETag"]


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "br"])
def test_it_comes_plain_to_whoever_does_not(browser: FlaskClient, accepted: str) -> None:
    answer = browser.get(PATH, headers={"Accept-Encoding": accepted})

    assert "Content-Encoding" not in answer.headers
    assert answer.data == ON_DISK.read_bytes()


def test_what_gzip_does_not_make_smaller_stays_as_it_is(own_app: Flask, tmp_path: Path) -> None:
    own_app.static_folder = str(tmp_path)
    static_files.register(own_app)
    (tmp_path / "tiny.css").write_text("p{}")

    answer = own_app.test_client().get("/static/tiny.css", headers=PACKED)

    assert answer.data == b"p{}"
    assert "Vary" not in answer.headers


def test_it_is_packed_once_whoever_asks(browser: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = browser.get(PATH, headers=PACKED).data
    monkeypatch.setattr(static_files.gzip, "compress", lambda *_, **__: pytest.fail("packed again"))

    assert browser.get(PATH, headers=PACKED).data == first


@pytest.mark.parametrize("headers", [{}, PACKED])
def test_whoever_has_it_already_gets_no_content_again(browser: FlaskClient, headers: dict[str, str]) -> None:
    tag = browser.get(PATH, headers=headers).headers["ETag"]

    answer = browser.get(PATH, headers={**headers, "If-None-Match": tag})

    assert answer.status_code == 304
    assert answer.data == b""
    assert answer.headers["ETag"] == tag
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_the_head_alone_says_the_same_and_sends_nothing(browser: FlaskClient) -> None:
    whole, head = browser.get(PATH, headers=PACKED), browser.head(PATH, headers=PACKED)

    assert head.data == b""
    assert head.content_length == len(whole.data)
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_a_part_is_a_part_of_what_was_sent(browser: FlaskClient) -> None:
    whole = browser.get(PATH, headers=PACKED).data

    part = browser.get(PATH, headers={**PACKED, "Range": "bytes=10-19"})

    assert part.status_code == 206
    assert part.data == whole[10:20]
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(whole)}"
    assert browser.get(PATH, headers={"Range": "bytes=9000000-"}).status_code == 416


@pytest.mark.parametrize("path", [
    "../config.py", "css/../../config.py", "%2e%2e/config.py", "..%2fconfig.py", "css", "", "/etc/passwd",
    "%2fetc/passwd",
    "css/intake.css%00", "x" * 5000, "..\\config.py",
])
def test_nothing_but_the_folder_is_served(browser: FlaskClient, path: str) -> None:
    assert browser.get(f"/static/{path}").status_code in {308, 404}


def test_no_cookie_goes_with_what_everybody_may_keep(app: Flask) -> None:
    with app.app_context():
        staff = a_staff(password=PASSWORD)
    browser = app.test_client()
    browser.post("/sign-in", data={"email": staff.email, "password": PASSWORD}, headers={"Origin": "http://localhost"})

    answer = browser.get(stamped(app.test_client()))

    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers["Vary"]
    assert browser.get("/account").status_code == 200
