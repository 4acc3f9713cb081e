"""Numbers that many processes read: one file, mapped into memory once a machine."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

ALIGNED = 64
"""Bytes: where each array begins, as processors and compiled loops like it."""


class Place(NamedTuple):
    """Where an array stands in the file."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    offset: int


def write(path: Path, arrays: Mapping[str, NDArray[Any]]) -> tuple[Place, ...]:
    """Write them one after the other; what is returned is what `read` must know."""
    places = []
    with path.open("wb") as file:
        for name, array in arrays.items():
            file.write(bytes(-file.tell() % ALIGNED))
            places.append(Place(name, array.dtype.str, array.shape, file.tell()))
            np.ascontiguousarray(array).tofile(file)
        file.write(bytes(ALIGNED))  # an empty file cannot be mapped
    return tuple(places)


def read(path: Path, places: tuple[Place, ...]) -> dict[str, NDArray[Any]]:
    """Map the file; pages are read when they are needed, and what is written there is never kept.

    Loops compiled for writable arrays take these as they are.
    """
    held = np.memmap(path, np.uint8, mode="c")
    return {
        place.name: np.ndarray(place.shape, place.dtype, buffer=held.data, offset=place.offset)
        for place in places
    }
