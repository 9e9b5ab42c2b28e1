"""`python -m bot.cli`: the same as `tamngan`."""

from bot.cli import main

main()
