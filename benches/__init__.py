"""Measurements: one file a subject, each with `def measurements() -> Iterator[Measurement]`."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure, what it should be, and what it is compared with."""

    name: str
    value: float
    unit: str
    """Such as "persons/s", "ms", "bytes/person"."""
    target: float | None = None
    """None where a figure is only stated."""
    sense: str = "max"
    """"max" where more is better, "min" where less is."""
    peer: str | None = None
    """Name of the measurement, of the same run, that this one is to be read beside."""

    def as_json(self) -> dict[str, object]:
        """The six fields, the value rounded to what a reader can use."""
        return {**asdict(self), "value": float(f"{self.value:.4g}")}
