"""Procedures found by the words of readers, by name in memory and by text in the database; and their twins."""

from __future__ import annotations

from foundations.searching.joint_reading import JointReading
from foundations.searching.titles import choose_best
from procedures import catalogue

TEXT_SCORE = 0.3  # of a procedure with all words, but not in its name
TEXT_BONUS = 0.05
NAME_BONUS = 0.4  # for the whole name, so that it comes before articles; in proportion for a part of it
PLACE_LOSS = 0.0005  # for each place in the database's order


def find_procedures(asked: JointReading) -> tuple[dict[int, float], bool]:
    """Procedures in force with their scores, and whether a text holds also what no name has."""
    listed = catalogue.get_current()
    hits = choose_best(listed.titles.rank(asked.ideas, asked.text))
    scores = {hit.key: hit.score + NAME_BONUS * hit.match for hit in hits}
    in_text, complete = asked.find_in_texts(lambda query: listed.find_with(query, ranked=not hits))
    for place, key in enumerate(in_text):
        scores[key] = scores[key] + TEXT_BONUS if key in scores else TEXT_SCORE - PLACE_LOSS * place
    return {key: score for key, score in scores.items() if not listed.is_over(key)}, complete


def find_twins(keys: list[int]) -> dict[int, dict[int, str]]:
    """Of the procedures, best first, those with twins after them: {key: {key of the twin: what differs}}."""
    listed = catalogue.get_current()
    heads: dict[str, int] = {}
    twins: dict[int, dict[int, str]] = {}
    for key in keys:
        matter, difference = listed.split_name(key)
        if not matter or heads.setdefault(matter, key) == key:
            continue
        twins.setdefault(heads[matter], {})[key] = difference
    return twins
