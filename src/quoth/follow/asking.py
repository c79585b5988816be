"""Asking servers politely: who asks is told, robots.txt holds, no host is asked too often."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

from quoth.errors import FetchError, InputError, PrivateAddress
from quoth.follow.clock import Clock
from quoth.follow.robots import Rules, rules_of
from quoth.intake.fetching import Answer, ask
from quoth.intake.inputs import is_address
from quoth.intake.limits import Limits
from quoth.version import __version__

AGENT: Final = f"Quoth/{__version__} (follows news feeds for its user, a few pages at a time)"
"""Who asks, as servers are told; robots.txt may call it `quoth`."""

DELAY = 2.0
"""Seconds between two requests to one host, if its robots.txt does not want more."""

_PERMANENT = {301, 308}
_MOST_ROBOTS = 512_000
_DAY = 24 * 60 * 60.0
_LONGEST_HOLD = 7 * _DAY
_HOLD = 5 * 60.0
_MOST_HOSTS = 1000


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered in the end.

    Attributes:
        answer: with a status 200 or 304.
        moved: the address to which the one asked for has moved for good, if it has.
    """

    answer: Answer
    moved: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is nothing.

    Attributes:
        problem: in plain words.
        lasting: whether it would be the same the next time.
        refused: whether it is not wanted that it is read, rather than that it cannot be.
        gone: whether the server says that it is gone for good.
        seconds: for how long the server does not want to be asked again, if it said so.
        asked: False where nothing was asked, because the server did not want it just now.
    """

    problem: str
    lasting: bool = False
    refused: bool = False
    gone: bool = False
    seconds: float | None = None
    asked: bool = True


@dataclass(slots=True)
class Asker:
    """Asks one address at a time, and remembers of each host when it may be asked again.

    Args:
        clock: the time, and what waits.
        limits: bounds on time, size and redirects, and whether private addresses are allowed.
        delay: least seconds between two requests to one host.
    """

    clock: Clock = field(default_factory=Clock)
    limits: Limits = field(default_factory=Limits)
    delay: float = DELAY
    # By host: when it may be asked again, and until when it does not want to be.
    _free: dict[str, float] = field(default_factory=dict)
    _held: dict[str, float] = field(default_factory=dict)
    # By scheme, host and port: the rules, and until when they hold.
    _rules: OrderedDict[str, tuple[Rules, float]] = field(default_factory=OrderedDict)

    def wait_for(self, url: str) -> float:
        """Return for how many seconds the host of an address must be left alone."""
        host = host_of(url)
        if self._held_for(host):
            # Nothing will be asked, and so nothing is to be waited for.
            return 0.0
        return max(0.0, self._free.get(host, 0.0) - self.clock.now())

    def introduce(self, url: str) -> bool:
        """Ask for the rules of an address's server if they are not known; return whether so."""
        if not is_address(url) or self._held_for(host_of(url)) or self._known_rules(url):
            return False
        self._rules_for(url)
        return True

    def ask(
        self,
        url: str,
        *,
        accept: str,
        etag: str | None = None,
        modified: str | None = None,
        most: int | None = None,
    ) -> Reply | Trouble:
        """Ask for an address, wherever that sends on to, waiting as long as politeness wants.

        Args:
            url: the address.
            accept: the media types that are wanted.
            etag, modified: what the server said of the state that is known.
            most: bound on the answer's bytes, if it is not that of pages.
        """
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in known.items() if value}
        limits = replace(self.limits, html_bytes=most or self.limits.html_bytes)
        here = url
        moved: str | None = None
        permanent = True
        for _ in range(limits.redirects + 1):
            if trouble := self._refused(here):
                return trouble
            answer = self._asked(here, {"Accept": accept, **headers}, limits)
            if isinstance(answer, Trouble):
                return answer
            if answer.location is None:
                if answer.status == 200 or (answer.status == 304 and headers):
                    return Reply(answer, moved)
                return self._judged(answer)
            permanent = permanent and answer.status in _PERMANENT
            here = answer.location
            moved = here if permanent else moved
        return Trouble(f"sent on more than {limits.redirects} times", lasting=True)

    def _refused(self, url: str) -> Trouble | None:
        """Why an address may not be asked for, if so."""
        if not is_address(url):
            return Trouble(f"sent on to what is no address of the web: {url[:200]}", lasting=True)
        if held := self._held_for(host_of(url)):
            problem = f"{host_of(url)} does not want to be asked now"
            return Trouble(problem, seconds=held, asked=False)
        rules = self._rules_for(url)
        if rules.problem is not None:
            held = self._held_for(host_of(url))
            return Trouble(rules.problem, seconds=held or None, asked=not held)
        if not rules.allow(url):
            return Trouble("robots.txt does not allow it", lasting=True, refused=True)
        return None

    def _asked(
        self, url: str, headers: dict[str, str], limits: Limits, *, cut: bool = False
    ) -> Answer | Trouble:
        """Ask once, when the host may be asked again."""
        host = host_of(url)
        wait = self._free.get(host, 0.0) - self.clock.now()
        if wait > 0:
            self.clock.sleep(wait)
        try:
            return ask(url, {"User-Agent": AGENT, **headers}, limits=limits, cut=cut)
        except PrivateAddress as error:
            return Trouble(f"{error.problem}, which is asked only with --private")
        except InputError as error:
            return Trouble(error.problem, lasting=not isinstance(error, FetchError))
        finally:
            self._free[host] = self.clock.now() + max(self.delay, self._delay_of(url))
            if len(self._free) > _MOST_HOSTS:
                now = self.clock.now()
                self._free = {name: at for name, at in self._free.items() if at > now}

    def _judged(self, answer: Answer) -> Trouble:
        """What an error for an answer means; the host is left alone if it wants that."""
        status = answer.status
        seconds = self._retry_after(answer)
        if seconds is not None:
            self._held[host_of(answer.url)] = self.clock.now() + seconds
        problem = f"the server answered {status} {answer.reason}".strip()
        lasting = 400 <= status < 500 and status not in (404, 408, 425, 429)
        return Trouble(problem, lasting=lasting, gone=status == 410, seconds=seconds)

    def _retry_after(self, answer: Answer) -> float | None:
        """For how many seconds the server wants to be left alone."""
        if answer.status not in (429, 503):
            return None
        given = (answer.retry_after or "").strip()
        seconds: float | None = None
        if given.isascii() and given.isdigit():
            seconds = float(given[:10])
        elif given:
            try:
                seconds = parsedate_to_datetime(given).timestamp() - self.clock.now()
            except (ValueError, TypeError, OverflowError):
                seconds = None
        if seconds is None:
            return _HOLD if answer.status == 429 else None
        return min(max(seconds, self.delay), _LONGEST_HOLD)

    def _held_for(self, host: str) -> float:
        until = self._held.get(host)
        if until is None:
            return 0.0
        left = until - self.clock.now()
        if left <= 0:
            del self._held[host]
        return max(0.0, left)

    # -- robots.txt -------------------------------------------------------------------------------

    def _rules_for(self, url: str) -> Rules:
        known = self._known_rules(url)
        if known is not None:
            return known
        origin = _origin(url)
        rules = self._fetched_rules(origin)
        lasts = _HOLD if rules.problem is not None else _DAY
        self._rules[origin] = rules, self.clock.now() + lasts
        if len(self._rules) > _MOST_HOSTS:
            self._rules.popitem(last=False)
        return rules

    def _known_rules(self, url: str) -> Rules | None:
        known = self._rules.get(_origin(url))
        return known[0] if known is not None and known[1] > self.clock.now() else None

    def _fetched_rules(self, origin: str) -> Rules:
        """What stands in a server's robots.txt; where it has none, all is allowed."""
        limits = replace(self.limits, html_bytes=_MOST_ROBOTS)
        here = f"{origin}/robots.txt"
        for _ in range(limits.redirects + 1):
            answer = self._asked(here, {"Accept": "text/plain,*/*;q=0.5"}, limits, cut=True)
            if isinstance(answer, Trouble):
                return Rules(AGENT, problem=answer.problem)
            if answer.status == 200:
                return rules_of(answer.data, AGENT)
            if answer.status == 429 or answer.status >= 500:
                self._judged(replace(answer, url=origin))
                problem = f"its robots.txt cannot be had: the server answered {answer.status}"
                return Rules(AGENT, problem=problem)
            if answer.location is None:
                break
            here = answer.location
        return Rules(AGENT)

    def _delay_of(self, url: str) -> float:
        known = self._rules.get(_origin(url))
        return known[0].delay if known is not None else 0.0


def host_of(url: str) -> str:
    """Return the host of an address; "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _origin(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        host = f"[{host}]" if ":" in host else host
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "http://"
    return f"{parts.scheme}://{host}{port}".lower()
