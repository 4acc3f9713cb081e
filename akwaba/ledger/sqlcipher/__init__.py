"""Django on SQLCipher: SQLite with every page encrypted where the node has a passphrase."""
