"""Which names a module of the desk offers, and which it asks of another."""

import re

IMPORT = re.compile(r'import\s*\{([^}]*)\}\s*from\s*"(\.[^"]+)"')
LATER = re.compile(r'const\s*\{([^}]*)\}\s*=\s*await import\("(\.[^"]+)"\)')
EXPORT = re.compile(r"^export (?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
EXPORTED = re.compile(r"^export (?:const )?\{([^}]*)\}", re.MULTILINE)


def asked_for(module, other):
    """Names that `module` imports from `other`; both are paths."""
    text = module.read_text()
    return {
        name
        for names, where in IMPORT.findall(text) + LATER.findall(text)
        if (module.parent / where).resolve() == other.resolve()
        for name in listed(names)
    }


def offered(module):
    text = module.read_text()
    return {
        *EXPORT.findall(text),
        *(name for names in EXPORTED.findall(text) for name in listed(names)),
    }


def listed(names):
    return {re.split(r" as |:", name)[0].strip() for name in names.split(",") if name.strip()}
