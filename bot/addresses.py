"""Which network addresses a page may be fetched from: those of the public internet and no other."""

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

IpAddress = IPv4Address | IPv6Address

_UNICAST: Final = IPv6Network("2000::/3")  # all that is routed
_NAT64: Final = IPv6Network("64:ff9b::/96")  # a v4 address as a v6-only network sees it
# Azure's own service to a machine answers under an address of the public internet, from within only.
_PLATFORMS: Final = frozenset({IPv4Address("168.63.129.16")})
# Of protocols, and of relays: ipaddress takes most of them for global, IANA's registry does not.
_SPECIAL: Final = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
# Tunnels carry a v4 address of anybody's choice, and no office publishes from behind one; the last is of examples.
_TUNNELS: Final = (IPv6Network("2002::/16"), IPv6Network("2001::/32"), IPv6Network("3fff::/20"))


def is_public(address: IpAddress) -> bool:
    """Neither this machine nor a network of somebody's own, in whatever way it is written; a cloud's metadata service
    is link-local."""
    if isinstance(address, IPv4Address):
        special = address.is_multicast or address.is_reserved or address.is_unspecified or address in _PLATFORMS
        return address.is_global and not special and not any(address in network for network in _SPECIAL)
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    if address.scope_id is not None or any(address in tunnel for tunnel in _TUNNELS):
        return False
    return address.is_global and address in _UNICAST and not (address.is_multicast or address.is_reserved)


def resolve(host: str, port: int) -> Sequence[IpAddress]:
    """Every address of a name, the best one first. Raises OSError when it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(ip_address(sockaddr[0]) for *_, sockaddr in found))
