"""Reads files of the national database of procedures, in whatever shape they come, into plain records.

It may import the foundations only, never `procedures`: the model whose columns must hold a record is handed in.
Start at `sources.make_source`, which gives the records of a file. Full records go through `shapes` to one of four
readers (`own_export`, `portal_2021`, `portal_2026`, `word_2025`), lists through `sheets` and `tables`. What a record
holds is in `record` and `choices`; `accounting` looks every word of the source up again in what was read.
"""
