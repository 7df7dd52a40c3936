"""Files of forms: found by their names in a folder or a ZIP file, checked like every upload, attached to the papers.

A record names the file of a form ("Mẫu số 12.docx"); many procedures share one. Names of small folders that are codes
of procedures tell files of one name apart. Nothing outside the folder is read, and the same content is stored once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.models import Collection

from foundations.spreadsheets.problems import Problem
from foundations.vietnamese.folding import to_nfc
from procedures.form_sources import READING_ERRORS, FormFile, make_name_key, open_source
from procedures.history import publish_change
from procedures.models import DossierItem, Procedure
from procedures.reading.codes import get_national_code

BATCH = 100  # procedures
MAX_STEM = 60  # characters of a stored file's name, before its type
BETWEEN_NAMES = "; "


@dataclass
class FormOutcome:
    """What became of the forms: (code, name) of those attached now or before, of those without a file and of papers
    with several forms; files refused with the reason; files that no paper names."""

    attached: list[tuple[str, str]] = field(default_factory=list)
    known: int = 0
    missing: list[tuple[str, str]] = field(default_factory=list)
    several: list[tuple[str, str]] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


def attach_forms(source: Path, codes: Iterable[str] | None = None, *, user=None, dry_run: bool = False) -> FormOutcome:
    """Attaches the files in `source` to the papers that name them, of these procedures or of all.

    Each procedure is stored for itself, in a short transaction; running it again attaches what was left. Call it when
    no transaction is open. Raises UnusableSourceError.
    """
    with open_source(source) as files:
        attacher = Attacher(files, user, dry_run=dry_run)
        for procedure in list_procedures(codes):
            attacher.attach(procedure)
        attacher.outcome.unused = sorted(file.place for file in files if file not in attacher.used)
        return attacher.outcome


def list_procedures(codes: Iterable[str] | None) -> Iterator[Procedure]:
    """Those with a paper that names a form."""
    naming = DossierItem.objects.exclude(form_name="").values("case__procedure")
    found = Procedure.objects.filter(pk__in=naming)
    found = found if codes is None else found.filter(code__in=list(codes))
    keys = list(found.order_by("code").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        yield from Procedure.objects.with_parts().filter(pk__in=keys[start : start + BATCH]).order_by("code")


class Attacher:
    """Attaches files to the papers of one procedure after another."""

    def __init__(self, files: list[FormFile], user, *, dry_run: bool):
        self.user, self.dry_run = user, dry_run
        self.outcome = FormOutcome()
        self.used: set[FormFile] = set()
        self.documents: dict[str, object] = {}  # by place
        self.by_name: dict[str, list[FormFile]] = {}
        for file in files:
            self.by_name.setdefault(make_name_key(PurePosixPath(file.place).name), []).append(file)

    def attach(self, procedure: Procedure) -> None:
        chosen = {}
        for at, case in enumerate(procedure.cases.all()):
            for place, item in enumerate(case.items.all()):
                if item.form_name and (document := self.find_document(procedure.code, item)):
                    chosen[at, place, item.form_name] = document
        if chosen:
            store_forms(procedure, chosen)

    def find_document(self, code: str, item: DossierItem):
        """The document to attach; None if there is none, or one is attached, or nothing is to be stored."""
        named = code, item.form_name
        if item.form_id:
            self.outcome.known += 1
            self.used.update(self.find_files(code, item.form_name))
            return None
        if BETWEEN_NAMES in item.form_name:
            names = item.form_name.split(BETWEEN_NAMES)
            self.used.update(file for name in names for file in self.find_files(code, name))
            self.outcome.several.append(named)
            return None
        files = self.find_files(code, item.form_name)
        if not files:
            self.outcome.missing += [] if item.form_url else [named]
            return None
        document = self.get_document(files, item.form_name)
        (self.outcome.attached if document else self.outcome.missing).append(named)
        return None if self.dry_run else document

    def find_files(self, code: str, name: str) -> list[FormFile]:
        """Those of the name: in a folder of this procedure, or else in none of another's."""
        files = self.by_name.get(make_name_key(name), [])
        exact = [file for file in files if to_nfc(PurePosixPath(file.place).name) == to_nfc(name)]
        files = exact or files
        own = [file for file in files if file.code and get_national_code(file.code) == get_national_code(code)]
        return own or [file for file in files if not file.code]

    def get_document(self, files: list[FormFile], name: str):
        """The stored document of the files, which must have one content; None if it is refused, with the reason."""
        first = files[0]
        self.used.update(files)
        if first.place not in self.documents:
            try:
                self.documents[first.place] = self.store(files, name)
            except ValidationError as error:
                self.outcome.refused.append(Problem(first.place, "", " ".join(error.messages)))
                self.documents[first.place] = None
        return self.documents[first.place]

    def store(self, files: list[FormFile], name: str):
        """Raises ValidationError."""
        most = settings.DOCUMENTS_MAX_UPLOAD_SIZE
        for file in files:
            if file.size > most:
                sizes = {"size": filesizeformat(file.size), "most": filesizeformat(most)}
                raise ValidationError(_("Tệp nặng %(size)s; mỗi tệp chỉ được đến %(most)s.") % sizes)
        contents = {self.read(file) for file in files}
        if len(contents) > 1:
            places = "; ".join(file.place for file in files)
            raise ValidationError(
                _("Nhiều tệp cùng tên, khác nội dung: %s. Hãy đặt mỗi tệp vào thư mục mang mã thủ tục.") % places
            )
        (content,) = contents
        return find_same(content, name) or self.create(content, name)

    def read(self, file: FormFile) -> bytes:
        try:
            return file.read()
        except READING_ERRORS as error:
            raise ValidationError(_("không đọc được (%s)") % error) from error

    def create(self, content: bytes, name: str):
        """Stores a document through the form of uploads, which checks it. Raises ValidationError."""
        model = get_document_model()
        data = {"title": name[:255], "collection": Collection.get_first_root_node().pk, "tags": ""}
        path = PurePosixPath(name)  # the title keeps the whole name; a stored file's may not be that long
        upload = SimpleUploadedFile(f"{path.stem[:MAX_STEM]}{path.suffix}", content)
        form = get_document_form(model)(data, {"file": upload}, instance=model(uploaded_by_user=self.user), user=None)
        if not form.is_valid():
            raise ValidationError([message for messages in form.errors.values() for message in messages])
        return model(title=name[:255]) if self.dry_run else form.save()


def find_same(content: bytes, name: str):
    """A stored document of this content and type that everybody may read."""
    digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()  # as Wagtail keeps it
    suffix = PurePosixPath(name).suffix.casefold()
    for document in get_document_model().objects.filter(file_hash=digest).select_related("collection").order_by("pk"):
        if document.filename.casefold().endswith(suffix) and not document.collection.get_view_restrictions().exists():
            return document
    return None


@transaction.atomic
def store_forms(procedure: Procedure, chosen: dict) -> None:
    """Attaches the documents, by the place of case and paper, to what readers see and to the newest version.

    A procedure without versions, as an import made it, begins none for this.
    """
    has_draft = procedure.latest_revision_id and not (procedure.live and not procedure.has_unpublished_changes)
    if procedure.latest_revision_id and not has_draft:
        publish_change(procedure, lambda changed: set_forms(changed, chosen))
        return
    for at, case in enumerate(procedure.cases.all()):
        for place, item in enumerate(case.items.all()):
            if document := chosen.get((at, place, item.form_name)):
                DossierItem.objects.filter(pk=item.pk).update(form=document)
    if has_draft:
        latest = procedure.get_latest_revision_as_object()
        set_forms(latest, chosen)
        latest.save_revision(clean=False)


def set_forms(procedure: Procedure, chosen: dict) -> None:
    """On the object alone; what is no longer at its place stays as it is."""
    cases = list(procedure.cases.all())
    for at, case in enumerate(cases):
        items = list(case.items.all())
        for place, item in enumerate(items):
            item.form = chosen.get((at, place, item.form_name), item.form)
        case.items = items
    procedure.cases = cases


def describe_forms(outcome: FormOutcome) -> list[str]:
    """What became of the forms, in lines for reading."""
    counts = {name: len(getattr(outcome, name)) for name in ("attached", "missing", "several", "refused", "unused")}
    total = _(
        "Mẫu đơn: %(attached)s được gắn tệp, %(known)s đã có tệp, %(missing)s chưa có tệp, %(several)s giấy tờ có "
        "nhiều mẫu (gắn tay), %(refused)s tệp không nhận, %(unused)s tệp không giấy tờ nào nêu."
    )
    lines = [total % {"known": outcome.known, **counts}]
    lines += [_("  %(code)s: %(name)s: chưa có tệp") % {"code": c, "name": n} for c, n in outcome.missing]
    lines += [_("  %(code)s: %(name)s: nhiều mẫu, gắn tay") % {"code": c, "name": n} for c, n in outcome.several]
    lines += [_("  Không nhận tệp %s") % problem for problem in outcome.refused]
    return lines + [_("  Không giấy tờ nào nêu tệp %s") % place for place in outcome.unused]
