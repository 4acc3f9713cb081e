"""What officers fill in about officers."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from akwaba.access.labels import ROLE_DUTIES, ROLE_LABELS
from akwaba.access.posts import known_posts
from akwaba.access.queries import officers
from akwaba.access.rules import Role
from akwaba.access.services import Rights

PASSWORD_HELP = _(
    "At least 10 characters, not your name. Three words that only you would put together are best."
)


def _password(label: Any, *, new: bool, help_text: Any = "", required: bool = True) -> Any:
    complete = "new-password" if new else "current-password"
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": complete}),
    )


MOST_PAGES = 10_000_000
"""No log is longer, and no database counts rows without end."""


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("Username"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = _password(_("Password"), new=False)


class PasswordForm(forms.Form):
    """A new password, typed once: a password that can be seen needs no second typing."""

    password = _password(_("New password"), new=True, help_text=PASSWORD_HELP)


class OwnPasswordForm(PasswordForm):
    current = _password(_("Current password"), new=False)
    field_order = ("current", "password")


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


class OfficerForm(forms.Form):
    """Name, role and posts of an officer."""

    display_name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As colleagues will read it.")
    )
    role = forms.ChoiceField(
        label=_("Role"),
        widget=forms.RadioSelect,
        choices=lambda: [(role.value, ROLE_LABELS[role]) for role in Role],
    )
    posts = forms.MultipleChoiceField(
        label=_("Posts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: list(known_posts().items()),
        help_text=_("The officer sees the people of these posts."),
    )
    all_posts = forms.BooleanField(
        label=_("All posts"),
        required=False,
        help_text=_("Not for clerks, supervisors and site managers."),
    )

    def rights(self) -> Rights:
        return Rights(
            role=Role(self.cleaned_data["role"]),
            posts=tuple(self.cleaned_data["posts"]),
            all_posts=self.cleaned_data["all_posts"],
            is_active=self.cleaned_data.get("is_active", True),
        )


class NewOfficerForm(OfficerForm):
    username = forms.CharField(
        label=_("Username"),
        max_length=60,
        help_text=_("Small letters without accents, digits, dots or dashes, such as aya.koffi."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    password = _password(
        _("First password"),
        new=True,
        required=False,
        help_text=_(
            "At least 10 characters, not the officer’s name. Without one the officer cannot sign "
            "in yet."
        ),
    )
    field_order = ("display_name", "username", "password")


class ChangedOfficerForm(OfficerForm):
    is_active = forms.BooleanField(
        label=_("May sign in"),
        required=False,
        help_text=_("Take the tick away when the officer leaves; what they did stays."),
    )


class ReadsForm(forms.Form):
    """Whose reads, or reads about whom."""

    officer = forms.ChoiceField(
        label=_("Officer"),
        required=False,
        choices=lambda: [
            ("", _("Everyone")),
            *((str(officer.id), officer.display_name) for officer in officers()),
        ],
    )
    subject = forms.UUIDField(
        label=_("Person or household (identifier)"),
        required=False,
        error_messages={"invalid": _("This is not an identifier: copy it whole from the page.")},
    )
    page = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_PAGES, widget=forms.HiddenInput
    )


class DeskPostForm(forms.Form):
    """At which post a device will stand."""

    post = forms.ChoiceField(
        label=_("Post"),
        widget=forms.RadioSelect,
        help_text=_("What the device registers belongs to this post."),
    )

    def __init__(self, *arguments: Any, posts: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        field: Any = self.fields["post"]
        field.choices = posts
        if len(posts) == 1:
            field.initial = posts[0][0]


class DeskNameForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the device"), max_length=80, help_text=_("As it is written on its back.")
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        max_length=200,
        help_text=_("A few words that colleagues will read, such as: lost on the road to Pogo."),
    )


def duties() -> list[tuple[Any, Any]]:
    """Each role and what it is for, to read beside the choice."""
    return [(ROLE_LABELS[role], ROLE_DUTIES[role]) for role in Role]
