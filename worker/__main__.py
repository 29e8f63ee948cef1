"""`python -m worker` is `caishen`."""

from worker.cli import main

if __name__ == "__main__":
    main()
