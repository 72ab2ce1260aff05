#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must take little memory, and what must end soon: peak memory and time of the release build.

usage: run.py EXSH [NAME]
Streams stay under 30 MiB however long they are: the counts here are large enough that one kept object a round would break the bar.
Recursion without an end is refused within seconds on a busy machine (about one on an idle one), and the shell goes on; long
input takes time by its length.
One line for each failure, the last line is "N passed, N failed".
"""
import os, resource, subprocess, sys, tempfile, threading, time

MIB = 30
LINES = 600000  # of 100 bytes: 57 MiB

# name, script, what it writes, whether the file of lines is piped in
STREAMS = [
    ("where", "1..3000000 | Where-Object { $false }", "", False),
    ("first", "1 | ForEach-Object { while ($true) { 1 } } | Select-Object -First 3", "1\n1\n1\n", False),
    ("while", "$i = 0; while ($i -lt 10000000) { $i++ }; $i", "10000000\n", False),
    ("read-lines", "$n = 0; foreach ($l in [IO.File]::ReadLines('FILE')) { $n++ }; $n", "%d\n" % LINES, False),
    ("read-lines-pipe", "[IO.File]::ReadLines('FILE') | Where-Object { $false }", "", False),
    ("switch-file", "$n = 0; switch -File FILE { default { $n++ } }; $n", "%d\n" % LINES, False),
    ("get-content", "Get-Content FILE | Where-Object { $false }", "", False),
    ("input", "$n = 0; foreach ($l in $input) { $n++ }; $n", "%d\n" % LINES, True),
    ("input-pipe", "$input | Where-Object { $false }", "", True),
]
# Ways a function can call itself for ever.
CALLS = [
    ("call", "f"),
    ("foreach-object", "1 | ForEach-Object { f }"),
    ("where-object", "1 | Where-Object { f }"),
    ("invoke-expression", "Invoke-Expression 'f'"),
    ("block", "& { f }"),
    ("dot", ". { f }"),
    ("preference", "$ErrorActionPreference = 'Stop'; & { 1 | ForEach-Object { f } }"),
]
# What once took time by the square of its length.
LONG = [
    ("csv-header", "$c = (1..40000 | ForEach-Object { \"c$_\" }) -join ','; ($c, $c | ConvertFrom-Csv).c7", "c7\n"),
    ("type-brackets", "$t = 'int' + '[]' * 40000; $null -eq ($t -as [type])", "True\n"),
]
SECONDS = 10
AT_MOST = 120  # what takes longer is ended


def run(exsh, script, stdin=None):
    """Output, seconds and peak memory in MiB."""
    started = time.time()
    child = subprocess.Popen([exsh, "-NoProfile", "-Command", script], stdin=stdin or subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=lambda: resource.setrlimit(
                                 resource.RLIMIT_AS, (4 << 30, 4 << 30)))
    end = threading.Timer(AT_MOST, child.kill)
    end.start()
    out = child.stdout.read().decode(errors="replace")
    _, _, used = os.wait4(child.pid, 0)
    end.cancel()
    return out, time.time() - started, used.ru_maxrss / 1024


def main():
    exsh, only = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        file = folder + "/lines.txt"
        with open(file, "w") as f:
            for _ in range(LINES // 1000):
                f.write(("x" * 99 + "\n") * 1000)
        for name, script, want, piped in STREAMS:
            if only and only != name:
                continue
            with open(file) as lines:
                out, _, peak = run(exsh, script.replace("FILE", file), lines if piped else None)
            ok = out == want and peak < MIB
            passed, failed = passed + ok, failed + (not ok)
            if not ok:
                print("FAIL %s: %.0f MiB, wrote %r" % (name, peak, out[:200]))
        endless = "function f { %s }; try { f } catch { $_.FullyQualifiedErrorId.Split(',')[0] }; 'alive'"
        soon = [(name, endless % call, "CallDepthOverflow\nalive\n") for name, call in CALLS] + LONG
        for name, script, want in soon:
            if only and only != name:
                continue
            out, seconds, _ = run(exsh, script)
            ok = out == want and seconds < SECONDS
            passed, failed = passed + ok, failed + (not ok)
            if not ok:
                print("FAIL %s: %.1f s, wrote %r" % (name, seconds, out[:200]))
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0 or passed == 0


sys.exit(main())
