"""A headless Chromium that tests type into, spoken to over pipes in its DevTools protocol."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import signal
import time
from pathlib import Path
from types import TracebackType
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""Its program, ``None`` where none is installed."""

# The number of each key in the DOM's own list.
_KEYS = {"ArrowLeft": 37, "ArrowRight": 39, "Home": 36, "End": 35, "PageUp": 33, "PageDown": 34, "Tab": 9, "Enter": 13}
_LONGEST = 60.0


class Browser:
    """One page in a browser of its own.

    Attributes:
        requests: the addresses of all that the page asked for, itself first.
        complaints: what its console was told, and errors that no script caught.
    """

    def __init__(self, page: Path, profile: Path, *, width: int = 1200, scripts: bool = True) -> None:
        """Open a page from disk.

        Args:
            page: the file.
            profile: an empty folder.
            width: of the window, in pixels.
            scripts: whether the page's own scripts run.
        """
        assert CHROMIUM
        command = [CHROMIUM, "--headless=new", "--disable-gpu", "--remote-debugging-pipe", f"--user-data-dir={profile}"]
        if os.geteuid() == 0:
            command.append("--no-sandbox")
        pipes = (*os.pipe(), *os.pipe())
        # Out of the way of 3 and 4, where the browser reads and writes.
        to_read, self._to, self._from, to_write = (fcntl.fcntl(p, fcntl.F_DUPFD_CLOEXEC, 10) for p in pipes)
        moves = [
            (os.POSIX_SPAWN_DUP2, to_read, 3),
            (os.POSIX_SPAWN_DUP2, to_write, 4),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ]
        self._process = os.posix_spawn(CHROMIUM, [*command, "about:blank"], os.environ, file_actions=moves)
        for unused in (*pipes, to_read, to_write):
            os.close(unused)
        self._received = b""
        self._number = 0
        self._session: str | None = None
        self.requests: list[str] = []
        self.complaints: list[str] = []
        targets = self._ask("Target.getTargets")["targetInfos"]
        target = next(t["targetId"] for t in targets if t["type"] == "page")
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._ask(f"{domain}.enable")
        self.resize(width)
        self._ask("Emulation.setScriptExecutionDisabled", value=not scripts)
        self._loaded = False
        self._ask("Page.navigate", url=page.as_uri())
        self._wait()

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._to)
        os.close(self._from)

    def value(self, expression: str) -> Any:
        """What an expression of JavaScript gives in the page, as JSON can hold it."""
        found = self._ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def focus(self, selector: str) -> None:
        """Put the focus on the first element that a selector finds."""
        assert self.value(f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.focus(); "
                          "return document.activeElement === e; })()"), f"{selector} takes no focus"  # fmt: skip

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, wherever the focus is."""
        for key in keys:
            text = {"text": "\r"} if key == "Enter" else {}
            about = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS[key]}
            self._ask("Input.dispatchKeyEvent", type="keyDown", **about, **text)
            self._ask("Input.dispatchKeyEvent", type="keyUp", **about)

    def resize(self, width: int) -> None:
        """Give the window another width, in pixels."""
        size = {"width": width, "height": 1400, "deviceScaleFactor": 1, "mobile": False}
        self._ask("Emulation.setDeviceMetricsOverride", **size)

    def accessible(self) -> list[tuple[str, str, dict[str, Any]]]:
        """What a screen reader is told of the page: each thing's role, its name and its properties, in order."""
        found = []
        for node in self._ask("Accessibility.getFullAXTree")["nodes"]:
            if not node["ignored"]:
                told = {p["name"]: p["value"].get("value") for p in node.get("properties", [])}
                found.append((str(node["role"]["value"]), str(node.get("name", {}).get("value", "")), told))
        return found

    def picture(self, file: Path) -> None:
        """Write what the page looks like to a PNG file."""
        shot = self._ask("Page.captureScreenshot", captureBeyondViewport=False)
        file.write_bytes(base64.b64decode(shot["data"]))

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def _wait(self) -> None:
        deadline = time.monotonic() + _LONGEST
        while not self._loaded and time.monotonic() < deadline:
            self._read()
        assert self._loaded, "the page did not load"

    def _read(self) -> dict[str, Any]:
        """The next message; what events tell is noted."""
        while b"\0" not in self._received:
            part = os.read(self._from, 1 << 20)
            assert part, "the browser went away"
            self._received += part
        line, self._received = self._received.split(b"\0", 1)
        message: dict[str, Any] = json.loads(line)
        told = message.get("params", {})
        match message.get("method"):
            case "Page.loadEventFired":
                self._loaded = True
            case "Network.requestWillBeSent":
                # What a data: address holds is in the page already, or in the browser's own parts.
                self.requests += [u for u in [told["request"]["url"]] if not u.startswith("data:")]
            case "Runtime.consoleAPICalled":
                self.complaints.append(str(told["args"]))
            case "Runtime.exceptionThrown":
                self.complaints.append(str(told["exceptionDetails"]))
            case "Log.entryAdded":
                self.complaints.append(str(told["entry"]))
        return message
