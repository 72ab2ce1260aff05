/* cert_der: reading and writing DER. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_der.h"

#include <string.h>

#include "shell/base/moment.h"
#include "shell/base/utf8.h"
#include "store/cert/cert.h"

/* Length octets after the first; -1: indefinite or larger than memory could hold. */
static int length_octets(uint8_t first)
{
	if (first < 0x80)
		return 0;
	return first == 0x80 || first > 0x84 ? -1 : first - 0x80;
}

/* Like OpenSSL this takes lengths that could have been written shorter: real certificates have them. */
bool cert_der_next(Str *rest, CertTlv *out)
{
	const uint8_t *p = (const uint8_t *)rest->p;
	size_t head = 2, len;
	int more;

	if (rest->n < 2 || (p[0] & 0x1f) == 0x1f)
		return false;
	more = length_octets(p[1]);
	if (more < 0 || rest->n - 2 < (size_t)more)
		return false;
	len = p[1];
	if (more > 0)
		for (len = 0; head < 2 + (size_t)more; head++)
			len = len << 8 | p[head];
	if (len > rest->n - head)
		return false;
	*out = (CertTlv){ p[0], { rest->p + head, len }, { rest->p, head + len } };
	*rest = (Str){ rest->p + head + len, rest->n - head - len };
	return true;
}

bool cert_der_take(Str *rest, uint8_t tag, CertTlv *out)
{
	Str before = *rest;

	if (cert_der_next(rest, out) && out->tag == tag)
		return true;
	*rest = before;
	return false;
}

bool cert_der_optional(Str *rest, uint8_t tag, CertTlv *out)
{
	if (cert_der_take(rest, tag, out))
		return true;
	*out = (CertTlv){ 0 };
	return false;
}

int cert_der_int(Str value)
{
	int n = 0;

	if (value.n == 0 || value.n > 4 || (uint8_t)value.p[0] >= 0x80)
		return -1;
	for (size_t i = 0; i < value.n; i++)
		n = n << 8 | (uint8_t)value.p[i];
	return n;
}

/* Two digits at *at, which moves on; -1: none. */
static int two_digits(Str text, size_t *at)
{
	int tens, ones;

	if (*at + 2 > text.n)
		return -1;
	tens = text.p[*at] - '0';
	ones = text.p[*at + 1] - '0';
	*at += 2;
	return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

/* ".123" in ticks; digits past the seventh are dropped. */
static int64_t fraction(Str text, size_t *at)
{
	int64_t ticks = 0, unit = MOMENT_TICKS_PER_SECOND;

	if (*at >= text.n || (text.p[*at] != '.' && text.p[*at] != ','))
		return 0;
	for (++*at; *at < text.n && text.p[*at] >= '0' && text.p[*at] <= '9'; ++*at) {
		unit /= 10;
		ticks += unit * (text.p[*at] - '0');
	}
	return ticks;
}

/* "Z", "+0100", or nothing (local time, read as UTC); *offset in ticks. */
static bool zone(Str text, size_t *at, int64_t *offset)
{
	int sign, hours, minutes;

	*offset = 0;
	if (*at == text.n)
		return true;
	if (text.p[*at] == 'Z')
		return ++*at == text.n;
	if (text.p[*at] != '+' && text.p[*at] != '-')
		return false;
	sign = text.p[(*at)++] == '+' ? 1 : -1;
	hours = two_digits(text, at);
	minutes = two_digits(text, at);
	*offset = sign * (hours * MOMENT_TICKS_PER_HOUR + minutes * MOMENT_TICKS_PER_MINUTE);
	return *at == text.n && hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59;
}

static int64_t clamp(int64_t ticks)
{
	return ticks < 0 ? 0 : ticks > MOMENT_MAX ? MOMENT_MAX : ticks;
}

bool cert_der_time(uint8_t tag, Str value, int64_t *ticks)
{
	size_t at = 0;
	int century = tag == DER_GENERAL_TIME ? two_digits(value, &at) : 0;
	int part[6]; /* year, month, day, hour, minute, second */
	MomentParts parts;
	int64_t offset, rest;

	for (int i = 0; i < 6; i++) {
		bool given = i < 5 || (at < value.n && value.p[at] >= '0' && value.p[at] <= '9');

		part[i] = given ? two_digits(value, &at) : 0;
		if (part[i] < 0)
			return false;
	}
	if (tag == DER_UTC_TIME)
		century = part[0] < 50 ? 20 : 19; /* RFC 5280 4.1.2.5.1 */
	if ((tag != DER_UTC_TIME && tag != DER_GENERAL_TIME) || century < 0)
		return false;
	rest = fraction(value, &at);
	parts = (MomentParts){ .year = century * 100 + part[0],
		.month = part[1],
		.day = part[2],
		.hour = part[3],
		.minute = part[4],
		.second = part[5] };
	if (!zone(value, &at, &offset) || !moment_join(&parts, ticks))
		return false;
	*ticks = clamp(*ticks + rest - offset);
	return true;
}

size_t cert_der_begin(Buf *out, uint8_t tag)
{
	buf_put_char(out, (char)tag);
	return out->n;
}

void cert_der_end(Buf *out, size_t begun)
{
	size_t len = out->n - begun, n = 0;
	char octets[1 + sizeof(size_t)];

	if (len >= 0x80) {
		for (size_t left = len; left; left >>= 8)
			n++;
		octets[0] = (char)(0x80 + n);
		for (size_t i = 0; i < n; i++)
			octets[n - i] = (char)(len >> 8 * i & 0xff);
	} else {
		octets[0] = (char)len;
	}
	buf_insert(out, begun, (Str){ octets, n + 1 });
}

void cert_der_put(Buf *out, uint8_t tag, Str value)
{
	size_t begun = cert_der_begin(out, tag);

	buf_put(out, value);
	cert_der_end(out, begun);
}

void cert_der_put_oid(Buf *out, const char *dotted)
{
	size_t begun = cert_der_begin(out, DER_OID);

	cert_oid_parse(str_from(dotted), out);
	cert_der_end(out, begun);
}

void cert_der_put_bool(Buf *out, bool value)
{
	cert_der_put(out, DER_BOOLEAN, value ? S("\xff") : S("\0"));
}

void cert_der_put_int(Buf *out, uint64_t value)
{
	char octets[9];
	size_t n = 0;

	do
		octets[8 - n++] = (char)(value & 0xff);
	while (value >>= 8);
	if ((uint8_t)octets[9 - n] >= 0x80)
		octets[8 - n++] = 0;
	cert_der_put(out, DER_INTEGER, (Str){ octets + 9 - n, n });
}

void cert_der_put_time(Buf *out, int64_t ticks)
{
	MomentParts t = moment_split(ticks);
	bool utc = t.year >= 1950 && t.year < 2050;
	size_t begun = cert_der_begin(out, utc ? DER_UTC_TIME : DER_GENERAL_TIME);

	if (utc)
		buf_printf(out, "%02d", t.year % 100);
	else
		buf_printf(out, "%04d", t.year);
	buf_printf(out, "%02d%02d%02d%02d%02dZ", t.month, t.day, t.hour, t.minute, t.second);
	cert_der_end(out, begun);
}

void cert_der_put_bmp(Buf *out, Str text)
{
	size_t begun = cert_der_begin(out, DER_BMP);

	utf8_encode_to(ENC_UTF16BE, text, out);
	cert_der_end(out, begun);
}
