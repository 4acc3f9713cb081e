"""The sentences that families hear: who records them, what is taken, what is played."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from akwaba.desk import prompts, services
from akwaba.desk.models import Prompt
from akwaba.desk.problems import RecordingMissing, RecordingTooLarge, RecordingUnusable
from akwaba.ledger.models import Entry
from akwaba.registry.codelists import codes

pytestmark = pytest.mark.django_db

OGG = b"OggS" + bytes(24) + b"OpusHead" + bytes(200)
WEBM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm" + b"\x86\x86A_OPUS" + bytes(200)
MP3 = b"\xff\xfb\x90\x64" + bytes(400)
MP3_LABELLED = b"ID3\x04\x00\x00\x00\x00\x00\x05" + bytes(5) + MP3
WAV = b"RIFF\x24\x08\x00\x00WAVEfmt " + bytes(200)
M4A = b"\x00\x00\x00\x20ftypM4A " + bytes(200)
VORBIS = b"OggS" + bytes(24) + b"\x01vorbis" + bytes(200)
FILM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm\x86\x85V_VP8\x86\x86A_OPUS"


def record(actor, content=OGG, sentence="welcome", language="dyu"):
    return services.record_prompt(
        actor=actor, sentence=sentence, language=language, content=content
    )


def played(client, sentence="welcome", language="dyu"):
    """The sound that the reference leads to; None where there is none."""
    recorded = client.get("/desk/v1/reference").json()["prompts"]["recorded"]
    ids = [
        row["id"] for row in recorded if (row["sentence"], row["language"]) == (sentence, language)
    ]
    return client.get(f"/desk/v1/prompts/{ids[0]}") if ids else None


def send(client, content, sentence="welcome", language="dyu"):
    address = reverse("desk:record", args=[language, sentence])
    file = SimpleUploadedFile("son", content)
    return client.post(address, {"recording": file}, follow=True)


# The sentences


def test_there_is_a_sentence_for_every_step_with_words_in_both_languages():
    keys = [sentence.key for sentence in prompts.sentences()]
    assert len(keys) == len(set(keys)) >= 20
    assert all(len(sentence.fr) > 10 and len(sentence.en) > 10 for sentence in prompts.sentences())
    assert set(prompts.CONSENT_SENTENCES) == set(codes("consent_purposes"))


def test_every_language_of_a_recording_is_on_the_list_of_languages():
    assert set(prompts.LANGUAGES) <= codes("languages").keys()


# What is taken


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (OGG, "audio/ogg"),
        (WEBM, "audio/webm"),
        (MP3, "audio/mpeg"),
        (MP3_LABELLED, "audio/mpeg"),
    ],
)
def test_what_tablets_play_is_taken_whatever_its_name(client, soro, content, media_type):
    record(soro, content)
    answer = played(client)
    assert (answer.headers["Content-Type"], answer.content) == (media_type, content)


@pytest.mark.parametrize(
    ("content", "says"),
    [(WAV, "WAV"), (M4A, "M4A"), (VORBIS, "Opus"), (FILM, "vidéo"), (b"%PDF-1.7", "un son")],
)
def test_what_they_cannot_play_is_refused_by_its_content(soro, content, says):
    with pytest.raises(RecordingUnusable) as refused:
        record(soro, content)
    assert says in str(refused.value.details["reason"])
    assert not Prompt.objects.exists()


def test_a_recording_that_is_too_heavy_is_refused_with_its_weight(soro):
    with pytest.raises(RecordingTooLarge) as refused:
        record(soro, OGG + bytes(300 * 1024))
    assert refused.value.details == {"kilobytes": 301, "most": 300}


def test_an_empty_file_asks_for_a_recording(soro):
    with pytest.raises(RecordingMissing):
        record(soro, b"")


@given(st.binary(max_size=300))
def test_any_bytes_are_judged_without_failing(content):
    assert prompts.media_type_of(content)


@given(st.binary(max_size=40), st.sampled_from([OGG, WEBM, MP3_LABELLED, FILM]))
def test_a_file_cut_anywhere_is_judged_without_failing(junk, whole):
    for cut in range(0, len(whole), 7):
        assert prompts.media_type_of(whole[:cut] + junk)


# What is played


def test_a_sound_is_kept_by_browsers_for_good(client, soro):
    record(soro)
    answer = played(client)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_another_recording_has_another_address_and_the_version_tells(client, soro):
    def told():
        return client.get("/desk/v1/reference").json()["prompts"]

    before = told()
    record(soro)
    first = told()
    record(soro, MP3)
    second = told()
    assert before["recorded"] == []
    assert len({before["version"], first["version"], second["version"]}) == 3
    gone = client.get(f"/desk/v1/prompts/{first['recorded'][0]['id']}")
    assert gone.status_code == 404
    assert played(client).content == MP3


def test_a_refused_recording_leaves_the_one_before_it_in_use(client, soro):
    record(soro)
    client.force_login(soro)
    page = send(client, WAV)
    assert "WAV" in page.content.decode()
    assert played(client).content == OGG


def test_removing_is_taken_back(client, soro):
    record(soro)
    services.remove_prompt(actor=soro, sentence="welcome", language="dyu")
    assert played(client) is None
    services.restore_prompt(actor=soro, sentence="welcome", language="dyu")
    assert played(client).content == OGG


def test_replacing_is_taken_back_too(client, soro):
    record(soro, OGG)
    record(soro, MP3)
    services.restore_prompt(actor=soro, sentence="welcome", language="dyu")
    assert played(client).content == OGG
    services.restore_prompt(actor=soro, sentence="welcome", language="dyu")
    assert played(client).content == MP3


def test_removing_twice_keeps_what_can_be_brought_back(client, soro):
    record(soro)
    for _ in range(2):
        services.remove_prompt(actor=soro, sentence="welcome", language="dyu")
    services.restore_prompt(actor=soro, sentence="welcome", language="dyu")
    assert played(client).content == OGG


@given(st.lists(st.sampled_from(["record", "remove", "restore"]), max_size=8))
def test_whatever_is_done_one_recording_at_most_is_in_use_and_one_kept(acts):
    with transaction.atomic():
        actor = services.Officer(role="supervisor", username="x")
        for act in acts:
            try:
                if act == "record":
                    record(actor)
                else:
                    getattr(services, f"{act}_prompt")(
                        actor=actor, sentence="welcome", language="dyu"
                    )
            except services.NotFound:
                assert act == "restore"
        assert Prompt.objects.filter(removed_at=None).count() <= 1
        assert Prompt.objects.exclude(removed_at=None).count() <= 1
        transaction.set_rollback(True)


def test_the_database_refuses_two_in_use(soro):
    record(soro)
    values = {"sentence": "welcome", "language": "dyu", "media_type": "audio/ogg"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Prompt.objects.create(**values, content=OGG, size=1, recorded_by=soro.id)


def test_recordings_make_no_entry(soro):
    before = Entry.objects.count()
    record(soro)
    assert Entry.objects.count() == before


# Who may


@pytest.mark.parametrize("who", ["soro", "diallo", "bamba"])
def test_those_who_keep_the_sentences_record_them_in_the_page(request, client, who):
    client.force_login(request.getfixturevalue(who))
    page = send(client, WEBM)
    assert page.status_code == 200
    assert "en service" in page.content.decode()
    assert played(client).content == WEBM


@pytest.mark.parametrize("who", ["awa", "kone", "ouattara"])
def test_others_may_not(request, client, who):
    officer = request.getfixturevalue(who)
    client.force_login(officer)
    assert client.get("/prompts/").status_code == 403
    assert send(client, OGG).status_code == 403
    with pytest.raises(services.RoleNotAllowed):
        record(officer)
    assert not Prompt.objects.exists()


@pytest.mark.parametrize(("language", "sentence"), [("xxx", "welcome"), ("dyu", "nothing")])
def test_what_is_not_on_the_lists_does_not_exist(client, soro, language, sentence):
    client.force_login(soro)
    assert send(client, OGG, sentence, language).status_code == 404
    assert client.get("/prompts/xxx/").status_code == 404


# The pages


def test_the_pages_tell_what_is_missing(client, soro):
    record(soro)
    client.force_login(soro)
    most = len(prompts.sentences())
    assert f"1 sur {most}" in client.get("/prompts/").content.decode()
    page = client.get("/prompts/dyu/").content.decode()
    assert f"Il manque {most - 1} phrases" in page
    assert page.count('class="badge care"') == most - 1
    assert prompts.sentence_for("welcome").fr in page


def test_the_undo_stands_beside_what_was_removed(client, soro):
    record(soro)
    client.force_login(soro)
    page = client.post("/prompts/dyu/welcome/remove/", follow=True)
    assert page.redirect_chain[-1][0] == "/prompts/dyu/#welcome"
    assert "/prompts/dyu/welcome/restore/" in page.content.decode()
    client.post("/prompts/dyu/welcome/restore/")
    assert played(client).content == OGG
