"""Running text: what an editor may do inside a paragraph, and the blocks that articles are written in."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

INLINE_FEATURES = ["bold", "link", "document-link", "fact"]
TEXT_FEATURES = [*INLINE_FEATURES, "ul", "ol"]
ARTICLE_FEATURES = ["h2", "h3", *TEXT_FEATURES]


class ParagraphBlock(blocks.RichTextBlock):
    """Text with subheadings, lists and links."""

    def __init__(self, **kwargs):
        super().__init__(features=ARTICLE_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, subheadings, lists and links.")
        template = "blocks/paragraph.html"
        preview_value = (
            "<p>Yhdistys on työnantaja, ei puheenjohtaja. Siksi palkkaamisesta päättää hallitus.</p>"
        )


class QuoteBlock(blocks.StructBlock):
    """A sentence worth stopping at, with who said it."""

    text = blocks.TextBlock(label=_("Quote"), help_text=_("Without quotation marks."))
    attribution = blocks.CharBlock(
        label=_("Who says it"), required=False, help_text=_("A role rather than a name.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("A sentence that is lifted out of the text.")
        template = "blocks/quote.html"
        preview_value = {
            "text": "Kukaan ei enää kysy, onko tämä palvelu vai talkoot.",
            "attribution": "Kyläpäällikkö",
        }


class NoteBlock(blocks.StructBlock):
    """A framed notice: information, a warning of age, or good news."""

    kind = blocks.ChoiceBlock(
        choices=[("info", _("Information")), ("late", _("Warning")), ("ok", _("Done"))],
        default="info",
        label=_("Kind"),
        help_text=_("Sets the icon and the colour."),
    )
    title = blocks.CharBlock(label=_("Heading"), help_text=_("What it is about, in a few words."))
    text = blocks.RichTextBlock(
        features=TEXT_FEATURES, label=_("Text"), help_text=_("What the reader should do.")
    )

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        description = _("A framed notice with an icon, a heading and what to do.")
        template = "blocks/note.html"
        preview_value = {
            "kind": "info",
            "title": "Hakekaa tukea ajoissa",
            "text": "<p>Päätöksen pitää olla tehty ennen kuin työ alkaa.</p>",
        }


class DetailsBlock(blocks.StructBlock):
    """A side path that opens on request; never something that everybody needs."""

    summary = blocks.CharBlock(label=_("Heading"), help_text=_("Always visible: a question works well."))
    text = blocks.RichTextBlock(
        features=TEXT_FEATURES, label=_("Text"), help_text=_("Shown when the heading is opened.")
    )

    class Meta:
        icon = "collapse-down"
        label = _("More on request")
        description = _("A heading that opens to more text. For side paths, not for what everybody needs.")
        template = "blocks/details.html"
        preview_value = {
            "summary": "Mikä kelpaa määräajan syyksi?",
            "text": "<p>Esimerkiksi hankkeen kesto tai toisen työntekijän sijaisuus.</p>",
        }


class FigureBlock(blocks.StructBlock):
    """A picture with its caption."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, help_text=_("Shown under the picture."))

    def get_preview_value(self):
        """The newest picture of the site; nothing while there is none."""
        image = self.child_blocks["image"].child_blocks["image"].model_class.objects.last()
        if image:
            image.contextual_alt_text, image.decorative = image.title, False
        return self.normalize({"image": image, "caption": image.title if image else ""})

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with an alternative text and a caption.")
        template = "blocks/figure.html"


class ArticleBlock(blocks.StreamBlock):
    """What articles and plain pages are built of."""

    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    note = NoteBlock()
    details = DetailsBlock()
    figure = FigureBlock()

    class Meta:
        block_counts: dict = {}
