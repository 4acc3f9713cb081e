"""What only tomorrow's version knows: a new kind of entry, and a new version of an old one."""

from dataclasses import replace

from akwaba.ledger import kinds

WELCOMED = "registry.household_welcomed"
"""A kind that today's nodes have never heard of; it registers a household."""
CORRECTED = "registry.person_corrected"
REGISTERS = ("registry.household_registered", WELCOMED)


def today():
    """The kinds that this code knows."""
    return dict(kinds._KINDS)


def tomorrow():
    known = today()
    known[WELCOMED] = kinds.Kind(WELCOMED, "Household welcomed")
    known[CORRECTED] = replace(known[CORRECTED], version=2, upcasters={1: lambda said: said})
    return known
