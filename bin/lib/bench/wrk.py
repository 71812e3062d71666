"""The load generator wrk: scripts for it, and what it prints."""
import json
import re

from tools import Failure, run

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60000.0}


class Load:
    """What one run of wrk measured."""

    def __init__(self, text, what):
        self.rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
        self.latencies = {
            int(share): float(value) * UNITS[unit]
            for share, value, unit in re.findall(r"^\s+(\d+)%\s+([\d.]+)(us|ms|s|m)$", text, re.M)}
        refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
        errors = re.search(r"Socket errors: .+", text)
        if refused or errors:
            raise Failure(f"{what}: {(refused or errors).group()}\n{text}")
        if not self.rate or 99 not in self.latencies:
            raise Failure(f"{what}: no request was answered in the time there was\n{text}")


def load(server, path, connections, seconds, what, script=None):
    """Sends requests as fast as answers come; a failure when any answer is no success."""
    arguments = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s",
                 "--latency"]
    for name, value in server.headers.items():
        arguments += ["-H", f"{name}: {value}"]
    if script:
        arguments += ["-s", script]
    return Load(run([*arguments, server.address + path], seconds + 120), what)


def write_reads(file, paths):
    """A script that asks for paths in turn; each request is put together before the start."""
    with open(file, "w") as script:
        script.write("local paths = {" + ", ".join(json.dumps(path) for path in paths) + "}\n")
        script.write("""
local ready, n = {}, 0
init = function()
  for i, path in ipairs(paths) do ready[i] = wrk.format("GET", path) end
end
request = function()
  n = n % #ready + 1
  return ready[n]
end
""")
    return file


#: Stands in a body for what makes each upload another certification.
MARK = "@@MARK@@"


def write_uploads(file, prefix, body):
    """A script each of whose requests uploads a certification of its own."""
    with open(file, "w") as script:
        script.write(_pieces(body))
        script.write(f"""
local n = 0
request = function()
  n = n + 1
  return wrk.format("POST", nil, nil, table.concat(pieces, "{prefix}-" .. n))
end
""")
    return file


def write_mix(file, prefix, paths, upload_path, body, uploads_in_hundred):
    """A script that asks for paths in turn, and uploads in between."""
    with open(file, "w") as script:
        script.write("local paths = {" + ", ".join(json.dumps(path) for path in paths) + "}\n")
        script.write(_pieces(body))
        script.write(f"""
local n = 0
request = function()
  n = n + 1
  if n * 37 % 100 < {uploads_in_hundred} then
    local body = table.concat(pieces, "{prefix}-" .. n)
    return wrk.format("POST", "{upload_path}", nil, body)
  end
  return wrk.format("GET", paths[n % #paths + 1])
end
""")
    return file


def _pieces(body):
    """A body, cut where the mark stands, as a table in Lua."""
    pieces = body.decode().split(MARK)
    return "local pieces = {" + ", ".join(f"[==[{piece}]==]" for piece in pieces) + "}\n"
