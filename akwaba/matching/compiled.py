"""How the inner loops are compiled, and where the result is kept.

Numba keeps what it compiled by the time of the file of each function, and does not notice that a
function of another file, which was compiled into it, has changed. So all is kept in a folder named
for the sources together.
"""

from hashlib import blake2b
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import numba

HERE = Path(__file__).parent
SOURCES = tuple(f"{name}.py" for name in (
    "births", "blocking", "compiled", "household", "kernels", "scan", "weights",
))  # fmt: skip


def _folder() -> Path:
    """Beside the sources where that may be written, else for the time between two starts."""
    state = blake2b(b"".join((HERE / name).read_bytes() for name in SOURCES), digest_size=8)
    for place in (HERE / "__pycache__", Path(gettempdir()) / "akwaba-compiled"):
        folder = place / state.hexdigest()
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            continue
        return folder
    return HERE / "__pycache__"


# Neither the folder nor the counting of references is in the types that numba publishes.
_numba: Any = numba
_numba.config.CACHE_DIR = str(_folder())
compiled: Any = _numba.njit(cache=True, nogil=True)
inlined: Any = _numba.njit(cache=True, nogil=True, _nrt=False, forceinline=True)
"""For what is called in inner loops and allocates nothing: without the counting of references and
the handing over of tables, which take ten times as long as the sums."""
