"""Pages of a long list whose first and last cost the same."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from hub.caching.generation import remember


class LongPaginator(Paginator):
    """Django's, but the list is counted once in a generation of the content, and its second half read from the end.

    `name` tells the list from every other; what is in it must not depend on the time.
    """

    object_list: QuerySet

    def __init__(self, object_list: QuerySet, per_page: int, name: tuple):
        super().__init__(object_list, per_page)
        self.name = name

    @cached_property
    def count(self) -> int:
        """How many there are."""
        return remember(("count", self.name), self.object_list.count)

    def page(self, number: int | str) -> Page:
        """A page by its number, counted from 1. Raises InvalidPage for one that is none or beyond the last."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        end = min(start + self.per_page, self.count)
        if start > self.count / 2:
            backwards = self.object_list.reverse()[self.count - end : self.count - start]
            return Page(list(backwards)[::-1], number, self)
        return Page(self.object_list[start:end], number, self)
