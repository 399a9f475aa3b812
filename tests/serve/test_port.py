"""A port to listen on, or one line that says why not."""

import socket

import pytest

from clausetag.data.errors import UsageError
from clausetag.serve.port import listening_socket


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_a_free_port(host):
    with listening_socket(host, 0) as found:
        assert found.getsockname()[1] > 0


def test_a_port_that_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=f"cannot listen on 127.0.0.1, port {port}: another program listens there"):
            listening_socket("127.0.0.1", port)


def test_an_address_of_another_machine():
    with pytest.raises(UsageError, match="this machine has no such address; give another --host"):
        listening_socket("192.0.2.1", 0)
    with pytest.raises(UsageError, match="no address of this machine"):
        listening_socket("no-such-host.invalid", 0)
