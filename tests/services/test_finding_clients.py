"""Finding clients on both databases: by what people remember, and never a colleague's."""

from datetime import date

import pytest

from intake.records.client_search import MOST_FOUND, PAGE
from intake.services import clients
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client

TODAY = NOW.date()
PEOPLE = {
    "ana": {"given_name": "Ana Sofía", "family_name": "Moreau-O’Brien", "birth_date": date(1980, 5, 17),
            "phone": "+44 (0)7700 900 123"},
    "zoe": {"given_name": "Zoë", "family_name": "Łukasiewicz", "birth_date": date(1956, 3, 1),
            "phone": "0131 555 0101"},
    "eleni": {"given_name": "Ελένη", "family_name": "Παπαδοπούλου", "birth_date": date(1941, 6, 5)},
    "olga": {"given_name": "Ольга", "family_name": "Йорданова", "birth_date": date(2001, 12, 30)},
    "meera": {"given_name": "मीरा", "family_name": "शर्मा", "birth_date": date(1999, 1, 1)},
    "shan": {"given_name": "山田", "family_name": "太郎", "birth_date": date(1970, 7, 7)},
    "odd": {"given_name": "100%", "family_name": "A_B", "birth_date": date(1990, 2, 28)},
}


@pytest.fixture
def by(each_database):
    """A therapist whose clients all of PEOPLE are."""
    therapist = a_staff()
    for person in PEOPLE.values():
        a_client(therapist=therapist, **person)
    return therapist


def found(query, by):
    names = {person["given_name"]: who for who, person in PEOPLE.items()}
    return {names.get(client.given_name, client.given_name) for client in clients.find_clients(query, by=by, on=TODAY)}


QUERIES = [
    ("moreau ana", "ana"), ("Ana Moreau", "ana"), ("  ANA\t moreau ", "ana"), ("sof mor", "ana"), ("sofia", "ana"),
    ("obrien", "ana"), ("O'Brien", "ana"), ("O’Brien", "ana"), ("o brien", "ana"), ("brien", "ana"),
    ("moreauobrien", "ana"), ("moreau-o'b", "ana"),
    ("zoe", "zoe"), ("ZOË", "zoe"), ("Zoe\u0308", "zoe"), ("lukasiewicz", "zoe"), ("Łukas", "zoe"),
    ("ελενη", "eleni"), ("Παπαδοπουλου Ελένη", "eleni"), ("παπ", "eleni"),
    ("ольга", "olga"), ("йордан", "olga"), ("Иордан", "olga"),
    ("मीरा", "meera"), ("शर्मा मी", "meera"), ("山", "shan"), ("太郎 山田", "shan"),
    ("07700900123", "ana"), ("+44 7700 900123", "ana"), ("+44 (0)7700 900 123", "ana"), ("00123", "ana"),
    ("900123", "ana"), ("7700 900", "ana"), ("0131 555", "zoe"), ("555-0101", "zoe"), ("(0131) 5550101", "zoe"),
    ("17/05/1980", "ana"), ("17.5.80", "ana"), ("17 May 1980", "ana"), ("May 1980", "ana"), ("1980-05-17", "ana"),
    ("1980-05", "ana"), ("17051980", "ana"), ("5/6/1941", "eleni"), ("6/5/1941", "eleni"), ("30.12.01", "olga"),
    ("moreau 17/05/1980", "ana"), ("1/3/56 zoe", "zoe"), ("ana 900123", "ana"), ("100", "odd"), ("100 a_b", "odd"),
]


def test_everybody_is_found_by_what_people_remember(by):
    wrong = {query: found(query, by) for query, who in QUERIES if found(query, by) != {who}}

    assert wrong == {}


NOBODY = [
    "", "   ", "\u200b\u202e", "🙂", "%", "_", "'; DROP TABLE clients; --", "\x00", "moreau zoe", "reau",
    "ana 17/05/1981", "31/02/1980", "0131 999", "9" * 5000, "x" * 5000, "\ud7ff", "\U0010ffff", "٠٧٧٠٠",
]


def test_what_means_nobody_finds_nobody(by):
    wrong = {query[:30]: found(query, by) for query in NOBODY if found(query, by)}

    assert wrong == {}


def test_an_amended_client_is_found_by_the_new_name_and_no_more_by_the_old(by):
    client = a_client(therapist=by, given_name="Maud", family_name="Oldname", phone="01234 567890")
    details = clients.ClientDetails("Maud", "Newname", client.birth_date, phone="09876 543210")

    clients.amend_client(client.id, details, version=1, by=by, at=NOW, on=TODAY)

    assert found("newname", by) == found("543210", by) == {"Maud"}
    assert found("oldname", by) == found("567890", by) == set()


def test_an_archived_client_is_found_too(by):
    client = a_client(therapist=by, given_name="Maud")
    clients.archive_client(client.id, reason="moved away", version=1, by=by, at=NOW)

    assert found("maud", by) == {"Maud"}


@pytest.mark.parametrize("query", ["moreau", "17/05/1980", "900123", "ana moreau"])
def test_a_therapist_finds_only_clients_of_their_own_care_team(by, query):
    assert found(query, a_staff()) == set()
    assert found(query, a_staff("reviewer")) == found(query, a_staff("administrator")) == {"ana"}


def test_a_colleagues_many_clients_do_not_crowd_out_ones_own(each_database):
    colleague, mine = a_staff(), a_staff()
    for number in range(MOST_FOUND * 2):
        a_client(therapist=colleague, given_name="Sam", family_name=f"Aa{number}")
    own = a_client(therapist=mine, given_name="Sam", family_name="Zz")

    assert clients.find_clients("sam", by=mine, on=TODAY) == [own]
    assert len(clients.find_clients("sam", by=colleague, on=TODAY)) == MOST_FOUND


def test_the_list_is_read_in_pages_by_name_without_gaps_and_only_ones_own(each_database):
    ann = a_staff()
    a_client(given_name="Not", family_name="Mine")
    # Four share each name, so that pages end amid people of the same name.
    made = [a_client(therapist=ann, given_name="Sam", family_name=f"N{number // 4:03}") for number in range(PAGE + 7)]
    seen, after = [], None

    while True:
        page = clients.client_page(by=ann, after_id=after)
        seen += [client.id for client in page.clients]
        after = page.after.id if page.after else None
        if after is None:
            break

    assert seen == [client.id for client in made]
    assert len(clients.client_page(by=a_staff("reviewer")).clients) == PAGE


def test_a_full_last_page_ends_the_list(each_database):
    ann = a_staff()
    for _ in range(PAGE):
        a_client(therapist=ann)

    assert clients.client_page(by=ann).after is None
