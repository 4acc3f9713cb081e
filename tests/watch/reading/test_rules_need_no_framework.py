import subprocess
import sys


def test_the_reader_loads_no_framework():
    script = (
        "import sys, akwaba.watch.reading.events\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "print(*sorted(loaded & {'django', 'sqlcipher3', 'psycopg'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
