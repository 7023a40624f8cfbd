"""Which network addresses may be asked: those of the public internet, and no others.

A page that names our own network, in a link, a redirect or its DNS, must not make us look into it.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

from quoth.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]
# Addresses that stand for an IPv4 address in their last 32 bits (RFC 6052).
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system finds them. `FetchError` if it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host} has no address ({error}): check the address and the network.") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def check_public(addresses: list[str], host: str) -> None:
    """Raise `FetchError` unless every one of the host's addresses is public."""
    for address in addresses:
        if not is_public(address):
            raise FetchError(
                f"{host} has an address that is not of the public internet ({address}): "
                f"name it with --allow-host {host} if you trust it."
            )


def is_public(address: str) -> bool:
    """Whether an address, and any that is hidden in it, is of the public internet."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(each.is_global and not each.is_multicast for each in _hidden(found))


def _hidden(address: Address) -> list[Address]:
    """The address, or those that it only wraps: mapped, translated, 6to4 and Teredo."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    wrapped: list[Address] = []
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address in _TRANSLATED:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    if address.sixtofour:
        wrapped.append(address.sixtofour)
    if address.teredo:
        wrapped += address.teredo
    return [address, *wrapped]
