"""What the body of an article is made of."""

from threading import RLock

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from foundations.imported_html.languages import LANGUAGES, make_feature_name
from news.paragraphs import ParagraphBlock

PARAGRAPH_FEATURES = [
    "h2",
    "h3",
    "h4",
    "bold",
    "italic",
    "superscript",
    "subscript",
    "ol",
    "ul",
    "hr",
    "link",
    "document-link",
    *map(make_feature_name, LANGUAGES),
]


def make_language_block(label) -> blocks.ChoiceBlock:
    """A choice of the language of a text; empty means Vietnamese."""
    return blocks.ChoiceBlock(
        choices=list(LANGUAGES.items()), label=label, required=False, help_text=_("Để trống nếu là tiếng Việt.")
    )


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Ảnh"))
    alt = blocks.CharBlock(
        label=_("Mô tả ảnh"),
        max_length=500,
        help_text=_("Ảnh cho thấy gì, viết cho người không nhìn thấy ảnh. Không chép lại chú thích."),
    )
    caption = blocks.CharBlock(label=_("Chú thích"), required=False, max_length=500)
    credit = blocks.CharBlock(label=_("Nguồn ảnh"), required=False, max_length=255)

    class Meta:
        label = _("Ảnh")
        icon = "image"
        template = "news/blocks/picture.html"


class LostPictureBlock(blocks.StructBlock):
    """The caption of a picture that was lost on import; an editor replaces it once the picture is found."""

    caption = blocks.CharBlock(label=_("Chú thích"), max_length=500)

    class Meta:
        label = _("Chú thích của ảnh chưa có tệp")
        icon = "warning"
        template = "news/blocks/lost_picture.html"


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Lời trích"))
    attribution = blocks.CharBlock(label=_("Người nói hoặc văn bản"), required=False, max_length=255)
    language = make_language_block(_("Ngôn ngữ của lời trích"))

    class Meta:
        label = _("Trích dẫn")
        icon = "openquote"
        template = "news/blocks/quotation.html"


class TableBlock(blocks.StructBlock):
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Cột chữ"), required=False)),
            ("number", blocks.CharBlock(label=_("Cột số"), required=False, help_text=_("Ghi như văn bản: 92,44"))),
        ],
        label=_("Bảng"),
    )
    source = blocks.CharBlock(label=_("Nguồn số liệu"), required=False, max_length=500)

    class Meta:
        label = _("Bảng")
        icon = "table"
        help_text = _(
            "Bảng mới còn trống: bấm “Thêm cột”, chọn cột chữ hoặc cột số rồi ghi tên cột; sau đó bấm dấu cộng để thêm "
            "dòng. Bảng có sẵn trong Word, Excel: chép rồi dán vào một đoạn văn."
        )
        template = "news/blocks/table.html"

    def clean(self, value):
        cleaned = super().clean(value)
        table = cleaned.get("table")
        if not self.is_deferred_validation and not (table and table.columns and table.row_data):
            empty = ValidationError(_("Bảng còn trống; hãy thêm cột và dòng, hoặc xóa khối này."))
            raise blocks.StructBlockValidationError({"table": empty})
        return cleaned


class AttachmentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Tệp"))
    title = blocks.CharBlock(
        label=_("Tên hiển thị"), required=False, max_length=255, help_text=_("Để trống thì lấy tên của tệp.")
    )

    class Meta:
        label = _("Tệp đính kèm")
        icon = "doc-full"
        template = "news/blocks/attachment.html"


class CitationBlock(blocks.StructBlock):
    """A cited document: chosen from the list or typed in. Typed values win over those of the list."""

    document = SnippetChooserBlock(
        "legal_documents.LegalDocument",
        label=_("Văn bản trong danh sách"),
        required=False,
        help_text=_("Chọn văn bản đã có trên trang, hoặc ghi số, ký hiệu và các thông tin bên dưới."),
    )
    number = blocks.CharBlock(label=_("Số, ký hiệu"), required=False, max_length=100, help_text=_("Ví dụ: 37/QĐ-UBND"))
    date = blocks.DateBlock(label=_("Ngày ban hành"), required=False)
    agency = blocks.CharBlock(label=_("Cơ quan ban hành"), required=False, max_length=255)
    title = blocks.CharBlock(label=_("Trích yếu"), required=False, max_length=1000)
    language = make_language_block(_("Ngôn ngữ của trích yếu"))
    link = blocks.URLBlock(label=_("Địa chỉ toàn văn"), required=False)

    class Meta:
        label = _("Dẫn văn bản")
        icon = "doc-full-inverse"
        template = "news/blocks/citation.html"

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not (cleaned.get("document") or cleaned.get("number")):
            missing = ValidationError(_("Hãy chọn văn bản trong danh sách hoặc ghi số, ký hiệu."))
            raise blocks.StructBlockValidationError({"number": missing})
        return cleaned


def find_offered_blocks() -> list[tuple[str, blocks.Block]]:
    """Blocks that other apps declare for bodies by `AppConfig.get_article_blocks`, in the order of the apps."""
    configs = (config for config in apps.get_app_configs() if hasattr(config, "get_article_blocks"))
    return [offered for config in configs for offered in config.get_article_blocks().items()]


class ArticleBody(blocks.StreamBlock):
    """The body of an article or a standard page.

    Validated by one thread at a time: Wagtail stores "this is a draft, skip required fields" on the block object,
    which all threads share. Without the lock, drafts saved at the same time fail with a 500 (measured: 1 to 3 of
    24), and a published article may skip validation.

    Other apps add blocks by `get_article_blocks` of their AppConfig (blocks by name). Migrations freeze them as plain
    blocks, so they do not depend on those apps.
    """

    checking = RLock()  # one for all bodies: they share their child blocks

    paragraph = ParagraphBlock(
        label=_("Đoạn văn"), icon="pilcrow", features=PARAGRAPH_FEATURES, template="news/blocks/paragraph.html"
    )
    picture = PictureBlock()
    quotation = QuotationBlock()
    table = TableBlock()
    attachment = AttachmentBlock()
    citation = CitationBlock()
    lost_picture = LostPictureBlock()

    def __init__(self, local_blocks=None, **kwargs):
        super().__init__([*find_offered_blocks(), *(local_blocks or [])], **kwargs)

    def clean(self, value, **kwargs):
        with self.checking:
            return super().clean(value, **kwargs)

    def clean_deferred(self, value):
        with self.checking:
            return super().clean_deferred(value)
