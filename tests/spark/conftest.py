"""Only where Spark can run: `./dev spark` installs it, and says what is missing."""

import importlib.util

collect_ignore_glob = [] if importlib.util.find_spec("pyspark") else ["test_*.py"]
