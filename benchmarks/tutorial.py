"""A plain Wagtail site as `wagtail start` and the "Your first Wagtail site" tutorial lead to it: what one starts from.

The project is made by Wagtail's own command; the models and templates below are ours, after what the tutorial asks for:
an index, posts with a date, an introduction, a body, authors, a gallery and tags, header and footer from settings.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

MODELS = """
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.snippets.models import register_snippet


class BlogIndexPage(Page):
    intro = RichTextField(blank=True)


class BlogPageTag(TaggedItemBase):
    content_object = ParentalKey("BlogPage", related_name="tagged_items", on_delete=models.CASCADE)


class BlogPage(Page):
    date = models.DateField()
    intro = models.CharField(max_length=250)
    body = RichTextField(blank=True)
    authors = ParentalManyToManyField("blog.Author", blank=True)
    tags = ClusterTaggableManager(through=BlogPageTag, blank=True)

    def main_image(self):
        item = self.gallery_images.first()
        return item.image if item else None


class BlogPageGalleryImage(Orderable):
    page = ParentalKey(BlogPage, on_delete=models.CASCADE, related_name="gallery_images")
    image = models.ForeignKey("wagtailimages.Image", on_delete=models.CASCADE, related_name="+")
    caption = models.CharField(blank=True, max_length=250)


@register_snippet
class Author(models.Model):
    name = models.CharField(max_length=255)
    author_image = models.ForeignKey("wagtailimages.Image", null=True, on_delete=models.SET_NULL, related_name="+")


@register_setting
class NavigationSettings(BaseGenericSetting):
    github_url = models.URLField(blank=True)
    mastodon_url = models.URLField(blank=True)
"""

TAGS = """
from django import template
from wagtail.models import Site

register = template.Library()


@register.simple_tag(takes_context=True)
def get_site_root(context):
    return Site.find_for_request(context["request"]).root_page
"""

BASE = """{% load static wagtailcore_tags wagtailuserbar navigation_tags %}<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>{% block title %}{{ page.title }}{% endblock %}</title>
    <link rel="stylesheet" href="{% static 'css/mysite.css' %}">
  </head>
  <body>
    {% wagtailuserbar %}
    <header><nav>{% get_site_root as site_root %}
      <a href="{% pageurl site_root %}">Home</a>
      {% for menuitem in site_root.get_children.live.in_menu %}<a href="{% pageurl menuitem %}">{{ menuitem.title }}</a>{% endfor %}
    </nav></header>
    <main>{% block content %}{% endblock %}</main>
    <footer>{% with settings.blog.NavigationSettings as links %}
      {% if links.github_url %}<a href="{{ links.github_url }}">GitHub</a>{% endif %}
      {% if links.mastodon_url %}<a href="{{ links.mastodon_url }}">Mastodon</a>{% endif %}
    {% endwith %}</footer>
  </body>
</html>
"""

POST = """{% extends "base.html" %}{% load wagtailcore_tags wagtailimages_tags %}
{% block content %}
  <h1>{{ page.title }}</h1>
  <p class="meta">{{ page.date }}</p>
  {% with authors=page.authors.all %}{% if authors %}<h3>Posted by:</h3><ul>
    {% for author in authors %}<li>{% image author.author_image fill-40x60 %}{{ author.name }}</li>{% endfor %}
  </ul>{% endif %}{% endwith %}
  <div class="intro">{{ page.intro }}</div>
  {{ page.body|richtext }}
  {% for item in page.gallery_images.all %}<div>{% image item.image fill-320x240 %}<p>{{ item.caption }}</p></div>{% endfor %}
  <p><a href="{{ page.get_parent.url }}">Return to blog</a></p>
  {% with tags=page.tags.all %}{% if tags %}<h3>Tags</h3>
    {% for tag in tags %}<a href="{% slugurl 'tags' %}?tag={{ tag }}">{{ tag }}</a>{% endfor %}
  {% endif %}{% endwith %}
{% endblock %}
"""

SETTINGS = """
from .base import *
DEBUG = False
ALLOWED_HOSTS = ["*"]
SECRET_KEY = "for a measurement alone"
INSTALLED_APPS = ["blog", "wagtail.contrib.settings", *INSTALLED_APPS]
TEMPLATES[0]["OPTIONS"]["context_processors"].append("wagtail.contrib.settings.context_processors.settings")
"""

CONTENT = """
import datetime, io
from PIL import Image as Drawing
from django.core.files.images import ImageFile
from wagtail.images.models import Image
from wagtail.models import Site
from blog.models import Author, BlogIndexPage, BlogPage, BlogPageGalleryImage, NavigationSettings

def picture(name):
    file = io.BytesIO()
    Drawing.new("RGB", (800, 600), "teal").save(file, "JPEG")
    return Image.objects.create(title=name, file=ImageFile(file, name=f"{name}.jpg"))

home = Site.objects.get().root_page
index = home.add_child(instance=BlogIndexPage(title="Blog", slug="blog", show_in_menus=True))
settings = NavigationSettings.load()
settings.github_url = settings.mastodon_url = "https://example.org/"
settings.save()
authors = [Author.objects.create(name=f"Author {number}", author_image=picture(f"author{number}")) for number in range(2)]
for number in range(30):
    post = BlogPage(title=f"Post {number}", slug=f"post-{number}", date=datetime.date(2026, 1, 1), intro="An introduction.",
                    body="<p>" + "A sentence of a post that somebody wrote. " * 20 + "</p>" * 6)
    post.gallery_images = [BlogPageGalleryImage(image=picture(f"p{number}-{place}"), caption="A caption") for place in range(2)]
    post.authors = authors
    index.add_child(instance=post)
    post.tags.add("one", "two", "three")
    post.save()
"""


def make_tutorial_site(folder: Path) -> None:
    """Makes the site with 30 posts in an empty folder. Raises CalledProcessError."""

    def run(*command: str, **keywords) -> None:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, env=clean_environment(), **keywords)

    run(str(Path(sys.executable).with_name("wagtail")), "start", "mysite", ".")
    run(sys.executable, "manage.py", "startapp", "blog")
    files = {
        "blog/models.py": MODELS,
        "blog/templatetags/__init__.py": "",
        "blog/templatetags/navigation_tags.py": TAGS,
        "blog/templates/blog/blog_page.html": POST,
        "mysite/templates/base.html": BASE,
        "mysite/settings/local.py": SETTINGS,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    for arguments in (
        ["makemigrations", "blog"],
        ["migrate"],
        ["collectstatic", "--noinput"],
        ["shell", "-c", CONTENT],
    ):
        run(sys.executable, "manage.py", *arguments)


def clean_environment() -> dict[str, str]:
    ours = {"DATABASE_URL", "VAR_DIR", "MEDIA_ROOT", "SITE_URL", "SECRET_KEY", "PYTHONPATH"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "DJANGO_SETTINGS_MODULE": "mysite.settings.local"}
