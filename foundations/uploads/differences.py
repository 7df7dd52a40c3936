"""Pictures and files as they differ from Wagtail's.

Declared by `apps.py`; the whole list: `editors_interface/differences.py`.
"""

WAGTAIL_DIFFERENCES = [
    {
        "what": (
            "The listing of pictures, at Wagtail's own addresses, has filters for those without description and "
            "those unused."
        ),
        "why": "The board looks for both; Wagtail has no setting for its filters.",
        "since": "7.4",
        "issue": "none found",
        "originals": (
            "wagtail.images.views.images:IndexView",
            "wagtail.images.views.images:ImagesFilterSet",
            "wagtail/images/admin_urls.py",
        ),
    },
    {
        "what": (
            "A picture is known by its content, drawn anew without the place where it was taken, and needs a "
            "description."
        ),
        "why": "Wagtail keeps the original with its position, and goes by the end of the name.",
        "since": "7.4",
        "issue": "none found",
        "originals": (
            "wagtail.images.fields:WagtailImageField",
            "wagtail.images.models:WagtailImageField",
            "wagtail.images.models:WagtailImageFieldFile",
            "wagtail.images.models:AbstractImage",
            "wagtail.images.forms:BaseImageForm",
        ),
    },
    {
        "what": (
            "The description is carried into the block or article; a camera's name for a file is none for a "
            "picture (two scripts)."
        ),
        "why": "A picture is described once. Wagtail fills in its title from the name of the file, `IMG_2041`.",
        "since": "2.13",
        "issue": "https://github.com/wagtail/wagtail/issues/4945",
        "originals": (
            "wagtail/images/static#data-default-alt-text",
            "wagtail/images/static#wagtail:images-upload",
        ),
    },
    {
        "what": "A file must be what its name says; locked and harmful ones are refused.",
        "why": "Wagtail looks at the name alone.",
        "since": "7.4",
        "issue": "https://github.com/wagtail/wagtail/issues/13989 (of the name alone)",
        "originals": ("wagtail.documents.forms:BaseDocumentForm",),
    },
    {
        "what": "The chooser's step that places a picture is refused for pictures that one may not choose.",
        "why": "Wagtail asks for no right there.",
        "since": "7.4",
        "issue": "none found",
        "originals": ("wagtail.images.views.chooser:ImageSelectFormatView",),
    },
]
