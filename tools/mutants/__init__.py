"""Does a test notice when the judging code is wrong? One small fault at a time is put into it, and the tests are run.

`make mutants`; what it does, and what it found last, is in docs/mutants.md.
"""
