"""Dates as German, French, Spanish, Italian and Portuguese speakers write them."""

from datetime import date

import pytest

from intake.clinical.dates.vague import read_date

ON = date(2026, 6, 18)  # a Thursday


def days_of(text, country=None):
    """The first and last day as ISO dates, or the word that stands for none."""
    read = read_date(text, ON, country)
    if read.in_future:
        return "ahead"
    return (read.earliest.isoformat(), read.latest.isoformat()) if read.latest else "no date"


@pytest.mark.parametrize(("text", "first", "last"), [
    ("gestern", "2026-06-17", "2026-06-17"),
    ("vorgestern", "2026-06-16", "2026-06-16"),
    ("heute Morgen", "2026-06-18", "2026-06-18"),
    ("vor drei Wochen", "2026-05-26", "2026-05-30"),
    ("vor einem Jahr", "2025-05-12", "2025-07-25"),
    ("vor zweieinhalb Monaten", "2026-03-26", "2026-04-11"),
    ("vor einundzwanzig Tagen", "2026-05-26", "2026-05-30"),
    ("vor zwei bis drei Wochen", "2026-05-27", "2026-06-05"),
    ("vor mehr als zehn Jahren", "0001-01-01", "2016-06-18"),
    ("vor weniger als einem Monat", "2026-05-18", "2026-06-18"),
    ("seit zwei Monaten", "2026-04-12", "2026-04-25"),
    ("seit März, wieder schlimmer", "2026-03-01", "2026-06-18"),
    ("letzte Woche", "2026-06-08", "2026-06-14"),
    ("vorletzte Woche", "2026-06-01", "2026-06-07"),
    ("letzten Monat", "2026-05-01", "2026-05-31"),
    ("letztes Jahr", "2025-01-01", "2025-12-31"),
    ("letzten Dienstag", "2026-06-09", "2026-06-16"),
    ("im Januar", "2026-01-01", "2026-01-31"),
    ("Anfang Mai", "2026-05-01", "2026-05-13"),
    ("Mitte Februar 2025", "2025-02-10", "2025-02-19"),
    ("Ende April", "2026-04-18", "2026-04-30"),
    ("am 3. März", "2026-03-03", "2026-03-03"),
    ("zwischen Januar und März", "2026-01-01", "2026-03-31"),
    ("von Januar bis März", "2026-01-01", "2026-03-31"),
    ("bis nächste Woche", "2026-06-18", "2026-06-18"),
    ("in den letzten drei Wochen", "2026-05-28", "2026-06-18"),
    ("Sommer 2024", "2024-06-01", "2024-08-31"),
    ("hier", "2026-06-17", "2026-06-17"),
    ("avant-hier", "2026-06-16", "2026-06-16"),
    ("aujourd'hui", "2026-06-18", "2026-06-18"),
    ("il y a deux mois", "2026-04-12", "2026-04-25"),
    ("il y a quinze jours", "2026-06-01", "2026-06-05"),
    ("il y a un an et demi", "2024-10-23", "2025-02-11"),
    ("il y a vingt et un jours", "2026-05-26", "2026-05-30"),
    ("il y a soixante-douze jours", "2026-03-31", "2026-04-14"),
    ("il y a moins d'un mois", "2026-05-18", "2026-06-18"),
    ("il y a plus de dix ans", "0001-01-01", "2016-06-18"),
    ("depuis trois semaines", "2026-05-26", "2026-05-30"),
    ("depuis lundi", "2026-06-15", "2026-06-15"),
    ("la semaine dernière", "2026-06-08", "2026-06-14"),
    ("le mois dernier", "2026-05-01", "2026-05-31"),
    ("l'an dernier", "2025-01-01", "2025-12-31"),
    ("l'année dernière", "2025-01-01", "2025-12-31"),
    ("mardi dernier", "2026-06-09", "2026-06-16"),
    ("l'été dernier", "2025-06-01", "2025-08-31"),
    ("en janvier", "2026-01-01", "2026-01-31"),
    ("début février", "2026-02-01", "2026-02-12"),
    ("fin avril", "2026-04-18", "2026-04-30"),
    ("mi-mars", "2026-03-11", "2026-03-21"),
    ("le 3 mars", "2026-03-03", "2026-03-03"),
    ("entre janvier et mars", "2026-01-01", "2026-03-31"),
    ("de janvier à mars", "2026-01-01", "2026-03-31"),
    ("jusqu'à la semaine dernière", "0001-01-01", "2026-06-14"),
    ("les deux dernières semaines", "2026-06-04", "2026-06-18"),
    ("ayer", "2026-06-17", "2026-06-17"),
    ("anteayer", "2026-06-16", "2026-06-16"),
    ("hace dos semanas", "2026-06-03", "2026-06-05"),
    ("hace año y medio", "2024-10-23", "2025-02-11"),
    ("hace treinta y dos días", "2026-05-14", "2026-05-20"),
    ("hace menos de un mes", "2026-05-18", "2026-06-18"),
    ("hace más de diez años", "0001-01-01", "2016-06-18"),
    ("desde hace un mes", "2026-05-16", "2026-05-22"),
    ("desde el lunes", "2026-06-15", "2026-06-15"),
    ("la semana pasada", "2026-06-08", "2026-06-14"),
    ("el mes pasado", "2026-05-01", "2026-05-31"),
    ("el año pasado", "2025-01-01", "2025-12-31"),
    ("el martes pasado", "2026-06-09", "2026-06-16"),
    ("en enero", "2026-01-01", "2026-01-31"),
    ("a principios de mayo", "2026-05-01", "2026-05-13"),
    ("a finales de abril", "2026-04-18", "2026-04-30"),
    ("el 3 de marzo de 2025", "2025-03-03", "2025-03-03"),
    ("entre enero y marzo", "2026-01-01", "2026-03-31"),
    ("de enero a marzo", "2026-01-01", "2026-03-31"),
    ("hasta la semana pasada", "0001-01-01", "2026-06-14"),
    ("en los últimos dos meses", "2026-04-18", "2026-06-18"),
    ("ieri", "2026-06-17", "2026-06-17"),
    ("l'altro ieri", "2026-06-16", "2026-06-16"),
    ("tre settimane fa", "2026-05-26", "2026-05-30"),
    ("sei mesi fa", "2025-11-30", "2026-01-05"),
    ("un anno e mezzo fa", "2024-10-23", "2025-02-11"),
    ("ventuno giorni fa", "2026-05-26", "2026-05-30"),
    ("da tre settimane", "2026-05-26", "2026-05-30"),
    ("meno di un mese fa", "2026-05-18", "2026-06-18"),
    ("più di dieci anni fa", "0001-01-01", "2016-06-18"),
    ("la settimana scorsa", "2026-06-08", "2026-06-14"),
    ("il mese scorso", "2026-05-01", "2026-05-31"),
    ("l'anno scorso", "2025-01-01", "2025-12-31"),
    ("martedì scorso", "2026-06-09", "2026-06-16"),
    ("a gennaio", "2026-01-01", "2026-01-31"),
    ("inizio maggio", "2026-05-01", "2026-05-13"),
    ("fine aprile", "2026-04-18", "2026-04-30"),
    ("il 3 marzo", "2026-03-03", "2026-03-03"),
    ("tra gennaio e marzo", "2026-01-01", "2026-03-31"),
    ("da gennaio a marzo", "2026-01-01", "2026-03-31"),
    ("fino alla settimana scorsa", "0001-01-01", "2026-06-14"),
    ("negli ultimi due mesi", "2026-04-18", "2026-06-18"),
    ("ontem", "2026-06-17", "2026-06-17"),
    ("anteontem", "2026-06-16", "2026-06-16"),
    ("há duas semanas", "2026-06-03", "2026-06-05"),
    ("há dez anos", "2015-06-18", "2017-06-18"),
    ("faz três meses", "2026-03-10", "2026-03-28"),
    ("duas semanas atrás", "2026-06-03", "2026-06-05"),
    ("há um ano e meio", "2024-10-23", "2025-02-11"),
    ("há menos de um mês", "2026-05-18", "2026-06-18"),
    ("há mais de dez anos", "0001-01-01", "2016-06-18"),
    ("desde março", "2026-03-01", "2026-03-31"),
    ("semana passada", "2026-06-08", "2026-06-14"),
    ("mês passado", "2026-05-01", "2026-05-31"),
    ("ano passado", "2025-01-01", "2025-12-31"),
    ("terça-feira passada", "2026-06-09", "2026-06-16"),
    ("em janeiro", "2026-01-01", "2026-01-31"),
    ("início de maio", "2026-05-01", "2026-05-13"),
    ("fim de abril", "2026-04-18", "2026-04-30"),
    ("3 de março de 2025", "2025-03-03", "2025-03-03"),
    ("entre janeiro e março", "2026-01-01", "2026-03-31"),
    ("de janeiro a março", "2026-01-01", "2026-03-31"),
    ("nos últimos dois meses", "2026-04-18", "2026-06-18"),
])
def test_a_date_in_another_language_is_read(text, first, last):
    assert days_of(text) == (first, last)


@pytest.mark.parametrize("text", [
    "in zwei Wochen", "nächsten Monat", "geplant für August", "dans deux semaines", "la semaine prochaine",
    "prévu en août", "dentro de dos semanas", "la semana que viene", "fra due settimane", "la settimana prossima",
    "daqui a duas semanas", "semana que vem",
])
def test_a_day_to_come_in_another_language_is_ahead(text):
    assert days_of(text) == "ahead"


@pytest.mark.parametrize("text", [
    "neulich",
])
def test_recently_in_another_language_is_asked(text):
    assert days_of(text) == "no date"
