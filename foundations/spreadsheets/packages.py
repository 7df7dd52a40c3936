"""The ZIP archive of an Excel workbook: checked before anything is unpacked.

Namespaces of elements are ignored: "Strict Open XML" workbooks differ from others in little else.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from contextlib import contextmanager
from typing import Protocol
from xml.parsers import expat

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from foundations.spreadsheets.sheets import RefusedFile, SheetLimits


class PartHandler(Protocol):
    """Receives the elements of a part, their names without namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, text: str) -> None: ...


class Package:
    """The parts of a workbook. Raises RefusedFile if it is not one, or too large."""

    def __init__(self, content: bytes, limits: SheetLimits):
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.parts = {part.filename.replace("\\", "/").lower(): part for part in self.archive.infolist()}
        self._check(limits)
        self.workbook = self._main_part()

    def _check(self, limits: SheetLimits) -> None:
        if any(name.endswith("vbaproject.bin") for name in self.parts):
            raise RefusedFile(
                _("Tệp có macro. Hãy mở bằng Excel và chọn Lưu thành “Excel Workbook (.xlsx)”, không có macro.")
            )
        unpacked = sum(part.file_size for part in self.parts.values())
        if unpacked > limits.unpacked or len(self.parts) > limits.parts:
            raise RefusedFile(
                _(
                    "Tệp mở ra thành %(size)s MB trong %(parts)s phần, quá mức %(most)s MB. Hãy chép riêng bảng cần "
                    "nhập sang tệp mới, chỉ dán giá trị."
                )
                % {
                    "size": number_format(round(unpacked / 1024 / 1024), force_grouping=True),
                    "parts": number_format(len(self.parts), force_grouping=True),
                    "most": limits.unpacked // 1024 // 1024,
                }
            )
        if any(part.flag_bits & 1 for part in self.parts.values()):
            raise RefusedFile(_("Tệp đặt mật khẩu. Hãy bỏ mật khẩu rồi lưu lại."))

    def _main_part(self) -> str:
        mains = [target for kind, target in self.read_relations("").values() if kind == "officeDocument"]
        for name in [*mains, "xl/workbook.xml"]:
            if name.lower() in self.parts and name.lower().endswith(".xml"):
                return name
        raise RefusedFile(
            _("Tệp nén này không phải bảng tính .xlsx. Hãy mở bằng Excel rồi lưu bảng thành .xlsx hoặc CSV UTF-8.")
        )

    def has(self, name: str) -> bool:
        return name.lower() in self.parts

    def read_relations(self, name: str) -> dict[str, tuple[str, str]]:
        """(kind, target) by id of the relations of a part; `name` is empty for the package itself."""
        folder, file = posixpath.split(name)
        relations = RelationsPart(folder)
        source = posixpath.join(folder, "_rels", f"{file}.rels")
        if self.has(source):
            self.parse(source, relations)
        return relations.found

    def parse(self, name: str, handler: PartHandler) -> None:
        """Parses a part as a stream. Entities are refused: no program writes them, and they may be an XML bomb."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_declarations
        parser.StartElementHandler = lambda name, attributes: handler.start(name.rpartition(" ")[2], attributes)
        parser.EndElementHandler = lambda name: handler.end(name.rpartition(" ")[2])
        parser.CharacterDataHandler = handler.text
        with self.archive.open(self.parts[name.lower()]) as part:
            parser.ParseFile(part)


def _refuse_declarations(*_declaration) -> None:
    raise ValueError("a document type declaration")


class RelationsPart:
    """The elements of a .rels part."""

    def __init__(self, folder: str):
        self.folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes["Target"].replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(self.folder, target)
            kind = attributes["Type"].rpartition("/")[2]
            self.found[attributes["Id"]] = kind, posixpath.normpath(path)

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


@contextmanager
def refuse_damage():
    """Raises RefusedFile in place of the errors of a damaged archive or its XML."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        KeyError,
        IndexError,
        ValueError,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as fault:
        raise RefusedFile(
            _("Tệp Excel hỏng hoặc bị cắt ngang. Hãy mở bằng Excel và lưu lại thành “Excel Workbook (.xlsx)”.")
        ) from fault
