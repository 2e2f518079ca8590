"""`python -m reasonscore`: the same as the `reasonscore` command."""

from reasonscore_cli.main import main

if __name__ == "__main__":
    main()
