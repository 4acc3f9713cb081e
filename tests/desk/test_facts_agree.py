"""The desk reads ages, names and tokens as the node does: the same words, the same facts."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akwaba.registry.ages import age_on, age_words, band_on, birth_from_facts, is_child_on
from akwaba.registry.ages_said import BirthRefused, parse_birth
from akwaba.registry.names import NameRefused, clean_name, search_keys
from akwaba.registry.numbers import NumberRefused, check_token, new_token, printed_token
from tests.desk.desk import ask

ONE_NODE = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Each example is one start of Node that answers hundreds of questions."""

DAY_ZERO = date(1970, 1, 1)
DAYS = [date(2026, 11, 22), date(2024, 2, 29), date(2025, 12, 31), date(2026, 3, 1)]


def number_of(day):
    return (day - DAY_ZERO).days


# Ages

SAID = """
34|34 ans|0|8m|8 mois|8 m.|18 mois|2 ans et demi|2 ans et 3 mois|1987|03/1987|1987-03|12/03/1987
12-03-1987|12.03.1987|12 03 1987|12/3/87|1/1/26|31/12/26|12031987|19870312|1987-03-12
1987-03-12T10:00:00Z|12 mars 1987|12 sept 1987|1er janvier 2001|mars 1987|mar 1987|ma 1987|~40
vers 40|vers 1980|environ 40 ans|40 environ|40?|(40)|40 (environ)|40±5|40 +/- 5|35-40|35 à 40
entre 35 et 40|1980-1985|la trentaine|une quarantaine d'années|in her 30s|dizaine|quarante ans
quatre-vingt-dix-sept|soixante et onze|vingt et un ans|adulte|Enfant|personne âgée|nouveau-né|bébé
?|??||   |inconnu|NSP|x|-|3 semaines|3 sem|10 jours|10 j|~3 semaines|2 weeks|5 days old|1,5|0.8
1,5 an|1/2 an|demi an|½ an|2½|2 1/2 ans|60 et plus|+ de 60|60+|moins d'un an|moins de 6 mois|<5
over 60|xx/xx/1980|00/00/1980|00/03/1980|né en 1987|née le 12/03/1987|Né(e) en 1987|âgé de 34 ans
âgée: 34|12/05/1976 à Sikasso|34.0|1987,0|٣٤|٨ شهر|١٩٨٧|١٢/٠٣/١٩٨٧|١٢٠٣١٩٨٧|߃߄|𞥓𞥔|30/02/1987
29/02/2023|29/02/2024|13/13/1987|2035|31/12/2035|140|1850|32 décembre 1999|0000|9999|~9999|~0003
999 mois|1440 mois|1441 mois|45000|12345|~12345|<0 mois|5 - 3|5-3-2|12345678|1234567|abc|34 abc
trente-quatre|34ans|8M|'34|"1987"|34 ans révolus|a 34|born 1987|aged 34|le 12/03/1987|3 ans 4 m
12/mars/87|12-mars|mars|ans|mois|1 an|un an|une|deux mois|dix jours|trois semaines|centaine
vieux|très âgée|ado|mineur|teenager|96 ans|120|121|~119|115-130|0,5|0,25|0,125|0,375|3,999
＃|34\u00a0ans|\u200b34|34\ufeff|ß|ﬁ|３４|²|2²|12/03/1987 10:30|12/03/0087|1/1/1900|31.12.1899
""".replace("\n", "|").split("|")

number = st.integers(0, 2100).map(str)
small = st.integers(0, 40).map(str)
unit = st.sampled_from(
    ["ans", "an", "mois", "m", "semaines", "sem", "jours", "j", "years", "months", "", "demi"]
)
before = st.sampled_from(
    ["", "~", "vers ", "environ ", "né en ", "moins de ", "plus de ", "entre "]
)
between = st.sampled_from(["/", "-", ".", " ", " et ", " à ", "±", ","])
shaped = st.one_of(
    st.tuples(before, number, st.sampled_from(["", " "]), unit).map("".join),
    st.tuples(before, small, between, small, between, number).map("".join),
    st.tuples(before, number, between, number, unit).map("".join),
    st.tuples(small, st.sampled_from([" ", "-"]), st.sampled_from(
        ["janvier", "févr", "mars", "ma", "juin", "jui", "août", "sept", "december"]
    ), st.just(" "), number).map("".join),
)  # fmt: skip
typed = st.text(alphabet="0123456789 /-.,~?±anmoisjvet½'é", max_size=14)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))


def assert_same_births(cases):
    expected = []
    for said, on in cases:
        read = parse_birth(said, on=on)
        if isinstance(read, BirthRefused):
            expected.append({"reason": read.reason, "said": read.said})
        else:
            expected.append(read.as_facts())
    calls = [["parseBirth", said, number_of(on)] for said, on in cases]
    answers = ask("facts/ages_said.js", *calls)
    differ = [
        (case, want, got)
        for case, want, got in zip(cases, expected, answers, strict=True)
        if want != got
    ]
    assert differ == []


@pytest.mark.parametrize("on", DAYS)
def test_every_listed_way_to_say_an_age_is_read_as_the_node_reads_it(on):
    assert_same_births([(said, on) for said in SAID])


@ONE_NODE
@given(st.lists(st.tuples(st.one_of(shaped, typed), days), min_size=150, max_size=400))
def test_any_way_to_say_an_age_is_read_as_the_node_reads_it(cases):
    assert_same_births(cases)


def test_no_age_is_ever_read_as_a_single_first_of_january():
    said = ["34", "8m", "1987", "03/1987", "~40", "35-40", "adulte", "la trentaine", "xx/xx/1980"]
    for birth in ask(
        "facts/ages_said.js", *(["parseBirth", one, number_of(DAYS[0])] for one in said)
    ):
        assert birth["earliest"] < birth["latest"]


@ONE_NODE
@given(st.lists(st.tuples(shaped, days, st.integers(-400, 4000)), min_size=100, max_size=200))
def test_ages_bands_and_their_words_are_those_of_the_node(cases):
    births, calls, expected = [], [], []
    for said, on, after in cases:
        birth = parse_birth(said, on=on)
        if not isinstance(birth, BirthRefused):
            births.append((birth, on + timedelta(days=after)))
    for birth, day in births:
        facts, at = birth.as_facts(), number_of(day)
        calls += [[name, facts, at] for name in ("ageOn", "bandOn", "isChildOn", "ageWords")]
        words = age_words(birth, day)
        ages = age_on(birth, day)
        expected += [
            list(ages) if ages else None,
            band_on(birth, day),
            is_child_on(birth, day),
            [words.kind, words.number or 0],
        ]
    assert ask("facts/ages.js", *calls) == expected


# Names

NAMES = """
Aminata Traoré|aminata  traore|N'Golo Coulibaly|N’Golo|Ngolo|Ouattara|Wattara|Diarra|Djarra|Jara
El Hadj Oumar Tall|Elhadj|dit Bakary|Mme|Fatoumata Bintou dite Fanta|Cissé|Sissé|Çelik|Guindo
ߊߡߣߊߕߊ ߕߙߊߥߙߋ|ߞߊ߬ߟߌ߬ߝߊ|𞤀𞤥𞤭𞤲𞤢𞤼𞤢|𞤁𞤭𞤢𞤤𞤮|ⴰⵎⵉⵏⴰ|ⵜⵉⴼⵉⵏⴰⵖ|عبد الله|مُحَمَّد|الحاج عمر|ٱلْحَسَن|Ɓaabo|Ɗikko|Ƴero
Ɛlɛn Kɔnɛ|ŋaba|Ɲamoye|Straße|İbrahim|ılgaz|ΣΑΣ|Ørsted|Łukasz|œuvre|Jean-Baptiste|Anne Marie_Rose
Awa 😀|😀|👍🏽 Moussa|Awa ❤|©|Awa™|<b>Awa</b>|Awa &amp; Ali|=cmd()|+225 Awa|@awa|-Awa|123|Awa 2
Awa ²|①|\u200bAwa|A\u0301wa|Awa\u202e|A\twa\n|\u00a0Awa\u3000|\ufeffAwa|\x00|\x1cAwa|.|'|''|-|_|a|É
日本|Нина|Ἀθηνᾶ|한글|हिन्दी|ไทย ดี|ខ្មែរ|\u0e33|ﬀ|ﷺ|ß|ẞ|ſ|ͅ|Kéïta|QUATTARA|Tchamba|Shérif|Scherif
Schérif|Gnamien|Nyamien|Joseph|Thiam|Cheikh|Dembélé|Denbele|xx|zz|eee|hhh|wwwoo|ny|gn|nb|np|Sangaré
""".replace("\n", "|").split("|")
script = st.sampled_from(
    ["abcdehinouwyzéèïçñkqxgts'’- ", "ߊߋߌߍߎߏߐߒߓߔߕߖߗߘߙ߲߫߬߭ ", "𞤀𞤁𞤂𞤃𞤄𞤢𞤣𞤤𞤥𞤦𞥄𞥅𞥆 ", "ⴰⴱⴳⴷⴻⴼⵉⵎⵏⵜ ",
     "ابتثجحخدذرزسشصَُِّْ ", "ɛɔɲŋɓɗƴABCDÉÇ_.0123"]
)  # fmt: skip
written = script.flatmap(lambda letters: st.text(alphabet=letters, max_size=30))
anything = st.text(
    alphabet=st.characters(max_codepoint=0x1FFFF, exclude_categories=["Cs", "Cn"]).filter(
        lambda one: not 0x13A0 <= ord(one) <= 0x13FF and not 0xAB70 <= ord(one) <= 0xABBF
    ),  # Cherokee, which JavaScript folds the other way
    max_size=20,
)


def assert_same_names(names):
    answers = ask(
        "facts/names.js", *(["cleanName", name] for name in names),
        *(["searchKeys", name] for name in names),
    )  # fmt: skip
    for name, cleaned, keys in zip(names, answers, answers[len(names) :], strict=False):
        expected = clean_name(name)
        if isinstance(expected, NameRefused):
            want = {"reason": expected.reason, "said": expected.said, "mend": expected.mend}
        else:
            want = {
                "text": expected.text,
                "removed": list(expected.removed),
                "flags": list(expected.flags),
            }
        assert cleaned == want, name
        assert keys == list(search_keys(name)), name


def test_every_listed_name_is_cleaned_and_folded_as_the_node_does():
    long_ones = ["a" * 101, "é " * 80, "Ouattara " * 12, "ߊ" * 130, "x" * 45 + " y"]
    assert_same_names([*NAMES, *long_ones])


@ONE_NODE
@given(st.lists(st.one_of(written, anything), min_size=150, max_size=300))
def test_any_name_is_cleaned_and_folded_as_the_node_does(names):
    assert_same_names(names)


# Tokens


@ONE_NODE
@given(st.lists(st.text(alphabet="0123456789ABCDEFoilOILuZz -_./–é", max_size=12), max_size=200))
def test_tokens_are_checked_and_printed_as_the_node_does(typed_ones):
    sound = [new_token() for _ in range(50)]
    misread = [token.replace("1", "I").replace("0", "o").lower() for token in sound]
    swapped = [token[1] + token[0] + token[2:] for token in sound]
    said = [*sound, *map(printed_token, sound), *misread, *swapped, *typed_ones]
    answers = ask("facts/tokens.js", *(["checkToken", one] for one in said))
    for one, answer in zip(said, answers, strict=True):
        expected = check_token(one)
        if isinstance(expected, NumberRefused):
            expected = {"reason": expected.reason, "said": expected.said}
        assert answer == expected
    printed = ask("facts/tokens.js", *(["printedToken", token] for token in sound))
    assert printed == [printed_token(token) for token in sound]


def test_births_read_at_the_desk_are_read_back_by_the_node():
    [facts] = ask("facts/ages_said.js", ["parseBirth", "~40", number_of(DAYS[0])])
    assert birth_from_facts(facts) == parse_birth("~40", on=DAYS[0])
