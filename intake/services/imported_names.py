"""Whole national lists of medicines: import one, see what stands, take one back."""
import gzip
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from intake.clinical.medicines import registers
from intake.clinical.medicines.canonical import canonical_name
from intake.clinical.medicines.folding import fold
from intake.clinical.medicines.imported_names import ImportedName
from intake.clinical.medicines.product_names import stem, words
from intake.clinical.medicines.registers import Product, Row, Unusable
from intake.clinical.medicines.workbook import csv_lines
from intake.records.imported_names import ImportedList, Writer, imported_lists
from intake.services.errors import InvalidInput

# A register unpacks to some tens of megabytes; anything far larger is not one.
MOST_BYTES = 600_000_000
# By a word of its heading: which register a single file is.
_SINGLE: tuple[tuple[str, str, Callable[[Iterable[str], str], Iterator[Row]]], ...] = (
    ("productndc", "NDC", registers.ndc),
    ("activeingredient", "Drugs@FDA", registers.drugs_at_fda),
    ("bnf presentation", "NHSBSA", registers.bnf),
    ("name of medicine", "EMA", registers.ema),
    ("medicine name", "EMA", registers.ema),
)


@dataclass
class ImportReport:
    """What an import did: names added, names that stood already, and each row that could not be used."""

    source: str
    added: int = 0
    already: int = 0
    unusable: list[Unusable] = field(default_factory=list)


def import_list(path: Path, *, folder: Path, at: datetime) -> ImportReport:
    """Read a register and add its names to those in `folder`; repeating it adds nothing.

    `path` is product.txt of the US NDC directory, a folder or zip with the Health Canada DPD extract or the French
    BDPM, the EMA table (.xlsx or .csv), a table of name, ingredients, atc, country, form and source with tabs
    between, or a CSV with the columns name and ingredients; a single file may be packed with
    gzip. InvalidInput for anything else.
    """
    source, rows = _register(path)
    report = ImportReport(source)
    with Writer(folder) as writer:
        report.added, report.already = writer.add(source, path.name, at, _names(rows, source, report.unusable))
    return report


def undo_list(number: int, *, folder: Path) -> int:
    """Take one import back; gives the names removed. InvalidInput when there is no such import."""
    if number not in {each.id for each in imported_lists(folder)}:
        raise InvalidInput({"number": f"There is no import {number}."})
    with Writer(folder) as writer:
        return writer.undo(number)


def standing_lists(*, folder: Path) -> list[ImportedList]:
    """Every import that stands, oldest first."""
    return imported_lists(folder)


def _names(rows: Iterable[Row], source: str, unusable: list[Unusable]) -> Iterator[ImportedName]:
    for row in rows:
        if isinstance(row, Unusable):
            unusable.append(row)
            continue
        if not (name := _name(row)):
            unusable.append(Unusable(row.file, row.row, f"no word of its own in {row.name}"))
            continue
        yield ImportedName(name, tuple(dict.fromkeys(canonical_name(part) for part in row.ingredients)), row.atc,
                           row.country, source)


def _name(product: Product) -> str:
    if product.source == "own list":
        return " ".join(fold(product.name).split()[:4])
    plain = words().noise | words().ordinary
    own = [word for word in fold(product.name).split() if word not in plain and not word[0].isdigit()]
    return stem(product.name) or " ".join(own[:2])


def _register(path: Path) -> tuple[str, Iterable[Row]]:
    files = _files(path)
    drugs = sorted(name for name in files if name.startswith("drug") and name.replace("drug", "ingred") in files)
    if drugs:
        return "DPD", _dpd(files, drugs)
    if "cis_bdpm.txt" in files:
        if "cis_compo_bdpm.txt" not in files:
            raise InvalidInput({"file": "CIS_COMPO_bdpm.txt must lie beside CIS_bdpm.txt: it names the ingredients."})
        return "BDPM", registers.bdpm(files["cis_bdpm.txt"](), files["cis_compo_bdpm.txt"]())
    wanted = path.name.lower() if path.is_file() and path.suffix.lower() != ".zip" else "product.txt"
    if wanted not in files:
        raise InvalidInput({"file": f"{path.name} holds none of the registers that can be read."})
    return _single(wanted, files[wanted]())


def _dpd(files: dict[str, Callable[[], list[str]]], drugs: list[str]) -> Iterator[Row]:
    for name in drugs:
        ther = files.get(name.replace("drug", "ther"))
        yield from registers.dpd(files[name](), files[name.replace("drug", "ingred")](), ther() if ther else (), name)


def _single(name: str, lines: list[str]) -> tuple[str, Iterable[Row]]:
    head = fold(" ".join(lines[:12]).replace("\t", " , "))
    for word, source, read in _SINGLE:
        if word in head:
            return source, read(lines, name)
    columns = fold(lines[0]).split() if lines else []
    if "\t" in "".join(lines[:1]) and {"name", "ingredients", "atc", "country", "source"} <= set(columns):
        return _source_of(lines), registers.table(lines, name)
    if "name" in columns and ("ingredients" in columns or "ingredient" in columns):
        return "own list", registers.plain(lines, name)
    raise InvalidInput({"file": f"{name} has no heading of a register, nor the columns name and ingredients."})


def _source_of(lines: list[str]) -> str:
    """The register that a list in one shape was made from, as its first row says."""
    first = lines[1].rstrip("\r\n").split("\t") if len(lines) > 1 else []
    return first[-1] if len(first) > 5 and first[-1].strip() else "register"


def _files(path: Path) -> dict[str, Callable[[], list[str]]]:
    """The files of a folder, of a zip, or beside a file, by lower-case name, each read when wanted."""
    if not path.exists():
        raise InvalidInput({"file": f"There is no {path}."})
    if path.is_file() and path.suffix.lower() == ".zip":
        return _zipped(path)
    beside = path.iterdir() if path.is_dir() else _with_siblings(path)
    return {each.name.lower(): _reader(each) for each in beside if each.is_file()}


def _with_siblings(path: Path) -> list[Path]:
    """A file, and what belongs to it: registers of several files are often named by their first."""
    if path.name.lower().startswith(("drug", "cis_")):
        return [each for each in path.parent.iterdir() if each.suffix.lower() == ".txt"]
    return [path]


def _reader(path: Path) -> Callable[[], list[str]]:
    if path.suffix.lower() == ".xlsx":
        return lambda: csv_lines(path)
    if path.suffix.lower() == ".gz":
        return lambda: _lines(_unpacked(path))
    return lambda: _lines(path.read_bytes())


def _unpacked(path: Path) -> bytes:
    with gzip.open(path) as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise InvalidInput({"file": f"{path.name} is too large for a register."})
    return data


def _zipped(path: Path) -> dict[str, Callable[[], list[str]]]:
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if info.filename.lower().endswith((".txt", ".csv"))]
        if sum(info.file_size for info in infos) > MOST_BYTES:
            raise InvalidInput({"file": f"{path.name} is too large for a register."})
        held = {info.filename.rsplit("/", 1)[-1].lower(): archive.read(info) for info in infos}
    return {name: partial(_lines, data) for name, data in held.items()}


def _lines(data: bytes) -> list[str]:
    try:
        return data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace").splitlines()
