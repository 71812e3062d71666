"""The load and the figures of bin/bench."""
import json, os, platform, re, statistics, subprocess, sys, tempfile, threading, time
import urllib.request

ROOT = sys.argv[1]
PROGRAM = os.path.join(ROOT, ".build/release/certregistry")
SECONDS, ROUNDS = 4, 3
BULK_CALLS, BULK_RECORDS = 8, 1000

CERTIFICATION = {
    "certification_status": "active", "certification_type": "Management System",
    "certification_issue_date": "20240301", "certification_expiry_date": "20990228",
    "accreditation_body_name": "Deutsche Akkreditierungsstelle",
    "accreditation_body_acronym_name": "DAkkS",
    "schemes": [{"scheme_name": "Quality Management Systems",
                 "standard_list": [{"standards_name": "ISO 9001:2015"}]}],
}


def command(database, *arguments):
    done = subprocess.run([PROGRAM, *arguments, "--database", database, "--json"],
                          capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"certregistry {' '.join(arguments)} failed: {done.stdout}{done.stderr}")
    return json.loads(done.stdout)


class Server:
    def __init__(self, folder):
        database = f"sqlite:{folder}/register.db"
        subprocess.run([PROGRAM, "migrate", "--database", database], check=True,
                       stdout=subprocess.DEVNULL)
        account = command(database, "account", "add", "cb", "--name", "Bench", "--country", "DE")
        self.key = command(database, "key", "add", account["account_id"],
                           "--requests-per-minute", "1000000")["key"]
        self.log = open(f"{folder}/log", "wb")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0", "--burst", "1000000", "--database", database,
             "--json"], stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.address = re.search(r"http://[^\"]+?(?=[\"/\s])",
                                 self.process.stdout.readline()).group()
        for _ in range(100):
            try:
                urllib.request.urlopen(self.address + "/health/ready")
                break
            except OSError:
                time.sleep(0.1)
        self.headers = {"x-http-authorization": self.key, "Accept": "application/json",
                        "Content-Type": "application/json"}

    def ask(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + "/api/client/" + path, data, self.headers)
        return json.load(urllib.request.urlopen(request, timeout=120))

    def load(self, path, connections, script=None):
        """Requests a second; fails when any answer is not 200."""
        arguments = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s"]
        for name, value in self.headers.items():
            arguments += ["-H", f"{name}: {value}"]
        if script:
            arguments += ["-s", script]
        text = subprocess.run(arguments + [self.address + path], check=True,
                              capture_output=True, text=True).stdout
        if "Non-2xx" in text:
            sys.exit(f"{path}: not every answer was 200\n{text}")
        return float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))

    def resident_peak(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1)) / 1024

    def stop(self):
        self.process.terminate()
        if self.process.wait(timeout=60):
            sys.exit("the server did not end with 0")


def single(number):
    return {"certified_entity": {
        "certified_entity_unique_id": f"E-{number}", "certified_entity_name": "Acme",
        "business_registered_city": "Köln", "business_registered_country": "DE"},
        "certification": dict(CERTIFICATION, certificate_number=f"N-{number}")}


def upload_script(folder, prefix):
    """A wrk script whose every request uploads a certification of its own."""
    head, tail = json.dumps(single("@@")).split("@@", 1)
    middle, end = tail.split("@@", 1)
    path = f"{folder}/{prefix}.lua"
    with open(path, "w") as script:
        script.write(f"""
local n = 0
request = function()
  n = n + 1
  local id = "{prefix}-" .. n
  return wrk.format("POST", nil, nil, [[{head}]] .. id .. [[{middle}]] .. id .. [[{end}]])
end
""")
    return path


def bulk(server):
    def call(prefix):
        records = [dict(CERTIFICATION, certificate_number=f"{prefix}-{i}",
                        certified_entity_unique_id=f"{prefix}-{i}", certified_entity_name="Acme",
                        certified_entity_street_city="Köln", certified_entity_country="DE",
                        certification_scope="s" * 1800) for i in range(BULK_RECORDS)]
        server.ask("v1/cb/bulk-upload-cert", {"certifications": records})
    calls = [threading.Thread(target=call, args=(f"B{i}",)) for i in range(BULK_CALLS)]
    start = time.monotonic()
    for thread in calls:
        thread.start()
    for thread in calls:
        thread.join()
    return BULK_CALLS * BULK_RECORDS / (time.monotonic() - start)


def median(values):
    return statistics.median(values)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(f"{folder}/bulk")
        server = Server(f"{folder}/bulk")
        rate = bulk(server)
        peak = server.resident_peak()
        server.stop()
        server = Server(folder)
        identity = server.ask("v2/cb/upload-cert", single("1"))["data"]["company_certifications_id"]
        live, read, one, many = [], [], [], []
        for turn in range(ROUNDS):
            live.append(server.load("/health/live", 32))
            read.append(server.load(f"/api/client/v2/cb/cert/{identity}", 32))
            path = "/api/client/v2/cb/upload-cert"
            one.append(server.load(path, 1, upload_script(folder, f"one{turn}")))
            many.append(server.load(path, 64, upload_script(folder, f"many{turn}")))
        server.stop()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    text = f"""# Benchmarks

Written by `bin/bench` on {os.cpu_count()} cores and {memory:.0f} GiB ({platform.machine()}); the load
generator runs on the same cores. Medians of {ROUNDS} rounds of {SECONDS} s. Compare ratios, not requests a
second: the yardstick of each stands beside it and was measured in the same run.

| what | figure | yardstick | ratio | target |
|---|---|---|---|---|
| reading one certification, 32 connections | {median(read):,.0f}/s | `/health/live`: {median(live):,.0f}/s | {median(r / l for r, l in zip(read, live)):.2f} | at least 0.5 |
| uploading one certification, 64 connections | {median(many):,.0f}/s | 1 connection: {median(one):,.0f}/s | {median(m / o for m, o in zip(many, one)):.1f} | at least 3 |
| resident memory, {BULK_CALLS} bulk calls of {BULK_RECORDS:,} records of 2.5 KB in flight | {peak:.0f} MiB | | | under 200 MiB |

The {BULK_CALLS} bulk calls together stored {rate:,.0f} records a second.
"""
    with open(os.path.join(ROOT, "docs/BENCHMARKS.md"), "w") as file:
        file.write(text)
    print(text)


main()
