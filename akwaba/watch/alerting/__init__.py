"""The pure part of alerts: facts go in; verdicts, words and files come out.

No framework, no database, no clock: who calls says what time it is.
"""
