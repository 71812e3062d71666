"""What all parts use: messages, child processes, medians, the machine."""
import os
import platform
import re
import statistics
import subprocess
import sys
import threading
import time

BEGAN = time.monotonic()
#: Set when nobody waits for what runs beside; children of other threads end then.
ENDING = threading.Event()


class Failure(Exception):
    """The benchmark can't go on; its text says why."""


def say(text):
    """Tells how far it has come, on standard error."""
    print(f"[{time.monotonic() - BEGAN:5.0f} s] {text}", file=sys.stderr, flush=True)


def run(arguments, seconds=600, environment=None):
    """A child's standard output; a failure when it doesn't end well or in time."""
    environment = None if environment is None else {**os.environ, **environment}
    try:
        child = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, text=True, env=environment)
    except OSError as error:
        raise Failure(f"{arguments[0]} can't be run: {error}") from None
    end = time.monotonic() + seconds
    try:
        while True:
            try:
                output, errors = child.communicate(timeout=0.5)
                break
            except subprocess.TimeoutExpired:
                if ENDING.is_set() or time.monotonic() > end:
                    raise Failure(f"{arguments[0]} did not end within {seconds} s") from None
    finally:
        if child.poll() is None:
            child.kill()
            child.communicate()
    if child.returncode:
        raise Failure(f"{' '.join(map(str, arguments[:4]))} ... ended with {child.returncode}: "
                      f"{(errors or output)[-2000:]}")
    return output


def median(values):
    return statistics.median(values)


def percentile(values, share):
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * share // 100) - 1))]


def remove(database):
    """Removes a database with its write-ahead log."""
    for ending in ("", "-wal", "-shm"):
        if os.path.exists(database + ending):
            os.remove(database + ending)


def copy(source, target):
    """Copies a database that nobody has open, in place of what is there."""
    remove(target)
    log = source + "-wal"
    if os.path.exists(log) and os.path.getsize(log):
        raise Failure(f"{log} is there: a program that ended early has left it. Run "
                      f"`certregistry account list --database sqlite:{source}` once.")
    run(["cp", "--reflink=auto", source, target])


def machine():
    """The cores, memory and processor, as a sentence's part."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = platform.machine()
    try:
        with open("/proc/cpuinfo") as file:
            found = re.search(r"model name\s*:\s*(.+)", file.read())
        model = f"{found.group(1)}, {model}" if found else model
    except OSError:
        pass
    return f"{os.cpu_count()} cores ({model}) and {memory:.0f} GiB of memory"


FLUSHES = """
import os, sys, time
file = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY | os.O_APPEND)
times = []
for _ in range(int(sys.argv[2])):
    os.write(file, bytes(4096))
    start = time.perf_counter()
    os.fdatasync(file)
    times.append(time.perf_counter() - start)
os.close(file)
os.remove(sys.argv[1])
print(sorted(times)[len(times) // 2] * 1000)
"""


def flush_milliseconds(folder, count, environment=None):
    """The median of what one flush of a small append takes on the disk of a folder."""
    path = os.path.join(folder, "flush.tmp")
    return float(run([sys.executable, "-c", FLUSHES, path, str(count)], 120, environment))
