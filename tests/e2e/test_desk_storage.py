"""What the desk keeps, it keeps: through kills, full disks, two tabs and clocks that jump."""

import time

from akwaba.ledger import b64url, envelope, keys, laws
from tests.e2e.bare import (
    ACT,
    HOUSEHOLD,
    OFFICER,
    OUTBOX,
    PIN,
    SUBJECT,
    call,
    enrolled,
    outbox,
    register,
    unlock,
)

KILLS = 5
"""Enough to see the path work on every run; the bench kills a hundred times."""
AFTER_THE_LAST_KEY = 0.05
"""Seconds, from the design's budget."""


def test_a_draft_survives_a_dead_battery(start_browser, bare_address, own_node):
    chromium = start_browser()
    page = chromium.open(bare_address)
    enrolled(page, own_node)
    for turn in range(KILLS):
        typed = page.evaluate(
            """async (turn) => {
              const { saveDraft } = await import("/store/drafts.js");
              const draft = {id: "household", people: [{name: ""}]};
              for (const letter of `Traoré Fatoumata ${turn}`) {
                draft.people[0].name += letter;
                saveDraft(draft);
                await new Promise((resume) => setTimeout(resume, 8));
              }
              draft.people[0].name += "!";
              saveDraft(draft);
              return draft.people[0].name;
            }""",
            turn,
        )
        time.sleep(AFTER_THE_LAST_KEY)
        chromium.kill()
        chromium = start_browser()
        page = chromium.open(bare_address)
        assert unlock(page, PIN)[0] == ""
        kept = page.evaluate(
            """async () => (await import("/store/drafts.js")).loadDraft("household")"""
        )
        assert kept["people"] == [{"name": typed}]


def test_two_tabs_write_one_unbroken_history(start_browser, bare_address, own_node):
    chromium = start_browser()
    first, second = chromium.open(bare_address), chromium.open(bare_address)
    point = enrolled(first, own_node)
    write_many = f"""async (count) => {{
      const {{ append }} = await import("/ledger/append.js");
      globalThis.made = Promise.all(Array.from({{length: count}}, () => append({ACT})));
    }}"""
    first.evaluate(write_many, 15)
    second.evaluate(write_many, 15)
    for page in (first, second):
        page.evaluate("() => globalThis.made.then(() => null)")
    rows = first.evaluate(OUTBOX)
    assert [row["seq"] for row in rows] == list(range(1, 31))
    previous, made_at = laws.FIRST, ""
    for row in rows:
        content = b64url.decode(row["header"])
        header = laws.read_header(content)
        assert header.previous == previous
        assert header.made_at > made_at
        previous, made_at = laws.hash_of(content), header.made_at
        assert previous == row["hash"]
        assert keys.is_signed_by(point, content, b64url.decode(row["signature"]))
        body = envelope.open_text(b64url.decode(row["sealed"]), [own_node.key], previous)
        parts = laws.read_body(body)
        assert laws.holds(header, parts)
        assert parts[0].about == SUBJECT


def test_a_draft_becomes_one_entry_however_often_it_is_saved_and_wherever(tablet, bare_address):
    other = tablet.context.new_page()
    other.goto(bare_address)
    call(other, "store/vault", "unlock", {"officer": OFFICER["id"], "pin": PIN})
    call(tablet, "store/drafts", "saveDraft", HOUSEHOLD)
    first = register(tablet, drop_draft="household")
    assert register(other, drop_draft="household") == first
    call(other, "store/drafts", "saveDraft", HOUSEHOLD)
    assert len(outbox(tablet)) == 1
    assert call(tablet, "store/drafts", "loadDraft", "household") is None
    assert call(tablet, "store/drafts", "listDrafts") == []


def test_a_thrown_away_draft_comes_back_when_somebody_undoes_it(tablet):
    call(tablet, "store/drafts", "saveDraft", HOUSEHOLD)
    call(tablet, "store/drafts", "dropDraft", "household")
    assert call(tablet, "store/drafts", "listDrafts") == []
    call(tablet, "store/drafts", "saveDraft", HOUSEHOLD)
    [listed] = call(tablet, "store/drafts", "listDrafts")
    assert (listed["id"], listed["title"], listed["people"]) == ("household", "Kouassi", 2)


def test_registering_cut_off_leaves_all_or_nothing(start_browser, bare_address, own_node):
    chromium = start_browser()
    enrolled(chromium.open(bare_address), own_node)
    for turn in range(KILLS):
        page = chromium.open(bare_address)
        call(page, "store/vault", "unlock", {"officer": OFFICER["id"], "pin": PIN})
        draft = HOUSEHOLD | {"id": f"household {turn}"}
        call(page, "store/drafts", "saveDraft", draft)
        before = len(outbox(page))
        page.evaluate(
            f"""async ([id]) => {{
              const {{ append }} = await import("/ledger/append.js");
              setTimeout(() => append({{...{ACT}, drop_draft: id}}));
            }}""",
            [draft["id"]],
        )
        time.sleep(turn * 0.004)  # before, amid and after the write
        chromium.kill()
        chromium = start_browser()
        page = chromium.open(bare_address)
        call(page, "store/vault", "unlock", {"officer": OFFICER["id"], "pin": PIN})
        rows = outbox(page)
        is_there = call(page, "store/drafts", "loadDraft", draft["id"]) is not None
        assert len(rows) == before + (not is_there)
        assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    register(page)
    headers = [laws.read_header(b64url.decode(row["header"])) for row in outbox(page)]
    hashes = [row["hash"] for row in outbox(page)]
    assert [header.previous for header in headers] == [laws.FIRST, *hashes[:-1]]


def fill_the_disk(page, address):
    """The browser's share for this origin is used up, as the browser finds at its start."""
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": address[:-1], "quotaSize": 1})


def test_a_full_disk_is_told_and_leaves_nothing_half_stored(start_browser, bare_address, own_node):
    chromium = start_browser()
    page = chromium.open(bare_address)
    enrolled(page, own_node)
    call(page, "store/drafts", "saveDraft", HOUSEHOLD)
    register(page)
    chromium.kill()

    chromium = (
        start_browser()
    )  # a running browser goes on for a while with the room that it last saw
    page = chromium.open(bare_address)
    fill_the_disk(page, bare_address)
    assert unlock(page, PIN)[0] == "storage_full"
    assert register(page, drop_draft="household") == {"problem": "storage_full"}
    assert call(page, "ledger/numbers", "takeNumbers", 1)["problem"] == "storage_full"
    chromium.kill()

    page = start_browser().open(bare_address)
    assert unlock(page, PIN)[0] == ""
    assert call(page, "store/drafts", "loadDraft", "household") == HOUSEHOLD
    assert register(page, drop_draft="household")["seq"] == 2


def test_entries_stay_in_order_however_the_clock_jumps(tablet):
    times = [1_776_000_000_000, 1_400_000_000_000, 1_900_000_000_000, 1_776_000_000_001]
    for now in times:
        tablet.evaluate("now => { Date.now = () => now; }", now)
        register(tablet)
    headers = [laws.read_header(b64url.decode(row["header"])) for row in outbox(tablet)]
    assert [header.wall for header in headers] == times
    made = [header.made_at for header in headers]
    assert made == sorted(set(made))
    assert [header.offset for header in headers] == [None] * 4
