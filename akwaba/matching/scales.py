"""A register and the learnt parameters, laid out for the compiled loops."""

import numpy as np

from akwaba.matching.kernels import Scales
from akwaba.matching.lexicon import Floats, Levels
from akwaba.matching.register import Register
from akwaba.matching.weights import BIRTH_BANDS, NAMES, SMALLEST, Parameters, bits

ONE_BIT = 1.0
"""A given name tells the sex: where the sex is counted for itself, names are shared within it."""


def scales_of(register: Register, parameters: Parameters, table: Levels) -> Scales:
    """Lay out the weights; `table` compares sounds, and may be of the most frequent alone."""
    words, places, chances = register.lexicon, register.places, register.chances
    names_u = chances.names.copy()
    names_u[0] = np.minimum(names_u[0] + ONE_BIT, 0)
    return Scales(
        values=words.values,
        sound=words.sound,
        canon=words.canon,
        bones=words.bones,
        table=table,
        names_m=np.array([_logs(parameters.m[name]) for name in NAMES], np.float32),
        names_u=names_u,
        village=places.village,
        district=places.district,
        country=places.country,
        near_start=places.near_start,
        near=places.near,
        place_m=np.array([_logs(parameters.m[f]) for f in ("place", "place_alone")], np.float32),
        place_u=chances.place,
        birth_m=np.array([_logs(parameters.m[f"birth_{b}"]) for b in BIRTH_BANDS], np.float32),
        birth_u=chances.birth,
        sex=_bits(parameters, "sex"),
        phone_m=_rare(parameters, "phone"),
        phone_u=register.phones.share,
        paper_m=_rare(parameters, "paper"),
        paper_u=register.papers.share,
        head=(words.canon[words.sound] + 1).astype(np.int32),
        community_share=register.communities.share,
        names_shift=register.communities.names,
        district_shift=register.communities.districts,
        today=register.today,
    )


def _logs(shares: tuple[float, ...]) -> Floats:
    logs: Floats = np.log2(np.clip(shares, SMALLEST, 1)).astype(np.float32)
    return logs


def _bits(parameters: Parameters, field: str) -> Floats:
    pairs = zip(parameters.m[field], parameters.u[field], strict=True)
    return np.array([bits(m, u) for m, u in pairs], np.float32)


def _rare(parameters: Parameters, field: str) -> Floats:
    """log2 m of the same value, whose u is counted; the bits of another value."""
    same, different = parameters.m[field]
    return np.array(
        [np.log2(max(same, SMALLEST)), bits(different, parameters.u[field][1])], np.float32
    )
