"""Numbers as words, to a hundred: English, German, French, Spanish, Italian and Portuguese, without accents."""

from collections.abc import Iterator

_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety"
_FROM_ZERO = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
          "seventeen eighteen nineteen",
    "de": "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn "
          "siebzehn achtzehn neunzehn",
    "fr": "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis "
          "diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis "
          "veintisiete veintiocho veintinueve",
    "it": "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
          "sedici diciassette diciotto diciannove",
    "pt": "zero um dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis "
          "dezessete dezoito dezenove",
}
_TENS = {
    "en": _TENS_EN, "de": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante septante huitante nonante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
}
_OTHERS = {
    "ein": 1, "eine": 1, "einem": 1, "einer": 1, "einen": 1, "zwo": 2, "fuenf": 5, "zwoelf": 12, "fuenfzehn": 15,
    "fuenfzig": 50, "une": 1, "una": 1, "uma": 1, "duas": 2, "quatorze": 14, "dezasseis": 16, "dezassete": 17,
    "dezanove": 19, "fourty": 40, "hundred": 100, "hundert": 100, "einhundert": 100, "cent": 100, "cien": 100,
    "ciento": 100, "cento": 100, "cem": 100, "dozen": 12, "anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5,
    "dreieinhalb": 3.5,
}
_ORDINALS = ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
             "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")
_MORE_ORDINALS = {
    "thirtieth": 30, "erste": 1, "ersten": 1, "erster": 1, "premier": 1, "primero": 1, "primo": 1, "primeiro": 1,
    "zweite": 2, "zweiten": 2, "dritte": 3, "dritten": 3,
}
DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
           "eighties": 80, "nineties": 90, "noughties": 0}
"""Decades in words, by their two digits."""


def _small() -> Iterator[tuple[str, float]]:
    for words in _FROM_ZERO.values():
        yield from ((word, number) for number, word in enumerate(words.split()))
    for words in _TENS.values():
        yield from ((word, 10 * number) for number, word in enumerate(words.split(), 2))


def _in_one_word() -> Iterator[tuple[str, float]]:
    ones = [(word if word != "eins" else "ein", n) for n, word in enumerate(_FROM_ZERO["de"].split()[:10]) if n]
    for tens, ten in zip(_TENS["de"].split(), range(20, 100, 10), strict=True):
        yield from ((f"{one}und{tens}", ten + n) for one, n in ones)
    for tens, ten in zip(_TENS["it"].split(), range(20, 100, 10), strict=True):
        for n, one in enumerate(_FROM_ZERO["it"].split()[1:10], 1):
            yield (tens[:-1] if one[0] in "uo" else tens) + one, ten + n


NUMBERS: dict[str, float] = {**dict(_in_one_word()), **dict(_small()), **_OTHERS}
"""What each word counts, as one word; "twenty" and "one" are put together by whoever reads them."""
ORDINALS: dict[str, int] = {word: n for n, word in enumerate(_ORDINALS.split(), 1)} | _MORE_ORDINALS
"""Days of a month and places in a row, in words."""
