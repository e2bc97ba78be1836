"""What a browser sends for a form of the admin, with the values that the form was given."""

from bs4 import BeautifulSoup
from django.db.models import Model
from wagtail import blocks
from wagtail.blocks.field_block import ChooserBlock
from wagtail.test.utils.form_data import querydict_from_html

from tests.support.fields import children_of, stream_fields

Sent = dict[str, list[str]]
FIELDS = ["input", "textarea", "select"]


def sent_by(html: str) -> Sent:
    """The fields of the largest form on a page, without those that JavaScript makes."""
    sizes = [len(form.find_all(FIELDS)) for form in BeautifulSoup(html, "html.parser").find_all("form")]
    return dict(querydict_from_html(html, form_index=sizes.index(max(sizes))).lists())


def streams_of(instance: Model) -> Sent:
    """The fields that JavaScript makes of the StreamFields of a page or snippet."""
    sent: Sent = {}
    for field in stream_fields(type(instance)):
        raw = field.stream_block.get_prep_value(getattr(instance, field.name))
        sent |= _block(field.stream_block, raw, field.name)
    return sent


def _block(block: blocks.Block, raw, prefix: str) -> Sent:
    children = children_of(block)
    if isinstance(block, blocks.BaseStructBlock):
        parts = [_block(child, raw.get(name), f"{prefix}-{name}") for name, child in children.items()]
        return {name: value for part in parts for name, value in part.items()}
    if children:
        sent = {f"{prefix}-count": [str(len(raw))]}
        for position, item in enumerate(raw):
            at = f"{prefix}-{position}"
            sent |= {f"{at}-deleted": [""], f"{at}-order": [str(position)], f"{at}-type": [item["type"]]}
            sent |= {f"{at}-id": [item["id"]]} | _block(children[item["type"]], item["value"], f"{at}-value")
        return sent
    if isinstance(block, ChooserBlock) or raw is None:
        return {prefix: ["" if raw is None else str(raw)]}
    if isinstance(block, blocks.BooleanBlock):
        return {prefix: ["on"]} if raw else {}
    shown = block.field.widget.format_value(block.field.prepare_value(block.to_python(raw)))
    return {prefix: shown if isinstance(shown, list) else ["" if shown is None else shown]}
