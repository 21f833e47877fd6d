"""National registers as their owners publish them: small samples in the real shapes, with made-up products."""
import zipfile

import pytest

from intake.clinical.medicines import registers
from intake.clinical.medicines.canonical import canonical_name
from intake.clinical.medicines.product_names import bare, stem
from intake.clinical.medicines.registers import Product, Unusable
from intake.clinical.medicines.workbook import csv_lines

NDC = ("PRODUCTID\tPRODUCTNDC\tPRODUCTTYPENAME\tPROPRIETARYNAME\tPROPRIETARYNAMESUFFIX\tNONPROPRIETARYNAME\t"
       """ROUTENAME\tSUBSTANCENAME
1\t1-1\tHUMAN\tThinnerol\tXR\twarfarin sodium\tORAL\tWARFARIN SODIUM
2\t1-2\tHUMAN\tDoubleol\t\taspirin and clopidogrel\tORAL\tASPIRIN; CLOPIDOGREL BISULFATE
3\t1-3\tHUMAN\tEmptyol\t\t\tORAL\t
4\t1-4\tHUMAN\t\t\twarfarin\tORAL\tWARFARIN
5\t1-5\tHUMAN\tQuoted "ol"\t\twarfarin\tORAL\tWARFARIN
""").splitlines()
DRUG = ['"1","","Human","001","THINNEROL 5MG TABLET","","N"', '"2","","Veterinary","002","DOGOL","","N"',
        '"3","","Human","003","NOTHINGOL","","N"', '"4"']
INGRED = ['"1","9","WARFARIN (WARFARIN SODIUM)","I","5","MG"', '"2","9","WARFARIN","I","5","MG"']
THER = ['"1","B01AA03","WARFARIN",""']
CIS = ["60001\tFLUIDOL 5 mg, comprimé sécable\tcomprimé\torale", "60002\tSOLVANT\tsolution\torale", "60003"]
COMPO = ["60001\tcomprimé\t111\tWARFARINE SODIQUE\t5 mg\tun comprimé\tSA\t1",
         "60001\tcomprimé\t112\tAUTRE\t5 mg\tun comprimé\tFT\t1"]
EMA = """Content type:,Medicine
,
Category,Name of medicine,Active substance,ATC code (human)
Human,Thinnerol,warfarin sodium,B01AA03
Veterinary,Dogol,warfarin,B01AA03
Human,Doubleol,clopidogrel / acetylsalicylic acid,B01AC30
""".splitlines()


def products(rows):
    return [row for row in rows if isinstance(row, Product)]


def reasons(rows):
    return [(row.row, row.why) for row in rows if isinstance(row, Unusable)]


def test_us_ndc():
    rows = list(registers.ndc(NDC))

    assert [(each.name, each.ingredients, each.country) for each in products(rows)] == [
        ("Thinnerol XR", ("WARFARIN SODIUM",), "US"), ("Doubleol", ("ASPIRIN", "CLOPIDOGREL BISULFATE"), "US"),
        ('Quoted "ol"', ("WARFARIN",), "US")]
    assert reasons(rows) == [(4, "no active ingredient for Emptyol"), (5, "no name")]


def test_canadian_dpd():
    rows = list(registers.dpd(DRUG, INGRED, THER))

    [found] = products(rows)
    assert (found.name, found.atc, found.country) == ("THINNEROL 5MG TABLET", ("B01AA03",), "CA")
    assert [row for row, _ in reasons(rows)] == [2, 3, 4]


def test_french_bdpm_takes_active_substances_only():
    rows = list(registers.bdpm(CIS, COMPO))

    [found] = products(rows)
    assert (found.ingredients, found.country) == (("WARFARINE SODIQUE",), "FR")
    assert [row for row, _ in reasons(rows)] == [2, 3]


def test_ema_below_its_title_without_veterinary_products():
    rows = list(registers.ema(EMA))

    assert [(each.name, each.ingredients, each.atc) for each in products(rows)] == [
        ("Thinnerol", ("warfarin sodium",), ("B01AA03",)),
        ("Doubleol", ("clopidogrel", "acetylsalicylic acid"), ("B01AC30",))]
    assert reasons(rows) == [(5, "not a medicine for people")]


def test_a_plain_list():
    [found] = products(registers.plain(["Name,Ingredients,ATC,Country", "Ownol,warfarin; aspirin,,gb"]))

    assert (found.name, found.ingredients, found.country) == ("Ownol", ("warfarin", "aspirin"), "GB")


def test_a_workbook_is_read_without_other_packages(tmp_path):
    path = tmp_path / "table.xlsx"
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst {main}><si><t>Medicine name</t></si><si><r><t>Thin</t></r>"
                         "<r><t>nerol</t></r></si></sst>")
        archive.writestr("xl/worksheets/sheet1.xml", f"""<worksheet {main}><sheetData>
            <row><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Active substance</t></is></c></row>
            <row><c r="A2" t="s"><v>1</v></c><c r="C2"><v>7</v></c></row></sheetData></worksheet>""")

    assert csv_lines(path) == ["Medicine name,,Active substance", "Thinnerol,,7"]


def test_names_are_cut_down_to_what_people_type():
    assert stem("THINNEROL 5MG TABLET (DELAYED-RELEASE)") == "thinnerol"
    assert stem("APO-THINNEROL") == "thinnerol"
    assert stem("Doubleol Extra Strength") == "doubleol"
    assert stem("WARFARIN 5 mg, comprimé", {"warfarin"}) == ""
    assert bare("METOPROLOL (METOPROLOL TARTRATE)") == "metoprolol"
    assert bare("Warfarin sodium") == "warfarin"


TABLE = """name\tingredients\tatc\tcountry\tform\tsource
Thinnerol 5 mg\tWARFARINUM\tB01AA03\tRO\tCOMPR.\tro_list
Doubleol\tclopidogrel; acetylsalicylic acid, combinations excl. psycholeptics\tB01AC30\tua\t\tua_list
Rubol żel\tDiclofenacum\t\tPL\t\tpl_list
Dropol\tDiclofenac\tS01BC\tZA\tDRO\tza_list
Апиксабан\t\tB01AF02\tKZ\t\tkz_list
Nothingol\t\t\tUA\t\tua_list
""".splitlines()


def test_a_table_of_one_shape():
    rows = list(registers.table(TABLE))

    found = products(rows)
    assert [(each.name, each.ingredients, each.atc, each.country, each.route, each.source) for each in found] == [
        ("Thinnerol 5 mg", ("WARFARINUM",), ("B01AA03",), "RO", "", "ro_list"),
        ("Doubleol", ("clopidogrel", "acetylsalicylic acid"), ("B01AC30",), "UA", "", "ua_list"),
        ("Rubol żel", ("Diclofenacum",), (), "PL", "topical", "pl_list"),
        ("Dropol", ("Diclofenac",), (), "ZA", "eye", "za_list"),
        ("Апиксабан", ("Апиксабан",), ("B01AF02",), "KZ", "", "kz_list")]
    assert reasons(rows) == [(7, "no active ingredient for Nothingol")]


@pytest.mark.parametrize(("written", "name"), [
    ("WARFARINUM NATRICUM", "warfarin"), ("Clopidogreli besilas", "clopidogrel"), ("acetilsalicilna kiselina",
                                                                                  "acetylsalicylic acid"),
    ("ACETILSALICILICO ACIDO", "acetylsalicylic acid"), ("Rivaroksaban", "rivaroxaban"), ("metforminum", "metformin"),
    ("ワルファリンカリウム", "warfarin"), ("Апиксабан", "apixaban")])
def test_a_register_s_name_of_a_substance_is_the_international_one(written, name):
    assert canonical_name(written) == name
