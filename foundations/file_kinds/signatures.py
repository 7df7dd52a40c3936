"""The first bytes of the file types that the site takes, or refuses with advice."""

PDF = b"%PDF-"
MAX_BYTES_BEFORE_PDF = 1024  # that printers and mail programs may put before it; PDF readers search that far
ZIP = b"PK\x03\x04"  # .docx, .xlsx, .odt and the like too
OLE = b"\xd0\xcf\x11\xe0"  # Office files of before 2007, and newer ones with a password
RTF = b"{\\rtf"
JPEG = b"\xff\xd8\xff"
PNG = b"\x89PNG\r\n\x1a\n"
PROGRAMS = (b"MZ", b"\x7fELF")  # of Windows, of Linux


def is_pdf(head: bytes) -> bool:
    """Whether a file that begins with `head` (1,029 bytes) is a PDF, and no program or archive that holds one."""
    return PDF in head[: MAX_BYTES_BEFORE_PDF + len(PDF)] and not head.startswith((*PROGRAMS, ZIP))
