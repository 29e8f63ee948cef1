"""Exit statuses, the same for every command."""

NOTHING_FAILED = 0
SOMETHING_FAILED = 1
NOT_READ = 2
ENVIRONMENT = 3
