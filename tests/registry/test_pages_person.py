"""The page of a person: corrections, standing, papers, and who may see what."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from akwaba.registry import services
from akwaba.registry.models import Consent, Document, Link, Need, Person, Token
from akwaba.registry.numbers import new_token
from tests.registry.pages_cast import family, members, new_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]


def page_of(person, act=""):
    return reverse("registry:person", args=[person.id]) + act


@pytest.fixture
def mariam(awa):
    return members(family(awa, new_person("Mariam Coulibaly", "F", "34")))[0]


@pytest.fixture
def guard(client, toure, facts):
    """The browser of Touré, protection officer."""
    client.force_login(toure)
    return client


@pytest.fixture
def lead(client, soro, facts):
    """The browser of Soro, supervisor at Pogo."""
    client.force_login(soro)
    return client


def filled(client, path):
    """The form of a page as it stands, ready to be changed and sent."""
    form = client.get(path).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def photo():
    picture = BytesIO()
    Image.new("RGB", (900, 700), "brown").save(picture, "JPEG")
    return SimpleUploadedFile("face.jpg", picture.getvalue(), content_type="image/jpeg")


def test_what_is_changed_is_corrected_and_the_rest_left_alone(desk, mariam):
    sent = filled(desk, page_of(mariam, "correct/"))
    desk.post(page_of(mariam, "correct/"), sent | {"mother": "Fanta Koné", "age": "~36"})
    mariam.refresh_from_db()
    assert (mariam.mother, mariam.birth_precision, mariam.sex) == ("Fanta Koné", "estimate", "F")
    assert sorted(mariam.registers) == ["birth", "mother"]
    page = desk.get(page_of(mariam)).content.decode()
    assert "34 ans (« 34 ») → ~36 ans (« ~36 »)" in page


def test_nothing_is_written_where_nothing_differs(desk, mariam):
    sent = filled(desk, page_of(mariam, "correct/"))
    answer = desk.post(page_of(mariam, "correct/"), sent, follow=True)
    mariam.refresh_from_db()
    assert mariam.registers == {}
    assert "Rien n’a changé" in answer.content.decode()


def test_a_field_that_changed_meanwhile_is_shown_and_what_was_typed_stays(desk, soro, mariam):
    sent = filled(desk, page_of(mariam, "correct/")) | {"mother": "Fanta"}
    services.correct(actor=soro, row=mariam, values={"mother": "Oumou"})
    answer = desk.post(page_of(mariam, "correct/"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "« Oumou »" in page
    assert 'value="Fanta"' in page
    form = answer.context["form"]
    desk.post(page_of(mariam, "correct/"), sent | {"seen": form["seen"].value()})
    mariam.refresh_from_db()
    assert mariam.mother == "Fanta"


def test_a_wrong_age_is_said_beside_its_field(desk, mariam):
    sent = filled(desk, page_of(mariam, "correct/"))
    answer = desk.post(page_of(mariam, "correct/"), sent | {"age": "tomorrow"})
    assert "« tomorrow »" in answer.content.decode()


def test_a_person_of_another_post_looks_absent(desk, toure):
    hidden = members(family(toure, post="tengrela"))[0]
    for act in ("", "correct/", "need/", "photo.jpg", "consent/"):
        answer = desk.get(page_of(hidden, act))
        absent = desk.get(f"/persons/{uuid4()}/{act}")
        assert answer.status_code == absent.status_code == 404


def test_a_photo_is_served_to_those_who_may_open_the_file_and_every_look_is_noted(
    desk, awa, mariam, reads
):
    assert desk.get(page_of(mariam, "photo.jpg")).status_code == 404
    desk.post(page_of(mariam, "photo/"), {"photo": photo()})
    answer = desk.get(page_of(mariam, "photo.jpg"))
    assert answer.headers["content-type"] == "image/jpeg"
    assert Image.open(BytesIO(answer.content)).size == (640, 498)
    assert (mariam.id, "registry:photo") in reads(awa)


def test_a_file_that_is_no_photo_is_refused_in_words(desk, mariam):
    file = SimpleUploadedFile("x.jpg", b"no picture", content_type="image/jpeg")
    answer = desk.post(page_of(mariam, "photo/"), {"photo": file})
    assert answer.status_code == 422
    assert "photo" in str(answer.context["form"].non_field_errors())


def test_confidential_needs_do_not_exist_for_others(client, awa, soro, toure, mariam):
    for code in ("DS", "SM", "LP-AN"):
        services.report_need(actor=toure, person=mariam, code=code)
    seen = {}
    for officer in (awa, soro, toure):
        client.force_login(officer)
        page = client.get(page_of(mariam))
        home = client.get(reverse("registry:household", args=[mariam.household]))
        seen[officer.username] = {need["code"] for need in page.context["needs"]}
        words = page.content.decode() + home.content.decode()
        assert ("maltraitance" in words) == (officer is toure)
        assert ("État de santé grave" in words) == (officer is not awa)
        # the act itself does not show either
        assert len(page.context["events"]) == 1 + len(seen[officer.username])
    assert seen == {"awa": {"DS"}, "soro": {"DS", "SM"}, "toure": {"DS", "SM", "LP-AN"}}


def test_a_clerk_is_not_offered_confidential_needs(desk, client, toure, mariam):
    assert "maltraitance" not in desk.get(page_of(mariam, "need/")).content.decode()
    assert desk.post(page_of(mariam, "need/"), {"code": "LP-AN"}).status_code == 422
    client.force_login(toure)
    assert "maltraitance" in client.get(page_of(mariam, "need/")).content.decode()


def test_a_need_is_followed_up_by_protection_only(desk, client, toure, mariam):
    desk.post(page_of(mariam, "need/"), {"code": "DS"})
    need = Need.objects.get()
    sent = {"need": str(need.id), "state": "confirmed"}
    assert desk.post(page_of(mariam, "need/change"), sent).status_code == 403
    client.force_login(toure)
    client.post(page_of(mariam, "need/change"), sent)
    need.refresh_from_db()
    assert need.state == "confirmed"


def test_the_reason_why_a_fighter_left_is_read_by_protection_only(client, soro, toure, mariam):
    client.force_login(soro)
    assert "Combattant" not in client.get(page_of(mariam, "end/")).content.decode()
    assert client.post(page_of(mariam, "end/"), {"reason": "FGT"}).status_code == 422
    client.force_login(toure)
    client.post(page_of(mariam, "end/"), {"reason": "FGT"})
    mariam.refresh_from_db()
    assert mariam.process_reason == "FGT"
    assert "Combattant" in client.get(page_of(mariam)).content.decode()
    client.force_login(soro)
    assert "Combattant" not in client.get(page_of(mariam)).content.decode()


def test_consent_is_asked_purpose_by_purpose_and_may_be_refused(desk, mariam):
    sent = {"registration": "yes", "government": "no", "manner": "spoken"}
    desk.post(page_of(mariam, "consent/"), sent)
    given = dict(Consent.objects.values_list("purpose", "answer"))
    assert given == {"registration": "yes", "government": "no"}
    desk.post(page_of(mariam, "consent/"), sent | {"government": "yes"})
    assert Consent.objects.get(purpose="government").answer == "yes"


def test_documents_and_tokens_are_noted_and_a_lost_token_is_void(desk, mariam):
    desk.post(
        page_of(mariam, "document/"),
        {"kind": "national_identity", "number": "A1", "country": "MLI", "expires_on": "1/2/2031"},
    )
    desk.post(page_of(mariam, "token/"), {"code": new_token()})
    page = desk.get(page_of(mariam)).content.decode()
    assert "Carte nationale d’identité" in page
    assert Document.objects.get().expires_on.isoformat() == "2031-02-01"
    desk.post(page_of(mariam, "token/void"), {"token": str(Token.objects.get().id)})
    assert Token.objects.get().void_reason != ""


def test_presence_ends_and_comes_back(lead, mariam):
    lead.post(page_of(mariam, "end/"), {"reason": "SPD", "on": "01/11/2025"})
    mariam.refresh_from_db()
    assert (mariam.process, mariam.process_reason) == ("inactive", "SPD")
    lead.post(page_of(mariam, "return/"))
    mariam.refresh_from_db()
    assert mariam.process == "active"


def test_a_death_whose_day_is_not_known_is_recorded(desk, mariam):
    desk.post(page_of(mariam, "death/"), {"on": ""})
    mariam.refresh_from_db()
    assert (mariam.process, mariam.died_on) == ("closed", None)


def test_a_legal_status_says_what_it_rests_on(lead, mariam):
    sent = {"status": "refugee", "basis": "prima_facie_2025", "on": "10/11/2025"}
    lead.post(page_of(mariam, "legal/"), sent)
    mariam.refresh_from_db()
    assert (mariam.legal, mariam.legal_basis) == ("refugee", "prima_facie_2025")


def test_a_record_made_by_mistake_is_struck_out_and_comes_back(desk, mariam):
    desk.post(page_of(mariam, "void/"), {"reason": "deux fois"})
    assert Person.objects.get(pk=mariam.id).void_reason == "deux fois"
    assert "Rayé" in desk.get(page_of(mariam)).content.decode()
    desk.post(page_of(mariam, "reinstate/"))
    assert Person.objects.get(pk=mariam.id).void_reason == ""


def test_two_records_are_linked_and_unlinked(lead, awa, mariam):
    other = members(family(awa, new_person("Mariame Koulibaly")))[0]
    sent = {"number": other.number, "reason": "même mère"}
    lead.post(page_of(mariam, "link/"), sent)
    assert "Mariame Koulibaly" in lead.get(page_of(mariam)).content.decode()
    link = Link.objects.get()
    lead.post(page_of(mariam, f"unlink/{link.id}/"), {"reason": "mères différentes"})
    assert lead.get(page_of(mariam)).context["links"] == []


def test_erasing_is_for_protection_and_leaves_nothing(desk, client, toure, mariam):
    assert desk.post(page_of(mariam, "erase/"), {"reason": "demande"}).status_code == 403
    client.force_login(toure)
    client.post(page_of(mariam, "erase/"), {"reason": "demande"})
    assert client.get(page_of(mariam)).status_code == 404


@pytest.mark.parametrize("who", ["kone", "bamba", "ouattara"])
def test_roles_that_meet_nobody_open_no_person(client, request, mariam, who):
    client.force_login(request.getfixturevalue(who))
    for act in ("", "photo.jpg", "correct/", "erase/", "need/"):
        answer = client.get(page_of(mariam, act))
        assert answer.status_code == 403
        assert "Coulibaly" not in answer.content.decode()


def test_the_english_page_is_all_english(desk, awa, mariam):
    awa.language = "en"
    awa.save()
    page = desk.get(page_of(mariam)).content.decode()
    assert "Female, 34 years" in page
    assert "What is known" in page


def test_only_those_who_might_have_done_an_act_are_offered_its_undoing(client, awa, soro, mariam):
    client.force_login(soro)
    client.post(page_of(mariam, "end/"), {"reason": "SPD"})
    assert client.get(page_of(mariam)).context["events"][0].may_undo
    client.force_login(awa)
    assert not client.get(page_of(mariam)).context["events"][0].may_undo
