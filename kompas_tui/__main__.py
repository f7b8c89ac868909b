"""`python -m kompas_tui` is `kompas`."""

from kompas_tui.cli import main

if __name__ == "__main__":
    main()
