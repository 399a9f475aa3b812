"""`python -m clausetag.serve.cli`: the command line where no script is installed."""

from clausetag.serve.cli.app import main

if __name__ == "__main__":
    main()
