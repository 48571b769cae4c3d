"""Words that differ by a slip: a letter put in, left out, changed, or swapped with its neighbour."""

# Words of fewer letters are too short to guess at: one wrong letter makes another word of them.
SHORTEST_GUESS = 4
# From this length on two slips still leave a word that can be recognised.
TWO_SLIPS = 8


def slips_allowed(word: str) -> int:
    """How many slips a word may have and still be taken for another."""
    if len(word) < SHORTEST_GUESS:
        return 0
    return 2 if len(word) >= TWO_SLIPS else 1


def slips(one: str, other: str, most: int) -> int | None:
    """The number of slips between two words (optimal string alignment), None if there are more than ``most``."""
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        older, before = before, row
        row = [place]
        for column, wanted in enumerate(other, start=1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != wanted))
            swapped = place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == wanted
            row.append(min(cost, older[column - 2] + 1) if swapped else cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
