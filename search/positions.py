"""Where words stand in a text, for phrases: words of one field are numbered one after the other."""

from collections import defaultdict

from search.analysis import content
from search.documents import DocumentText

# Words beyond are found one by one and in no phrase: a position has 15 bits, and one value says "nowhere".
MOST_POSITIONS = 0x7FFF


def positions(text: DocumentText, language: str) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """The places of each base in a text, ascending: (for everyone, those of members' text alone).

    Between two fields one number is left out, so that no phrase begins in one and ends in the next.
    """
    public: dict[str, list[int]] = defaultdict(list)
    after = _add(public, (text.title, text.summary, text.body), language, 0)
    members: dict[str, list[int]] = defaultdict(list)
    _add(members, (text.members_body,), language, after)
    return dict(public), dict(members)


def _add(found: dict[str, list[int]], fields: tuple[str, ...], language: str, begin: int) -> int:
    for written in fields:
        bases = content(written, language).bases
        for place, base in enumerate(bases[: max(0, MOST_POSITIONS - begin)], start=begin):
            found[base].append(place)
        begin += len(bases) + 1
    return begin
