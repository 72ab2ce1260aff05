#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long Ctrl-C takes to bring the prompt back, whatever runs.

usage: interrupt.py EXSH [NAME ...]

Types each command below into a shell at a terminal of its own, lets it run, presses Ctrl-C and waits for the prompt.  One that takes
longer than the limit is tried again, because the machine may have been busy; it fails when no trial is within the limit.
"""
import os, pty, select, shutil, signal, sys, tempfile, time

LIMIT = 0.2
TRIALS = 5
# name: what is done first (not measured), the command
COMMANDS = {
    'while': ('', 'while ($true) { }'),
    'for': ('', 'for () { $i++ }'),
    'do': ('', 'do { $x = 1 } until ($false)'),
    'foreach': ('', 'foreach ($i in 1..1000000000) { }'),
    'function': ('', 'function f { while (1) { g } }; function g { 1 | Out-Null }; f'),
    'recursion': ('', 'function r($n) { if ($n) { r ($n - 1); r ($n - 1) } }; r 60'),
    'range': ('', '1..1e9 | % { }'),
    'where': ('', '1..1000000000 | Where-Object { $false }'),
    'select': ('', '1..1000000000 | Select-Object -Last 1'),
    'measure': ('', '1..1000000000 | Measure-Object -Sum'),
    'sort': ('', '1..3000000 | Sort-Object { -$_ }'),
    'sort-text': ('$a = 1..300000 | % { "n$($_ * 7919 % 300007)" }', 'while (1) { $a | Sort-Object | Out-Null }'),
    'sort-array': ('$a = 1..5000000 | % { $_ * 7919 % 5000011 }', 'while (1) { [array]::Sort($a.Clone()) }'),
    'group': ('', '1..50000000 | Group-Object { $_ % 1000 }'),
    'group-many': ('$a = 1..300000', 'while (1) { $a | Group-Object | Out-Null }'),
    'unique': ('$a = 1..20000', '$a | Select-Object -Unique; while (1) { $a | Get-Unique | Out-Null }'),
    'compare': ('$a = 1..60000; $b = 60000..1', 'Compare-Object $a $b -SyncWindow 60000 | Out-Null; while (1) { Compare-Object $a $b | Out-Null }'),
    'table': ('', '1..100000000 | % { [pscustomobject]@{ A = $_; B = "x" } } | Format-Table -AutoSize | Out-Null'),
    'output': ('', '1..1000000000'),
    'regex': ('', "('a' * 32 + '!') -match '^(a+)+$'; while (1) { ('a' * 32 + '!') -match '^(a+)+$' | Out-Null }"),
    'regex-wide': ('', "while (1) { try { ('\u0101' * 32 + '!') -match '^(\u0101+)+$' | Out-Null } catch { } }"),
    'regex-behind': ('', "while (1) { try { ('ab' * 20000) -match '(?<=(a|b)*c)d' | Out-Null } catch { } }"),
    'regex-long': ('$s = "ab" * 20MB', "while (1) { $s -match 'a.*c' | Out-Null }"),
    'replace': ('$s = "ab" * 50MB', "while (1) { $t = $s -replace 'b', 'cd' }"),
    'split': ('$s = "a,b," * 10MB', "while (1) { $t = $s -split ',' }"),
    'string-split': ('$s = "a,b," * 10MB', "while (1) { $t = $s.Split(',') }"),
    'matches': ('$s = "ab" * 10MB', "while (1) { $t = [regex]::Matches($s, 'a').Count }"),
    'like': ('$s = "a" * 20000', "while (1) { $s -like '*a*a*a*a*a*a*b' | Out-Null }"),
    'join': ('$a = 1..5000000', "while (1) { $t = $a -join ', ' }"),
    'build': ('', '$s = ""; while (1) { $s += "x" * 1000; if ($s.Length -gt 100MB) { $s = "" } }'),
    'array-add': ('', '$a = @(); while (1) { $a += 1 }'),
    'multiply': ('', 'while (1) { $a = ,1 * 100000000 }'),
    'multiply-text': ('', 'while (1) { $a = "ab" * 500MB }'),
    'contains': ('$a = 1..5000000', 'while (1) { $a -contains "x" | Out-Null }'),
    'equal': ('$a = 1..5000000', 'while (1) { $x = $a -eq "x" }'),
    'clone': ('$a = 1..20000000', 'while (1) { $b = $a + $a }'),
    'hash': ('', '$h = @{}; for () { $i++; $h["k$i"] = $i }'),
    'json-from': ('$s = "[" + ("""abcdefgh"",1," * 6MB) + "1]"', 'while (1) { $t = $s | ConvertFrom-Json }'),
    'json-to': ('$a = 1..3000000', 'while (1) { $t = ConvertTo-Json $a }'),
    'csv-from': ('$s = 1..500000 | % { "1,2" }', 'while (1) { $t = $s | ConvertFrom-Csv }'),
    'csv-import': ('[IO.File]::WriteAllText("$PWD/x.csv", "a,b`n" + ("1,2`n" * 5MB))', 'while (1) { Import-Csv x.csv | Out-Null }'),
    'csv-assign': ('[IO.File]::WriteAllText("$PWD/x.csv", "a,b`n" + ("1,2`n" * 20MB))', '$x = Import-Csv x.csv'),
    'clixml-import': ('1..300000 | Export-Clixml y.xml', 'while (1) { $t = Import-Clixml y.xml }'),
    'sort-method': ('$a = [int[]](1..300000)', 'while (1) { [array]::Sort($a, [Comparison[int]] { param($x, $y) $y - $x }) }'),
    'where-method': ('$a = 1..3000000', 'while (1) { $t = $a.Where({ $_ -lt 0 }) }'),
    'content': ('[IO.File]::WriteAllText("$PWD/x.txt", "1,2`n" * 20MB)', 'while (1) { Get-Content x.txt | Out-Null }'),
    'content-raw': ('[IO.File]::WriteAllText("$PWD/x.txt", "1,2`n" * 20MB)', 'while (1) { $t = Get-Content x.txt -Raw; $t.Length | Out-Null }'),
    'read-all': ('[IO.File]::WriteAllText("$PWD/x.txt", "1,2`n" * 20MB)', 'while (1) { $t = [IO.File]::ReadAllLines("$PWD/x.txt") }'),
    'file-hash': ('[IO.File]::WriteAllText("$PWD/x.txt", "1,2`n" * 40MB)', 'while (1) { Get-FileHash x.txt | Out-Null }'),
    'copy': ('[IO.File]::WriteAllText("$PWD/x.txt", "1,2`n" * 40MB)', 'while (1) { Copy-Item x.txt y.txt -Force }'),
    'set-content': ('$a = 1..3000000', 'while (1) { $a | Set-Content y.txt }'),
    'clixml': ('$a = 1..1000000', 'while (1) { $a | Export-Clixml y.xml }'),
    'select-string': ('[IO.File]::WriteAllText("$PWD/x.txt", "1,2`n" * 20MB)', 'while (1) { Select-String nothing x.txt }'),
    'recurse': ('', 'while (1) { Get-ChildItem -Recurse / -ErrorAction SilentlyContinue | Out-Null }'),
    'recurse-name': ('', 'while (1) { Get-ChildItem -Recurse -Name / -Filter *.none -ErrorAction SilentlyContinue | Out-Null }'),
    'native': ('', '/bin/sleep 100'),
    'native-pipe': ('', '/bin/cat /dev/zero | ForEach-Object { $_ } | Out-Null'),
    'native-lines': ('', '/usr/bin/yes | Out-Null'),
    'native-input': ('', '1..1000000000 | /bin/cat | Out-Null'),
    'native-stuck': ('', '1..10000000 | /bin/sleep 100'),
    'start-process': ('', 'Start-Process -Wait /bin/sleep 100'),
    'start-sleep': ('', 'Start-Sleep 100'),
    'thread-sleep': ('', '[Threading.Thread]::Sleep(100000)'),
    'read-host': ('', 'Read-Host'),
    'read-secret': ('', 'Read-Host -AsSecureString'),
    'confirm': ('', 'Remove-Item nothing, / -Confirm -WhatIf:$false -ErrorAction SilentlyContinue; Read-Host'),
    'invoke-expression': ('', 'while (1) { Invoke-Expression "1 + 1" | Out-Null }'),
    'parse': ('$s = "1+1;" * 200000', 'while (1) { $t = [scriptblock]::Create($s) }'),
    'catch': ('', 'while (1) { try { throw 1 } catch { } }'),
    'measure-command': ('', 'Measure-Command { while (1) { } }'),
    'invoke-command': ('', 'Invoke-Command { while (1) { } }'),
    'script-block': ('', '& { & { while (1) { } } }'),
    'closure-sort': ('', '[array]$a = 1..1000000; while (1) { $a | Sort-Object { $_ % 7 }, { -$_ } | Out-Null }'),
    'xml': ('$s = "<r>" + ("<a b=''1''/>" * 300000) + "</r>"', 'while (1) { $x = [xml]$s }'),
    'base64': ('$b = New-Object byte[] 50000000', 'while (1) { $s = [Convert]::ToBase64String($b); $c = [Convert]::FromBase64String($s) }'),
    'bigint': ('', 'while (1) { $x = [bigint]::Pow(12345, 30000) }'),
    'certificates': ('1..30 | % { New-ExchangeCertificate -SubjectName "cn=h$_" -DomainName "h$_" -Force -ErrorAction SilentlyContinue | Out-Null }', 'while (1) { Get-ExchangeCertificate | Out-Null }'),
    'make-certificates': ('', 'while (1) { New-ExchangeCertificate -SubjectName "cn=a" -Force -ErrorAction SilentlyContinue | Out-Null }'),
    'get-help': ('', 'while (1) { Get-Help * | Out-Null }'),
    'get-command': ('', 'while (1) { Get-Command | Out-Null }'),
}


class Shell:
    def __init__(self, exsh):
        self.home = tempfile.mkdtemp(prefix='exsh-interrupt-')
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(self.home)
            os.execve(exsh, [exsh, '-NoProfile', '-NoLogo'],
                {'HOME': self.home, 'PATH': os.environ['PATH'], 'TERM': 'dumb', 'LANG': 'C.UTF-8'})
        self.prompts = 0
        self.seen = b''

    def read(self, seconds):
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if ready:
            self.seen = self.seen[-4000:] + os.read(self.fd, 65536)
        return bool(ready)

    def wait(self, seconds):
        """Until a prompt is the last thing on the screen; how long that took, or None."""
        start = time.monotonic()
        while time.monotonic() - start < seconds:
            if self.seen.endswith(b'>') and b'[PS]' in self.seen[-200:]:
                return time.monotonic() - start
            self.read(0.05)
        return None

    def type(self, text):
        self.seen = b''
        os.write(self.fd, text.encode() + b'\n')

    def run_for(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(end - time.monotonic() if end > time.monotonic() else 0)

    def interrupt(self):
        self.seen = b''
        os.write(self.fd, b'\x03')
        return self.wait(30)

    def close(self):
        os.close(self.fd)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        shutil.rmtree(self.home)


def measure(exsh, name):
    """The least of the times until it is within the limit; None: the shell was gone, or nothing ran."""
    first, command = COMMANDS[name]
    shell = Shell(exsh)
    best = None
    try:
        if shell.wait(20) is None:
            return None
        if first:
            shell.type(first)
            shell.run_for(0.1)
            if shell.wait(120) is None:
                return None
        for trial in range(TRIALS):
            shell.type(command)
            shell.run_for(0.5 + 0.13 * trial)
            took = shell.interrupt()
            if took is None:
                return None
            best = took if best is None else min(best, took)
            if best <= LIMIT:
                break
    except OSError:
        return None
    finally:
        shell.close()
    return best


def main():
    exsh = os.path.realpath(sys.argv[1])
    failed = 0
    for name in sys.argv[2:] or COMMANDS:
        took = measure(exsh, name)
        if took is None or took > LIMIT:
            failed += 1
            print(f'FAIL {name}: {"no prompt" if took is None else f"{took:.3f} s"}', flush=True)
        elif os.environ.get('VERBOSE'):
            print(f'ok {name}: {took:.3f} s', flush=True)
    total = len(sys.argv[2:] or COMMANDS)
    print(f'{total - failed} passed, {failed} failed')
    return failed != 0


sys.exit(main())
