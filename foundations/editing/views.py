"""The view that an open form calls before it is sent."""

from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET


@require_GET
@never_cache
def show_presence(request):
    """Returns who is signed in: a form is only sent if the server answers, and by the user who wrote in it."""
    return JsonResponse({"user": request.user.pk})
