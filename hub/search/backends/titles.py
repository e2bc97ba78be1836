"""How much a title counts, by its length."""


class NormsOnRebuild:
    """An index that works this out when it is made anew, and not for all titles at each save."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        if full:
            super()._refresh_title_norms(full=True)  # type: ignore[misc]  # the index's
