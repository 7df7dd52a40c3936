"""What a page or a record says, field by field, so that two versions of it can be compared.

A state is a dict of short digests, one for each field that editors write: `{"title": "9f2c…", "body": "03ab…"}`. It is
made of a revision's stored content, or of the record itself where there are no revisions. What publication, moving and
the like change (addresses in the tree, times, ids of rows and blocks) is no part of it.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from modelcluster.models import ClusterableModel, get_all_child_m2m_relations, get_all_child_relations
from taggit.managers import TaggableManager
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Revision

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')  # of a paragraph, by which comments are attached
DIGEST_LENGTH = 12  # letters of hexadecimal digits
# Editable in the database's sense, but not written in the form.
BOOKKEEPING_FIELDS = {
    "path",
    "depth",
    "numchild",
    "owner",
    "content_type",
    "locale",
    "first_published_at",
    "locked",
    "locked_by",
    "locked_at",
    "latest_revision",
    "live_revision",
}


def get_stored_state(thing) -> dict[str, str]:
    """Digests of the stored values: of the newest revision, or of the row if there are no revisions."""
    stored = type(thing)._base_manager.filter(pk=thing.pk).first()
    if stored is None:
        return {}
    revision_id = getattr(stored, "latest_revision_id", None)
    revision = Revision.objects.filter(pk=revision_id).first() if revision_id else None
    return get_state(type(thing), revision.content if revision else read_values(stored))


def read_values(thing) -> dict[str, Any]:
    """The values of a record in the shape of a revision's content."""
    if isinstance(thing, ClusterableModel):
        values = thing.serializable_data()
    else:
        values = {field.name: field.value_from_object(thing) for field in get_plain_fields(type(thing))}
        values |= {field.name: field.value_from_object(thing) for field in get_many_to_many(type(thing))}
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder, default=str))


def get_state(model: type[models.Model], values: dict[str, Any]) -> dict[str, str]:
    """One digest a field, of values in the shape of a revision's content."""
    state = {field.name: digest(get_comparable(field, values.get(field.name))) for field in get_plain_fields(model)}
    for field in get_many_to_many(model):
        state[field.name] = digest(sorted(str(key) for key in values.get(field.name) or []))
    for relation in get_children(model):
        name = relation.get_accessor_name()
        state[name] = digest(get_comparable_rows(relation, values.get(name) or []))
    return state


def get_changed_fields(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """Names of the fields that differ. A field that only one side knows, as after an upgrade, counts as the same."""
    return {name for name in before.keys() & after.keys() if before[name] != after[name]}


def get_labels(model: type[models.Model]) -> dict[str, str]:
    """What editors call each field of a state, in the order of the model."""
    labels = {field.name: capfirst(str(field.verbose_name)) for field in get_plain_fields(model)}
    labels |= {field.name: capfirst(str(field.verbose_name)) for field in get_many_to_many(model)}
    tags = {
        field.remote_field.through: field.verbose_name
        for field in model._meta.get_fields()
        if isinstance(field, TaggableManager)
    }
    for relation in get_children(model):
        child = relation.related_model
        labels[relation.get_accessor_name()] = capfirst(str(tags.get(child, child._meta.verbose_name_plural)))
    return labels


def get_plain_fields(model: type[models.Model]) -> list[models.Field]:
    """A model names in `fields_of_one_version` what begins empty again with each version, as a note on the change."""
    passed_over = BOOKKEEPING_FIELDS | set(getattr(model, "fields_of_one_version", ()))
    fields = model._meta.concrete_fields
    return [field for field in fields if field.editable and not field.primary_key and field.name not in passed_over]


def get_many_to_many(model: type[models.Model]) -> list[models.Field]:
    parental = get_all_child_m2m_relations(model) if issubclass(model, ClusterableModel) else model._meta.many_to_many
    return [field for field in parental if not isinstance(field, TaggableManager)]


def get_children(model: type[models.Model]) -> list:
    if not issubclass(model, ClusterableModel):
        return []
    return [each for each in get_all_child_relations(model) if each.get_accessor_name() != COMMENTS_RELATION_NAME]


def get_comparable(field: models.Field, value: Any) -> Any:
    """The value without what changes by itself: ids of blocks, time zones, None for an empty text."""
    if value is None:
        return ""
    if isinstance(field, StreamField):
        return drop_keys(json.loads(value) if isinstance(value, str) else value)
    if isinstance(field, models.DateTimeField) and (moment := parse_datetime(str(value))):
        moment = timezone.make_aware(moment) if timezone.is_naive(moment) else moment
        return int(moment.timestamp()) // 60  # the form knows minutes
    return drop_keys(value)


def drop_keys(value: Any) -> Any:
    """Without the ids of blocks and paragraphs, at any depth."""
    if isinstance(value, str):
        return BLOCK_KEY.sub("", value)
    if isinstance(value, list):
        return [drop_keys(each) for each in value]
    if not isinstance(value, dict):
        return value
    is_block = "type" in value and "value" in value
    return {name: drop_keys(each) for name, each in value.items() if not (is_block and name == "id")}


def get_comparable_rows(relation, rows: list[dict]) -> list[dict]:
    """Rows of a child relation in their order, without keys of the database."""
    model = relation.related_model
    children = {each.get_accessor_name(): each for each in get_children(model)}
    fields = {field.name: field for field in get_plain_fields(model) if field.name != relation.field.name}
    comparable = []
    for row in sorted(rows, key=lambda row: row.get("sort_order") or 0):
        values = {name: get_comparable(field, row.get(name)) for name, field in fields.items() if name != "sort_order"}
        for name, child in children.items():
            values[name] = get_comparable_rows(child, row.get(name) or [])
        comparable.append(values)
    return comparable


def digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]
