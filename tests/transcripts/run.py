#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Types transcripts into the shell and compares what it shows.

usage: run.py [--update] EXSH [FILE.transcript ...]

A line that begins with [PS] C:\\> is typed; what follows up to the next such line or directive is the exact output, blanks at line ends
included.  Lines that begin with #: are directives, others that begin with # comments:
  #: source=real|documented|inferred WHERE   where the expectation comes from, until the next such line
  #: setup ARGUMENTS     a new store, made with exsh -Setup ARGUMENTS (without arguments: a new empty one)
  #: options ARGUMENTS   more arguments for exsh from here on (-ExchangeVersion 2007)
  #: in TEXT             behind a command: a line it reads, shown behind its question
  #: sh COMMAND          runs in the folder of drive C:; $STORE is the store's file, $TRANSCRIPTS this folder; its exit status must be 0
  #: env NAME=VALUE      for the shell, from its next start on
  #: limit OCTETS        no file grows beyond that, as on a full disk; 0: no limit
Placeholders in expected output: {A} a thumbprint (the same letter, the same thumbprint; usable in commands, too), {date}, {time} (of an error
id), {guid}, {hex} 16 to 20 octets, {base64} one or more lines of it, {any} anything within a line.
--update writes what is shown into the files.
"""
import os, re, resource, shutil, signal, subprocess, sys, tempfile

PROMPT = '[PS] C:\\>'
WIDTH = '120'
SANITIZER = 99  # exit status of a run in which it found something
KINDS = {
    'date': r'\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d\d:\d\d [AP]M {0,3}',  # padded where another row's is longer
    'guid': r'[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
    'hex': r'[0-9A-F]{32,40}',
    'any': r'.*',
}


class Shell:
    """One exsh that is typed into, with its store."""

    def __init__(self, exsh):
        self.exsh, self.process, self.options, self.env, self.limit = exsh, None, [], {}, 0
        self.faults = []
        self.folder = tempfile.mkdtemp(prefix='exsh-', dir='/tmp')  # messages break where its length makes them
        self.store = os.path.join(self.folder, 'exsh.db')

    def environment(self):
        env = dict(os.environ, COLUMNS=WIDTH, TZ='UTC', STORE=self.store, XDG_CONFIG_HOME=self.folder,
                   TRANSCRIPTS=os.path.dirname(os.path.abspath(__file__)))
        env.update(self.env)
        return env

    def setup(self, arguments):
        self.close()
        shutil.rmtree(self.folder)
        os.makedirs(os.path.join(self.folder, 'drive_c'))
        if arguments:
            subprocess.run([self.exsh, '-Store', self.store, '-Setup'] + arguments, check=True, env=self.environment(), timeout=120, stdout=subprocess.DEVNULL)

    def confine(self):
        if self.limit:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.limit, self.limit))

    def close(self):
        if self.process:
            self.process.stdin.close()
            rest = self.process.stdout.read()
            if self.process.wait(timeout=60) == SANITIZER:
                self.faults.append(rest)
            self.process = None

    def start(self):
        if self.process:
            return
        os.makedirs(os.path.join(self.folder, 'drive_c'), exist_ok=True)
        arguments = ['timeout', '-k', '5', '120', self.exsh, '-NoProfile', '-Store', self.store] + self.options + ['-Command', '-']
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=self.folder,
                                        env=self.environment(), encoding='utf-8', errors='surrogateescape', preexec_fn=self.confine)
        self.type('cd C:\\', [])

    def type(self, command, answers):
        """What a command shows, as lines."""
        self.start()
        mark = '#@@ done @@#'
        self.process.stdin.write('\n'.join([command] + answers) + '\n"%s"\n' % mark)
        self.process.stdin.flush()
        lines = []
        while True:
            line = self.process.stdout.readline()
            if not line:
                status, self.process = self.process.wait(), None
                return lines + ['the shell ended with %d' % status]
            line = line.rstrip('\n')
            if line.endswith(mark):
                return self.with_answers(lines, line[:-len(mark)], answers)
            lines.append(line)

    @staticmethod
    def with_answers(lines, rest, answers):
        """A terminal would show what is typed, and its line end.  rest stands before the mark, without a line end."""
        shown, answers = [], list(answers)
        for line in lines + [rest]:
            while answers and re.search(r'(\(default is "."\): |^Password: )', line):
                head, asked, line = re.split(r'(\(default is "."\): |^Password: )', line, 1)
                shown.append(head + asked + answers.pop(0))
            shown.append(line)
        return shown if shown[-1] else shown[:-1]

    def run(self, command):
        return subprocess.run(['sh', '-c', command], cwd=os.path.join(self.folder, 'drive_c'), env=self.environment(), stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=120)

    def release(self):
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def pattern(line, known):
    """The expected line as a regular expression; letters seen before stand for their thumbprints."""
    out, new = '', set()
    for piece in re.split(r'(\{[A-Z]\}|\{(?:date|guid|hex|any)\})', line):
        if re.fullmatch(r'\{[A-Z]\}', piece):
            letter = piece[1]
            if letter in known:
                out += known[letter]
            elif letter in new:
                out += '(?P=%s)' % letter
            else:
                new.add(letter)
                out += '(?P<%s>[0-9A-F]{40})' % letter
        elif piece.startswith('{') and piece[1:-1] in KINDS:
            out += KINDS[piece[1:-1]]
        else:
            out += re.escape(piece)
    return out


def compare(want, got, known):
    """None, or what differs first."""
    i = 0
    if any('{date}' in line for line in want):  # their length is the width of a last column, headings and all
        want, got = [line.rstrip(' ') for line in want], [line.rstrip(' ') for line in got]
    want, got = [bare_id(line) for line in want], [bare_id(line) for line in got]
    for line in want:
        if line == '{base64}':
            begun = i
            while i < len(got) and re.fullmatch(r'[A-Za-z0-9+/]{1,64}={0,2}', got[i]):
                i += 1
            if i == begun:
                return line, got[i] if i < len(got) else None
            continue
        if i >= len(got):
            return line, None
        match = re.fullmatch(pattern(line, known), got[i])
        if not match:
            return line, got[i]
        known.update(match.groupdict())
        i += 1
    return None if i == len(got) else (None, got[i])


# Lines of an error block break where the date in its id happens to end: the id is compared without that, and without blanks.
ID_LINE = '    + FullyQualifiedErrorId : [Server='


def joined(lines):
    """Error ids on one line, with their guid and time taken out."""
    out, i = [], 0
    while i < len(lines):
        line = lines[i]
        if line.startswith(ID_LINE):
            while i + 1 < len(lines) and re.match(r' {1,4}[^ +]', lines[i + 1]):
                i += 1
                line = line.rstrip(' ') + lines[i].lstrip(' ')
            line = re.sub(r'\[Server=[^\]]*\]', '[Server=,RequestId=,TimeStamp=]', line)
        out.append(line)
        i += 1
    return out


def bare_id(line):
    return line.replace(' ', '') if line.startswith(ID_LINE) else line


def generalize(lines, known):
    """For --update: values that differ from run to run become placeholders."""
    letters = {value: letter for letter, value in known.items()}
    out = []

    def letter_of(match):
        value = match.group(0)
        if value not in letters:
            letters[value] = next(c for c in 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' if c not in known)
            known[letters[value]] = value
        return '{%s}' % letters[value]

    armored = False
    for line in lines:
        if armored and not line.startswith('-----'):
            line = '{base64}'
        armored = line.startswith('-----BEGIN ') or (armored and not line.startswith('-----'))
        line = re.sub(r'\b[0-9A-F]{40}\b', letter_of, line)
        line = re.sub(r'/tmp/exsh-\w+', '/tmp/exsh-{any}', line)
        line = re.sub(KINDS['date'], '{date}', line)
        line = re.sub(KINDS['guid'], '{guid}', line)
        line = re.sub(r'(SerialNumber +: )[0-9A-F]+', r'\1{hex}', line)
        if re.fullmatch(r'[A-Za-z0-9+/]{40,64}={0,2}|[A-Za-z0-9+/]+={1,2}', line):
            line = '{base64}'
        if not (line == '{base64}' and out and out[-1] == line):
            out.append(line)
    return out


def run_file(path, exsh, update):
    shell, known, passed, failed, source = Shell(exsh), {}, 0, 0, None
    text = open(path, encoding='utf-8', newline='').read().split('\n')
    if text and not text[-1]:
        text.pop()
    out, i = [], 0
    while i < len(text):
        line = text[i]
        i += 1
        out.append(line)
        if line.startswith('#: source='):
            source = line
        elif line.startswith('#: setup'):
            shell.setup(line.split()[2:])
            known.clear()
        elif line.startswith('#: options'):
            shell.close()
            shell.options = line.split()[2:]
        elif line.startswith('#: env '):
            shell.close()
            shell.env.update([line[7:].split('=', 1)])
        elif line.startswith('#: limit '):
            shell.close()
            shell.limit = int(line.split()[2])
        elif line.startswith('#: sh '):
            result = shell.run(line[6:])
            if result.returncode:
                failed += 1
                print('FAIL %s:%d: exit status %d\n%s' % (path, i, result.returncode, result.stdout.decode('utf-8', 'replace')))
        elif line.startswith(PROMPT):
            at, answers, want = i, [], []
            while i < len(text) and text[i].startswith('#: in '):
                answers.append(text[i][6:])
                out.append(text[i])
                i += 1
            while i < len(text) and not text[i].startswith(PROMPT) and not text[i].startswith('#'):
                want.append(text[i])
                i += 1
            command = re.sub(r'\{([A-Z])\}', lambda m: known.get(m.group(1), m.group(0)), line[len(PROMPT):])
            got = joined(shell.type(command, answers))
            if update:
                out += generalize(got, known)
                continue
            wrong = ('a source', source) if not source else compare(want, got, known)
            passed, failed = passed + (not wrong), failed + bool(wrong)
            if wrong:
                print('FAIL %s:%d: %s\n  wanted: %r\n  shown:  %r' % ((path, at, line) + wrong))
    shell.release()
    for fault in shell.faults:
        failed += 1
        print('FAIL %s: %s' % (path, fault))
    if update:
        open(path, 'w', encoding='utf-8', newline='').write('\n'.join(out) + '\n')
    return passed, failed


def main():
    arguments = sys.argv[1:]
    update = '--update' in arguments
    arguments = [a for a in arguments if a != '--update']
    if not arguments:
        sys.exit(__doc__)
    here = os.path.dirname(os.path.abspath(__file__))
    files = arguments[1:] or sorted(os.path.join(here, f) for f in os.listdir(here) if f.endswith('.transcript'))
    totals = [run_file(f, os.path.abspath(arguments[0]), update) for f in files]
    passed, failed = sum(t[0] for t in totals), sum(t[1] for t in totals)
    print('%d passed, %d failed' % (passed, failed))
    sys.exit(1 if failed or not passed + update else 0)


main()
