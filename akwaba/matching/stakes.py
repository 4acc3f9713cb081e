"""What an error about a pair would cost: the order of the queue; no framework.

A record too many is served at each distribution, and brings its family with it: whoever comes back
under another head usually comes with theirs. So the cost grows with the larger of the two
households; most where both are still here and would be served tomorrow. A token or a signed paper
for each record lets one human being draw twice where nobody compares faces. The chance that the
pair is one person turns the cost into what waits to be lost.
"""

BOTH_HERE = 2.0
"""Of two records that are both present: the loss goes on, and is not only a count that is wrong."""
EACH_PAPER = 3.0
"""As much as three rations: a paper or a token opens doors beyond this register."""


def stake_of(*, probability: float, people: int, both_here: bool, papers: int) -> float:
    """How much hangs on a pair.

    `people` counts the larger of the two households, `papers` the tokens and attestations of the
    record that has fewer of them: what would be held twice.
    """
    served = max(people, 1) * (BOTH_HERE if both_here else 1.0)
    return probability * (served + EACH_PAPER * papers)
