"""A port of this machine to listen on, or one line that says why not."""

import errno
import socket

from clausetag.data.errors import UsageError


def listening_socket(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address.

    Raises:
        UsageError: The port is taken or may not be used, or this machine has no such address.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, protocol)
    except OSError as error:
        raise UsageError(f"{host}: no address of this machine ({error.strerror or error})") from error
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
    except OSError as error:
        found.close()
        reasons = {
            errno.EADDRINUSE: "another program listens there; stop it, or give another --port",
            errno.EACCES: "ports below 1024 are for root; give another --port",
            errno.EADDRNOTAVAIL: "this machine has no such address; give another --host",
        }
        why = reasons.get(error.errno or 0, error.strerror or str(error))
        raise UsageError(f"cannot listen on {host}, port {port}: {why}") from error
    return found
