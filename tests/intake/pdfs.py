"""Small PDFs, written by hand so that the tests say where every line stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Left edge and baseline in points from the lower left corner, and the words in WinAnsi.
Printed = tuple[int, int, bytes]

ENCRYPTION = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"00" * 32 + b"> /U <" + b"11" * 32 + b"> >>"


def make_pdf(pages: Sequence[Sequence[Printed]], *, info: bytes = b"<< >>", encryption: bytes = b"") -> bytes:
    """A PDF of these pages in 12-point Helvetica; `info` is its dictionary of metadata."""
    font, information = 3, 4
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "]
    objects[font - 1] += b"/Encoding /WinAnsiEncoding >>"
    objects.append(info)
    kids = []
    for lines in pages:
        content = b"BT /F1 12 Tf " + b"".join(b"1 0 0 1 %d %d Tm (%s) Tj " % line for line in lines) + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        resources = b"<< /Font << /F1 %d 0 R >> >>" % font
        box = b"/MediaBox [0 0 612 792]"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R /Resources %s >>" % (box, len(objects), resources)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    trailer = b"/Root 1 0 R /Info %d 0 R" % information
    if encryption:
        trailer += b" /Encrypt %s /ID [<00> <00>]" % encryption
    return _written(objects, trailer)


def _written(objects: Sequence[bytes], trailer: bytes) -> bytes:
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table)
