"""Phones and the facilitator's remote over HTTP; knows the workshop, no terminal and no report."""

from kompas_tui.web.addresses import local_addresses
from kompas_tui.web.app import WebApp, WebSettings, create_app
from kompas_tui.web.crowd import Limits
from kompas_tui.web.serving import allow_open_files, bind, serve

__all__ = ["Limits", "WebApp", "WebSettings", "allow_open_files", "bind", "create_app", "local_addresses", "serve"]
