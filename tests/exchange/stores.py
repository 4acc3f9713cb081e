"""Stores in memory: migrated once a process, and copied for each node."""

import contextlib

from django.db import connections
from sqlcipher3 import dbapi2


def new_store():
    """An empty store of its own behind Django's default settings."""
    wrapper = connections.create_connection("default")
    wrapper.settings_dict = {**wrapper.settings_dict, "NAME": ":memory:"}
    wrapper.inc_thread_sharing()
    wrapper.connect()
    return wrapper


def copied(store):
    """A new store that holds what another one holds."""
    wrapper = new_store()
    store.backup(wrapper.connection)
    return wrapper


def snapshot(store):
    copy = dbapi2.connect(":memory:")
    store.backup(copy)
    return copy


@contextlib.contextmanager
def as_default(wrapper):
    before = connections["default"]
    connections["default"] = wrapper
    try:
        yield
    finally:
        connections["default"] = before


def template():
    """A migrated store that knows the posts; made once a process."""
    if not hasattr(template, "made"):
        wrapper = new_store()
        with as_default(wrapper):
            from django.core.management import call_command

            from akwaba.places.services import ensure_facts

            call_command("migrate", verbosity=0, interactive=False)
            ensure_facts()
        template.made = wrapper.connection
    return template.made
