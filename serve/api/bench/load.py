"""One run of wrk: requests from many connections, and what came of them."""

import json
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SCRIPT = """
local file = io.open("%s", "rb")
wrk.method = "POST"
wrk.body = file:read("*a")
wrk.headers["Content-Type"] = "application/json"
busy, wrong = 0, 0
local threads = {}
function setup(thread) table.insert(threads, thread) end
function response(status)
  if status == 503 then busy = busy + 1 elseif status ~= 200 then wrong = wrong + 1 end
end
function done(summary, latency)
  local b, w = 0, 0
  for _, thread in ipairs(threads) do b = b + thread:get("busy"); w = w + thread:get("wrong") end
  local e = summary.errors
  io.write(string.format('{"requests": %%d, "seconds": %%f, "p50": %%f, "p99": %%f, "busy": %%d, "errors": %%d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    b, w + e.connect + e.read + e.write + e.timeout))
end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What one run of wrk saw. Times are in milliseconds."""

    rate: float
    p50: float
    p99: float
    busy: int  # answered 503 with Retry-After
    errors: int  # anything else that was not 200


def run_wrk(url: str, body: dict[str, Any], connections: int, seconds: int, folder: Path) -> Load:
    """Send a body over and over through so many connections; `folder` is for the files that wrk reads."""
    content, script = folder / "body.json", folder / "post.lua"
    content.write_text(json.dumps(body), encoding="utf-8")
    script.write_text(_SCRIPT % content, encoding="utf-8")
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "-s", str(script), url]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    seen = json.loads(run.stdout.splitlines()[-1])
    time.sleep(1)  # what the last connections left behind is dropped before the next run
    rate = (seen["requests"] - seen["busy"]) / seen["seconds"]
    return Load(rate, seen["p50"], seen["p99"], seen["busy"], seen["errors"])
