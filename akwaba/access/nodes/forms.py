"""What officers fill in about the computers that exchange."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akwaba.access.nodes.cards import ADDRESS_LENGTH, LARGEST, NAME_LENGTH, Card, read_card
from akwaba.access.nodes.problems import CardUnreadable
from akwaba.access.nodes.reaching import checked_address
from akwaba.access.nodes.words import ROLE_LABELS
from akwaba.access.posts import known_posts
from akwaba.ledger.models import Peer


def _card_area() -> forms.Textarea:
    """A card is no language: nothing may complete, correct or capitalise it."""
    attributes = {
        "rows": 5,
        "class": "code",
        "autocomplete": "off",
        "autocapitalize": "none",
        "spellcheck": "false",
    }
    return forms.Textarea(attrs=attributes)


class CardForm(forms.Form):
    """The card of another computer, as text or as a file."""

    text = forms.CharField(
        label=_("Text of the card"),
        required=False,
        max_length=LARGEST,
        widget=_card_area(),
        help_text=_("Paste all of it. Spaces and line breaks do not matter."),
    )
    file = forms.FileField(label=_("Or its file"), required=False)

    def clean(self) -> dict[str, Any]:
        """The card itself is `card`."""
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if file is not None:
            text = file.read(LARGEST + 1).decode("ascii", errors="replace")
        if not text and not self.errors:
            raise forms.ValidationError(_("Paste the text of the card, or choose its file."))
        try:
            cleaned |= {"text": text, "card": read_card(text)}
        except CardUnreadable as problem:
            self.add_error("file" if file is not None else "text", str(problem))
        return cleaned


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the computer"),
        max_length=NAME_LENGTH,
        help_text=_("As colleagues here call it, such as Pogo 1 or Abidjan."),
    )


class ComparedForm(NameForm):
    """Somebody compared the check words; the card travels with the answer."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=LARGEST)
    is_compared = forms.BooleanField(
        label=_("I compared the check words with the officer at the other computer: they agree."),
        error_messages={"required": _("Compare the check words first, by voice or side by side.")},
    )

    def card(self) -> Card:
        """The card that was shown, under the name that it gets here. Raises CardUnreadable."""
        card = read_card(self.data.get("text", ""))
        name = self.cleaned_data.get("name") if self.is_valid() else None
        return replace(card, name=name) if name else card


class NodeRightsForm(NameForm):
    """What a computer is, and whose people it may hold."""

    role = forms.ChoiceField(
        label=_("What is it?"),
        widget=forms.RadioSelect,
        choices=[(role, ROLE_LABELS[role]) for role in (Peer.Role.POST, Peer.Role.PARTNER)],
        initial=Peer.Role.POST,
        help_text=_(
            "A post holds the people of its posts. A partner brings entries and is given nobody."
        ),
    )
    posts = forms.MultipleChoiceField(
        label=_("Its posts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: list(known_posts().items()),
        help_text=_("It receives the people of these posts, and of no other."),
    )


class NewNodeForm(ComparedForm, NodeRightsForm):
    field_order = ("text", "name", "role", "posts", "is_compared")


class AddressForm(forms.Form):
    """Where the other computer reaches this one."""

    address = forms.CharField(
        label=_("Address of this computer, as the other one reaches it"),
        required=False,
        max_length=ADDRESS_LENGTH,
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}
        ),
        help_text=_("Leave it empty where only files on a stick will go to and fro."),
    )

    def clean_address(self) -> str:
        return checked_address(self.cleaned_data["address"])


class StickForm(forms.Form):
    file = forms.FileField(
        label=_("File from the stick"),
        help_text=_("Its name ends with .akwaba-stick. Reading one twice changes nothing."),
    )
