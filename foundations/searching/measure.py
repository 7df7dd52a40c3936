"""How good a search is: the ranks of the right answers, summed up."""

from __future__ import annotations

from dataclasses import dataclass, field

PLACES = (1, 3, 10)


@dataclass
class Tally:
    """Ranks of the right answer to queries, from 1; None where it was not found. And processor times in seconds."""

    ranks: list[int | None] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, rank: int | None, seconds: float) -> None:
        self.ranks.append(rank)
        self.seconds.append(seconds)

    def count_within(self, place: int) -> int:
        return sum(rank is not None and rank <= place for rank in self.ranks)

    def compute_success(self, place: int) -> float:
        """The share of queries with the right answer among the first `place`; 0 without queries."""
        return self.count_within(place) / len(self.ranks) if self.ranks else 0.0

    def compute_reciprocal_rank(self) -> float:
        """The mean of 1/rank, 0 for what was not found."""
        return sum(1 / rank for rank in self.ranks if rank) / len(self.ranks) if self.ranks else 0.0

    def compute_slowest(self, share: float = 0.95) -> float:
        """The processor time in ms that this share of the queries did not exceed."""
        ordered = sorted(self.seconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000 if ordered else 0.0

    def describe(self, name: str) -> str:
        """A line of a table: name, number of queries, success at 1, 3 and 10, mean reciprocal rank, p95 in ms."""
        shares = "  ".join(f"{self.compute_success(place):6.3f}" for place in PLACES)
        mean, slowest = self.compute_reciprocal_rank(), self.compute_slowest()
        return f"{name:28.28} {len(self.ranks):5}  {shares}  {mean:6.3f}  {slowest:6.0f}"


def make_heading() -> str:
    """The heading of the lines that `Tally.describe` makes."""
    return f"{'kind':28} {'n':>5}  {'@1':>6}  {'@3':>6}  {'@10':>6}  {'MRR':>6}  p95 ms"
