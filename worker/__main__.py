"""The door of `caishen`, which is `python -m worker`.

Nothing is imported before it is asked for: each reader process that is spawned imports this module anew.
"""


def main() -> None:
    """The command line: worker.cli."""
    from worker.cli import main as command_line

    command_line()


if __name__ == "__main__":
    main()
