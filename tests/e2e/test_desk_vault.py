"""What a PIN opens, what it does not, and what lies on the disk of a tablet that was taken."""

from akwaba.ledger import b64url, envelope
from tests.e2e.bare import HOUSEHOLD, OFFICER, OTHER, PIN, SUBJECT, call, enrolled, register, unlock


def test_wrong_pins_cost_more_and_more_and_the_tenth_closes_that_way(tablet, own_node):
    call(tablet, "store/vault", "addOfficer", {"officer": OTHER, "pin": "555000"})
    call(tablet, "store/drafts", "saveDraft", HOUSEHOLD)
    tablet.evaluate("() => import('/store/vault.js').then((vault) => vault.lock())")
    tablet.evaluate("() => { globalThis.late = 0; const now = Date.now.bind(Date); "
                  "Date.now = () => now() + globalThis.late; }")  # fmt: skip
    for left in range(9, 4, -1):
        assert unlock(tablet, "000000")[:2] == ("wrong_pin", left)
    assert unlock(tablet, PIN)[0] == "pin_waits"
    for left in range(4, -1, -1):
        tablet.evaluate("() => { globalThis.late += 3600_000; }")
        assert unlock(tablet, "000000")[:2] == ("wrong_pin", left)
    tablet.evaluate("() => { globalThis.late += 3600_000; }")
    assert unlock(tablet, PIN)[0] == "pin_gone"
    assert call(tablet, "store/drafts", "loadDraft", "household")["problem"] == "vault_locked"

    assert unlock(tablet, "555000", OTHER)[0] == ""
    assert call(tablet, "store/drafts", "loadDraft", "household") == HOUSEHOLD


def test_a_right_pin_forgives_the_wrong_ones(tablet):
    tablet.evaluate("() => import('/store/vault.js').then((vault) => vault.lock())")
    for _ in range(2):
        assert unlock(tablet, "000000")[:2] == ("wrong_pin", 9)
        assert unlock(tablet, PIN)[0] == ""


def test_a_clock_set_back_neither_skips_nor_lengthens_the_wait(tablet):
    tablet.evaluate("() => import('/store/vault.js').then((vault) => vault.lock())")
    for _ in range(5):
        unlock(tablet, "000000")
    tablet.evaluate("() => { const now = Date.now.bind(Date); globalThis.late = -86400_000; "
                  "Date.now = () => now() + globalThis.late; }")  # fmt: skip
    assert unlock(tablet, PIN) == ("pin_waits", None, 30)
    tablet.evaluate("() => { globalThis.late += 31_000; }")
    assert unlock(tablet, PIN)[0] == ""


def test_the_node_can_give_back_what_a_forgotten_pin_closed(tablet, own_node):
    call(tablet, "store/drafts", "saveDraft", HOUSEHOLD)
    sealed = call(tablet, "store/vault", "escrow")
    device = tablet.evaluate(
        "async () => (await (await import('/store/device.js')).enrolment()).id"
    )
    tablet.evaluate("() => import('/store/vault.js').then((vault) => vault.lock())")
    key = envelope.open_content(b64url.decode(sealed), [own_node.key], f"escrow {device}")
    wrong = call(tablet, "store/vault", "unlockWithKey", b64url.encode(bytes(32)), OFFICER)
    assert wrong["problem"] == "wrong_key"
    call(tablet, "store/vault", "unlockWithKey", b64url.encode(key), OFFICER)
    assert call(tablet, "store/drafts", "loadDraft", "household") == HOUSEHOLD
    call(tablet, "store/vault", "addOfficer", {"officer": OFFICER, "pin": "918273"})
    assert unlock(tablet, "918273")[0] == ""


def test_nothing_that_rests_on_the_device_can_be_read(
    start_browser, bare_address, own_node, tmp_path
):
    chromium = start_browser()
    page = chromium.open(bare_address)
    enrolled(page, own_node)
    call(page, "store/drafts", "saveDraft", {"id": "d", "people": [{"name": "Zoumana-Draft"}]})
    call(page, "store/working", "remember", {"id": "w", "name": "Zoumana-Working"})
    says = [{"table": "registry.person", "id": SUBJECT, "values": {"name_said": "Zoumana-Sealed"}}]
    register(page, says=says)
    assert call(page, "store/working", "recall") == [{"id": "w", "name": "Zoumana-Working"}]
    chromium.kill()
    stored = b"".join(
        path.read_bytes() for path in (tmp_path / "profile").rglob("*") if is_stored(path)
    )
    assert b"Tablette 1" in stored or "Tablette 1".encode("utf-16-le") in stored
    for said in ("Zoumana", PIN):
        assert said.encode() not in stored
        assert said.encode("utf-16-le") not in stored


def is_stored(path):
    return path.is_file() and "IndexedDB" in str(path)


def test_the_keys_of_the_device_cannot_be_copied(tablet):
    refused = tablet.evaluate(
        """async () => {
          const { fact } = await import("/store/device.js");
          const keys = [(await fact("key")).privateKey, await fact("secret")];
          return Promise.all(keys.map((key) =>
            crypto.subtle.exportKey(key.type === "private" ? "pkcs8" : "raw", key)
              .then(() => "copied", (error) => error.name)));
        }"""
    )
    assert refused == ["InvalidAccessError", "InvalidAccessError"]
