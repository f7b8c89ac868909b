"""Simulated phones over real HTTP, for the demo, tests and measurements; knows only forms."""

from kompas_tui.simulation.crowd import Saved, SimulationLog, simulate
from kompas_tui.simulation.phone import Phone, PhoneTrouble, Refusal

__all__ = ["Phone", "PhoneTrouble", "Refusal", "Saved", "SimulationLog", "simulate"]
