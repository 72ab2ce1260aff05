#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes what Export-Clixml makes of Get-ExchangeCertificate in a shell that has Exchange's types (observed-output 6):
clixml.py OUT FQDN SIGNED CERTIFICATE.pem...  The objects have RawData and the serialized members; SIGNED is 1 for the
form of January 2023 and later."""
import base64, hashlib, re, struct, sys

ASSEMBLY = 'Microsoft.Exchange.Management, Version=15.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35'
TASKS = 'Microsoft.Exchange.Management.SystemConfigurationTasks.'
CLASS, STRING, REFERENCE, LIBRARY, ARRAY, PRIMITIVES, CLASS_WITH_ID, SYSTEM_CLASS, NULLS = 5, 6, 9, 12, 7, 15, 1, 4, 13


def text(s):
    b, n, out = s.encode(), len(s.encode()), b''
    while n > 127:
        out, n = out + bytes([n & 127 | 128]), n >> 7
    return out + bytes([n]) + b


def i32(n):
    return struct.pack('<i', n)


def serialized(der, name, server, services, root, exportable, sites):
    elements = b''.join(struct.pack('<III', k, 1, len(v)) + v for k, v in (
        (3, hashlib.sha1(der).digest()), (11, name.encode('utf-16-le') + b'\0\0'), (20, b'k' * 20), (32, der)))
    enums = [('Status', 'CertificateStatus', 1), ('RootCAType', 'CertificateAuthorityType', root), ('Services', 'AllowedServices', services)]
    members = ['CertData', 'SelfSigned'] + [e[0] for e in enums] + ['IISServices', 'PrivateKeyExportable', 'Identity']
    out = b'\0' + i32(1) + i32(-1) + i32(1) + i32(0) + bytes([LIBRARY]) + i32(2) + text(ASSEMBLY)
    out += bytes([CLASS]) + i32(1) + text(TASKS + 'ExchangeCertificate') + i32(len(members)) + b''.join(map(text, members))
    out += bytes([7, 0, 4, 4, 4, 3, 0, 1])  # PrimitiveArray, Primitive, Class x 3, SystemClass, Primitive, String
    out += bytes([2, 1]) + b''.join(text(TASKS + e[1]) + i32(2) for e in enums)
    out += text('System.Collections.Generic.List`1[[%sIisService, %s]]' % (TASKS, ASSEMBLY)) + bytes([1]) + i32(2)
    out += bytes([REFERENCE]) + i32(3) + b'\1'
    for i, (_, kind, value) in enumerate(enums):
        out += bytes([CLASS]) + i32(-10 - i) + text(TASKS + kind) + i32(1) + text('value__') + bytes([0, 8]) + i32(2) + i32(value)
    out += bytes([REFERENCE]) + i32(7) + bytes([exportable]) + bytes([STRING]) + i32(8)
    out += text('%s\\%s' % (server, hashlib.sha1(der).hexdigest().upper()))
    out += bytes([PRIMITIVES]) + i32(3) + i32(len(elements)) + b'\2' + elements
    out += bytes([SYSTEM_CLASS]) + i32(7) + text('System.Collections.Generic.List`1') + i32(3) + text('_items') + text('_size') + text('_version')
    out += bytes([4, 0, 0]) + text(TASKS + 'IisService[]') + i32(2) + bytes([8, 8]) + bytes([REFERENCE]) + i32(9) + i32(len(sites)) + i32(1)
    out += bytes([ARRAY]) + i32(9) + b'\0' + i32(1) + i32(4) + bytes([4]) + text(TASKS + 'IisService') + i32(2)
    out += b''.join(bytes([REFERENCE]) + i32(20 + i) for i in range(len(sites))) + bytes([NULLS, 4 - len(sites)])
    for i, site in enumerate(sites):
        if i == 0:
            out += bytes([CLASS]) + i32(20) + text(TASKS + 'IisService') + i32(2) + text('serviceName') + text('internalUrl') + bytes([1, 3]) + text('System.Uri') + i32(2)
        else:
            out += bytes([CLASS_WITH_ID]) + i32(20 + i) + i32(20)
        out += bytes([STRING]) + i32(40 + i) + text('IIS://%s/W3SVC/%d' % (server.split('.')[0], site)) + b'\x0a'
    return out + b'\x0b'


def main():
    path, server, signed = sys.argv[1:4]
    objects = []
    for i, file in enumerate(sys.argv[4:]):
        der = base64.b64decode(re.search('-----BEGIN CERTIFICATE-----(.*?)-----END', open(file).read(), re.S).group(1))
        data = serialized(der, 'Näme %d' % i, server, [27, 16, 8][i % 3], [3, 0, 3][i % 3], i % 2 == 0, [[1, 2], [], [1]][i % 3])
        if signed == '1':
            data = b'#sig#' + struct.pack('<I', len(data)) + data + b's' * 32
        names = ''.join('<T>%s</T>' % t for t in (TASKS + 'ExchangeCertificate', 'System.Security.Cryptography.X509Certificates.X509Certificate2', 'System.Object'))
        objects.append('  <Obj RefId="%d">\n    %s\n    <ToString>x</ToString>\n    <Props><BA N="RawData">%s</BA></Props>\n    <MS><S N="PSComputerName">%s</S><BA N="SerializationData">%s</BA></MS>\n  </Obj>\n' % (
            i, '<TN RefId="0">%s</TN>' % names if i == 0 else '<TNRef RefId="0" />', base64.b64encode(der).decode(), server.lower(), base64.b64encode(data).decode()))
    xml = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">\n%s</Objs>' % ''.join(objects)
    open(path, 'wb').write(b'\xff\xfe' + xml.encode('utf-16-le'))


main()
