"""Pictures: numbers of the model as Altair charts, one picture a file; each tells itself in words.

Every chart carries a `description`: the same in a sentence, for those who do not see it.
"""
