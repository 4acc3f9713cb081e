"""A clerk at the desk: what hands do there, through the screens only."""

from playwright.sync_api import expect

from akwaba.demo.cast import PASSWORD

PIN = "407183"
STORED = """async () => {
  const app = document.querySelector("script[type=module]").src;
  await (await import(app.replace("app.js", "store/drafts.js"))).settled();
}"""


def join(page, code, *, name="Tablette 1", at=""):
    """Make this browser a desk, from the address that the supervisor's QR code holds."""
    page.goto(f"{at}/desk/#enrol={code}")
    page.locator("#name").fill(name)
    page.locator("form button.primary").click()
    page.locator("button.primary[data-first]").click()


def introduce(page, username, *, pin=PIN):
    """The first time on this device: name and password, then six digits twice."""
    page.locator("#username").fill(username)
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")
    expect(page.locator(".keypad")).to_be_visible()
    for _ in range(2):
        give_pin(page, pin)
    expect(page.locator("#pin")).to_have_count(0)


def rest(page):
    """Hands off the keys: what was written is on the disk (a few milliseconds, longer where the
    machine is busy)."""
    page.evaluate(STORED)


def unlock(page, officer="", *, pin=PIN):
    """Every other time: one's own name, and the six digits."""
    page.locator(".people button", has_text=officer).first.click()
    give_pin(page, pin)
    expect(page.locator("#pin")).to_have_count(0)


def give_pin(page, pin):
    """One digit after the other, as fingers do; the pad is emptied by the sixth."""
    expect(page.locator("#pin")).to_have_value("")
    page.locator("#pin").focus()
    page.keyboard.type(pin)


def begin_day(page, crossing="Pogo"):
    page.locator(".choices button", has_text=crossing).first.click()
    page.locator(".actions.stay button").click()
    expect(page.locator(".doors")).to_be_visible()


def at_home(page):
    return expect(page.locator(".doors")).to_be_visible()


def register(page, people, *, origin="", pause=None):
    """A family on the roster, line by line, from home to its papers.

    `people`: (name, sex, age as said) of each; the first one speaks. `pause(step)` is called at
    each step, filled in and not yet left, so that a test can make trouble there.
    """
    for step in steps_of(page, people, origin=origin):
        if pause:
            pause(step)


def steps_of(page, people, *, origin=""):
    """Go with a family from home to its papers; each screen is yielded before it is left."""
    page.locator(".doors .primary").click()
    write_band(page, origin)
    write_people(page, people)
    yield "roster"
    press_next(page)
    if screen_is(page, "protection", "photos") == "protection":
        yield "protection"
        page.locator(".big button").first.click()
    screen_is(page, "photos")
    yield "photos"
    page.locator(".big button").nth(1).click()
    nobody_known(page)
    agree_to_all(page)
    yield "readback"
    press_next(page)
    expect(page.locator("[data-number]")).to_be_visible()
    yield "papers"


def announce(page, head, counts):
    """A rapid influx: the name of one, and how many came of each sex and age."""
    page.locator(".doors .rapid").click()
    page.locator("#head").focus()
    page.keyboard.insert_text(head)
    groups = [f"{sex} {band}" for band in ("0-4", "5-11", "12-17", "18-59", "60+") for sex in "FM"]
    for group, people in counts.items():
        more = page.locator(".stepper").nth(groups.index(group)).locator("button").last
        for _ in range(people):
            more.click()
    press_next(page)
    expect(page.locator("[data-number]")).to_be_visible()


def write_band(page, origin):
    """Where they come from; the next household repeats it."""
    expect(page.locator(".band")).to_be_visible()
    if origin and page.locator("#origin").count():
        page.locator("#origin").fill(origin)
        page.keyboard.press("Escape")


def write_people(page, people):
    for line, (name, sex, age) in enumerate(people):
        row = page.locator("[data-line]").nth(line)
        row.locator("[data-cell=name]").focus()
        page.keyboard.insert_text(name)
        page.keyboard.press("Enter")
        page.keyboard.press({"F": "f", "M": "h"}.get(sex, "?"))
        page.keyboard.type(age)
        expect(row.locator("[data-cell=age]")).to_have_value(age)


def press_next(page):
    page.locator("[data-next]").click()


def screen_is(page, *names):
    page.wait_for_function(
        "names => names.some((name) => location.hash.startsWith(`#${name}`))", arg=list(names)
    )
    return page.evaluate("location.hash.slice(1).split('?')[0]")


def say_no_photo(page):
    screen_is(page, "photos")
    page.locator(".big button").nth(1).click()


def nobody_known(page):
    """Whoever only looks like somebody is somebody else."""
    page.wait_for_function(
        "() => location.hash.startsWith('#readback') || document.querySelector('.pair .answers')"
    )
    while screen_is(page, "known", "readback") == "known":
        for pair in page.locator(".pair").all():
            pair.locator(".answers button").first.click()
        press_next(page)
        screen_is(page, "readback")


def agree_to_all(page):
    screen_is(page, "readback")
    page.locator(".consent > .choices button").first.click()
