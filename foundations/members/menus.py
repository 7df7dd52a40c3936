"""Menu items by role."""

from wagtail.admin.menu import MenuItem

from foundations.members.roles import is_board


class BoardMenuItem(MenuItem):
    """An item of the board only."""

    def is_shown(self, request):
        return is_board(request.user)
