#!/usr/bin/env python3
"""limbo.py JSON PROGRAM: runs the path-validation cases of x509-limbo through PROGRAM (tests/golden/limbo.c) and counts
the verdicts that are as expected.  Prints the others, and exits 1 when fewer than LEAST of all are right.
SPDX-License-Identifier: GPL-3.0-or-later"""
import base64
import json
import re
import subprocess
import sys

LEAST = 190
# Groups of cases about RFC 5280 alone; the others are about the Baseline Requirements of the CA/Browser Forum as well.
RFC5280 = {"rfc5280", "pathlen", "crl"}


def hex_of(pem):
    return base64.b64decode(re.search(r"-----BEGIN [^-]*-----(.*?)-----END", pem, re.S).group(1)).hex()


def lines_of(case):
    yield f"case {case['id']}"
    yield f"kind {case['validation_kind']}"
    yield f"profile {'rfc5280' if case['id'].split('::')[0] in RFC5280 else 'webpki'}"
    if case["validation_time"]:
        yield f"time {case['validation_time'][:19]}"
    names = ([case["expected_peer_name"]] if case["expected_peer_name"] else []) + (case["expected_peer_names"] or [])
    for name in names:
        yield f"peer {name['kind']} {name['value']}"
    if case["max_chain_depth"] is not None:
        yield f"depth {case['max_chain_depth']}"
    for key, label in (("trusted_certs", "root"), ("untrusted_intermediates", "other"), ("crls", "crl")):
        for text in case[key]:
            yield f"{label} {hex_of(text)}"
    yield f"leaf {hex_of(case['peer_certificate'])}"
    yield "run"


def main():
    cases = json.load(open(sys.argv[1], encoding="utf-8"))["testcases"]
    text = "\n".join(line for case in cases for line in lines_of(case)) + "\n"
    run = subprocess.run([sys.argv[2]], input=text, capture_output=True, text=True, check=True)
    said = dict(line.split("\t", 1) for line in run.stdout.splitlines())
    right = 0
    for case in cases:
        verdict = said.get(case["id"], "no answer")
        if verdict.split("\t")[0] == case["expected_result"]:
            right += 1
        else:
            print(f"{case['id']}: expected {case['expected_result']}, got {verdict}")
    print(f"{right} of {len(cases)} as expected")
    return right < LEAST


sys.exit(main())
