"""National medicine registers as their owners publish them, read into one shape.

Formats: US NDC directory and Drugs@FDA (tab), Health Canada DPD (quoted CSV, three files), French BDPM (tab, two
files), EMA medicines table (CSV or the rows of its workbook), NHSBSA BNF codes (CSV), plain CSV of name, ingredients,
and lists brought into one shape: name, ingredients, atc, country, form, source (tab).
"""
import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from intake.clinical.medicines.folding import fold

_LEVEL_5 = re.compile(r"[A-Z]\d\d[A-Z]{2}\d\d")


@dataclass(frozen=True, slots=True)
class Product:
    """One product of a register: its name as sold, its active ingredients as the register names them."""

    name: str
    ingredients: tuple[str, ...]
    atc: tuple[str, ...]
    country: str
    source: str
    route: str = ""
    file: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Unusable:
    """A row that could not be used, and why."""

    file: str
    row: int
    why: str


Row = Product | Unusable
_HEADINGS = frozenset({"name", "name of medicine", "medicine name", "drugname", "proprietaryname", "bnf presentation"})

_ROUTES = (("eye", ("ophthalm", "ocular", "intravitre", "conjunct", "ocul", "otic", "auric")),
           ("nasal", ("nasal", "nasale")), ("inhaled", ("inhal", "respir")),
           ("transdermal", ("transderm",)),
           ("topical", ("topical", "cutan", "dental", "periodont", "vaginal", "rectal")))
_CODES = (("S01", "eye"), ("S02", "eye"), ("S03", "eye"), ("R01", "nasal"), ("R03BA", "inhaled"), ("R03AK", "inhaled"),
          ("R03AL", "inhaled"), ("D", "topical"), ("M02A", "topical"), ("C05", "topical"), ("A07EA", "topical"),
          ("A01", "topical"), ("G01", "topical"))
# BNF chapters and sections; 0107 holds what is put on piles.
_CHAPTERS = {"11": "eye", "12": "nasal", "13": "topical", "0107": "topical"}


def route_of(words: str, codes: Iterable[str] = ()) -> str:
    """Eye, nose, lung or skin when a register's route words or ATC codes say so of the whole product, else ""."""
    by_code = {next((route for start, route in _CODES if code.startswith(start)), "") for code in codes}
    if len(by_code) == 1:
        return by_code.pop()
    plain = fold(words)
    if any(word in plain for word in ("oral", "inject", "intraven", "subcut", "orale")):
        return ""
    return next((route for route, starts in _ROUTES if any(start in plain for start in starts)), "")


def _cell(row: Mapping[str, str], *names: str) -> str:
    for name in names:
        if row.get(name):
            return row[name].strip()
    return ""


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"\s*[;|\\]\s*|\s+\+\s+", text) if part.strip())


def _headed(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, dict[str, str]]]:
    # Tab-separated registers use quotation marks as letters.
    reader = (csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if delimiter == "\t"
              else csv.reader(lines, delimiter=delimiter))
    header: list[str] = []
    for number, cells in enumerate(reader, 1):
        if not header:
            # The EMA workbook has a title above its header row.
            if _HEADINGS.intersection(folded := [fold(cell) for cell in cells]):
                header = folded
        elif any(cell.strip() for cell in cells):
            yield number, dict(zip(header, cells, strict=False))


def _product(file: str, number: int, name: str, ingredients: Iterable[str], atc: Iterable[str], country: str,
             source: str, route: str = "") -> Row:
    if not fold(name):
        return Unusable(file, number, "no name")
    kept = tuple(dict.fromkeys(part for part in ingredients if fold(part)))
    if not kept:
        return Unusable(file, number, f"no active ingredient for {name.strip()}")
    codes = tuple(dict.fromkeys(code.strip() for code in atc if _LEVEL_5.fullmatch(code.strip())))
    where = route[1:] if route.startswith("=") else route_of(route, codes)
    return Product(name.strip(), kept, codes, country, source, where, file, number)


def ndc(lines: Iterable[str], file: str = "product.txt") -> Iterator[Row]:
    """US NDC directory: trade name with its suffix, substances."""
    for number, row in _headed(lines, "\t"):
        name = " ".join(filter(None, (_cell(row, "proprietaryname"), _cell(row, "proprietarynamesuffix"))))
        substances = _cell(row, "substancename", "nonproprietaryname")
        yield _product(file, number, name, _split(substances.replace(", and ", ";").replace(" and ", ";")), (),
                       "US", "NDC", _cell(row, "routename"))


def drugs_at_fda(lines: Iterable[str], file: str = "Products.txt") -> Iterator[Row]:
    """US Drugs@FDA."""
    for number, row in _headed(lines, "\t"):
        yield _product(file, number, _cell(row, "drugname"), _split(_cell(row, "activeingredient")), (), "US",
                       "Drugs@FDA", _cell(row, "form").partition(";")[2])


def dpd(drug: Iterable[str], ingred: Iterable[str], ther: Iterable[str] = (), file: str = "drug.txt"
        ) -> Iterator[Row]:
    """Health Canada DPD extract: products for people, their ingredients and ATC codes, joined by drug code."""
    substances: dict[str, list[str]] = {}
    fallback: dict[str, list[str]] = {}
    for cells in csv.reader(ingred):
        if len(cells) > 2:
            substances.setdefault(cells[0], []).append(cells[2])
    codes: dict[str, list[str]] = {}
    for cells in csv.reader(ther):
        if len(cells) > 1:
            codes.setdefault(cells[0], []).append(cells[1])
            # An extract without its ingredients file still names the substance of a product with one.
            if cells[0] not in substances and len(cells) > 2 and _LEVEL_5.fullmatch(cells[1]):
                fallback.setdefault(cells[0], [cells[2].partition(",")[0]])
    for number, cells in enumerate(csv.reader(drug), 1):
        if len(cells) < 5:
            yield Unusable(file, number, f"{len(cells)} columns where a product has 14")
        elif cells[2].strip().lower() not in ("human", "radiopharmaceutical", "schedule d", "schedule c"):
            yield Unusable(file, number, f"not a medicine for people: {cells[2]}")
        else:
            yield _product(file, number, cells[4], substances.get(cells[0]) or fallback.get(cells[0]) or (),
                           codes.get(cells[0], ()), "CA", "DPD")


def bdpm(products: Iterable[str], composition: Iterable[str], file: str = "CIS_bdpm.txt") -> Iterator[Row]:
    """French BDPM: CIS_bdpm.txt and CIS_COMPO_bdpm.txt, joined by CIS code. Active substances (SA) only."""
    substances: dict[str, list[str]] = {}
    for line in composition:
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) > 6 and cells[6].strip() in ("SA", ""):
            substances.setdefault(cells[0].strip(), []).append(cells[3])
    for number, line in enumerate(products, 1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) < 2:
            yield Unusable(file, number, "no name")
        else:
            yield _product(file, number, cells[1], substances.get(cells[0].strip(), ()), (), "FR", "BDPM",
                           cells[3] if len(cells) > 3 else "")


def ema(lines: Iterable[str], file: str = "medicines.csv", delimiter: str = ",") -> Iterator[Row]:
    """EMA medicines table: name, active substance, ATC code; medicines for people."""
    for number, row in _headed(lines, delimiter):
        if _cell(row, "category").lower().startswith("vet"):
            yield Unusable(file, number, "not a medicine for people")
            continue
        active = _cell(row, "active substance", "international non proprietary name inn common name",
                       "international non proprietary name common name")
        yield _product(file, number, _cell(row, "name of medicine", "medicine name"),
                       _split(active.replace(" / ", ";").replace(", ", ";")),
                       _cell(row, "atc code human", "atc code").split(","), "EU", "EMA")


def bnf(lines: Iterable[str], file: str = "bnf.csv") -> Iterator[Row]:
    """NHSBSA BNF codes: product name and chemical substance; dressings and appliances are left out."""
    for number, row in _headed(lines, ","):
        if _cell(row, "bnf chapter code") > "16":
            yield Unusable(file, number, "not a medicine")
            continue
        substance = _cell(row, "bnf chemical substance")
        if "prep" in substance.lower() or "dummy" in substance.lower():
            yield Unusable(file, number, "no named substance")
            continue
        name = _cell(row, "bnf presentation").partition("_")
        section = _cell(row, "bnf section code")
        inhaled = section in ("0301", "0302") and "inh" in name[2].lower()
        route = "inhaled" if inhaled else _CHAPTERS.get(section) or _CHAPTERS.get(_cell(row, "bnf chapter code"), "")
        yield _product(file, number, name[0], _split(re.sub(r" ?[&/] ?|,? and ", ";", substance)),
                       (), "UK", "NHSBSA", f"={route}")


def plain(lines: Iterable[str], file: str = "names.csv") -> Iterator[Row]:
    """A CSV with a header: name, ingredients (several with ; or |), and optionally atc and country."""
    for number, row in _headed(lines, ","):
        yield _product(file, number, _cell(row, "name"), _split(_cell(row, "ingredients", "ingredient")),
                       _split(_cell(row, "atc")), _cell(row, "country").upper(), "own list")


# Words of forms by which a list without ATC codes says that a product is for the skin, the eye or the nose.
_FORMS = (
    ("eye", frozenset("oftalmica oftalmico oftalmice collirio colirio colir collyre augentropfen augensalbe "
                      "oogdruppels oogzalf oczu ochni oczi ophtalm ophth gtt".split())),
    ("nasal", frozenset("nasal nasale nasenspray nasentropfen neusspray neusdruppels nosa nazalnii nas".split())),
    ("topical", frozenset("gel gele gelul emulgel crema creme krem krema cream pomada pommade unguent unguento ung "
                          "unguentum salbe zalf masc zel maz mazi zhel ointment lotion locion lotiune cutanat "
                          "cutanea cutan kutan tinktur skore ungt lotio schaum shampoo sampon pasta".split())))
_BETWEEN = re.compile(r"\s*(?:[;|+]|, | / |、|・)\s*")
_NO_SUBSTANCE = ("combination", "comb drug", "excl ")


def table(lines: Iterable[str], file: str = "names.tsv") -> Iterator[Row]:
    """A list in one shape: name, ingredients, atc, country, form, source; a name with a code alone is the substance."""
    for number, row in _headed(lines, "\t"):
        name, form = _cell(row, "name"), _cell(row, "form")
        listed = _cell(row, "ingredients") or (name if _cell(row, "atc") else "")
        parts = [part.strip() for part in _BETWEEN.split(listed) if not part.lower().startswith(_NO_SUBSTANCE)]
        codes = _split(_cell(row, "atc"))
        route = f"={route_of('', codes) if codes else _by_form(f'{name} {form}')}"
        yield _product(file, number, name, parts, codes, _cell(row, "country").upper(),
                       _cell(row, "source") or "own list", route)


def _by_form(words: str) -> str:
    said = set(fold(words).split())
    return next((route for route, forms in _FORMS if said & forms), "")
