"""Web addresses -> what they give, guarded: http(s) only, robots.txt respected, bounded in time, size and redirects.

Each host is resolved once and its addresses are checked; the connection then goes to an address that was checked, so
that a name server cannot give another one in between.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType

import httpx
from protego import Protego

from quoth._version import __version__
from quoth.domain import Article
from quoth.errors import FetchError
from quoth.intake.addresses import Resolve, check_public, resolve
from quoth.intake.documents import read_document

AGENT = "Quoth"
_USER_AGENT = f"{AGENT}/{__version__} (reads news and records who said what)"
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = 5
_OK, _MISSING, _BROKEN = 200, 400, 500
# RFC 9309 asks for at least 500 kB.
_LARGEST_ROBOTS = 512 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one fetch may take in all, in seconds, and how large it may become, in bytes."""

    seconds: float = 30.0
    size: int = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from a web address: where it was in the end, its bytes, and the encoding that its header states."""

    url: str
    data: bytes
    encoding: str | None = None


class Fetcher:
    """Fetches web addresses, and keeps each site's robots.txt. A context manager, which closes its connections.

    `allowed` are hosts that may have private addresses. Every method raises `FetchError` with one sentence.
    """

    def __init__(
        self, *, allowed: Collection[str] = (), limits: Limits | None = None, resolve: Resolve = resolve
    ) -> None:
        """Make a fetcher; `resolve` gives the addresses of a host."""
        self._allowed = {host.lower().rstrip(".") for host in allowed}
        self._limits = limits or Limits()
        self._resolve = resolve
        self._robots: dict[str, Protego | None] = {}
        # Without the environment's proxies, through which addresses could not be checked.
        # No connection is kept: it would serve another host at the same address without a look at its certificate.
        self._client = httpx.Client(
            trust_env=False,
            headers={"User-Agent": _USER_AGENT},
            follow_redirects=False,
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch_article(self, url: str) -> Article:
        """The article at a web address."""
        return article_of(self.fetch(url))

    def fetch(self, url: str) -> Fetched:
        """What a web address gives, after redirects, each of which is checked like the first."""
        deadline = time.monotonic() + self._limits.seconds
        here = _parse(url)
        for hop in range(_REDIRECTS + 1):
            with _redirect_told(url if hop else None):
                self._check_robots(here, deadline)
                status, headers, data = self._get(here, deadline, self._limits.size)
                if not _is_redirect(status, headers):
                    if status != _OK:
                        raise FetchError(f"{here} answers with status {status}: check the address in a browser.")
                    return Fetched(str(here), data, httpx.Response(status, headers=headers).charset_encoding)
            with _redirect_told(url):
                here = _parse(headers["location"], base=here)
        raise FetchError(f"{url} redirects more than {_REDIRECTS} times: give the address that it leads to.")

    def _check_robots(self, url: httpx.URL, deadline: float) -> None:
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(httpx.URL(f"{origin}/robots.txt"), deadline)
        robots = self._robots[origin]
        if robots is not None and not robots.can_fetch(str(url), AGENT):
            raise FetchError(f"{url} may not be fetched by programs, says its site's robots.txt: save it yourself.")

    def _read_robots(self, url: httpx.URL, deadline: float) -> Protego | None:
        """The rules of a site, or nothing if it has none; one that fails to say forbids (RFC 9309)."""
        here = url
        for _ in range(_REDIRECTS + 1):
            status, headers, data = self._get(here, deadline, _LARGEST_ROBOTS, cut=True)
            if _is_redirect(status, headers):
                here = _parse(headers["location"], base=here)
                continue
            if status >= _BROKEN:
                raise FetchError(f"{url} answers with status {status}, so its site is left alone: try later.")
            return Protego.parse(data.decode("utf-8", errors="replace")) if status == _OK else None
        return None

    def _get(
        self, url: httpx.URL, deadline: float, size: int, *, cut: bool = False
    ) -> tuple[int, httpx.Headers, bytes]:
        """Status, headers and body; a body that is larger than `size` is cut or refused."""
        addresses = self._addresses(url)
        for place, address in enumerate(addresses):
            try:
                with _errors_told(url), self._open(url, address, deadline) as response:
                    return response.status_code, response.headers, self._body(response, url, deadline, size, cut=cut)
            except _Unreachable:
                if place == len(addresses) - 1:
                    raise
        raise FetchError(f"{url.host} has no address: check the address and the network.")

    def _addresses(self, url: httpx.URL) -> list[str]:
        addresses = self._resolve(url.host, url.port or _PORTS[url.scheme])
        if url.host.lower().rstrip(".") not in self._allowed:
            check_public(addresses, url.host)
        return addresses

    @contextmanager
    def _open(self, url: httpx.URL, address: str, deadline: float) -> Iterator[httpx.Response]:
        """Ask the address that was checked, in the name of the host, to which a certificate must belong."""
        left = max(0.1, deadline - time.monotonic())
        request = self._client.build_request(
            "GET",
            url.copy_with(host=address),
            headers={"Host": url.netloc.decode("ascii")},
            timeout=httpx.Timeout(left),
            extensions={"sni_hostname": url.host},
        )
        response = self._client.send(request, stream=True)
        try:
            yield response
        finally:
            response.close()

    def _body(self, response: httpx.Response, url: httpx.URL, deadline: float, size: int, *, cut: bool) -> bytes:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > size:
                if cut:
                    return bytes(body[:size])
                raise FetchError(f"{url} is larger than {size // 1024**2} MB: save it, and add the file.")
            if time.monotonic() > deadline:
                raise FetchError(f"{url} takes longer than {self._limits.seconds:.0f} seconds: try later.")
        return bytes(body)


def article_of(fetched: Fetched) -> Article:
    """The article in what was fetched; the encoding of the header counts where the bytes are no UTF-8."""
    data: bytes | str = fetched.data
    if fetched.encoding:
        try:
            fetched.data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                data = fetched.data.decode(fetched.encoding)
            except (LookupError, UnicodeDecodeError):
                data = fetched.data
    return read_document(data, url=fetched.url)


@contextmanager
def _redirect_told(url: str | None) -> Iterator[None]:
    """Puts before an error from where an address was redirected, if it was, since nobody asked for the other one."""
    try:
        yield
    except FetchError as error:
        raise (FetchError(f"{url} redirects, but {error}") if url else error) from error


class _Unreachable(FetchError):  # noqa: N818 - a kind of FetchError
    """The address cannot be reached, perhaps another one of the host can."""


@contextmanager
def _errors_told(url: httpx.URL) -> Iterator[None]:
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise _Unreachable(f"{url} cannot be reached ({error}): check the address and the network.") from error
    except httpx.TimeoutException as error:
        raise FetchError(f"{url} does not answer in time: try later.") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise FetchError(f"{url} cannot be fetched ({error}): check the address in a browser.") from error


def _is_redirect(status: int, headers: httpx.Headers) -> bool:
    return 300 <= status < _MISSING and "location" in headers


def _parse(url: str, *, base: httpx.URL | None = None) -> httpx.URL:
    try:
        parsed = base.join(url) if base else httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError(f"{url} is no web address ({error}): check it.") from error
    if parsed.scheme not in _PORTS or not parsed.host:
        raise FetchError(f"{url} is no address of the web: give one that begins with http:// or https://.")
    if parsed.userinfo:
        raise FetchError(f"{parsed.copy_with(userinfo=b'')} was given with a password: give it without.")
    return parsed.copy_with(fragment=None)
