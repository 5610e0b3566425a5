"""Office files of the kind that people bring, written part by part."""

import struct
import zlib
from collections.abc import Mapping, Sequence

from kb.exports.archive import pack

_SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

STYLES = f"""{_HEAD}<w:styles {_SPACES}>
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normalny"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Tytu"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Nagwek1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Nagwek2"><w:name w:val="Nagłówek 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Rozdzia"><w:name w:val="Rozdział"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Spistreci1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Akapitzlist"><w:name w:val="List Paragraph"/></w:style>
</w:styles>"""


def _level(depth: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


_LISTS = {
    1: (_level(0, "decimal", "%1."), _level(1, "lowerLetter", "%2)"), _level(2, "bullet", "–")),
    2: (_level(0, "bullet", "•"),),
    3: (_level(0, "decimal", "§ %1."), _level(1, "decimal", "%2.")),
    4: (_level(0, "upperRoman", "Rozdział %1."),),
}
NUMBERING = (
    f"{_HEAD}<w:numbering {_SPACES}>"
    + "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'
        for key, levels in _LISTS.items()
    )
    + "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in _LISTS)
    + "</w:numbering>"
)
"""Lists 1: `1.`, `a)`, `–`; 2: bullets; 3: `§ 1.`; 4: `Rozdział I.`"""


def run(text: str, *, bold: bool = False, size: float = 0, hidden: bool = False) -> str:
    look = (
        ("<w:b/>" if bold else "")
        + ("<w:vanish/>" if hidden else "")
        + (f'<w:sz w:val="{int(size * 2)}"/>' if size else "")
    )
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(
    text: str = "",
    style: str = "",
    *,
    bold: bool = False,
    size: float = 0,
    centred: bool = False,
    numbered: tuple[int, int] | None = None,
    runs: str = "",
) -> str:
    """`numbered` is a list and the depth in it; `runs` stand in place of the text."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered is not None:
        key, depth = numbered
        properties += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>'
    if centred:
        properties += '<w:jc w:val="center"/>'
    inner = runs or (run(text, bold=bold, size=size) if text else "")
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(*content: str, columns: int = 1, rows: str = "") -> str:
    """`rows` is "restart" where a cell over several rows begins, "continue" below."""
    properties = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    properties += f'<w:vMerge w:val="{rows}"/>' if rows else ""
    inner = "".join(one if one.startswith("<") else paragraph(one) for one in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    inner = "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{inner}</w:tbl>"


def picture(key: str, description: str = "") -> str:
    """A picture of the relation `key`, alone in its paragraph."""
    size = 'cx="100" cy="100"'
    return paragraph(
        runs=f"<w:r><w:drawing><wp:inline><wp:extent {size}/>"
        f'<wp:docPr id="1" name="Obraz 1" descr="{description}"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="{key}"/></pic:blipFill><pic:spPr><a:xfrm><a:ext {size}/></a:xfrm>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(words: str) -> str:
    """A text box as Word writes it: once for new programs, once for old ones."""
    inside = f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def docx(
    *body: str,
    media: Mapping[str, bytes] | None = None,
    more: Mapping[str, str | bytes] | None = None,
    main_type: str = "document.main+xml",
) -> bytes:
    """A DOCX; `media` are pictures under `word/media/`, their relations named as their stems."""
    media = media or {}
    related = {
        "styles": "styles.xml",
        "numbering": "numbering.xml",
        "footnotes": "footnotes.xml",
        "comments": "comments.xml",
    }
    relations = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in related.items()
    ) + "".join(
        f'<Relationship Id="{name.partition(".")[0]}" Type="{_OFFICE}/image" '
        f'Target="media/{name}"/>'
        for name in media
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.{main_type}"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
        f'Id="d" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        "word/document.xml": part("document", f"<w:body>{''.join(body)}</w:body>"),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        **{f"word/media/{name}": content for name, content in media.items()},
        **(more or {}),
    }
    return pack({n: c.encode() if isinstance(c, str) else c for n, c in parts.items()})


def part(name: str, inner: str) -> str:
    """A part of a DOCX with the namespaces it needs."""
    return f"{_HEAD}<w:{name} {_SPACES}>{inner}</w:{name}>"


def png(width: int = 4, height: int = 4) -> bytes:
    """A grey picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\x80" * width) * height
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        )
    )
