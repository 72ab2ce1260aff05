/* cert_domain: host names in certificates. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_domain.h"

#include <idn2.h>
#include <string.h>

#include "shell/base/utf8.h"
#include "store/cert/cert.h"
#include "store/cert/cert_name.h"

enum { LABEL_MAX = 63, NAME_MAX_LENGTH = 253 };

static bool is_label(Str label)
{
	if (label.n == 0 || label.n > LABEL_MAX || label.p[0] == '-' || label.p[label.n - 1] == '-')
		return false;
	for (size_t i = 0; i < label.n; i++) {
		char c = label.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '-')
			return false;
	}
	return true;
}

/* Number of labels; 0: no host name. */
static int count_labels(Str name)
{
	StrSplit split = { .rest = name };
	Str label;
	int n = 0;

	if (name.n == 0 || name.n > CERT_DOMAIN_MAX)
		return 0;
	for (; str_split_next(&split, '.', &label); n++)
		if (!is_label(label))
			return 0;
	return n;
}

bool cert_domain_is_host(Str name)
{
	return count_labels(name) > 0;
}

bool cert_domain_is_fqdn(Str name)
{
	return count_labels(name) > 1;
}

bool cert_domain_is_valid(Str name)
{
	return name.n <= CERT_DOMAIN_MAX &&
	       cert_domain_is_host(str_starts(name, S("*.")) ? str_cut(name, 2, name.n) : name);
}

void cert_domain_key(Str name, Buf *out)
{
	Buf ascii = BUF_INIT;

	if (!str_is_ascii(name) && cert_domain_to_ascii(name, false, &ascii))
		name = buf_str(&ascii);
	if (name.n > 1 && name.p[name.n - 1] == '.')
		name.n--;
	utf8_put_lower(name, out);
	buf_release(&ascii);
}

/* "*.x" takes exactly one label before x (exchange-cmdlets 10.1, 6). */
static bool wildcard_covers(Str pattern, Str host)
{
	size_t dot = str_find_byte(host, '.', 0);

	return str_starts(pattern, S("*.")) && dot != STR_NONE && dot > 0 &&
	       str_eq(str_cut(pattern, 1, pattern.n), str_cut(host, dot, host.n));
}

bool cert_domain_covers(Str name, Str host)
{
	Buf pattern = BUF_INIT, key = BUF_INIT;
	bool covers;

	cert_domain_key(name, &pattern);
	cert_domain_key(host, &key);
	covers = str_eq(buf_str(&pattern), buf_str(&key)) || wildcard_covers(buf_str(&pattern), buf_str(&key));
	buf_release(&pattern);
	buf_release(&key);
	return covers;
}

bool cert_common_name(Str name, Buf *out)
{
	Buf scratch = BUF_INIT;
	CertNameWalk walk;
	CertNamePart part;
	bool found = false;

	cert_name_walk(name, &walk);
	while (cert_name_next(&walk, &scratch, &part))
		if (str_eq(part.oid, S("\x55\x04\x03"))) {
			buf_clear(out);
			buf_put(out, part.text);
			found = true;
		}
	buf_release(&scratch);
	return found;
}

/* dNSName is IA5String: bytes above 127 are somebody's mistake, shown as UTF-8 when they are that. */
static Str name_text(Str octets, Arena *arena)
{
	Buf text = BUF_INIT;
	Str copy;

	if (str_is_ascii(octets) || utf8_is_valid(octets))
		return arena_copy(arena, octets);
	utf8_decode_from(ENC_LATIN1, octets, &text);
	copy = arena_copy(arena, buf_str(&text));
	buf_release(&text);
	return copy;
}

static size_t count_dns_names(Str rest)
{
	CertAltName name;
	size_t n = 0;

	while (n < CERT_NAMES_MAX && cert_alt_name_next(&rest, &name))
		n += name.kind == CERT_ALT_DNS;
	return n;
}

/* Whether the CN goes in front (exchange-cmdlets 11, 4): it is a host name, wildcards included, and no SAN entry. */
static bool needs_common_name(Str common, const Str *names, size_t n)
{
	if (!cert_domain_is_valid(common))
		return false;
	for (size_t i = 0; i < n; i++)
		if (str_ieq(names[i], common))
			return false;
	return true;
}

void cert_domains(const CertInfo *info, Arena *arena, Str **out, size_t *n)
{
	size_t max = count_dns_names(info->alt_names), count = 0, first = 1;
	Str *names = ARENA_ARRAY(arena, Str, max + 1), rest = info->alt_names;
	Buf common = BUF_INIT;
	CertAltName name;

	while (count < max && cert_alt_name_next(&rest, &name))
		if (name.kind == CERT_ALT_DNS)
			names[1 + count++] = name_text(name.value, arena);
	if (cert_common_name(info->subject, &common) && needs_common_name(buf_str(&common), names + 1, count))
		names[first = 0] = arena_copy(arena, buf_str(&common));
	*out = names + first;
	*n = count + 1 - first;
	buf_release(&common);
}

/* What both directions ask of the ASCII form (recorded: idn.tsv): labels of 1 to 63, 253 in all, no hyphen at either
 * end, no control characters, one dot at the end; with std3 letters, digits and hyphens alone. */
static bool ascii_is_fine(Str name, bool std3)
{
	StrSplit split;
	Str label;

	if (str_ends(name, S(".")))
		name.n--;
	if (name.n == 0 || name.n > NAME_MAX_LENGTH)
		return false;
	split = (StrSplit){ .rest = name };
	while (str_split_next(&split, '.', &label)) {
		if (label.n == 0 || label.n > LABEL_MAX || label.p[0] == '-' || label.p[label.n - 1] == '-')
			return false;
		for (size_t i = 0; i < label.n; i++)
			if (label.p[i] < ' ' || label.p[i] == 0x7f)
				return false;
		if (std3 && !is_label(label))
			return false;
	}
	return true;
}

static bool has_coded_label(Str name)
{
	return str_istarts(name, S("xn--")) || str_ifind(name, S(".xn--"), 0) != STR_NONE;
}

/* One libidn2 call on a NUL-terminated copy; its result is freed by the caller with idn2_free. */
static char *convert(Str name, bool to_ascii)
{
	int flags = IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT;
	Buf text = BUF_INIT;
	char *result = NULL;
	int status;

	if (name.n > (size_t)4 * NAME_MAX_LENGTH || memchr(name.p, 0, name.n) || !utf8_is_valid(name))
		return NULL;
	buf_put(&text, name);
	status = to_ascii ? idn2_to_ascii_8z(text.p, &result, flags) : idn2_to_unicode_8z8z(text.p, &result, flags);
	buf_release(&text);
	if (status == IDN2_OK)
		return result;
	idn2_free(result);
	return NULL;
}

/* A result that differs from the name in case alone is given as the name was (recorded: MAIL.Contoso.COM). */
static void put_result(const char *result, Str name, Buf *out)
{
	buf_put(out, str_ieq(str_from(result), name) ? name : str_from(result));
}

/* Whether the characters below 128 of a coded name are letters, digits, hyphens and dots.  (libidn2's own flag for this
 * drops the others silently.) */
static bool unicode_is_std3(Str ascii)
{
	char *text = convert(ascii, false);
	bool fine = text;

	for (const char *p = text; fine && *p; p++)
		fine = (uint8_t)*p >= 0x80 || *p == '.' || *p == '-' || (*p >= 'a' && *p <= 'z') ||
		       (*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z');
	idn2_free(text);
	return fine;
}

bool cert_domain_to_ascii(Str name, bool std3, Buf *out)
{
	char *result;
	bool ok;

	if (str_is_ascii(name) && !has_coded_label(name)) {
		if (!ascii_is_fine(name, std3))
			return false;
		buf_put(out, name);
		return true;
	}
	result = convert(name, true);
	ok = result && ascii_is_fine(str_from(result), false) && (!std3 || unicode_is_std3(str_from(result)));
	if (ok)
		put_result(result, name, out);
	idn2_free(result);
	return ok;
}

bool cert_domain_to_unicode(Str name, bool std3, Buf *out)
{
	Buf ascii = BUF_INIT;
	char *result = NULL;

	if (cert_domain_to_ascii(name, std3, &ascii))
		result = convert(buf_str(&ascii), false);
	if (result)
		put_result(result, name, out);
	idn2_free(result);
	buf_release(&ascii);
	return result != NULL;
}
