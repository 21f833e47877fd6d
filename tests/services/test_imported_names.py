"""Importing a register, repeating it, taking it back, and reading with its names."""
import gzip
import zipfile
from datetime import UTC, datetime

import pytest

from intake.clinical.medicines import read_line, suggest
from intake.clinical.screening.bleeding.levels import rule_of
from intake.records.imported_names import open_imported
from intake.services.errors import InvalidInput
from intake.services.imported_names import import_list, standing_lists, undo_list

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OWN = ("name,ingredients\nThinnerol,warfarin\nDoubleol Plus,aspirin; clopidogrel bisulfate\n"
       ",warfarin\nTablets,warfarin\n")


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "instance"
    path.mkdir()
    return path


def test_an_imported_name_is_read_exactly_and_when_misspelt(own, folder):
    import_list(own, folder=folder, at=AT)
    names = open_imported(folder)

    [exact] = read_line("thinnerol 5", imported=names)
    [slip] = read_line("thinerol 5", imported=names)
    [both] = read_line("DOUBLEOL plus", imported=names)

    assert (exact.ingredients, rule_of(exact), exact.how) == (("warfarin",), "R46", "imported")
    assert (slip.ingredients, rule_of(slip), slip.how) == (("warfarin",), "R46", "misspelling")
    assert slip.candidates == ("Thinnerol",)
    assert (both.ingredients, rule_of(both)) == (("acetylsalicylic acid", "clopidogrel"), "R46")
    assert [each.text for each in suggest("thinner", imported=names)] == ["Thinnerol"]


def test_an_answer_may_name_an_imported_medicine(own, folder):
    import_list(own, folder=folder, at=AT)

    [found] = read_line("thinerol 5", imported=open_imported(folder), answers={"thinerol": "Thinnerol"})

    assert (found.ingredients, found.how, found.question) == (("warfarin",), "alias", "")


def test_the_us_directory_as_its_zip_and_the_ema_workbook(tmp_path, folder):
    packed = tmp_path / "ndctext.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("product.txt", (
            "PRODUCTID\tPRODUCTNDC\tPRODUCTTYPENAME\tPROPRIETARYNAME\tPROPRIETARYNAMESUFFIX\tNONPROPRIETARYNAME\t"
            "ROUTENAME\tSUBSTANCENAME\n1\t1-1\tHUMAN\tThinnerol\t\twarfarin\tORAL\tWARFARIN SODIUM\n"
            "2\t1-2\tHUMAN\tNothingol\t\t\tORAL\t\n").encode("cp1252"))
        archive.writestr("package.txt", "PRODUCTID\tPRODUCTNDC\n")
    table = tmp_path / "medicines.xlsx"
    cells = [["Category", "Name of medicine", "Active substance", "ATC code (human)"],
             ["Human", "Fluidol", "apixaban", "B01AF02"], ["Veterinary", "Dogol", "warfarin", ""]]
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rows = "".join("<row>" + "".join(f'<c r="{"ABCD"[at]}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
                                     for at, text in enumerate(row)) + "</row>" for number, row in enumerate(cells, 1))
    with zipfile.ZipFile(table, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>")

    reports = [import_list(path, folder=folder, at=AT) for path in (packed, table, packed, table)]

    assert [(each.source, each.added, each.already) for each in reports] == [
        ("NDC", 1, 0), ("EMA", 1, 0), ("NDC", 0, 1), ("EMA", 0, 1)]
    assert [row.why for row in reports[0].unusable] == ["no active ingredient for Nothingol"]
    assert [row.why for row in reports[1].unusable] == ["not a medicine for people"]
    assert read_line("fluidol", imported=open_imported(folder))[0].ingredients == ("apixaban",)


def test_the_report_tells_each_row_that_could_not_be_used(own, folder):
    report = import_list(own, folder=folder, at=AT)

    assert (report.source, report.added) == ("own list", 3)
    assert [(row.row, row.why) for row in report.unusable] == [(4, "no name")]


def test_repeating_adds_nothing_and_undoing_takes_all_back(own, folder):
    import_list(own, folder=folder, at=AT)
    again = import_list(own, folder=folder, at=AT)
    [standing] = standing_lists(folder=folder)

    assert (again.added, again.already) == (0, 3)
    assert (standing.source, standing.names) == ("own list", 3)
    assert undo_list(standing.id, folder=folder) == 3
    assert standing_lists(folder=folder) == []
    assert [each.how for each in read_line("thinnerol", imported=open_imported(folder))] == ["unrecognised"]


def test_readers_notice_a_new_import(own, folder):
    assert open_imported(folder) is None
    import_list(own, folder=folder, at=AT)
    first = open_imported(folder)
    more = own.with_name("more.csv")
    more.write_text("name,ingredients\nLaterol,apixaban\n", encoding="utf-8")
    import_list(more, folder=folder, at=AT)

    assert open_imported(folder) is not first
    assert read_line("laterol", imported=open_imported(folder))[0].ingredients == ("apixaban",)


def test_a_real_name_beats_an_imported_near_match(own, folder):
    own.write_text("name,ingredients\nmetforrmin,warfarin\n", encoding="utf-8")
    import_list(own, folder=folder, at=AT)

    assert read_line("metformin", imported=open_imported(folder))[0].ingredients == ("metformin",)


def test_the_dpd_extract_as_a_zip_and_bdpm_as_a_folder(tmp_path, folder):
    packed = tmp_path / "allfiles.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("drug.txt", '"1","","Human","001","THINNEROL 5MG TABLET"\n"2","","Veterinary","002","DOGOL"\n')
        archive.writestr("ingred.txt", '"1","9","WARFARIN SODIUM"\n')
        archive.writestr("ther.txt", '"1","B01AA03","WARFARIN"\n')
    french = tmp_path / "bdpm"
    french.mkdir()
    (french / "CIS_bdpm.txt").write_bytes("6\tFLUIDOL 5 mg, comprimé\tcomprimé\torale\n".encode("cp1252"))
    (french / "CIS_COMPO_bdpm.txt").write_bytes("6\tc\t1\tWARFARINE SODIQUE\t5\tun\tSA\t1\n".encode("cp1252"))

    reports = [import_list(path, folder=folder, at=AT) for path in (packed, french, french / "CIS_bdpm.txt")]

    assert [(each.source, each.added, len(each.unusable)) for each in reports] == [
        ("DPD", 1, 1), ("BDPM", 1, 0), ("BDPM", 0, 0)]
    for name in ("Thinnerol", "fluidol"):
        assert read_line(name, imported=open_imported(folder))[0].ingredients == ("warfarin",)


@pytest.mark.parametrize("text", ["", "just words\n", "colour,shape\nred,round\n"])
def test_a_file_that_is_no_register_is_refused_and_changes_nothing(text, own, folder):
    own.write_text(text, encoding="utf-8")

    with pytest.raises(InvalidInput):
        import_list(own, folder=folder, at=AT)
    assert standing_lists(folder=folder) == []


def test_a_missing_file_and_a_missing_import_are_refused(own, folder):
    with pytest.raises(InvalidInput):
        import_list(own.with_name("nowhere.csv"), folder=folder, at=AT)
    with pytest.raises(InvalidInput):
        undo_list(7, folder=folder)


def test_a_packed_table_of_one_shape_is_read_in_its_own_letters(tmp_path, folder):
    path = tmp_path / "jp.tsv.gz"
    path.write_bytes(gzip.compress((
        "name\tingredients\tatc\tcountry\tform\tsource\n"
        "ツヨイトロン錠１０ｍｇ\tワルファリンカリウム\t\tJP\t\tjp_list\nナイモノ錠\t\t\tJP\t\tjp_list\n").encode()))

    report = import_list(path, folder=folder, at=AT)
    found = [each for each in read_line("毎日ツヨイトロンを飲む", imported=open_imported(folder)) if each.ingredients]

    assert (report.source, report.added, [row.row for row in report.unusable]) == ("jp_list", 1, [3])
    assert [(each.ingredients, each.how) for each in found] == [(("warfarin",), "imported")]
