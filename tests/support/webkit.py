"""A real WebKit, the engine of every browser on an iPad: Debian's WebKitGTK in a window as large as a tablet.

It is driven by WebDriver, has a screen of its own that nobody sees, and an empty folder for its home and its downloads.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    StaleElementReferenceException,
)
from selenium.webdriver import Remote
from selenium.webdriver.common.by import By
from selenium.webdriver.common.proxy import Proxy, ProxyType
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.support import missing
from tests.support.chromium import TABLET

SECONDS = 30
"""How long anything is waited for. Only a failing test waits so long."""
NOT_YET = [ElementClickInterceptedException, ElementNotInteractableException, StaleElementReferenceException]
"""What says that the page is still moving, and that nothing was pressed or typed."""

BY_LABEL = "//*[@id = //label[normalize-space() = '{0}']/@for]"
BY_WORDS = "//*[self::a or self::button][not(@aria-hidden)][normalize-space() = '{0}']"
TO_THE_MIDDLE = """
(arguments[0].closest("select") || arguments[0]).scrollIntoView({ block: "center", behavior: "instant" });
"""
PICK = """
const [field, day] = arguments;
field.value = day;
for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
"""
WATCH = """
if (!window.watched) {
  window.watched = true;
  const note = (words) => sessionStorage.setItem("complaints", JSON.stringify(
    [...JSON.parse(sessionStorage.getItem("complaints") || "[]"), words]));
  addEventListener("error", (event) => note(event.message || event.target.outerHTML), true);
  addEventListener("unhandledrejection", (event) => note(String(event.reason)));
  document.addEventListener("securitypolicyviolation", (event) => note(`policy: ${event.violatedDirective}`));
}
"""


@dataclass
class Tablet:
    """A window of WebKit and the hand that works it. Whatever the hand needs is waited for."""

    driver: Remote
    home: Path

    def open(self, address: str) -> None:
        """Go to `address`."""
        self.driver.get(address)
        self.driver.execute_script(WATCH)

    def arrive(self, pattern: str) -> None:
        """Wait until the address ends with `pattern`, an expression."""
        self.wait(lambda: re.search(f"{pattern}$", self.driver.current_url), f"an address that ends with {pattern}")
        self.driver.execute_script(WATCH)

    def sees(self, css: str, words: str = "") -> None:
        """Wait until an element of `css` with `words` in it is shown."""

        def is_shown() -> bool:
            found = self.driver.find_elements(By.CSS_SELECTOR, css)
            return any(words in each.text and each.is_displayed() for each in found)

        self.wait(is_shown, f"{css} with “{words}”")

    def write(self, label: str, text: str) -> None:
        """Type `text` into the empty field of `label`."""
        self._work(By.XPATH, BY_LABEL.format(label), lambda field: field.send_keys(text))

    def type(self, css: str, text: str) -> None:
        """Type `text` into the empty field of `css`."""
        self._work(By.CSS_SELECTOR, css, lambda field: field.send_keys(text))

    def pick(self, label: str, day: str) -> None:
        """Put `day`, as 2026-11-23, into the date field of `label`, as a tablet's calendar does: it is not typed."""
        self._work(By.XPATH, BY_LABEL.format(label), lambda field: self.driver.execute_script(PICK, field, day))

    def choose(self, css: str) -> None:
        """Press the radio button, tick box or option of `css`, and see it chosen."""
        self.tap(css)
        self.wait(lambda: self.driver.find_element(By.CSS_SELECTOR, css).is_selected(), f"{css} chosen")

    def tap(self, css: str) -> None:
        """Press what is at `css`."""
        self._work(By.CSS_SELECTOR, css, WebElement.click)

    def press(self, words: str) -> None:
        """Press the button or link that says `words`."""
        self._work(By.XPATH, BY_WORDS.format(words), WebElement.click)

    def downloaded(self, pattern: str) -> bytes:
        """The file that the browser has saved under a name like `pattern`, once it is whole."""
        # An empty one holds the place until the whole one is moved there.
        files = self.wait(lambda: [each for each in self.home.rglob(pattern) if each.stat().st_size], pattern)
        return files[0].read_bytes()

    def complaints(self) -> list[str]:
        """Errors of scripts and breaches of the policy, from when each page stood until it was left."""
        return json.loads(self.driver.execute_script("return sessionStorage.getItem('complaints')") or "[]")

    def wait(self, holds: Callable[[], Any], what: str) -> Any:
        """Wait until `holds` is true, and return its value."""
        waiting = WebDriverWait(self.driver, SECONDS, poll_frequency=0.1, ignored_exceptions=NOT_YET)
        return waiting.until(lambda _: holds(), f"never saw {what}")

    def _work(self, by: str, where: str, act: Callable[[WebElement], object]) -> None:
        """Do `act` to the first element at `where`, in the middle of the window: clear of the bars at its edges."""

        def is_done() -> bool:
            for found in self.driver.find_elements(by, where)[:1]:
                self.driver.execute_script(TO_THE_MIDDLE, found)
                act(found)
                return True
            return False

        self.wait(is_done, f"{where} that can be worked")


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """The name of a screen in memory, with room for a tablet and the bars of a browser."""
    program = shutil.which("Xvfb") or missing("Xvfb")
    size = f"{TABLET['width']}x{TABLET['height'] + 200}x24"
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as running:
        os.close(writing)
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
        running.terminate()


@pytest.fixture
def tablet(screen: str, tmp_path: Path) -> Iterator[Tablet]:
    """WebKit with nothing in its memory, tablet upright. The test fails at its end on any complaint."""
    program = shutil.which("WebKitWebDriver") or missing("WebKitWebDriver")
    home = tmp_path / "home"
    home.mkdir()
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(home), "DISPLAY": screen, "GDK_BACKEND": "x11"}
    service = Service(program, env=surroundings)
    service.start()
    try:
        # Remote, at the address of the program above: Selenium then looks for no driver, and none on the network.
        nearby = ClientConfig(service.service_url, proxy=Proxy({"proxyType": ProxyType.DIRECT}))
        with Remote(RemoteConnection(client_config=nearby), options=Options()) as driver:
            _fit(driver)
            tablet = Tablet(driver, home)
            yield tablet
            assert tablet.complaints() == []
    finally:
        service.stop()


def _fit(driver: Remote) -> None:
    """Make the window so large that the page in it is as large as a tablet."""
    bars = driver.get_window_size()["height"] - driver.execute_script("return innerHeight")
    driver.set_window_rect(0, 0, TABLET["width"], TABLET["height"] + bars)
