"""Reviewing submissions: the review screen, cancelling a workflow, unpublishing, the action menus."""
