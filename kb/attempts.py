"""Failed attempts to sign in, as django-axes counts them, and how many mails lead to a new password.

Why so: docs/decisions/0018-failed-sign-ins.md.
"""

import ipaddress
import re
import time
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

# A subscriber has a whole network of version 6 to choose addresses from.
OF_A_SUBSCRIBER = 64
# Where nothing readable is said of where a request comes from: all of these count as one.
NOWHERE = "::"
# Mails for a new password in one hour of the clock: to one account, from anywhere; by one network, to anybody.
MAILS_TO_ACCOUNT, MAILS_FOR_NETWORK = 3, 30
AN_HOUR = 3600
# Some proxies write a port behind the address, and brackets around one of version 6.
_WITH_PORT = re.compile(r"\[([0-9A-Fa-f:.]+)\](?::\d+)?|([0-9.]+):\d+")


def account_named(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """Whose password is tried: in one letter case, and letters that a database may take for one (ı and i) as one."""
    given = (credentials or {}).get("username") or request.POST.get("username", "")
    return str(given).strip().upper().lower()


def may_be_mailed(request: HttpRequest, email: str) -> bool:
    """Whether one more mail may go to ``email`` for a new password within this hour of the clock; asking counts,
    whether there is such an account or not. What is counted is a number under a hash, for an hour or two.
    """
    # As Django compares the address with those of accounts, or others would use up what is somebody's own.
    account = unicodedata.normalize("NFKC", email).casefold()
    # In this order: a network that asks for too many uses up nobody else's.
    by_network = _count(f"for {network_of(request)}") <= MAILS_FOR_NETWORK
    return by_network and _count(f"to {account}") <= MAILS_TO_ACCOUNT


def _count(name: str) -> int:
    """How often ``name`` was counted in this hour, this time too. The next hour has a number of its own: who goes on
    asking does not prolong it.
    """
    hour = int(time.time()) // AN_HOUR
    cache, key = caches["mails"], salted_hmac("kb.attempts", f"{hour} {name}").hexdigest()
    if cache.add(key, 1):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # dropped in between
        return 1


def network_of(request: HttpRequest) -> str:
    """Where a request comes from: an address of version 4, or the network of one of version 6.

    Behind a proxy it is what the proxy, which is the last to do so, adds to ``X-Forwarded-For``; what stands before
    that is the sender's own word. Where that cannot be read, it is the connection's address.
    """
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2] if settings.BEHIND_PROXY else ""
    return _network(forwarded) or _network(str(request.META.get("REMOTE_ADDR", ""))) or NOWHERE


def _network(given: str) -> str:
    """Empty for what is no address."""
    given = given.strip()
    with_port = _WITH_PORT.fullmatch(given)
    if with_port:
        given = with_port[1] or with_port[2]
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(address), OF_A_SUBSCRIBER), strict=False).network_address)
