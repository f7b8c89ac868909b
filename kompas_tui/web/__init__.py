"""Phones and the facilitator's remote over HTTP; knows the workshop, no terminal and no report."""

from kompas_tui.web.addresses import local_addresses
from kompas_tui.web.app import WebApp, WebSettings, create_app
from kompas_tui.web.crowd import Limits
from kompas_tui.web.serving import allow_open_files, bind, bind_exactly, serve
from kompas_tui.web.steering import Away

__all__ = [
    "Away",
    "Limits",
    "WebApp",
    "WebSettings",
    "allow_open_files",
    "bind",
    "bind_exactly",
    "create_app",
    "local_addresses",
    "serve",
]
