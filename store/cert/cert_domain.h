/* cert_domain: host names in certificates. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CERT_CERT_DOMAIN_H
#define CERT_CERT_DOMAIN_H

#include "shell/base/buf.h"
#include "shell/base/str.h"

enum { CERT_DOMAIN_MAX = 255 }; /* characters of a name in -DomainName */

/* Letters, digits and hyphens in labels of 1 to 63 that begin and end with no hyphen; one label is enough ("CAS01"). */
bool cert_domain_is_host(Str name);
/* A host name of two or more labels: what POP and IMAP can be given. */
bool cert_domain_is_fqdn(Str name);
/* A host name, or one with "*." in front: what -DomainName takes once it is ASCII (KB975104: no underscore). */
bool cert_domain_is_valid(Str name);
/* Whether a certificate's name covers a host: equal without regard to ASCII case, or "*.x" covering one label before x.
 * Names that are not ASCII are compared in their ASCII form. */
bool cert_domain_covers(Str name, Str host);
/* Lower-case ASCII form by which names are looked up: A-labels, a final dot dropped; what is no valid IDN stays as it
 * is, in lower case. */
void cert_domain_key(Str name, Buf *out);

/* IdnMapping.GetAscii and GetUnicode (std3: UseStd3AsciiRules); false: ArgumentException "Decoded string is not a valid
 * IDN name." */
bool cert_domain_to_ascii(Str name, bool std3, Buf *out);
bool cert_domain_to_unicode(Str name, bool std3, Buf *out);

#endif
