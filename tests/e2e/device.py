"""A browser that can be killed: a real Chromium on a profile of its own, with the desk's modules.

The page is bare: what is tested is what the modules keep on the disk, whatever the screens look
like. Each browser runs in a process group of its own, so that a kill takes all of it at once.
"""

import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.e2e import node

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
APP = node.CLONE / "akwaba" / "desk" / "app"
SECONDS_TO_START = 60
PAGE = b"""<!doctype html><meta charset="utf-8"><title>Desk</title>
<script type="importmap">{"imports": {
  "idb": "/vendor/idb.js",
  "@hpke/core": "/vendor/hpke-core/mod.js",
  "@hpke/common": "/vendor/hpke-common/mod.js"
}}</script>"""


class Bare(SimpleHTTPRequestHandler):
    """The desk's modules as files, and an empty page that may import them."""

    extensions_map = {".js": "text/javascript", ".mjs": "text/javascript"}

    def do_GET(self):
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_):
        """Say nothing."""


@contextmanager
def bare_pages():
    """The address of a server of bare pages."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Bare, directory=str(APP)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class Chromium:
    """One start of a browser on a profile; the profile outlives it."""

    def __init__(self, browser_type, profile):
        self._port_file = Path(profile) / "DevToolsActivePort"
        self._port_file.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            [
                next(filter(None, map(shutil.which, BROWSERS))),
                *BROWSER_ARGUMENTS,
                "--headless=new",
                "--remote-debugging-port=0",
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.browser = browser_type.connect_over_cdp(f"http://127.0.0.1:{self._port()}")
        self.context = self.browser.contexts[0]

    def _port(self):
        last = time.monotonic() + SECONDS_TO_START
        while not (told := self._told()):
            assert self._process.poll() is None, "The browser ended at once."
            assert time.monotonic() < last, "The browser does not start."
            time.sleep(0.02)
        return told

    def _told(self):
        return self._port_file.read_text().partition("\n")[0] if self._port_file.exists() else ""

    def open(self, address):
        page = self.context.new_page()
        page.goto(address)
        return page

    def kill(self):
        """As a dead battery does: nothing is written any more, nobody is asked."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self.close()

    def close(self):
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait(timeout=SECONDS_TO_START)
        self.browser.close()
