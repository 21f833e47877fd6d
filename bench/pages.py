"""Pages: client and queue beside a bare page of the same queries, at two sizes of clinic, and the intake form."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from bench import requests
from bench.interleave import Row, interleave
from bench.population import clinic_app
from bench.yardsticks import bare_form, bare_page

FEW, MANY = 1_000, 100_000
CLIENT, QUEUE, FORM = "/clients/17", "/flags", "/clients/18/intake"
OF_BARE_PAGE, OF_BARE_FORM, OF_ITSELF = 3.0, 2.0, 1.2


@dataclass(frozen=True)
class Clinic:
    """An application with its population, the file that holds it, and somebody signed in."""

    app: Flask
    database: Path
    cookie: str

    def opens(self, path: str) -> Callable[[], str]:
        """A call that opens a page."""
        return requests.get(self.app, path, self.cookie)

    def beside_bare(self, name: str, path: str) -> Row:
        """The page beside a bare one that runs the very same statements."""
        ours = self.opens(path)
        ours()
        with requests.statements_of(self.app) as seen:
            ours()
        return interleave(name, ours, bare_page(self.database, seen), goal=OF_BARE_PAGE)


def measure() -> list[Row]:
    """Client page and queue at both sizes, each size beside the other, and the form."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = (_clinic(Path(folder), clients) for clients in (FEW, MANY))
        rows = []
        for name, path in (("client page", CLIENT), ("queue", QUEUE)):
            rows.append(few.beside_bare(f"{name}, {FEW:,} clients / bare page", path))
            rows.append(many.beside_bare(f"{name}, {MANY:,} clients / bare page", path))
            rows.append(interleave(f"{name}, {MANY:,} clients / {FEW:,}", many.opens(path), few.opens(path),
                                   goal=OF_ITSELF))
        form = few.opens(FORM)
        rows.append(interleave("intake form, GET / plain form", form, bare_form(form()), goal=OF_BARE_FORM))
        return rows


def _clinic(folder: Path, clients: int) -> Clinic:
    app, staff = clinic_app(folder, clients)
    return Clinic(app, folder / f"{clients}.db", requests.cookie_of(app, staff))
