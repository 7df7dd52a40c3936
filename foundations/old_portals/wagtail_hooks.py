"""Hooks that redirect old addresses after an editor's change."""

from wagtail import hooks

from foundations.old_portals import changed_addresses

hooks.register("before_edit_snippet", changed_addresses.store_earlier_address)
hooks.register("after_edit_snippet", changed_addresses.add_redirect_on_change)
