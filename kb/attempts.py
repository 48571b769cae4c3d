"""Failed attempts to sign in, as django-axes counts them: docs/decisions/0018-failed-sign-ins.md."""

import ipaddress
from collections.abc import Mapping
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

# A subscriber has a whole network of version 6 to choose addresses from.
OF_A_SUBSCRIBER = 64


def account_named(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """Whose password is tried. Accounts are found in any letter case, so attempts are counted in none."""
    given = (credentials or {}).get("username") or request.POST.get("username", "")
    return str(given).strip().lower()


def network_of(request: HttpRequest) -> str | None:
    """Where a request comes from: an address of version 4, or the network of one of version 6. ``None``: not known.

    Behind a proxy it is what the proxy, which is the last to do so, adds to ``X-Forwarded-For``; what stands before
    that is the sender's own word.
    """
    given = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY:
        given = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or given
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.IPv6Network((address, OF_A_SUBSCRIBER), strict=False).network_address)
    return str(address)


def forget_attempts() -> int:
    """Deletes the attempts that count no more, which name an account and a network; returns how many."""
    old = AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - settings.AXES_COOLOFF_TIME)
    return int(old.delete()[0])
