class BackupError(Exception):
    """What stands in the way of a backup or restore, where, and how to mend it: one sentence or two for people."""
