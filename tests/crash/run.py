#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shells that are killed while they import, enable, renew and remove certificates, many shells that write at once, and what stays in memory.

usage: run.py EXSH [KILLS [SHELLS]]       (40 kills, 8 shells; make check-all: 1000 and 64)
After each kill -9 the store must open and be sound (SQLite's checks, foreign keys, thumbprints, keys, the history), and hold what it held
after the last operation that was reported done, or that and all of the one under way. Shells that write at once must all succeed, and
nothing of theirs may be lost. Keys and passwords that were used are looked for in a shell's memory. One line for each failure, the last line is "N passed, N failed".
"""
import os, pathlib, random, re, shutil, signal, sqlite3, subprocess, sys, tempfile, time

# Announces each operation with ">", reports the state after it with "<".
WORK = r'''
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$password = ConvertTo-SecureString x -AsPlainText -Force
function say($text) { [IO.File]::AppendAllText('LOG', "$text`n") } # output to a pipe waits until there is more of it
function done { say "< $(@(Get-ExchangeCertificate | foreach { '{0}|{1}|{2}' -f $_.Thumbprint, [int]$_.Services, $_.HasPrivateKey } | sort) -join ' ')" }
$files = @(Get-ChildItem FOLDER -Filter *.pfx)
while ($true) {
    $all = @(Get-ExchangeCertificate | where { $_.Subject -like 'CN=host*' })
    $have = @($all | foreach Thumbprint)
    $free = @($files | where { $have -notcontains $_.BaseName })
    if ($free -and $have.Count -lt 8) {
        $file = Get-Random -InputObject $free
        say "> import $($file.BaseName)"
        $null = Import-ExchangeCertificate -FileName $file.FullName -Password $password -ErrorAction Stop
        done
    }
    $t = (Get-Random -InputObject @(Get-ExchangeCertificate | where { $_.Subject -like 'CN=host*' })).Thumbprint
    say "> enable $t"
    Enable-ExchangeCertificate -Thumbprint $t -Services (Get-Random -InputObject 'IIS', 'POP,IMAP', 'IIS,POP', 'UM') -Force -ErrorAction SilentlyContinue
    done
    if ($have.Count -lt 10 -and (Get-Random 2) -eq 0) {
        say "> renew $t"
        $null = Get-ExchangeCertificate -Thumbprint $t | New-ExchangeCertificate -KeySize 1024 -Force -ErrorAction Stop
        done
    }
    if ($have.Count -gt 3) {
        $t = Get-Random -InputObject $have # the internal transport certificate is refused
        say "> remove $t"
        Remove-ExchangeCertificate -Thumbprint $t -Confirm:$false -ErrorAction SilentlyContinue
        done
    }
}
'''
CHECK = r'''
$t = Test-ExshStore
"sound $($t.IsSound) $($t.Findings -join '; ')"
"< $(@(Get-ExchangeCertificate | foreach { '{0}|{1}|{2}' -f $_.Thumbprint, [int]$_.Services, $_.HasPrivateKey } | sort) -join ' ')"
'''

passed = failed = 0
def judge(ok, text):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print('FAIL', text, flush=True)

def parse(line):
    return {f[0]: (int(f[1]), f[2]) for f in (w.split('|') for w in line[2:].split())}

def allowed(old, new, operation):
    """Whether new is what the operation, as announced, makes of old."""
    what, thumbprint = operation[2:].split()
    gone, come = old.keys() - new.keys(), new.keys() - old.keys()
    same = all(old[t] == new[t] for t in old.keys() & new.keys())
    if what == 'import':
        return not gone and come == {thumbprint} and same and new[thumbprint][1] == 'True'
    if what == 'remove':
        return gone == {thumbprint} and not come and same
    if what == 'renew':
        return not gone and len(come) == 1 and all(new[t][0] & ~old[t][0] == 0 for t in old)  # POP and IMAP go with the name
    return not gone and not come and old[thumbprint][0] & ~new[thumbprint][0] == 0

def certificates(folder, n):
    folder.mkdir()
    for i in range(n):
        run = lambda *a: subprocess.run(a, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()
        key, cer, pfx = folder / 'key', folder / 'cer', folder / 'pfx'
        run('openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cer,
            '-days', '300', '-subj', '/CN=host%d.contoso.com' % i)
        thumbprint = run('openssl', 'x509', '-in', cer, '-noout', '-fingerprint', '-sha1').split('=')[1].strip().replace(':', '')
        run('openssl', 'pkcs12', '-export', '-inkey', key, '-in', cer, '-passout', 'pass:x', '-out', folder / (thumbprint + '.pfx'))
        key.unlink()
        cer.unlink()

def shell(exsh, store, text, **more):
    script = store.parent / ('script-%d.ps1' % abs(hash(text)))
    if not script.exists():
        script.write_text(text)
    more.setdefault('stdin', subprocess.DEVNULL)
    return subprocess.Popen([exsh, '-NoProfile', '-Store', str(store), '-File', str(script)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            **more)

def kill_one(exsh, store, work, log, old):
    log.write_text('')
    p = shell(exsh, store, work)
    while p.poll() is None and not log.stat().st_size:
        time.sleep(0.005)
    time.sleep(random.random() * 0.5)
    p.send_signal(signal.SIGKILL)
    said = p.communicate()[0].decode(errors='replace').strip()
    if said:
        return old, 'an operation failed: ' + said
    lines = log.read_text().split('\n')[:-1]  # the last may be cut
    states = [l for l in lines if l.startswith('< ')]
    under_way = lines[-1] if lines and lines[-1].startswith('> ') else None
    old = parse(states[-1]) if states else old
    out = shell(exsh, store, CHECK).communicate()[0].decode(errors='replace').split('\n')
    if len(out) < 2 or not out[0].startswith('sound True'):
        return old, 'not sound: ' + ' '.join(out)
    new = parse(out[1])
    if new != old and not (under_way and allowed(old, new, under_way)):
        differ = sorted(t for t in old.keys() | new.keys() if old.get(t) != new.get(t))
        return new, 'after "%s": %s' % (under_way, ', '.join('%s was %s, is %s' % (t, old.get(t), new.get(t)) for t in differ))
    return new, None

def kills(exsh, folder, n):
    store = folder / 'kills' / 'exsh.db'
    store.parent.mkdir(mode=0o700)
    certificates(folder / 'pfx', 12)
    subprocess.run([exsh, '-NoProfile', '-Store', str(store), '-Setup', '-Server', 'CAS01', '-Domain', 'contoso.com'], check=True, stdout=subprocess.DEVNULL)
    log = folder / 'log'
    work = WORK.replace('FOLDER', str(folder / 'pfx')).replace('LOG', str(log))
    state = parse(shell(exsh, store, CHECK).communicate()[0].decode().split('\n')[1])
    for i in range(n):
        state, wrong = kill_one(exsh, store, work, log, state)
        judge(not wrong, 'kill %d: %s' % (i, wrong))

def writers(exsh, folder, n):
    each = 3
    store = folder / 'writers' / 'exsh.db'
    store.parent.mkdir(mode=0o700)
    text = r'''
$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
try {
    foreach ($i in 1..%d) {
        $name = "CN=w$($env:WRITER)-$i.contoso.com"
        if ($i -eq 2) {
            $null = New-ExchangeCertificate -GenerateRequest -SubjectName $name -KeySize 1024 -BinaryEncoded
            Get-ExchangeCertificate | where { $_.Subject -eq $name } | Remove-ExchangeCertificate -Confirm:$false
        } else {
            $c = New-ExchangeCertificate -SubjectName $name -KeySize 1024 -Force
            Enable-ExchangeCertificate -Thumbprint $c.Thumbprint -Services POP -Force
        }
    }
    'DONE'
} catch { "FAILED $_" }
''' % each
    shells = [shell(exsh, store, text, env=dict(os.environ, WRITER=str(i))) for i in range(n)]  # they make the store together
    for i, p in enumerate(shells):
        said = p.communicate()[0].decode(errors='replace').strip()
        judge(said == 'DONE', 'writer %d of %d: %s' % (i, n, said))
    out = shell(exsh, store, CHECK + "Get-ExchangeCertificate | foreach Subject").communicate()[0].decode(errors='replace').split('\n')
    judge(out[0].startswith('sound True'), 'written by %d: %s' % (n, out[0]))
    want = {'CN=w%d-%d.contoso.com' % (i, k) for i in range(n) for k in range(1, each + 1) if k != 2}
    have = set(out[2:]) - {''}
    judge(want == have, 'written by %d: lost %s, too many %s' % (n, want - have, have - want))
    db = sqlite3.connect(store)
    judge(db.execute('select count(*), max(id) from history').fetchone()[0] >= n * 2 * each, 'the history lacks rows')
    db.close()

MEMORY = r'''
$p = Read-Host -AsSecureString
$c = Import-ExchangeCertificate -FileName FOLDER/x.pfx -Password $p -PrivateKeyExportable:$true
[IO.File]::WriteAllText('FOLDER/imported', '')
$null = Read-Host
$null = Export-ExchangeCertificate -Thumbprint $c.Thumbprint -FileName FOLDER/out.pfx -BinaryEncoded -Password $p
$null = Test-ExshStore
$p.Dispose()
[IO.File]::WriteAllText('FOLDER/exported', '')
$null = Read-Host
'''

def found(pid, patterns):
    """Which of the patterns stand in a process' memory."""
    names = set()
    with open('/proc/%d/mem' % pid, 'rb', 0) as memory:
        for line in open('/proc/%d/maps' % pid):
            fields = line.split()
            begin, end = [int(x, 16) for x in fields[0].split('-')]
            if 'w' not in fields[1] or fields[-1].startswith('[v'):
                continue
            if end - begin > 64 << 20:  # the interpreter's stack, used from its end; a sanitizer's shadow
                begin = end - (4 << 20)
            try:
                memory.seek(begin)
                data = memory.read(end - begin)
            except OSError:
                continue
            names |= {name for name, pattern in patterns.items() if pattern in data}
    return names

def memory(exsh, folder, kind):
    """A private key that was imported, exported and checked, and a password that was disposed of, are nowhere any more."""
    folder = folder / kind[0]
    folder.mkdir(mode=0o700)
    password = 'correcthorsebatterystaple'
    run = lambda *a: subprocess.run(a, cwd=folder, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()
    run('openssl', 'req', '-x509', '-newkey', *kind, '-nodes', '-keyout', 'key', '-out', 'cer', '-subj', '/CN=h.contoso.com')
    run('openssl', 'pkcs12', '-export', '-inkey', 'key', '-in', 'cer', '-passout', 'pass:' + password, '-out', 'x.pfx')
    patterns = {'password': password.encode(), 'password in UTF-16BE': password.encode('utf-16-be'), 'password in UTF-16LE': password.encode('utf-16-le')}
    for name, digits in re.findall(r'(priv|privateExponent|prime1|prime2):\s*\n((?:\s+[0-9a-f:]+\n)+)', run('openssl', 'pkey', '-in', 'key', '-text', '-noout')):
        octets = bytes.fromhex(re.sub(r'[\s:]', '', digits)).lstrip(b'\0')
        patterns[name] = octets[4:28]
        patterns[name + ' backwards'] = octets[::-1][4:28]
    p = shell(exsh, folder / 'exsh.db', MEMORY.replace('FOLDER', str(folder)), stdin=subprocess.PIPE)
    for step, line, may in ('imported', password, {'password'}), ('exported', '', set()):
        p.stdin.write((line + '\n').encode())
        p.stdin.flush()
        while p.poll() is None and not (folder / step).exists():
            time.sleep(0.01)
        left = found(p.pid, patterns) - may if p.poll() is None else {p.stdout.read().decode(errors='replace')}
        judge(not left, 'memory, %s, %s: %s is left' % (kind[0], step, ', '.join(left)))
    p.communicate(b'\n')

def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    exsh = os.path.realpath(sys.argv[1])
    nkills, nshells = [int(a) for a in sys.argv[2:4] + ['40', '8'][len(sys.argv) - 2:]]
    folder = pathlib.Path(tempfile.mkdtemp(prefix='exsh-crash-'))
    try:
        kills(exsh, folder, nkills)
        writers(exsh, folder, nshells)
        memory(exsh, folder, ('ec', '-pkeyopt', 'ec_paramgen_curve:P-256'))
        memory(exsh, folder, ('rsa:2048',))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print('%d passed, %d failed' % (passed, failed))
    sys.exit(1 if failed else 0)

main()
