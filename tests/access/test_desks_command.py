"""`akwaba desk`: what an administrator does at the laptop itself."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from akwaba.access.models import Desk
from akwaba.access.services import CONSOLE
from akwaba.ledger.models import Entry
from tests.access.desk_cast import enrol, enrolled


def run(*arguments):
    told = StringIO()
    with translation.override("en"):
        call_command("desk", *arguments, stdout=told)
    return told.getvalue()


def test_a_code_is_printed_and_lets_one_device_in(client, db):
    told = run("enrol", "--post", "pogo")
    assert "/desk/ on the device" in told
    _, answer = enrol(client, told.split()[-1])
    assert answer.status_code == 200
    assert Desk.objects.get().enrolled_by.username == CONSOLE


def test_a_post_that_nobody_knows_is_refused(db):
    with pytest.raises(CommandError, match="your own posts"):
        run("enrol", "--post", "nowhere")


def test_the_list_says_what_each_device_holds(soro, awa):
    tablet = enrolled(soro, awa)
    assert "never" in run("list")
    assert "it holds: ?" in run("list")
    tablet.word(waiting=3)
    assert f"{tablet.id} · Tablette 1 · Pogo · trusted" in run("list")
    assert "it holds: 3" in run("list")


def test_a_device_is_revoked_with_a_reason(soro):
    tablet = enrolled(soro)
    run("revoke", str(tablet.id), "--reason", "lost")
    assert "revoked" in run("list")
    assert Entry.objects.filter(kind="access.desk_revoked").count() == 1
    for device, reason in ((uuid4(), "lost"), (tablet.id, " ")):
        with pytest.raises(CommandError):
            run("revoke", str(device), "--reason", reason)
