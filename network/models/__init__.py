"""Page types of the network."""

from network.models.contact import ContactIndexPage, ContactPage

__all__ = ["ContactIndexPage", "ContactPage"]
