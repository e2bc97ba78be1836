"""Blocks whose value is the same in every language: identifiers, numbers of acts, time codes."""

from wagtail import blocks


class UntranslatedMixin:
    """Keeps a block out of the translation editor; the source's value is copied as it is."""

    def get_translatable_segments(self, value) -> list:
        """Nothing for the translator."""
        return []

    def restore_translated_segments(self, value, segments):
        """The source's own value."""
        return value


class UntranslatedCharBlock(UntranslatedMixin, blocks.CharBlock):
    """A short text that is the same in every language, such as the number of an act."""
