/* cert_text: extensions in Windows' words, for Format() of .NET and for certutil -dump. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CERT_CERT_TEXT_H
#define CERT_CERT_TEXT_H

#include "store/cert/cert.h"

/* The name of the certificate template with that OID; NULL: none known. */
typedef const char *CertTextTemplate(Str oid);

/* Appends the value of the extension with that dotted OID as CryptFormatObject prints it (dotnet-x509 README 4): one
 * line, or with lines one line for each thing said, nested by five blanks, all ended by CR LF.  What is not known, is
 * damaged, or holds what there are no words for is octets.  Texts of the certificate go through cert_put_shown. */
void cert_text_extension(Str oid, Str value, bool lines, CertTextTemplate *template_name, Buf *out);

/* "01 ab ff" */
void cert_text_octets(Str octets, Buf *out);

/* A GeneralName in one line: "DNS Name=a.contoso.com". */
void cert_text_name(const CertAltName *name, Buf *out);

#endif
