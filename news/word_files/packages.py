"""The package that a .docx is: a ZIP whose parts are found by their relationships, whatever their names are.

Word Online calls the main part `word/document2.xml`, other programs use other folders; some write parts in UTF-16;
"Strict Open XML" has other namespaces. ECMA-376-2 (packages), ECMA-376-1, annex L (Strict).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

MAX_UNPACKED = 300 * 1024 * 1024  # bytes
MAX_XML = 40 * 1024 * 1024  # of one part; a book of 1,000 pages has some 10 MB
MAX_PARTS = 5_000
CONTENT_TYPES = "[content_types].xml"
WORD_MAIN = re.compile(r"wordprocessingml\.(?:document|template)\.main")
_strict = re.compile(r"http://purl\.oclc\.org/ooxml/(\w+)/")
_declaration = re.compile(r"^\s*<\?xml[^>]*\?>")
_doctype = re.compile(r"<!DOCTYPE|<!ENTITY")


@dataclass(frozen=True)
class Relationship:
    """A relationship: kind (last word of its type), target part or address, whether it is external."""

    kind: str
    target: str
    is_external: bool


@dataclass
class Package:
    """The parts of a Word file by lower-case name, and the name of the main part."""

    archive: zipfile.ZipFile
    names: dict[str, zipfile.ZipInfo]
    main: str = ""
    trees: dict[str, Element | None] = field(default_factory=dict)

    def read(self, name: str) -> bytes:
        return self.archive.read(self.names[name.lower()])

    def has(self, name: str) -> bool:
        return name.lower() in self.names

    def parse(self, name: str) -> Element | None:
        """The tree of a part in the transitional namespaces; None if there is no such part."""
        if name not in self.trees:
            self.trees[name] = parse_xml(self.read(name)) if self.has(name) else None
        return self.trees[name]

    def read_relationships(self, name: str) -> dict[str, Relationship]:
        """Relationships of a part by id; of the package if `name` is empty."""
        folder, base = posixpath.split(name)
        tree = self.parse(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for each in tree if tree is not None else ():
            target, is_external = each.get("Target", ""), each.get("TargetMode") == "External"
            if not is_external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            found[each.get("Id", "")] = Relationship(each.get("Type", "").rsplit("/", 1)[-1], target, is_external)
        return found

    def find_related(self, kind: str) -> str:
        """The name of the main part's first related part of this kind, such as `styles`; empty if none."""
        related = self.read_relationships(self.main).values()
        return next((each.target for each in related if each.kind == kind and self.has(each.target)), "")


def open_package(content: bytes) -> Package | None:
    """The package in a ZIP; None if it is not one. `main` is empty if it is not a Word document."""
    archive = zipfile.ZipFile(BytesIO(content))
    names = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in archive.infolist()}
    if CONTENT_TYPES not in names:
        return None
    package = Package(archive, names)
    package.main = find_main_part(package)
    return package


def find_main_part(package: Package) -> str:
    """The part related as the document if it is a Word document, else the first with that content type."""
    kinds = read_content_types(package)
    for related in package.read_relationships("").values():
        if related.kind == "officeDocument" and package.has(related.target):
            kind = kinds.get(f"/{related.target}".lower(), "")
            return related.target if not kind or WORD_MAIN.search(kind) else ""
    found = (name.lstrip("/") for name, kind in kinds.items() if WORD_MAIN.search(kind))
    return next((name for name in found if package.has(name)), "")


def read_content_types(package: Package) -> dict[str, str]:
    """Content types by lower-case part name and by suffix such as `png`."""
    tree = package.parse(CONTENT_TYPES)
    found = {}
    for each in tree if tree is not None else ():
        found[each.get("PartName", each.get("Extension", "")).lower()] = each.get("ContentType", "")
    return found


def is_text(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def is_too_large(archive: zipfile.ZipFile) -> bool:
    """Whether the declared sizes exceed the limits; nothing beyond them is read."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    return (
        len(parts) > MAX_PARTS
        or unpacked > MAX_UNPACKED
        or any(is_text(part) and part.file_size > MAX_XML for part in parts)
    )


def has_macros(package: Package) -> bool:
    kinds = read_content_types(package).values()
    return any("macroEnabled" in kind for kind in kinds) or any(
        name.endswith("vbaproject.bin") for name in package.names
    )


def has_document_types(archive: zipfile.ZipFile) -> bool:
    """Whether any XML part has a DTD or entities, which Word never writes."""
    texts = (archive.read(part) for part in archive.infolist() if is_text(part))
    return any(_doctype.search(decode_xml(text, errors="replace")) for text in texts)


def decode_xml(content: bytes, errors: str = "strict") -> str:
    """XML as text without its declaration: UTF-8 or UTF-16, by byte order mark or first bytes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors)
    elif content[:2] in (b"<\0", b"\0<"):
        text = content.decode("utf-16-le" if content[0] else "utf-16-be", errors)
    else:
        named = re.match(rb"<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)[\"']", content)
        encoding = named[1].decode().lower() if named else "utf-8"
        # One byte a letter, whatever is declared: some programs write "UTF-16" there and UTF-8 below.
        is_plain = encoding.startswith(("utf", "us-ascii", "ascii", "ucs", "iso-10646"))
        text = content.decode("utf-8-sig" if is_plain else encoding, errors)
    return _declaration.sub("", text)


def parse_xml(content: bytes) -> Element:
    """The tree with Strict namespaces and relationship types made transitional. Raises ParseError."""
    text = decode_xml(content)
    if _doctype.search(text):
        raise ValueError("a DTD")
    root = ElementTree.fromstring(text)  # noqa: S314 (no DTD, hence no entities)
    if _strict.search(text):
        translate_strict(root)
    return root


def translate_strict(root: Element) -> None:
    for element in root.iter():
        element.tag = _strict.sub(r"http://schemas.openxmlformats.org/\1/2006/", element.tag)
        for name in list(element.attrib):
            value = element.attrib.pop(name)
            is_named = name == "Type" or (element.tag.endswith("}graphicData") and name == "uri")
            new = _strict.sub(r"http://schemas.openxmlformats.org/\1/2006/", name)
            element.set(new, _strict.sub(r"http://schemas.openxmlformats.org/\1/2006/", value) if is_named else value)
