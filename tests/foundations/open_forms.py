"""An open form of the editors' interface: it sends what the browser sends, hidden fields and all, and learns alike."""

import itertools
import re

from bs4 import BeautifulSoup
from django.urls import reverse

KEYS = itertools.count(1)
SEEN = ("loaded_revision_id", "loaded_revision_created_at")


class OpenForm:
    """What a person has before them from opening a form until it is sent: `save` by hand, `autosave` by itself."""

    def __init__(self, client, user, address, **fields):
        self.client, self.user, self.address, self.fields = client, user, address, fields
        self.key, self.number, self.own_revision = f"opening-{next(KEYS)}", 0, None
        client.force_login(user)
        self.read(client.get(address))

    def read(self, answer):
        """Takes the hidden fields of the form that a view shows."""
        form = BeautifulSoup(answer.content, "html.parser").select_one("form[data-edit-form]")
        fields = form.select("input[type=hidden]")
        self.hidden = {each["name"]: each.get("value", "") for each in fields if each["name"] != "csrfmiddlewaretoken"}

    def data(self, **changes):
        self.fields |= changes
        self.number += 1
        names = {"form_key": self.key, "form_number": str(self.number)}
        return {**self.hidden, **self.fields, **names}

    def send(self, data, **headers):
        self.client.force_login(self.user)
        return self.client.post(self.address, data, **headers)

    def autosave(self, **changes):
        """The answer, which the form has taken in."""
        answer = self.autosave_unheard(**changes)
        if answer["success"]:
            self.own_revision = answer["revision_id"]
            self.address = answer.get("url", self.address)
            self.hidden |= {name: str(answer[name.removeprefix("loaded_")]) for name in SEEN}
        return answer

    def autosave_unheard(self, **changes):
        """As with a line that breaks before the answer comes."""
        data = self.data(**changes)
        if self.own_revision:
            data["overwrite_revision_id"] = self.own_revision
        return self.send(data, headers={"accept": "application/json"}).json()

    def save(self, action="", **changes):
        """The view's answer to a press of the button called `action`, or of "Lưu bản nháp"."""
        return self.send({**self.data(**changes), **({action: "1"} if action else {})})

    def ping(self):
        """Other people's sessions with newer versions, as the open form asks for them every few seconds."""
        model = re.search(r"/pages/(\d+)/edit/", self.address)
        address = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", model[1], 1])
        data = {"revision_id": self.hidden[SEEN[0]], "revision_created_at": self.hidden[SEEN[1]], "form_key": self.key}
        self.client.force_login(self.user)
        sessions = self.client.post(address, data).json()["other_sessions"]
        return [session["user"] for session in sessions if session["revision_id"]]
