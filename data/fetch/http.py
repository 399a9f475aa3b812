"""One document over HTTP: asked for at a walking pace, tried again when that may help, kept to the service's hosts.

Needs httpx, so it is imported only once that is known to be there.
"""

import hashlib
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from random import SystemRandom

import httpx

from clausetag.data.fetch.files import CutShortError, WrongContentError, settle


@dataclass(frozen=True, slots=True)
class Manners:
    """How politely, how patiently and how much."""

    interval: float = 1.0  # seconds from one request to the next, redirects and new tries included
    attempts: int = 5  # tries a document
    backoff: float = 1.0  # seconds before the second try, twice as many before each further one, less up to half
    longest_wait: float = 120.0  # a service that asks for a longer pause is left in peace
    timeout: float = 30.0  # seconds without an answer or without a byte
    deadline: float = 300.0  # seconds for one try, however steadily it drips
    max_bytes: int = 50 * 1024 * 1024
    max_redirects: int = 5


class GivenUpError(Exception):
    """A document will not be had; the message says why, in words for the report."""


class _PassingError(Exception):
    """A try failed in a way that may pass; `after` is the pause, in seconds, that the service asked for."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Courier:
    """Fetches documents one after the other and remembers when the service may be asked again."""

    def __init__(
        self,
        client: httpx.Client,
        hosts: Collection[str],
        manners: Manners,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client, self._hosts, self._manners = client, frozenset(hosts), manners
        self._clock, self._sleep = clock, sleep
        self._next = clock()
        self._out_of_reach = False
        self._random = SystemRandom()

    def bring(self, url: httpx.URL, target: Path, check: Callable[[Path], None]) -> tuple[str, int, str]:
        """Fetch `url` into the new file `target`: its hash, its size, and the address that gave it in the end.

        Raises:
            GivenUpError: With the reason. What is left at `target` is then worth nothing.
            OSError: The file cannot be written.
        """
        tries = 1 if self._out_of_reach else max(1, self._manners.attempts)
        for number in range(1, tries + 1):
            target.unlink(missing_ok=True)
            try:
                found = self._try(url, target)
                check(target)
            except WrongContentError as error:
                raise GivenUpError(f"the service gave {error}") from error
            except (_PassingError, CutShortError) as error:
                reason = str(error) if isinstance(error, _PassingError) else f"the service gave {error}"
                asked = error.after if isinstance(error, _PassingError) else None
                if asked is not None:
                    self._next = max(self._next, self._clock() + asked)
                if number == tries:
                    raise GivenUpError(reason + (f" ({tries} tries)" if tries > 1 else "")) from error
                pause = self._manners.backoff * 2 ** (number - 1) * self._random.uniform(0.5, 1.0)
                self._next = max(self._next, self._clock() + pause)
            else:
                return found
        raise AssertionError("unreachable")  # the last try returns or raises

    def _try(self, url: httpx.URL, target: Path) -> tuple[str, int, str]:
        started = self._clock()
        try:
            for _ in range(self._manners.max_redirects + 1):
                self._wait()
                with self._client.stream("GET", url) as response:
                    self._out_of_reach = False
                    if not response.has_redirect_location:
                        sha256, size = self._receive(response, target, started)
                        return sha256, size, str(url)
                    url = self._follow(url, response.headers["location"])
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            self._out_of_reach = True  # further documents get one try each until it answers again
            raise _PassingError(f"the service is out of reach ({error})") from error
        except httpx.TimeoutException as error:
            raise _PassingError(f"no answer within {self._manners.timeout:g} s") from error
        except httpx.TransportError as error:
            raise _PassingError(f"the connection broke ({error})") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise GivenUpError(f"the answer makes no sense ({error})") from error
        raise GivenUpError(f"redirected more than {self._manners.max_redirects} times")

    def _wait(self) -> None:
        pause = self._next - self._clock()
        if pause > self._manners.longest_wait:
            raise GivenUpError(f"the service asks for a pause of {pause:.0f} s; run the same again after it")
        if pause > 0:
            self._sleep(pause)
        self._next = self._clock() + self._manners.interval

    def _follow(self, url: httpx.URL, location: str) -> httpx.URL:
        target = url.join(location)
        if target.scheme != url.scheme and (url.scheme, target.scheme) != ("http", "https"):
            raise GivenUpError(f"redirected from {url.scheme} to {target.scheme or 'no scheme'}, which is not followed")
        if host_of(target) not in self._hosts or target.userinfo:
            raise GivenUpError(f"redirected to {host_of(target) or 'no host'}, which is not a host of the service")
        return target

    def _receive(self, response: httpx.Response, target: Path, started: float) -> tuple[str, int]:
        status, limit = response.status_code, self._manners.max_bytes
        if status == httpx.codes.TOO_MANY_REQUESTS or status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise _PassingError(f"the service answered {status}", _retry_after(response))
        if status == httpx.codes.NOT_FOUND:
            raise GivenUpError("the service has no such document (404)")
        if status != httpx.codes.OK:
            raise GivenUpError(f"the service answered {status}")
        if response.headers.get("content-encoding", "identity").strip().lower() != "identity":
            raise GivenUpError("the service sent it compressed though it was asked not to")
        too_large = f"larger than {limit:,} bytes"
        declared = response.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > limit:
            raise GivenUpError(too_large)
        digest, size = hashlib.sha256(), 0
        with target.open("xb") as stream:
            for chunk in response.iter_raw():
                size += len(chunk)
                if size > limit:
                    raise GivenUpError(too_large)
                if self._clock() - started > self._manners.deadline:
                    raise _PassingError(f"not finished within {self._manners.deadline:g} s")
                digest.update(chunk)
                stream.write(chunk)
            stream.flush()
            settle(stream.fileno())
        return digest.hexdigest(), size


def host_of(url: httpx.URL) -> str:
    """Host of an address, with its port unless that is the usual one."""
    return url.netloc.decode("ascii").lower()


def _retry_after(response: httpx.Response) -> float | None:
    """Pause the service asks for: a number of seconds or a date; None if it asks for none that can be read."""
    text = response.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # the latter of a year with too many digits
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - datetime.now(UTC)).total_seconds())
