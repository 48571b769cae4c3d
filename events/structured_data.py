"""An event in the words of schema.org, and on the picture of it that is shared."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kb import formats
from kb.reading import Reading
from kb.structured_data import Node, said

if TYPE_CHECKING:
    from events.models import EventPage

_SCHEMA = "https://schema.org/"


def event_data(page: "EventPage", context: Mapping[str, Any]) -> Node:
    """When, in the zone of the place, where, and who holds it."""
    facts = context["reading"].facts
    place, online = page.place.strip(), facts.online_url
    where: list[Node] = [{"@type": "Place", "name": place, "address": place}] if place else []
    if online:
        where.append({"@type": "VirtualLocation", "url": online})
    mode = "Mixed" if place and online else "Online" if online else "Offline"
    return {
        "@type": "Event",
        "eventStatus": f"{_SCHEMA}EventScheduled",
        "eventAttendanceMode": f"{_SCHEMA}{mode}EventAttendanceMode",
        "location": where,
        **said(
            startDate=facts.local_start.isoformat() if facts.local_start else None,
            endDate=facts.local_end.isoformat() if facts.local_end else None,
            organizer={"@type": "Organization", "name": facts.organisers} if facts.organisers else None,
        ),
    }


def event_picture(page: "EventPage", reading: Reading) -> dict[str, str]:
    """The day, in the reader's words, and the place."""
    start = reading.facts.local_start
    return {"above": formats.day(start, reading.language) if start else "", "below": page.place}
