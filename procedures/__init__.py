"""Administrative procedures: the public list, the page of one procedure, its history, and the import of the list.

It may import its own `reading` and the foundations; no other app of a mission.
Start at `models.Procedure` (its repeated parts are in `parts`, what decisions do to it in `decisions`). A reader's
request goes through `urls` and `views` to `detail` (one procedure) or `listing` and `catalogue` (search). An import
goes from `procedures.import_runs` through `procedures.reading`; files of forms come in by `form_files`.
"""
