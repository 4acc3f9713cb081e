"""What is typed while the demo of several posts runs, what it shows, and the wires it cuts."""

import io
import socket
from pathlib import Path

import pytest

from akwaba.demo.posts.commands import Command, Deed, read_command
from akwaba.demo.posts.inside import Told, read
from akwaba.demo.posts.nodes import Node
from akwaba.demo.posts.screen import Screen
from akwaba.demo.posts.table import Line, settled, written
from akwaba.demo.posts.wires import Wire

CAPITAL = Node("c", "capital", "Capitale", Path("capital"), 8000)
POGO = Node("1", "pogo", "Pogo", Path("pogo"), 8001, 8011)


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("1", Command(Deed.POWER, "1")),
        (" C ", Command(Deed.POWER, "c")),
        ("n 2", Command(Deed.NETWORK, "2")),
        ("n2", Command(Deed.NETWORK, "2")),
        ("q", Command(Deed.END)),
        ("n c", None),
        ("n", None),
        ("3", None),
        ("", None),
        ("1 2", None),
    ],
)
def test_a_key_means_one_thing_and_anything_else_means_nothing(typed, command):
    assert read_command(typed, capital="c", posts=["1", "2"]) == command


def told(**facts):
    said = {"households": {"pogo": 3}, "tables": {"pogo": "abc"}, "is_played": True}
    return Told(**{**said, **facts})


def line(node, said, **facts):
    stands = {"is_on": True, "answers": True, "is_cut": False, "has_failed": False}
    return Line(node=node, told=said, **{**stands, **facts})


def at_rest(**facts):
    return told(**{"to_send": 0, "to_receive": 0, "contact_ago": "à l’instant", **facts})


def test_all_is_settled_where_all_was_played_nothing_waits_and_tables_agree():
    assert settled([line(CAPITAL, told()), line(POGO, at_rest())])


@pytest.mark.parametrize(
    "facts",
    [
        {"to_send": 1},
        {"to_receive": 1},
        {"to_send": None},
        {"contact_ago": ""},
        {"wrong": "?"},
        {"is_played": False},
        {"tables": {"pogo": "other"}},
        {"tables": {}},
    ],
)
def test_nothing_is_settled_while_one_thing_is_missing(facts):
    assert not settled([line(CAPITAL, told()), line(POGO, at_rest(**facts))])


def test_nothing_is_settled_while_a_node_is_dead():
    assert not settled([line(CAPITAL, told(), answers=False), line(POGO, at_rest())])


def test_the_table_tells_what_waits_since_when_and_what_is_wrong():
    waits = at_rest(households={"pogo": 5}, tables={"pogo": "other"}, to_send=2, oldest_ago="3 min",
                    wrong="Nobody answers.")  # fmt: skip
    *_, pogo = written([line(CAPITAL, told()), line(POGO, waits, is_cut=True)])
    assert " 5 " in pogo.partition("(")[0]
    assert pogo.startswith("1  Pogo")
    assert "2 (3 min)" in pogo
    assert pogo.endswith("Nobody answers.")


def test_what_was_never_told_is_unknown_and_not_zero():
    *_, pogo = written([line(CAPITAL, Told()), line(POGO, Told())])
    assert pogo.count("?") == len(["here", "capital", "tables", "to send", "to receive"])
    assert "0" not in pogo


def test_a_line_cut_off_by_a_kill_tells_nothing():
    assert read('{"households": {"po') is None
    assert read('{"something": "else"}') is None
    assert read("[]") is None


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_without_a_terminal_only_lines_that_changed_are_written():
    out = io.StringIO()
    screen = Screen(out)
    screen.show(["one", "two"])
    screen.show(["one", "three"])
    assert out.getvalue() == "one\ntwo\nthree\n"


def test_in_a_terminal_what_is_being_typed_stays():
    out = Terminal()
    screen = Screen(out)
    screen.show(["one", "two"])
    before = out.tell()
    screen.show(["one", "three"])
    drawn = out.getvalue()[before:]
    assert drawn.startswith("\x1b7\x1b[2A")
    assert drawn.endswith("\x1b8")


@pytest.fixture
def answering():
    """A port on which somebody sends back whatever comes first."""
    server = socket.create_server(("127.0.0.1", 0))
    yield server
    server.close()


def call(wire):
    return socket.create_connection(("127.0.0.1", wire.port), 5)


def test_a_wire_carries_both_ways(answering):
    wire = Wire(0, answering.getsockname()[1])
    with call(wire) as near, answering.accept()[0] as far:
        near.sendall(b"question")
        assert far.recv(100) == b"question"
        far.sendall(b"answer")
        assert near.recv(100) == b"answer"
    wire.close()


def test_a_cut_wire_breaks_off_what_is_on_its_way_and_lets_nothing_through(answering):
    wire = Wire(0, answering.getsockname()[1])
    with call(wire) as near, answering.accept()[0] as far:
        near.sendall(b"question")
        far.recv(100)
        wire.cut()
        assert near.recv(100) == b""
    with call(wire) as near:
        assert near.recv(100) == b""
    wire.restore()
    with call(wire) as near, answering.accept()[0] as far:
        near.sendall(b"again")
        assert far.recv(100) == b"again"
    wire.close()
