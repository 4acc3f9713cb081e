"""The parameters that every node has, and those that a country learnt for itself."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

from akwaba.matching.weights import Parameters, ParametersUnusable, parameters_from


@cache
def shipped() -> Parameters:
    text = files("akwaba.matching").joinpath("parameters.json").read_text(encoding="utf-8")
    return parameters_from(json.loads(text))


def load(path: Path) -> Parameters:
    """Read a file that `akwaba match train` wrote. Raises ParametersUnusable or OSError."""
    try:
        return parameters_from(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, AttributeError) as error:
        raise ParametersUnusable(str(error)) from error


def save(parameters: Parameters, path: Path) -> None:
    path.write_text(json.dumps(parameters.as_json(), indent=1) + "\n", encoding="utf-8")
