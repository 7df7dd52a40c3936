"""Ranking tables: indices, their editions, what each edition's table holds, and the import of such tables.

It may import the foundations only. Inside, arrows point down: `pages` (the page classes) stand on what readers are
shown (`contexts`, `profiles`, `embeds`, `tables`, `charts`), and these on the facts (`editions`, `indices`, `rows`,
`figures`). Start at `pages.RankingPage`. What is computed (totals, percents, places) is in `querysets`; an import
is an app above, `imports`; files to download are made in `files`.
"""
