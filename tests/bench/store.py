#!/usr/bin/env python3
"""Times the store with many certificates, beside SQLite doing the same and no more.

usage: store.py STORE_BENCH EXSH [IMPORTED [LISTED [ROUNDS]]]       (100000, 1000000 certificates, 3 rounds)
Rows: what was done, seconds of ours, seconds of bare SQLite, ratio, the most it may be, peak memory (MiB). Rounds are interleaved and the
least seconds of each side count. Look-ups are given beyond the time that an empty command takes. Answers are checked: the exit status is 1
when one is wrong.
"""
import os, pathlib, shutil, subprocess, sys, tempfile, time

TIME = '/usr/bin/time'

def exsh(program, store, command):
    with tempfile.NamedTemporaryFile('r') as mem:
        t = time.perf_counter()
        p = subprocess.run([TIME, '-q', '-f', '%M', '-o', mem.name, program, '-NoProfile', '-Store', str(store), '-Command', command],
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        t = time.perf_counter() - t
        return t, int((mem.read().split() or ['0'])[-1]) / 1024, p.stdout.decode(errors='replace').strip()

def bench(program, *args):
    return [float(x) for x in subprocess.run([program, *map(str, args)], check=True, stdout=subprocess.PIPE).stdout.split()]

def fill(program, folder, count):
    for f in folder.iterdir():
        f.unlink()
    return bench(program, 'import', folder / 's.db', folder / 'bare.db', count)

wrong = 0
def row(what, ours, bare, most, mem=None, note=''):
    print('%-44s %9.3f %9s %7s %7s %7s  %s' % (what, ours, '%.3f' % bare if bare else '', '%.2f' % (ours / bare) if bare else '', most,
                                             '%.0f' % mem if mem else '', note), flush=True)

def least(rounds, run):
    return min((run() for _ in range(rounds)), key=lambda r: r[0])

def listed(what, program, shell, store, command, want, most, rounds):
    global wrong
    best, bare = None, None
    for _ in range(rounds):
        r, b = exsh(shell, store, command), bench(program, 'select', store)
        best = r if best is None or r[0] < best[0] else best
        bare = b if bare is None or b[0] < bare[0] else bare
    wrong += best[2] != want
    row(what, best[0], bare[0], most, best[1], '' if best[2] == want else 'WRONG: %s, not %s' % (best[2], want))

def looked_up(what, shell, store, command, want, rounds):
    global wrong
    base = least(rounds * 5, lambda: exsh(shell, store, '$null'))
    best = least(rounds * 5, lambda: exsh(shell, store, command))
    wrong += best[2] != want
    row(what, max(best[0] - base[0], 0), None, '0.005 s', best[1], '' if best[2] == want else 'WRONG: %s, not %s' % (best[2], want))

def main():
    global wrong
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, shell = sys.argv[1:3]
    imported, count, rounds = [int(a) for a in sys.argv[3:6] + ['100000', '1000000', '3'][len(sys.argv) - 3:]]
    folder = pathlib.Path(tempfile.mkdtemp(prefix='exsh-bench-'))
    try:
        print('%-44s %9s %9s %7s %7s %7s' % ('store (load %.1f)' % os.getloadavg()[0], 'ours', 'SQLite', 'ratio', 'most', 'MiB'))
        runs = [fill(program, folder, imported) for _ in range(rounds)]
        ours, bare = min(r[0] for r in runs), min(r[1] for r in runs)
        row('import %d: %.0f rows a second' % (imported, imported / ours), ours, bare, '2')
        fill(program, folder, count)
        store = folder / 's.db'
        (folder / 'bare.db').unlink()
        get = 'Get-ExchangeCertificate'
        listed('list %d' % count, program, shell, store, get + ' | Measure-Object | ForEach-Object Count', str(count), '3', rounds)
        listed('filter %d by service' % count, program, shell, store,
               get + " | Where-Object { $_.Services -match 'IIS' } | Measure-Object | ForEach-Object Count", '8', '5', rounds)
        name = 'host%07d.contoso.com' % ((count // 2) * 6180339 % 10000000)
        found = exsh(shell, store, '(%s -DomainName %s).Thumbprint' % (get, name))[2]
        looked_up('look-up by name among %d' % count, shell, store, '(%s -DomainName %s).Subject.Split(",")[0]' % (get, name), 'CN=' + name, rounds)
        looked_up('look-up by thumbprint', shell, store, '(%s %s).Subject.Split(",")[0]' % (get, found), 'CN=' + name, rounds)
    finally:
        shutil.rmtree(folder)
    sys.exit(1 if wrong else 0)

main()
