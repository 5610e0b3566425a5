"""The program `kb`, which starts sooner than its many modules would by themselves."""

import gc
from importlib import import_module


def main() -> None:
    """Run the command line; nothing of what is loaded for it is ever garbage to look for."""
    gc.disable()
    commands = import_module("kb.cli").main
    gc.freeze()
    gc.enable()
    commands()


if __name__ == "__main__":
    main()
