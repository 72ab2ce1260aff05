#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes certificates nobody would issue, for the transcripts: hostile.py KEY.pem FOLDER [SANS]

Each is NAME.pem beside the key's owner; signed with the key's RSA through openssl, so that they are whole otherwise."""
import base64, os, subprocess, sys


def tlv(tag, *parts):
    body = b''.join(parts)
    n = len(body)
    length = bytes([n]) if n < 128 else bytes([0x80 | (n.bit_length() + 7) // 8]) + n.to_bytes((n.bit_length() + 7) // 8, 'big')
    return bytes([tag]) + length + body


def oid(dotted):
    numbers = [int(x) for x in dotted.split('.')]
    out = bytes([numbers[0] * 40 + numbers[1]])
    for n in numbers[2:]:
        digits = [n & 127]
        while n > 127:
            n >>= 7
            digits.append(n & 127 | 128)
        out += bytes(reversed(digits))
    return tlv(6, out)


def name(*values):
    return tlv(0x30, *[tlv(0x31, tlv(0x30, oid(kind), tlv(tag, text))) for kind, tag, text in values])


CN, O = '2.5.4.3', '2.5.4.10'
UTF8, BMP = 0x0c, 0x1e
SHA256_RSA = tlv(0x30, oid('1.2.840.113549.1.1.11'), tlv(5))


def certificate(key, subject, names=(), serial=b'\x01', start=(0x17, b'250101000000Z'), end=(0x17, b'490101000000Z')):
    public = subprocess.run(['openssl', 'pkey', '-in', key, '-pubout', '-outform', 'DER'], check=True, capture_output=True).stdout
    extensions = tlv(0x30, oid('2.5.29.15'), tlv(1, b'\xff'), tlv(4, tlv(3, b'\x05\xa0')))
    if names:
        extensions += tlv(0x30, oid('2.5.29.17'), tlv(4, tlv(0x30, *[tlv(0x82, n) for n in names])))
    body = tlv(0x30, tlv(0xa0, tlv(2, b'\x02')), tlv(2, serial), SHA256_RSA, subject, tlv(0x30, tlv(*start), tlv(*end)), subject, public,
               tlv(0xa3, tlv(0x30, extensions)))
    signature = subprocess.run(['openssl', 'dgst', '-sha256', '-sign', key], input=body, check=True, capture_output=True).stdout
    return tlv(0x30, body, SHA256_RSA, tlv(3, b'\0', signature))


def main():
    key, folder = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    plain = name((CN, UTF8, b'plain.example'))
    made = {
        'nul': certificate(key, name((CN, UTF8, b'good.example\0.evil.example')), [b'good.example\0.evil.example', b'ok.example']),
        'escape': certificate(key, name((CN, UTF8, b'\x1b]0;owned\x07\x1b[31mred\x1b[2J')), [b'\x1b[31mred.example']),
        'newline': certificate(key, name((CN, UTF8, b'two\r\nServices : IIS'), (O, UTF8, b'tab\tbed\x7f'))),
        'bidi': certificate(key, name((CN, UTF8, 'moc.elpmaxe\u202egood\u2066\u200f'.encode())), ['\u202egood.example'.encode()]),
        'c1': certificate(key, name((CN, UTF8, '\u009b31mred\u0085next\u2028line'.encode()))),
        'invalid': certificate(key, name((CN, UTF8, b'bad\xff\xfe\xc0\x80utf8'), (O, BMP, b'\xd8\x00\x00A'))),
        'negative': certificate(key, plain, [b'plain.example'], serial=b'\xff\x01'),
        'zero': certificate(key, plain, serial=b'\x00'),
        'long': certificate(key, plain, serial=b'\x7f' * 200),
        'late': certificate(key, plain, end=(0x18, b'99991231235959Z')),
        'never': certificate(key, plain, end=(0x18, b'100000101000000Z')),
        'early': certificate(key, plain, start=(0x18, b'00010101000000Z')),
        'year0': certificate(key, plain, start=(0x18, b'00000101000000Z')),
        'nonsense': certificate(key, plain, start=(0x17, b'hello worldZ')),
        'many': certificate(key, plain, [b'n%d.example' % i for i in range(count)]),
        'huge': certificate(key, name((CN, UTF8, b'x' * 70000))),
        'empty': certificate(key, tlv(0x30)),
        'rdns': certificate(key, name(*[(O, UTF8, b'o%d' % i) for i in range(2000)])),
    }
    for stem, der in made.items():
        text = base64.encodebytes(der).decode()
        with open(os.path.join(folder, stem + '.pem'), 'w') as file:
            file.write('-----BEGIN CERTIFICATE-----\n%s-----END CERTIFICATE-----\n' % text)


main()
