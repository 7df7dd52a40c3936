"""The models of this app."""

from foundations.members.invitations import Invitation
from foundations.members.memberships import Membership

__all__ = ["Invitation", "Membership"]
