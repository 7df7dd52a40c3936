"""Rows inside rows, read back from a revision."""

from __future__ import annotations

from modelcluster.models import ClusterableModel, get_all_child_relations


class ClusterOfRows(ClusterableModel):
    """A model with rows that belong to it and to nothing else, whatever key it had when the revision was made.

    modelcluster drops a row of a revision whose parent's key is no longer in the database: fees of a way of handing in,
    papers of a case. But an import, or an editor who sorts anew, gives the parents new keys.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_serializable_data(cls, data, *args, **kwargs):
        data = dict(data)
        for relation in get_all_child_relations(cls):
            name, link = relation.get_accessor_name(), relation.field.name
            if name in data:
                data[name] = [{key: value for key, value in row.items() if key != link} for row in data[name]]
        return super().from_serializable_data(data, *args, **kwargs)
