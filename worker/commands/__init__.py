"""The subcommands of `caishen`, one file each, added to the command line by worker.cli."""
