"""A mail server that takes, refuses, keeps one waiting or hangs up: real SMTP on a port of its own."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class Sink:
    """What it does is in `mood`: take, refuse, later, tarpit, drop (at once), or drop-after (a mail, without a word).

    `taken` are the mails that it has said to have taken, `kept` all that have reached it.
    """

    def __init__(self) -> None:
        self.mood = "take"
        self.taken: list[EmailMessage] = []
        self.kept: list[EmailMessage] = []
        self.connections = 0
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self.connections += 1
        try:
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def say(line: str) -> None:
            writer.write(f"{line}\r\n".encode())
            await writer.drain()

        if self.mood == "drop":
            return
        if self.mood == "tarpit":
            await asyncio.sleep(60)
        await say("220 sink.example ESMTP")
        while line := await reader.readline():
            match line.decode(errors="replace").strip().upper().partition(" ")[0]:
                case "EHLO" | "HELO":
                    await say("250 sink.example")
                case "RCPT" if self.mood == "refuse":
                    await say("550 5.1.1 No such user")
                case "RCPT" if self.mood == "later":
                    await say("451 4.7.1 Try again later")
                case "DATA":
                    await say("354 Go on")
                    content = await reader.readuntil(b"\r\n.\r\n")
                    message = message_from_bytes(content[:-5], policy=policy.default)
                    self.kept.append(message)
                    if self.mood == "drop-after":
                        return
                    self.taken.append(message)
                    await say("250 Taken")
                case "QUIT":
                    await say("221 Bye")
                    return
                case _:
                    await say("250 OK")


@contextmanager
def smtp_sink() -> Iterator[Sink]:
    """A running sink."""
    sink, loop, is_up = Sink(), asyncio.new_event_loop(), threading.Event()

    async def start() -> None:
        server = await asyncio.start_server(sink.serve, "127.0.0.1", 0)
        sink.port = server.sockets[0].getsockname()[1]
        is_up.set()

    def run() -> None:
        loop.run_until_complete(start())
        loop.run_forever()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert is_up.wait(10)
    try:
        yield sink
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
