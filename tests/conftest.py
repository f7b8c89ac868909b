"""What all tests share: hypothesis without a clock, since other work slows a machine down."""

from hypothesis import HealthCheck, settings

settings.register_profile("kompas", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kompas")
