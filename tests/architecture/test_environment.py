"""The tests run where they say they run."""

import os
import socket
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from pytest_socket import SocketConnectBlockedError


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for():
    asked = os.environ.get("AKWABA_TEST_DATABASE", "sqlite")
    assert connection.vendor == asked


def test_state_lives_in_a_temporary_directory():
    clone = Path(__file__).resolve().parents[2]
    assert clone not in settings.AKWABA_HOME.parents


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_the_network_is_out_of_reach():
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)


def test_a_process_can_have_a_postgresql_of_its_own(postgresql_url):
    with psycopg.connect(postgresql_url) as connection_to_new:
        count = connection_to_new.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname='public'"
        )
        assert count.fetchone() == (0,)
