"""The words around dates, in six languages, by what they do to a date. Small letters, without accents.

Each entry is a phrase of up to four words; the longest phrase that stands in a text counts.
"""

from collections.abc import Iterator

from intake.clinical.dates.numbers import DECADES, NUMBERS, ORDINALS

Meaning = tuple[str, float | str]
LONGEST_PHRASE = 4

_UNITS = {
    "minute": "minute, minutes, min, mins, minuten, minuto, minutos, minuti",
    "hour": "hour, hours, hr, hrs, h, stunde, stunden, heure, heures, hora, horas, ore",
    "day": "day, days, d, night, nights, tag, tage, tagen, jour, jours, dia, dias, giorno, giorni",
    "week": "week, weeks, wk, wks, w, woche, wochen, semaine, semaines, semana, semanas, settimana, settimane, wekk, "
            "weks, weeek",
    "fortnight": "fortnight, fortnights",
    "month": "month, months, mth, mths, mnth, mnths, mo, mos, m, monat, monate, monaten, monats, mois, mes, meses, "
             "mese, mesi",
    "year": "year, years, yr, yrs, y, jahr, jahre, jahren, jahres, an, ans, annee, annees, ano, anos, anno, anni",
    "decade": "decade, decades, jahrzehnt, jahrzehnten, decennie, decennies, decada, decadas, decennio, decenni",
}
_MONTHS = (
    "january, jan, januar, janner, jaenner, janvier, janv, enero, gennaio, janeiro",
    "february, feb, febr, februar, feber, fevrier, fevr, febrero, febbraio, fevereiro, febuary",
    "march, mar, marz, maerz, mars, marzo, marco", "april, apr, avril, avr, abril, aprile",
    "may, mai, mayo, maggio, maio", "june, jun, juni, juin, junio, giugno, junho",
    "july, jul, juli, juillet, juil, julio, luglio, julho", "august, aug, aout, agosto",
    "september, sep, sept, septembre, septiembre, setiembre, settembre, setembro",
    "october, oct, okt, oktober, octobre, octubre, ottobre, outubro",
    "november, nov, novembre, noviembre, novembro",
    "december, dec, dez, dezember, decembre, diciembre, dicembre, dezembro",
)
_WEEKDAYS = (
    "monday, mon, mondays, montag, lundi, lunes, lunedi, segunda feira",
    "tuesday, tue, tues, tuesdays, dienstag, mardi, martes, martedi, terca feira, terca",
    "wednesday, wed, weds, wednesdays, mittwoch, mercredi, miercoles, mercoledi, quarta feira",
    "thursday, thu, thur, thurs, thursdays, donnerstag, jeudi, jueves, giovedi, quinta feira",
    "friday, fri, fridays, freitag, vendredi, viernes, venerdi, sexta feira",
    "saturday, sat, saturdays, samstag, sonnabend, samedi, sabado, sabato",
    "sunday, sun, sundays, sonntag, dimanche, domingo, domenica",
)
_SEASONS = {
    3: "spring, springtime, fruhling, fruhjahr, fruehling, fruehjahr, printemps, primavera",
    6: "summer, summertime, sommer, ete, verano, estate, verao",
    9: "autumn, fall, herbst, automne, otono, autunno, outono, in the fall, during the fall, the fall of, by the fall",
    12: "winter, wintertime, hiver, invierno, inverno",
}
_DAYS_FROM_TODAY = {
    0: "today, heute morgen, heute fruh, esta manana, this morning, this afternoon, this evening, now, just now, "
       "right now, tonight, still, ongoing, on going, currently, at present, present, presently, to date, continuing, "
       "continues, continuous, constant, constantly, persistent, heute, immer noch, noch immer, bis heute, bis jetzt, "
       "jetzt, aujourd hui, toujours, encore maintenant, maintenant, hoy, ahora, todavia, oggi, adesso, ancora, "
       "tuttora, stamattina, hoje, agora, ainda, comes and goes, on and off, off and on, onwards, onward, persists, "
       "remains, unchanged",
    1: "tomorrow, morgen, demain, manana, domani, amanha",
    2: "day after tomorrow, ubermorgen, apres demain, pasado manana, dopodomani, depois de amanha",
    -1: "yesterday, gestern morgen, gestern fruh, yesterday morning, last night, gestern, gestern abend, hier, ayer, "
        "anoche, ieri, ieri sera, ontem, ontem a noite, last nite, yday, yest",
    -2: "day before yesterday, vorgestern, avant hier, anteayer, antes de ayer, antier, altro ieri, l altro ieri, "
        "avantieri, anteontem, night before last",
}
_WORDS = {
    "LAST": "last, letzte, letzten, letzter, letztes, letztem, vorige, vorigen, voriges, vorigem, vergangene, "
            "vergangenen, vergangenes, vergangener, previous, lst, laast",
    "PERIOD": "past, ultimo, ultima, ultimos, ultimas, ultimi, ultime",
    "POSTLAST": "dernier, derniere, derniers, dernieres, passe, passee, pasado, pasada, pasados, pasadas, scorso, "
                "scorsa, scorsi, scorse, passado, passada, passados, passadas, gone",
    "LASTBUT": "vorletzte, vorletzten, vorletztes, vorletzter, avant derniere, avant dernier, antepasado, antepasada, "
               "penultima, penultimo, retrasado, retrasada, last but one, one before last",
    "BEFORELAST": "before last, but one",
    "THIS": "this, diese, diesen, dieses, diesem, dieser, cette, cet, esta, este, questa, questo, neste, nesta, deste",
    "NEXT": "next, nachste, nachsten, nachstes, nachster, naechste, naechsten, naechster, naechstes, kommende, "
            "kommenden, prochain, prochaine, prochains, prochaines, proximo, proxima, proximos, proximas, prossimo, "
            "prossima, prossimi, prossime, que viene, que vem, coming, forthcoming",
    "AGO": "ago, fa, atras, earlier, previously, prior, agoo, zuvor, auparavant, prima",
    "BACK": "back",
    "VOR": "vor, il y a, y a, ya, hace, ha, faz",
    "FOR": "for, depuis, desde hace, pendant, durante, seit, da, desde ha, por",
    "SINCE": "since, ever since, depuis le, desde, dal, dalla, from, starting, beginning from, von, vom, ab",
    "UNTIL": "until, till, til, untill, up to, upto, up until, up till, bis, bis zum, bis zu, jusque, jusqu, jusqu a, "
             "jusqu au, jusqu en, hasta, fino, fino a, ate",
    "TO": "to, through, thru, au, al, ao",
    "AND": "and, or, und, oder, et, ou, y, o, e, ed, oppure, n",
    "BUT": "but, then, aber, dann, mais, pero, luego, poi, ma, mas, depois, puis, because, while, although, though",
    "BETWEEN": "between, zwischen, entre, tra, fra, btw, btwn, bet",
    "INTIME": "in, en, em, dans, dentro de, daqui a, de aqui a",
    "IN": "im, during, nel, nella, nell, no, na, durch, wahrend",
    "AT": "at, aged, age",
    "OF": "of, de, du, des, del, della, dello, di, do, d, los, las, les, le, la, l, el, il, gli, lo, der, die, das, "
          "den, dem, am, on, negli, nelle, nei, nos, nas, os, as, ces, cours, au cours, au mois, mois de, alla, alle, "
          "allo, all, zum, zur, beim",
    "THE": "the",
    "LESS": "less than, fewer than, under, within, no more than, not more than, at most, not over, inside, no longer "
            "than, weniger als, hochstens, innerhalb, moins de, moins d, menos de, meno di, less then, not quite, "
            "max, maximum, au plus",
    "MORE": "more than, over, at least, longer than, well over, upwards of, mehr als, uber, ueber, mindestens, plus "
            "de, plus d, mas de, piu di, mais de, more then, not less than, no less than, min of, oltre, au moins, or "
            "more than, or longer than",
    "APPROX": "about, around, approximately, approx, roughly, circa, ca, c, etwa, ungefahr, ungefaehr, environ, vers, "
              "aproximadamente, alrededor de, cerca de, mais ou menos, verso, abt, apprx, rund, a eso de",
    "FILLER": "nearly, almost, fast, presque, unos, unas, uns, umas, quasi, close to, getting on for, going on, "
              "coming up to, just, good, gut, gute, guten, full, whole, long, knapp, well, only, exactly, maybe, "
              "probably, perhaps, like, bare, barely, odd, some, my, the whole of, calendar, alcuni, odd few, solid",
    "ANOTHER": "another, further, additional, a further, noch, weitere, otras, otros, altre, altri, mais umas",
    "LEFT": "left, remaining, to go, more, still to go, to run",
    "ISH": "ish, or so, odd, or thereabouts, more or less, give or take",
    "EARLY": "early, beginning, start, anfang, debut, inicio, inizio, principios, principio, comeco, early part, "
             "beginn, inizi, comienzos, onset",
    "MID": "mid, middle, mitte, mi, mediados, meta, meados, midway",
    "LATE": "late, end, ende, fin, fine, finales, final, fim, finais, latter part, back end, tail end, spat, lat",
    "HALF": "half, halb, halbe, halben, halbes, demi, demie, medio, media, mezzo, mezza, meio, meia",
    "QUARTER": "quarter, viertel",
    "FEW": "few, several, paar, einige, einigen, wenigen, quelques, algunos, algunas, qualche, alcuni, alcune, "
           "alguns, algumas, poucos, poucas, varios, varias, plusieurs, mehrere, mehreren, pocos, pocas, pochi, poche",
    "COUPLE": "couple, cpl, coupla, couple of, par, paio",
    "BEFORE": "before, prior to, bevor, avant, antes de, antes, prima di, prima del, antes do, pre",
    "AFTER": "after, following, nach, apres, despues de, dopo, depois de, later than, subsequent to",
    "LATER": "later, spater, plus tard, afterwards, subsequently, mas tarde",
    "ORLATER": "or later, or after, or newer, and after, and later",
    "POST": "post op, postop, post operatively, post operation, post surgery, post operative, post partum, "
            "postpartum, post natal, postnatal, pp, post, pod, post injury, post accident, out from, out",
    "OLD": "old",
    "PLUS": "plus, or more, or longer",
    "AHEAD": "due, booked, planned, scheduled, arranged, being done, to be done, upcoming, next check, next "
             "appointment, next scan, next review, edd, pencilled, pencilled in, geplant, vorgesehen, prevu, prevue, "
             "programme, programmee, previsto, prevista, programado, programada, programmato, programmata, "
             "planificado, planificada, planejado, planejada, marcado, marcada, agendado, agendada, fissato, fissata, "
             "in programma, due date, due to have, due to be, due to start, due to go, due to give, due to come, due "
             "to deliver, due to begin, will be done, be done, having it done, going to be done",
    "AHEADISH": "hopefully, hoping, hope, waiting, awaiting, soon, intended, intend, planning, plan, plan to, "
                "supposed, should be, need, needs, provisional, not yet, yet to, looking to, want, wants, would like, "
                "pending, listed, set for, expecting, to have, wait, waitlist, termin, having it, getting it, will, "
                "will be, going to, gonna, to be, expected, going in, going for, going into, having an op, having "
                "surgery, having my, having the, getting my, is on the, op is on, surgery is on, operation is on, op "
                "is in, surgery is in, operation is in, it is on",
    "DUETO": "due to, owing to, wegen",
    "CHECK": "check, checkup, check up, follow up, followup, review, appointment, appt, appts, clinic, check ups, "
             "kontrolle, controle, control, controllo, fu, f u",
    "OFF": "off, removed, removal, come off, comes off, coming off, out of",
    "PAST": "had, done, wore, worn, was, were, did, happened, got, broke, fell, ended, finished, stopped, came, "
            "already, gave birth, born, underwent, completed, hurt, injured, started, began, has been, have been, "
            "been, took, operated, fractured, tore, diagnosed, went, war, gehabt, operiert, etait, opere, operee, eu, "
            "fue, operado, operada, operato, operata, foi, tive, fiz",
    "WORSE": "again, worse, worsening, worsened, flare, flared, returned, back again, returning, recurring, came "
             "back, come back, coming back, comes back, schlimmer, schlechter, wieder, pire, empire, aggrave, a "
             "nouveau, de nouveau, encore, peor, otra vez, peggio, peggiorato, di nuovo, pior, de novo, outra vez, "
             "recurred, relapse, relapsed, flaring, nochmal, erneut, repeated, restarted, increased, increasing",
    "RECENT": "recently, lately, recent, the other day, other day, other week, the other week, the other month, other "
              "month, a while, while ago, while back, some time, sometime ago, some time ago, not long ago, long ago, "
              "long time ago, ages ago, ages, moment ago, neulich, kurzlich, vor kurzem, recemment, recientemente, "
              "hace poco, recentemente, di recente, ha pouco, short time ago, not so long ago, not that long ago, of "
              "late, the other night, newly, minute ago, kuerzlich, letztens, poco fa, dernierement, ultimamente",
    "EVERY": "every, each, weekly, monthly, yearly, annually, annual, whenever, jeden, jede, jedes, chaque, tous les, "
             "toutes les, cada, todos los, ogni, todo, toda, daily, often, regularly, always",
    "NOT": "not, never, nie, nicht, jamais, nunca, kein, keine, isn t, wasn t, didn t, neither",
    "WORD": "not sure, not certain, not exactly, not known, not quite sure, sometime, as of, last time, last one, "
            "first time, first one, last dose, last seen, last period, next to, the next day, next morning, next day, "
            "next door, may have, may be, may need, may well, may not, second hand, second time, year old, years old, "
            "worse than, back in, as late as, at night, hard to say, fall down, out of bed, no longer, long haul, "
            "long flight, day case, day surgery, at least one, por la manana, de la manana, am morgen, ante natal, at "
            "first, at last, at all, at work, at home, in all, this time, that time, next of kin, as planned, than "
            "planned, than expected, as expected, as usual",
    "WEEKEND": "weekend, weekends, wknd, wochenende, week end, fin de semana, fine settimana, fim de semana, wkend",
}


def _rows() -> Iterator[tuple[str, float | str, str]]:
    """Each kind with what it stands for and its phrases; the later of two with one phrase counts."""
    yield from (("NUM", number, word) for word, number in NUMBERS.items())
    yield from (("ORD", place, word) for word, place in ORDINALS.items())
    yield from (("DECADE", decade, word) for word, decade in DECADES.items())
    yield from ((kind, 0, phrases) for kind, phrases in _WORDS.items())
    yield from (("UNIT", unit, phrases) for unit, phrases in _UNITS.items())
    yield from (("MONTH", month, phrases) for month, phrases in enumerate(_MONTHS, 1))
    yield from (("WEEKDAY", day, phrases) for day, phrases in enumerate(_WEEKDAYS))
    yield from (("SEASON", month, phrases) for month, phrases in _SEASONS.items())
    yield from (("REL", days, phrases) for days, phrases in _DAYS_FROM_TODAY.items())


def _spread() -> Iterator[tuple[str, Meaning]]:
    for kind, value, phrases in _rows():
        yield from ((phrase.strip(), (kind, value)) for phrase in phrases.split(",") if phrase.strip())


LEXICON: dict[str, Meaning] = dict(_spread())
"""Each phrase with its kind and what it stands for: a number, a unit, a place in the year, days from today."""
