"""`client.py ADDRESS HOUSEHOLDS CHUNK`: fill a register, push it, print what it took as JSON."""

import json
import random
import sys
import time

import django
import requests

GIVEN_NAMES = ("Awa", "Fatoumata", "Mariam", "Salimata", "Moussa", "Issa", "Seydou", "Bakary")
FAMILY_NAMES = ("Traoré", "Coulibaly", "Diarra", "Koné", "Ouattara", "Ouédraogo", "Sanogo", "Cissé")
VILLAGES = ("Loulouni", "Kadiolo", "Fourou", "Zégoua", "Misséni", "Sikasso", "Niangoloko")
PEOPLE = 4
"""Of each household: five records."""


def fill(register: str, households: int) -> None:
    from django.db import transaction
    from families.models import Household, Person

    source = random.Random(1)
    with transaction.atomic():
        for _ in range(households):
            household = Household(register=register, village=source.choice(VILLAGES), size=PEOPLE)
            household.save()
            for _ in range(PEOPLE):
                Person(
                    register=register,
                    household=household,
                    given_names=source.choice(GIVEN_NAMES),
                    family_name=source.choice(FAMILY_NAMES),
                    sex=source.choice("FM"),
                    born=source.randrange(1940, 2026),
                ).save()


def push(address: str, households: int, chunk: int) -> dict[str, float]:
    """From the first word of the session to the last: the records then stand in the server."""
    from morango.models import Certificate, Filter
    from morango.sync.controller import MorangoProfileController

    own = Certificate.generate_root_certificate("register")
    fill(own.id, households)
    connection = MorangoProfileController("families").create_network_connection(
        address, chunk_size=chunk
    )
    servers = connection.push_signed_client_certificate_chain(own, "register", {"register": own.id})
    before = requests.get(f"{address}/state", timeout=60).json()
    began, processor, sent = time.perf_counter(), time.process_time(), connection.bytes_sent
    session = connection.create_sync_session(own, servers)
    client = session.get_push_client()
    client.initialize(Filter(own.id))
    client.run()
    client.finalize()
    connection.close_sync_session(session.sync_session)
    seconds, processor = time.perf_counter() - began, time.process_time() - processor
    after = requests.get(f"{address}/state", timeout=60).json()
    return {
        "records": after["records"],
        "seconds": seconds,
        "bytes": connection.bytes_sent - sent,
        "client": processor,
        "server": after["processor"] - before["processor"],
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(push(sys.argv[1], *map(int, sys.argv[2:]))))
