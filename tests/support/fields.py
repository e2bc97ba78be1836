"""What the hub itself defines on a model, as opposed to what Wagtail and Django bring along."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

OUR_PACKAGES = ("hub", "home", "toolkit", "events", "articles", "network")


def our_models() -> list[type[models.Model]]:
    """Every model that a package of the hub defines."""
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in OUR_PACKAGES]


def own_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields of a model that editors fill in and that no base class of Wagtail or Django defines."""
    foreign = {
        field.name
        for base in model.__mro__
        if hasattr(base, "_meta") and base.__module__.split(".")[0] not in OUR_PACKAGES
        for field in base._meta.get_fields()
    }
    return [
        field
        for field in model._meta.get_fields()
        if getattr(field, "editable", False) and not field.auto_created and field.name not in foreign
    ]


def stream_fields(model: type[models.Model]) -> list[StreamField]:
    """The StreamFields of a model."""
    return [field for field in model._meta.get_fields() if isinstance(field, StreamField)]


def children_of(block: blocks.Block) -> dict[str, blocks.Block]:
    """The blocks directly inside a block, by name."""
    match block:
        case blocks.ListBlock():
            return {"item": block.child_block}
        case blocks.BaseStructBlock() | blocks.BaseStreamBlock():
            return dict(block.child_blocks)
    return {}


def all_blocks(block: blocks.Block, path: str) -> Iterator[tuple[str, blocks.Block]]:
    """Every block inside `block` with its path, at any depth."""
    for name, child in children_of(block).items():
        yield f"{path}.{name}", child
        if not isinstance(child, ImageBlock):  # Its parts are Wagtail's.
            yield from all_blocks(child, f"{path}.{name}")


def all_stream_blocks() -> dict[str, blocks.Block]:
    """Every block of every StreamField of the hub by path, such as `GuidePage.steps.step.title`."""
    return {
        path: block
        for model in our_models()
        for field in stream_fields(model)
        for path, block in all_blocks(field.stream_block, f"{model.__name__}.{field.name}")
    }
