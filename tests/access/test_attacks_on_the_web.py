"""What the web carries: oversized forms, disguised files, messages that stay, days out of range."""

import re
import struct
import zlib
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from akwaba.access.rules import Role
from akwaba.places import services as places
from akwaba.registry.models import Household, Person
from akwaba.registry.photos import PhotoUnusable, fit_for_keeping
from tests.cast import officer
from tests.nodes import akwaba
from tests.registry.pages_cast import family, members, sheet

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}"


@pytest.fixture
def facts(db):
    places.ensure_facts()


@pytest.fixture
def desk(client, awa, facts):
    client.force_login(awa)
    return client


def picture(form, **more):
    content = BytesIO()
    Image.new("RGB", (900, 700), "red").save(content, form, **more)
    return content.getvalue()


def promising(width, height):
    """A PNG of a few bytes that says it is that large."""

    def chunk(name, content):
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def test_a_roster_of_five_hundred_people_passes_the_door(desk):
    people = [(f"Personne {number}", "F", "30") for number in range(500)]
    form_id = uuid4()
    answer = desk.post("/register/", sheet(*people, form_id=form_id) | {"line-TOTAL_FORMS": "500"})
    assert answer.status_code == 302
    assert Person.objects.filter(household=form_id).count() == 500


def test_a_message_is_not_left_in_the_browser_for_the_next_officer(desk):
    answer = desk.post("/register/", sheet(("Mariam Coulibaly", "F", "34")))
    assert answer.status_code == 302
    assert "messages" not in answer.cookies
    desk.post("/sign-out/")
    desk.force_login(officer("kassi", "Kassi", Role.SECURITY))
    household = Household.objects.get()
    assert household.number not in desk.get("/").content.decode().replace(" ", "")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<html><script>alert(1)</script>",
        b"GIF89a" + b"\0" * 100,
        b"\xff\xd8\xff" + b"\0" * 100,
        promising(20_000, 20_000),
        promising(60_000, 1),
    ],
)
def test_what_is_no_photo_or_would_unfold_without_end_is_refused(content):
    with pytest.raises(PhotoUnusable):
        fit_for_keeping(content)


def test_a_photo_keeps_nothing_that_the_camera_wrote_into_it():
    exif = Image.Exif()
    exif[0x010E] = "Loulouni 10.8944"
    words = PngInfo()
    words.add_text("comment", "Loulouni")
    taken = [
        picture("JPEG", exif=exif, comment=b"Loulouni", xmp=b"Loulouni"),
        picture("PNG", exif=exif, pnginfo=words),
    ]
    for content in taken:
        assert b"Loulouni" in content
        assert b"Loulouni" not in fit_for_keeping(content)


def test_hostile_names_are_shown_as_they_were_said_and_never_run(desk, soro):
    desk.post("/register/", sheet((HOSTILE, "F", "34")))
    household = Household.objects.get()
    person = members(household)[0]
    addresses = [
        reverse("registry:household", args=[household.id]),
        reverse("registry:person", args=[person.id]),
        reverse("registry:move", args=[household.id]),
        reverse("registry:correct_person", args=[person.id]),
        "/arrivals/?day=2025-11-10&post=pogo",
    ]
    found = desk.post("/search/", {"q": "script"}).content.decode()
    for page in [found, *(desk.get(address).content.decode() for address in addresses)]:
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_a_name_never_stands_in_an_address_or_a_title(desk, awa, facts):
    """Both stay in the history of a shared browser."""
    household = family(awa)
    person = members(household)[0]
    for name, row in (("household", household), ("person", person), ("move", household)):
        page = desk.get(reverse(f"registry:{name}", args=[row.id])).content.decode()
        titles = re.findall(r"<title>(.*?)</title>", page)
        addresses = re.findall(r'(?:href|src|action)="([^"]*)"', page)
        assert len(titles) == 1
        assert not [one for one in (*titles, *addresses) if "mariam" in one.lower()]


def test_files_of_a_node_are_for_their_owner_alone(fresh_home, tmp_path):
    akwaba("officer", "list", env=fresh_home)
    home = tmp_path / "home"
    open_to_others = [path.name for path in (home, *home.rglob("*")) if path.stat().st_mode & 0o077]
    assert (home / "akwaba.sqlite3").exists()
    assert open_to_others == []


def test_a_file_too_large_for_a_photo_is_passed_over_unread(desk, awa, settings, tmp_path):
    """Nothing of it is laid down in the machine's folder of temporary files either."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    person = members(family(awa))[0]
    large = SimpleUploadedFile("x.jpg", picture("PNG") + b"\0" * 2000, "image/jpeg")
    answer = desk.post(reverse("registry:take_photo", args=[person.id]), {"photo": large})
    assert answer.status_code == 422
    assert "12 mégaoctets" in answer.content.decode()
    assert list(tmp_path.iterdir()) == []
