"""Signing in: what goes wrong is said without saying which of the two was wrong."""

import pytest
from django.utils import timezone

from akwaba.access.models import Officer, WrongPassword
from akwaba.access.problems import SignInMustWait, WrongNameOrPassword
from akwaba.access.services import set_password, sign_in

GOOD = "lune mangue vélo"
HERE = "192.168.4.7"


@pytest.fixture
def awa_signs_in(awa, bamba):
    set_password(actor=bamba, officer=awa, password=GOOD)
    return awa


def post(client, **fields):
    return client.post("/sign-in/", {"username": "awa", "password": GOOD, **fields})


def test_the_right_password_opens_the_home_page(client, awa_signs_in):
    response = post(client)
    assert response.status_code == 302
    assert response.url == "/"
    assert "Awa Koné" in client.get("/").text


def test_capital_letters_in_the_name_do_not_matter(client, awa_signs_in):
    assert post(client, username=" AWA ").status_code == 302


def test_after_sign_in_one_goes_on_where_one_wanted_to_go(client, awa_signs_in):
    assert post(client, next="/settings/").url == "/settings/"


def test_nobody_is_sent_to_another_house(client, awa_signs_in):
    assert post(client, next="https://elsewhere.example/").url == "/"


def test_a_wrong_name_and_a_wrong_password_read_the_same(client, awa_signs_in):
    wrong_password = post(client, password="autre chose")
    wrong_name = post(client, username="nobody", password="autre chose")
    assert wrong_password.status_code == wrong_name.status_code == 403
    assert "ne vont pas ensemble" in wrong_password.text
    assert "ne vont pas ensemble" in wrong_name.text


def test_the_name_typed_is_kept_and_the_password_is_not(client, awa_signs_in):
    page = post(client, password="autre chose").text
    assert 'value="awa"' in page
    assert "autre chose" not in page


def test_an_officer_without_password_cannot_sign_in(client, awa):
    assert post(client, password="").status_code == 200
    assert post(client, password="!").status_code == 403


def test_an_officer_who_left_cannot_sign_in(awa_signs_in):
    Officer.objects.update(is_active=False)
    with pytest.raises(WrongNameOrPassword):
        sign_in(username="awa", password=GOOD, address=HERE)


def test_a_session_ends_when_the_officer_leaves(client, awa):
    client.force_login(awa)
    Officer.objects.update(is_active=False)
    assert client.get("/").status_code == 302


def test_too_many_wrong_passwords_make_even_the_right_one_wait(client, awa_signs_in):
    for _ in range(5):
        post(client, password="autre chose")
    page = post(client)
    assert page.status_code == 429
    assert "Réessayez dans" in page.text
    assert "30 secondes" in page.text


def test_the_wait_ends(awa_signs_in, time_machine):
    time_machine.move_to("2025-11-12T09:00:00Z", tick=False)
    for _ in range(5):
        with pytest.raises(WrongNameOrPassword):
            sign_in(username="awa", password="autre chose", address=HERE)
    with pytest.raises(SignInMustWait):
        sign_in(username="awa", password=GOOD, address=HERE)
    time_machine.move_to("2025-11-12T09:00:31Z", tick=False)
    assert sign_in(username="awa", password=GOOD, address=HERE) == awa_signs_in


def test_a_colleague_at_the_same_post_need_not_wait(awa_signs_in, soro, bamba):
    set_password(actor=bamba, officer=soro, password=GOOD)
    for _ in range(5):
        with pytest.raises(WrongNameOrPassword):
            sign_in(username="awa", password="autre chose", address=HERE)
    assert sign_in(username="soro", password=GOOD, address=HERE) == soro


def test_who_tries_many_names_from_one_address_waits(awa_signs_in):
    for number in range(30):
        with pytest.raises(WrongNameOrPassword):
            sign_in(username=f"guess{number}", password="x", address=HERE)
    with pytest.raises(SignInMustWait):
        sign_in(username="awa", password=GOOD, address=HERE)
    assert sign_in(username="awa", password=GOOD, address="192.168.4.8")


def test_a_new_password_from_the_administrator_ends_the_wait(awa_signs_in, bamba):
    for _ in range(5):
        with pytest.raises(WrongNameOrPassword):
            sign_in(username="awa", password="autre chose", address=HERE)
    set_password(actor=bamba, officer=awa_signs_in, password="riz poisson lune")
    assert sign_in(username="awa", password="riz poisson lune", address=HERE)


def test_what_was_typed_as_a_name_is_not_stored(awa_signs_in):
    with pytest.raises(WrongNameOrPassword):
        sign_in(username=GOOD, password="awa", address=HERE)
    assert GOOD not in str(list(WrongPassword.objects.values()))


def test_old_failures_are_swept_away(awa_signs_in):
    WrongPassword.objects.create(key="old", at=timezone.now() - timezone.timedelta(days=2))
    with pytest.raises(WrongNameOrPassword):
        sign_in(username="awa", password="autre chose", address=HERE)
    assert not WrongPassword.objects.filter(key="old").exists()


def test_signing_out_closes_the_pages_and_empties_the_cache(client, awa):
    client.force_login(awa)
    response = client.post("/sign-out/")
    assert response.url == "/sign-in/"
    assert response["Clear-Site-Data"] == '"cache"'
    assert client.get("/").status_code == 302


def test_a_link_cannot_sign_anybody_out(client, awa):
    client.force_login(awa)
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/").status_code == 200
