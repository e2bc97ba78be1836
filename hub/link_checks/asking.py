"""Asking an address whether it answers: politely, for little, and never into a private network."""

import time
from collections.abc import Callable
from http.cookiejar import DefaultCookiePolicy
from queue import Empty, SimpleQueue
from threading import Thread
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import requests
import urllib3
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import RequestException, SSLError, Timeout
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter

from hub.link_checks.verdicts import Answer, Outcome, answer_of

PRODUCT = "PakkiLinkCheck"
"""What a robots.txt may name."""
ROBOTS_BYTES = 100_000
TOO_MANY_REQUESTS = 429
RANGE = "bytes=0-1023"


class Manners(NamedTuple):
    """How much the asker demands of others; all in seconds but `redirects`."""

    between: float = 1.0
    """From one question to the next at the same host."""
    answer: float = 10.0
    """For connecting, and again for the first bytes."""
    whole: float = 30.0
    """For one address in all: a site that sends a byte every few seconds is given up."""
    redirects: int = 5


class Pace:
    """Lets some time pass between two questions at the same host."""

    def __init__(self, between: float, sleep: Callable[[float], None] = time.sleep):
        self._between = between
        self._sleep = sleep
        self._last: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Return when the host may be asked again."""
        if (last := self._last.get(host)) is not None:
            self._sleep(max(last + self._between - time.monotonic(), 0))
        self._last[host] = time.monotonic()


class Asker:
    """Asks addresses one after the other.

    Every address is resolved once and connected to as it was resolved, at each redirect anew: an address of a
    private network, of this machine or of a cloud's metadata is not spoken to, whatever name it hides behind
    (requests-hardened). `site` is where the asked can read who asks. `allow_loopback` is for tests, whose server
    stands on this machine.
    """

    def __init__(self, site: str, manners: Manners | None = None, *, allow_loopback: bool = False):
        self._manners = manners or Manners()
        self._pace = Pace(self._manners.between)
        self._robots: dict[str, RobotFileParser] = {}
        self._session = requests.Session()
        self._session.trust_env = (
            False  # Neither a proxy, which would connect anywhere, nor passwords of ~/.netrc.
        )
        self._session.headers["User-Agent"] = f"{PRODUCT}/1.0 (+{site})"
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("http", "https"):
            adapter = IPFilterAdapter(is_https_proto=scheme == "https", allow_loopback=allow_loopback)
            self._session.mount(f"{scheme}://", adapter)

    def ask(self, address: str) -> Answer:
        """What comes of asking for `address`, within the time that `Manners` gives it; never raises for the answer."""
        box: SimpleQueue[Answer] = SimpleQueue()
        Thread(target=lambda: box.put(self._ask(address)), daemon=True).start()
        try:
            return box.get(timeout=self._manners.whole)
        except Empty:
            return Answer(Outcome.SLOW)

    def _ask(self, address: str) -> Answer:
        """HEAD costs the site least; one that does not know it is asked for the beginning of the page."""
        answer = self._answer("HEAD", address)
        if answer.status_code is None or answer.status_code == TOO_MANY_REQUESTS:
            return answer
        return self._answer("GET", address)

    def _answer(self, method: str, address: str) -> Answer:
        try:
            return self._follow(method, address)
        except InvalidIPAddress:
            return Answer(Outcome.NOT_PUBLIC)
        except SSLError:
            return Answer(Outcome.CERTIFICATE)
        except Timeout:
            return Answer(Outcome.SLOW)
        except NoConnection:
            return Answer(Outcome.NO_ANSWER)
        except (RequestException, urllib3.exceptions.HTTPError, ValueError):
            return Answer(Outcome.INVALID)

    def _follow(self, method: str, address: str) -> Answer:
        """Requests would read the whole body of each redirect; nothing of any body is read here."""
        for _hop in range(self._manners.redirects + 1):
            if not self._may_ask(address):
                return Answer(Outcome.ROBOTS)
            headers = {"Range": RANGE} if method == "GET" else {}
            with self._send(method, address, headers) as response:
                target = self._session.get_redirect_target(response)
                if target is None:
                    return answer_of(response.status_code)
            address = urljoin(address, target)
        return Answer(Outcome.CIRCLE)

    def _send(self, method: str, address: str, headers: dict[str, str] | None = None) -> requests.Response:
        self._pace.wait(urlsplit(address).netloc.lower())
        timeout = (self._manners.answer, self._manners.answer)
        return self._session.request(
            method, address, headers=headers, timeout=timeout, stream=True, allow_redirects=False
        )

    def _may_ask(self, address: str) -> bool:
        """Whether the host's robots.txt, asked once, lets us; without one that can be read everybody may."""
        parts = urlsplit(address)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._robots:
            self._robots[host] = RobotFileParser()
            self._robots[host].parse(self._robots_txt(host).splitlines())
        return self._robots[host].can_fetch(PRODUCT, address)

    def _robots_txt(self, host: str) -> str:
        try:
            with self._send("GET", f"{host}/robots.txt") as response:
                if response.status_code not in (200, 206):
                    return ""
                return response.raw.read(ROBOTS_BYTES, decode_content=True).decode(errors="replace")
        except (RequestException, urllib3.exceptions.HTTPError, ValueError):
            return ""
