"""What several tests of the workshop begin with."""

import pytest

from tests.workshop.rooms import Watch


@pytest.fixture
def clock() -> Watch:
    """A clock that a test puts forward."""
    return Watch()
