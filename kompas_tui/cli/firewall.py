"""What may keep phones out of this laptop, by system: whether it is on, as far as can be seen, and what opens it."""

import contextlib
import subprocess
import sys
from pathlib import Path

from kompas_tui.tui.ports import Check, Verdict

_UFW = Path("/etc/ufw/ufw.conf")
_FIREWALLD = Path("/run/firewalld")
_MAC_TOOL = "/usr/libexec/ApplicationFirewall/socketfilterfw"
_NAME = "firewall"

_MAC_CURE = "Zet Python op ‘Sta inkomende verbindingen toe’, bij Systeeminstellingen, Netwerk, Firewall."
_WINDOWS_CURE = "Vraagt Windows of Python mag? Kies ‘Privé’ en ‘Openbaar’, en dan ‘Toestaan’."


def firewall_check(port: int, system: str = sys.platform) -> Check:
    """How the firewall of this laptop stands, and what to do about it."""
    if system == "win32":
        return Check(_NAME, Verdict.UNSEEN, "Windows vraagt soms of Kompas mag.", _WINDOWS_CURE)
    if system == "darwin":
        return _mac_check()
    return linux_check(port, _is_ufw_on(), firewalld=_FIREWALLD.exists())


def linux_check(port: int, ufw: bool, *, firewalld: bool) -> Check:
    """The same on Linux, by which of the usual two is on."""
    if ufw:
        return Check(_NAME, Verdict.CARE, "ufw staat aan.", f"Typ: sudo ufw allow {port}/tcp")
    if firewalld:
        return Check(_NAME, Verdict.CARE, "firewalld staat aan.", f"Typ: sudo firewall-cmd --add-port={port}/tcp")
    return Check(_NAME, Verdict.FINE, "niet gezien")


def _is_ufw_on() -> bool:
    with contextlib.suppress(OSError):
        return "ENABLED=yes" in _UFW.read_text(encoding="utf-8", errors="replace")
    return False


def _mac_check() -> Check:
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        told = subprocess.run([_MAC_TOOL, "--getglobalstate"], capture_output=True, text=True, timeout=5, check=False)
        if "disabled" in told.stdout:
            return Check(_NAME, Verdict.FINE, "de firewall staat uit")
    return Check(_NAME, Verdict.CARE, "de firewall staat misschien aan.", _MAC_CURE)
