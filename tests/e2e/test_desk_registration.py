"""A family is written down at the desk: few actions, no mouse, nothing lost, nothing twice."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import clerk, node, post
from tests.e2e.conftest import BROWSER_ARGUMENTS, DESKTOP, PHONE

FIVE = [
    ("Aminata Traoré", "F", "34"),
    ("Bakary Traoré", "M", "40"),
    ("Fanta Traoré", "F", "~20"),
    ("Moussa Traoré", "M", "19"),
    ("Oumou Diarra", "F", "62"),
]
ADULTS_ONLY, WITH_CHILDREN, RAPID = 16, 18, 14
"""Actions that are not characters: what is promised for a family of five."""
SMALL = """() => [...document.querySelectorAll("main button, main input, main select")]
  .filter((one) => one.checkVisibility() && !one.closest(".out-of-sight"))
  .map((one) => [one.getBoundingClientRect(), one.outerHTML.slice(0, 120)])
  .filter(([box]) => box.height < 47.5 || box.width < 47.5).map(([, told]) => told)"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("post") / "home"
    post.at(home, "prepare")
    return home


@pytest.fixture(scope="module")
def address(home):
    with node.serving(home) as address:
        yield address


@pytest.fixture
def at_desk(visit, home):
    """A clerk at a fresh desk: at_desk(**PHONE)."""

    def sit_down(**screen):
        page = visit("/desk/", **screen)
        clerk.join(page, post.at(home, "code"))
        clerk.introduce(page, "awa")
        clerk.begin_day(page)
        return page

    return sit_down


class Hands:
    """Counts what a clerk does beside typing characters."""

    def __init__(self, page):
        self.page, self.actions = page, 0

    def tap(self, target):
        self.actions += 1
        target.tap() if self.page.evaluate("'ontouchstart' in window") else target.click()

    def press(self, key):
        self.actions += 1
        self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.insert_text(text)


def tap_family(hands, family):
    """On a phone: a tap for the sex, Enter after the age; the name is where the cursor stands."""
    page = hands.page
    for line, (name, sex, age) in enumerate(family):
        row = page.locator("[data-line]").nth(line)
        expect(row.locator("[data-cell=name]")).to_be_focused()
        hands.type(name)
        hands.tap(row.get_by_role("radio").nth("FM".index(sex)))
        expect(row.locator("[data-cell=age]")).to_be_focused()
        hands.type(age)
        hands.press("Enter")


def fill_roster(page, family):
    page.locator(".doors .primary").click()
    expect(page.locator("[data-cell=name]").first).to_be_focused()
    clerk.write_people(page, family)


def test_five_people_take_no_more_actions_than_promised_on_a_phone(at_desk):
    page = at_desk(**PHONE)
    hands = Hands(page)
    hands.tap(page.locator(".doors .primary"))
    tap_family(hands, FIVE)
    hands.tap(page.locator("[data-next]"))
    assert clerk.screen_is(page, "protection", "photos") == "photos"
    assert hands.actions <= ADULTS_ONLY


def test_five_people_with_children_take_one_answer_more(at_desk):
    page = at_desk(**PHONE)
    hands = Hands(page)
    hands.tap(page.locator(".doors .primary"))
    tap_family(hands, [*FIVE[:3], ("Ali", "M", "8m"), ("Awa", "F", "5")])
    hands.tap(page.locator("[data-next]"))
    expect(page.get_by_text("Tous ces enfants sont-ils avec un parent")).to_be_visible()
    hands.tap(page.get_by_role("button", name="Oui", exact=True))
    clerk.screen_is(page, "photos")
    assert hands.actions <= WITH_CHILDREN


def test_a_family_that_pours_in_is_noted_in_a_minute(at_desk):
    page = at_desk(**PHONE)
    hands = Hands(page)
    hands.tap(page.locator(".doors .rapid"))
    expect(page.locator("#head")).to_be_focused()
    hands.type("Sékou Keïta")
    more = page.get_by_role("button", name=re.compile("^Un de plus"))
    for place in (0, 1, 3, 6, 7):
        hands.tap(more.nth(place))
    expect(page.locator(".way-on [role=status]")).to_have_text("5 personnes")
    hands.tap(page.locator("[data-next]"))
    clerk.screen_is(page, "papers")
    assert hands.actions <= RAPID


def test_a_whole_registration_needs_no_mouse(at_desk):
    page = at_desk(**DESKTOP)
    clerk.register(page, [("Aminata Traoré", "F", "34")])
    page.locator(".bar .sign-button").first.click()
    page.locator(".doors .primary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-cell=name]").first).to_be_focused()
    for name, sex, age in [*FIVE, ("Ali", "M", "8 mois")]:
        page.keyboard.insert_text(name)
        for key in ("Enter", {"F": "f", "M": "h"}[sex]):
            page.keyboard.press(key)
        page.keyboard.insert_text(age)
        page.keyboard.press("Enter")
    expect(page.locator(".way-on [role=status]")).to_have_text("6 personnes")
    page.keyboard.press("Control+Enter")
    clerk.screen_is(page, "protection")
    expect(page.locator(".keys")).to_contain_text("O / 1 : Oui")
    page.keyboard.press("o")
    clerk.screen_is(page, "photos")
    expect(page.locator(".big button").first).to_be_visible()
    page.keyboard.press("n")
    assert clerk.screen_is(page, "known", "readback") == "known"
    answer_likenesses(page)
    clerk.screen_is(page, "readback")
    expect(page.locator(".consent > .choices button")).to_have_count(2)
    page.keyboard.press("1")
    expect(page.locator("[data-next]")).to_be_focused()
    page.keyboard.press("Enter")
    clerk.screen_is(page, "papers")


def answer_likenesses(page):
    """Each is somebody else: one key a likeness, then Enter."""
    pairs = page.locator(".pair")
    expect(pairs.first).to_be_visible()
    count = pairs.count()
    for answered in range(1, count + 1):
        page.keyboard.press("1")
        expect(page.locator(".pair [aria-pressed=true]")).to_have_count(answered)
    expect(page.locator("[data-next]")).to_be_focused()
    page.keyboard.press("Enter")


def test_a_suggested_relationship_is_marked_until_somebody_touches_it(at_desk):
    page = at_desk(**DESKTOP)
    fill_roster(page, [FIVE[0], ("Ali", "M", "5")])
    link = page.locator(".kin-button").nth(1)
    expect(link).to_contain_text("suggéré")
    link.click()
    page.locator(".details").get_by_role("button", name="Fils", exact=True).click()
    expect(link).not_to_contain_text("suggéré")
    expect(link).to_contain_text("Fils")


def test_a_touch_below_the_age_that_was_just_written_is_not_lost(at_desk):
    page = at_desk(**PHONE)
    fill_roster(page, [("Salimata Koné", "F", "51")])
    expect(page.locator(".age-keys")).to_be_visible()
    page.locator(".kin-button").first.tap()
    expect(page.locator(".details")).to_be_visible()
    expect(page.locator(".age-keys")).to_have_count(0)


def test_a_child_alone_is_asked_about_and_read_back_so(at_desk):
    page = at_desk(**PHONE)
    fill_roster(page, [("Issa", "M", "12")])
    clerk.press_next(page)
    page.get_by_role("button", name="Non", exact=True).click()
    clerk.say_no_photo(page)
    clerk.nobody_known(page)
    expect(page.locator(".read")).to_contain_text("sans parent ici")


def test_names_are_kept_in_the_script_in_which_they_are_said(at_desk):
    page = at_desk(**PHONE)
    names = ["N'Golo D’Almeida", "ߞߊߟߌߝߊ ߕߙߊߥߙߋ", "𞤀𞤥𞤭𞤲𞤢𞤼𞤢", "ⴰⵎⵉⵏⴰ"]
    fill_roster(page, [(name, "F", "30") for name in names])
    clerk.press_next(page)
    clerk.say_no_photo(page)
    clerk.nobody_known(page)
    expect(page.locator(".read b")).to_have_text(names)


def test_a_name_with_a_picture_is_refused_with_its_mend_and_stays(at_desk):
    page = at_desk(**PHONE)
    fill_roster(page, [("Awa 😀", "F", "30")])
    clerk.press_next(page)
    expect(page.locator(".cell.name .error")).to_contain_text("On peut garder « Awa »")
    expect(page.locator("[data-cell=name]").first).to_have_value("Awa 😀")
    assert clerk.screen_is(page, "roster") == "roster"


def test_an_age_that_cannot_be_is_refused_with_a_sentence(at_desk):
    page = at_desk(**PHONE)
    fill_roster(page, [("Awa", "F", "30/02/1987"), ("Ali", "M", "40")])
    clerk.press_next(page)
    expect(page.locator(".cell.age .error")).to_contain_text("ce jour n’existe pas")
    expect(page.locator("[data-cell=age]").first).to_be_focused()


def test_nothing_is_lost_when_the_page_is_loaded_again_in_mid_household(at_desk):
    page = at_desk(**PHONE)
    fill_roster(page, FIVE[:3])
    page.keyboard.press("Enter")
    page.keyboard.insert_text("Mou")
    clerk.rest(page)
    page.reload()
    clerk.unlock(page)
    page.locator(".list button").first.click()
    names = page.locator("[data-cell=name]")
    expect(names).to_have_count(5)
    assert [names.nth(line).input_value() for line in range(5)] == [
        *(name for name, _sex, _age in FIVE[:3]), "Mou", ""
    ]  # fmt: skip


def test_somebody_removed_by_mistake_comes_back_where_they_stood(at_desk):
    page = at_desk(**PHONE)
    fill_roster(page, FIVE[:3])
    page.locator(".kin-button").nth(1).click()
    page.get_by_role("button", name="Enlever cette personne").click()
    names = page.locator("[data-cell=name]")
    expect(names.nth(1)).to_have_value("Fanta Traoré")
    page.locator(".undo button").click()
    expect(names.nth(1)).to_have_value("Bakary Traoré")


def test_sixty_people_are_written_read_back_and_saved(at_desk):
    page = at_desk(**DESKTOP)
    fill_roster(page, [(f"Personne {place}", "FM"[place % 2], "30") for place in range(60)])
    expect(page.locator(".way-on [role=status]")).to_have_text("60 personnes")
    clerk.press_next(page)
    clerk.say_no_photo(page)
    clerk.nobody_known(page)
    expect(page.locator(".read li")).to_have_count(60)
    clerk.press_next(page)
    clerk.screen_is(page, "papers")


def test_a_second_tap_and_the_way_back_register_one_household(at_desk, home):
    page = at_desk(**PHONE)
    before = len(told(home))
    fill_roster(page, [("Une Seule", "F", "44")])
    clerk.press_next(page)
    clerk.say_no_photo(page)
    clerk.nobody_known(page)
    page.locator("[data-next]").dblclick()
    clerk.screen_is(page, "papers")
    page.go_back()
    assert clerk.screen_is(page, "papers", "home") in {"papers", "home"}
    expect(page.locator(".state")).to_contain_text("0 sur cet appareil")
    assert len(told(home)) == before + 1


def told(home):
    return [one for one in post.at(home, "told") if one["kind"] == "registry.household_registered"]


def test_who_came_this_morning_is_known_again_with_reasons(at_desk):
    page = at_desk(**PHONE)
    clerk.register(page, [("Mariam Sangaré", "F", "31")])
    page.locator(".bar .sign-button").first.click()
    fill_roster(page, [("SANGARE Mariam", "F", "~30")])
    clerk.press_next(page)
    clerk.say_no_photo(page)
    expect(page.locator(".pair .reasons li").first).to_be_visible()
    page.locator(".pair").first.get_by_role("button", name="La même personne", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("rien n’est inscrit deux fois")


def test_the_next_household_repeats_where_and_when_the_last_one_came(at_desk):
    page = at_desk(**PHONE)
    clerk.register(page, [("Adama Koné", "M", "28")], origin="Kadiolo")
    page.locator(".bar .sign-button").first.click()
    page.locator(".doors .primary").click()
    expect(page.locator(".band.carried")).to_contain_text("repris du ménage précédent")
    expect(page.locator(".band.carried")).to_contain_text("Kadiolo")


def test_the_day_of_arrival_is_written_as_one_says_it(at_desk):
    page = at_desk(**PHONE)
    fill_roster(page, [("Awa Cissé", "F", "30")])
    day, read = page.locator("#arrived"), page.locator("#arrived-read")
    expect(day).to_have_value(re.compile(r"^\d\d/\d\d/20\d\d$"))
    page.get_by_role("button", name="Hier", exact=True).click()
    yesterday = day.input_value()
    page.get_by_role("button", name="Aujourd’hui", exact=True).click()
    expect(day).not_to_have_value(yesterday)
    day.fill("hier")
    day.blur()
    expect(day).to_have_value(yesterday)
    day.fill("30/02/2026")
    clerk.press_next(page)
    expect(page.locator("#arrived-error")).to_contain_text("ce jour n’existe pas")
    expect(day).to_have_value("30/02/2026")
    clerk.rest(page)
    page.reload()
    clerk.unlock(page)
    page.locator(".list button").first.click()
    expect(day).to_have_value("30/02/2026")
    day.fill("1/11/2026")
    expect(read).to_have_text("dimanche 1 novembre 2026")
    clerk.press_next(page)
    assert clerk.screen_is(page, "protection", "photos") == "photos"


def test_a_camera_that_is_refused_costs_nothing(at_desk):
    page = at_desk(**PHONE)
    fill_roster(page, [("Awa Cissé", "F", "30")])
    clerk.press_next(page)
    page.locator(".big button").first.click()
    expect(page.locator("#photo-file")).to_be_visible()
    expect(page.locator(".notice.warning")).to_contain_text("le ménage est gardé")
    clerk.press_next(page)
    clerk.nobody_known(page)
    expect(page.locator(".read")).to_contain_text("Awa Cissé")


@pytest.fixture
def with_camera(browser, address, home):
    """A desk whose camera is a test picture."""
    fake = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    other = browser.browser_type.launch(
        executable_path="/usr/bin/chromium", args=[*BROWSER_ARGUMENTS, *fake]
    )
    page = other.new_context(base_url=address, locale="fr-FR", **PHONE).new_page()
    page.goto("/desk/")
    clerk.join(page, post.at(home, "code"))
    clerk.introduce(page, "awa")
    clerk.begin_day(page)
    yield page
    other.close()


PHOTOS = """async (at) => {
  const { open } = await import(at + "store/database.js");
  const { photo } = await import(at + "store/photos.js");
  const rows = await (await open()).getAll("photos");
  return Promise.all(rows.map(async (row) => ({
    size: (await photo(row.about, row.digest)).size, plain: "blob" in row})));
}"""


def test_one_tap_a_person_takes_small_photos_that_are_kept_locked(with_camera):
    page = with_camera
    fill_roster(page, FIVE[:2])
    clerk.press_next(page)
    page.locator(".big button").first.click()
    for place in range(2):
        expect(page.locator(".shutter[aria-disabled=false]")).to_be_visible()
        page.locator(".shutter").click()
        expect(page.locator(".faces img")).to_have_count(place + 1)
    expect(page.get_by_text("Les photos sont faites.")).to_be_visible()
    kept = page.evaluate(PHOTOS, app_of(page))
    assert len(kept) == 2
    assert all(0 < one["size"] <= 40 * 1024 and not one["plain"] for one in kept)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_screen_of_a_household_is_accessible(at_desk, axe, look, screen, language):
    page = at_desk(**screen)
    page.evaluate(
        """async ([language, at]) => (await import(at + "words.js")).setLanguage(language)""",
        [language, app_of(page)],
    )
    faults = []

    def check(step):
        look(page, f"{step}")
        # A tall screen: what scrolls under the bars meanwhile is not a small target.
        page.set_viewport_size({"width": screen["viewport"]["width"], "height": 3000})
        faults.extend(f"{step}: {fault}" for fault in axe(page))
        faults.extend(f"{step}: small {one}" for one in page.evaluate(SMALL))
        page.set_viewport_size(screen["viewport"])

    fill_roster(page, [("Aïcha Ba", "F", "34"), ("Ali Ba", "M", "5"), ("Ada Ba", "F", "3")])
    check("roster")
    page.locator(".kin-button").nth(1).click()
    check("details")
    clerk.press_next(page)
    page.locator(".big button").nth(1).click()
    page.locator(".who button").first.click()
    check("protection")
    clerk.press_next(page)
    clerk.screen_is(page, "photos")
    check("photos")
    page.locator(".big button").nth(1).click()
    page.wait_for_function(
        "() => location.hash.startsWith('#readback') || document.querySelector('.pair .answers')"
    )
    check("known or readback")
    clerk.nobody_known(page)
    check("readback")
    page.locator(".bar .sign-button").first.click()
    page.locator(".doors .rapid").click()
    page.locator("#head").fill("Aïcha")
    check("influx")
    assert faults == []


def app_of(page):
    preload = page.locator("link[rel=modulepreload]").first.get_attribute("href")
    return re.match(r"/desk/app/[^/]+/", preload)[0]
