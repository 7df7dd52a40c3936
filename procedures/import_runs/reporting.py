"""What a run has to say about the words of its source, as it was stored."""

from __future__ import annotations

from foundations.spreadsheets.problems import Problem
from procedures.import_report import RecordRemark
from procedures.import_runs.models import ImportRun
from procedures.reading.remarks import Remark, RemarkKind


def load_remarks(run: ImportRun) -> list[RecordRemark]:
    return [
        RecordRemark(place, code, name, Remark(RemarkKind(kind), field, words))
        for place, code, name, kind, field, words in run.remarks
    ]


def load_problems(stored: list[list[str]]) -> list[Problem]:
    return [Problem(*each) for each in stored]
