"""A server of many sessions at once: each is a web app of its own under its code; nothing else knows more than one."""

from kompas_tui.huis.accounts import Accounts, add_account
from kompas_tui.huis.app import HuisApp, HuisSettings

__all__ = ["Accounts", "HuisApp", "HuisSettings", "add_account"]
