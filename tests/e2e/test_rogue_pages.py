"""A page of somebody else, and words that come to life: what they reach of the desk."""

from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

TRIES = {
    "an inline script": """() => { const one = document.createElement("script");
        one.textContent = "globalThis.reached = true"; document.body.append(one); }""",
    "words that are run": """() => new Promise((done) => setTimeout(() => {
        try { (0, eval)("globalThis.reached = true"); } catch {} done(); }, 10))""",
    "an event in the markup": """() => new Promise((done) => {
        document.body.insertAdjacentHTML("beforeend",
          '<img src="/none.png" onerror="globalThis.reached = true">');
        document.body.lastElementChild.addEventListener("error", () => setTimeout(done, 50)); })""",
    "a script of elsewhere": """(away) => new Promise((done) => {
        const one = document.createElement("script"); one.src = away + "store/pins.js";
        one.onload = () => { globalThis.reached = true; done(); }; one.onerror = () => done();
        document.body.append(one); })""",
    "a picture of elsewhere": """(away) => new Promise((done) => {
        globalThis.reached = true;
        addEventListener("securitypolicyviolation", () => { globalThis.reached = false; done(); });
        const one = new Image(); one.onload = one.onerror = () => setTimeout(done, 50);
        one.src = away + "face.png"; })""",
    "a word sent elsewhere": """(away) => fetch(away, {mode: "no-cors"}).then(
        () => { globalThis.reached = true; }, () => {})""",
    "a frame of elsewhere": """(away) => new Promise((done) => {
        const one = document.createElement("iframe");
        addEventListener("securitypolicyviolation", () => done());
        one.src = away; document.body.append(one); })""",
    "a worker of elsewhere": """(away) => { try { new Worker(away + "sw.js");
        globalThis.reached = true; } catch {} }""",
    "another address for all links": """() => { const one = document.createElement("base");
        one.href = "https://example.org/"; document.head.append(one);
        globalThis.reached = document.baseURI.startsWith("https://example.org"); }""",
}


@pytest.mark.parametrize("path", ["/desk/", "/verifier/"])
@pytest.mark.parametrize("name", TRIES)
def test_what_is_put_into_a_page_of_ours_does_not_come_to_life(
    browser, address, bare_address, path, name
):
    page = browser.new_context(base_url=address).new_page()
    page.goto(path)
    page.evaluate(TRIES[name], bare_address)
    assert not page.evaluate("() => globalThis.reached ?? false")
    page.context.close()


ASKS = """async (address) => {
  const told = [];
  for (const path of ["/desk/v1/heartbeat", "/desk/v1/officers", "/desk/v1/unlock",
      "/desk/v1/search", "/desk/v1/attestations", "/desk/v1/reference", "/sync/v1/entries",
      "/verifier/lists"]) {
    for (const method of ["GET", "POST"]) {
      for (const headers of [{}, {"Akwaba-Device": "x"}]) {
        await fetch(address + path, {method, headers, credentials: "include"}).then(
          async (reply) => told.push([path, await reply.text()]), () => {});
      }
    }
  }
  return told;
}"""


def test_a_page_of_elsewhere_reads_nothing_of_the_desk(browser, address, bare_address):
    page = browser.new_context().new_page()
    page.goto(bare_address)
    assert page.evaluate(ASKS, address) == []
    page.context.close()


@pytest.mark.parametrize("path", ["/desk/", "/verifier/", "/desk/plain/"])
def test_no_page_of_elsewhere_shows_ours_in_a_frame(browser, address, bare_address, path):
    page = browser.new_context().new_page()
    page.goto(bare_address)
    with page.expect_response(f"**{path}**"):
        page.evaluate(
            """(shown) => { const one = document.createElement("iframe");
            one.src = shown; document.body.append(one); }""",
            address + path,
        )
    assert all(not frame.url.startswith(address) for frame in page.frames)
    page.context.close()


@pytest.mark.parametrize(
    "path", ["/desk/", "/desk/v1/heartbeat", "/sync/v1/entries", "/verifier/lists", "/join/"]
)
def test_a_name_that_somebody_points_at_the_post_is_not_answered(address, path):
    """A page of evil.example may have its name mean this node, and would then share its origin."""
    with pytest.raises(HTTPError) as refused:
        urlopen(Request(address + path, headers={"Host": "evil.example"}))
    assert refused.value.code == 400
    refused.value.close()
