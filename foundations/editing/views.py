"""What an open form asks before it is sent."""

from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET


@require_GET
@never_cache
def show_presence(request):
    """Who is signed in. A form is sent only to a server that answers, and by the person who wrote in it."""
    return JsonResponse({"user": request.user.pk})
