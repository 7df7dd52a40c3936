"""Old addresses lead on after an editor's change."""

from wagtail import hooks

from foundations.old_portals import changed_addresses

hooks.register("before_edit_snippet", changed_addresses.remember_address)
hooks.register("after_edit_snippet", changed_addresses.lead_on)
