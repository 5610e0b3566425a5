"""A mail server on this machine that keeps what it takes, in memory (RFC 5321 without TLS)."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_string, policy
from email.message import EmailMessage


class MailServer(socketserver.ThreadingTCPServer):
    """Takes every letter; `heard` are the commands, `letters` what came with DATA."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, host: str) -> None:
        super().__init__((host, 0), _Conversation)
        self.heard: list[str] = []
        self.letters: list[EmailMessage] = []
        self.arrived = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 test")
        for line in self.rfile:
            command = line.decode().strip()
            self.server.heard.append(command)
            verb = command.split(" ")[0].upper()
            if verb == "EHLO":
                self._say("250-test\r\n250 AUTH PLAIN LOGIN")
            elif verb == "AUTH":
                self._say("235 welcome")
            elif verb == "DATA":
                self._say("354 go on")
                self._take()
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take(self) -> None:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.decode())
        letter = message_from_string("".join(lines), policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.server.letters.append(letter)
        self._say("250 taken")
        self.server.arrived.set()

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def running(host: str = "127.0.0.1") -> Iterator[MailServer]:
    """The server, answering on a free port."""
    with MailServer(host) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
