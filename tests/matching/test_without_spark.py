"""Where Spark cannot run, the command says what to install."""

import sys
from types import ModuleType

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from akwaba.matching.cluster import on_spark
from akwaba.matching.problems import JavaMissing


@pytest.fixture
def with_pyspark(monkeypatch):
    sql = ModuleType("pyspark.sql")
    sql.SparkSession = None
    monkeypatch.setitem(sys.modules, "pyspark", ModuleType("pyspark"))
    monkeypatch.setitem(sys.modules, "pyspark.sql", sql)


def java(folder, says):
    folder.mkdir()
    program = folder / "java"
    program.write_text(f"#!/bin/sh\necho '{says}' >&2\n")
    program.chmod(0o755)


def test_without_pyspark_it_says_which_extra_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    words = ("match", "dedupe", "p.csv", "--out", str(tmp_path / "o.csv"), "--engine", "spark")
    with translation.override("en"), pytest.raises(CommandError, match=r"akwaba\[spark\]"):
        call_command(*words)
    with translation.override("fr"), pytest.raises(CommandError, match="Installez-le"):
        call_command(*words)


@pytest.mark.parametrize(("says", "found"), [
    ('openjdk version "11.0.2" 2019-01-15', "11"),
    ('java version "1.8.0_202"', "1"),
    ("cannot start", "—"),
])  # fmt: skip
def test_an_old_java_is_refused(with_pyspark, monkeypatch, tmp_path, says, found):
    java(tmp_path / "bin", says)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(JavaMissing) as refused, on_spark():
        pass
    assert refused.value.details["found"] == found


def test_no_java_is_refused(with_pyspark, monkeypatch, tmp_path):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(JavaMissing), on_spark():
        pass
