/* secure_text: SecureStrings as text that can be kept in a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/x509/secure_text.h"

#include "shell/types/base64.h"
#include "shell/value/array.h"
#include "shell/value/secret.h"
#include "store/cert/cert_cipher.h"

/* What an encrypted text starts with; Base64 of UTF-16 "2|<IV in Base64>|<data in hexadecimal>" follows. */
#define HEADER  "76492d1116743f0423413b16050a5345"
#define VERSION "2|"

/* ---- keys ---- */

Flow secure_text_key(Stage *s, int key, int secure_key, Buf *held, Str *out)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = "Argument", .exception = EXC_PS_ARGUMENT };

	*out = (Str){ 0 };
	*held = BUF_SECRET;
	if (stage_bound(s, secure_key))
		utf8_encode_to(ENC_UTF16LE, secret_str_peek(value_unwrap_peek(s->args[secure_key])), held);
	else if (stage_bound(s, key) && s->args[key].kind == V_ARRAY)
		buf_put(held, array_bytes(s->args[key].array));
	else
		return FLOW_NEXT;
	*out = buf_str(held);
	if (out->n == 16 || out->n == 24 || out->n == 32)
		return FLOW_NEXT;
	return stage_throw(s, &spec,
		"The specified key is not valid. Valid key length settings are either 128 bits, 192 bits, or 256 bits.");
}

/* ---- hexadecimal ---- */

static void put_hex(Str bytes, Buf *out)
{
	for (size_t i = 0; i < bytes.n; i++)
		buf_printf(out, "%02x", (unsigned char)bytes.p[i]);
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool read_hex(Str text, Buf *out)
{
	if (text.n % 2)
		return false;
	for (size_t i = 0; i < text.n; i += 2) {
		int high = digit(text.p[i]), low = digit(text.p[i + 1]);

		if (high < 0 || low < 0)
			return false;
		buf_put_char(out, (char)(high * 16 + low));
	}
	return true;
}

/* ---- writing ---- */

static Flow write_encrypted(Stage *s, Str key, Str plain, Buf *out)
{
	const Env *env = stage_env(s);
	Buf data = BUF_INIT, inner = BUF_INIT, wide = BUF_INIT;
	uint8_t iv[CERT_CIPHER_BLOCK];
	Diag diag = { 0 };
	Flow flow = FLOW_NEXT;

	env->random(env->self, iv, sizeof iv);
	if (cert_cipher_encrypt(key, iv, plain, &data, &diag)) {
		buf_put(&inner, S(VERSION));
		types_base64_put((Str){ (const char *)iv, sizeof iv }, false, &inner);
		buf_put_char(&inner, '|');
		put_hex(buf_str(&data), &inner);
		utf8_encode_to(ENC_UTF16LE, buf_str(&inner), &wide);
		buf_put(out, S(HEADER));
		types_base64_put(buf_str(&wide), false, out);
	} else {
		flow = stage_fail(s, &diag, "SecureString", VALUE_EMPTY);
	}
	buf_release(&data);
	buf_release(&inner);
	buf_release(&wide);
	return flow;
}

Flow secure_text_write(Stage *s, Str key, Str secret, Buf *out)
{
	Buf plain = BUF_SECRET;
	Flow flow = FLOW_NEXT;

	utf8_encode_to(ENC_UTF16LE, secret, &plain);
	if (key.p)
		flow = write_encrypted(s, key, buf_str(&plain), out);
	else
		put_hex(buf_str(&plain), out);
	buf_release(&plain);
	return flow;
}

/* ---- reading ---- */

/* .NET reads the digits in pairs, and names the pair that is none. */
static Flow bad_format(Stage *s, Str text)
{
	ErrorSpec spec = { .category = CAT_NOT_SPECIFIED, .id = "System.FormatException", .exception = EXC_FORMAT };
	Str pair = S("");
	Buf message = BUF_INIT;
	Flow flow;

	for (size_t i = 0; i < text.n && !pair.n; i += 2)
		if (i + 1 == text.n || digit(text.p[i]) < 0 || digit(text.p[i + 1]) < 0)
			pair = str_cut(text, i, i + 2);
	error_format(&message, edition_text(stage_edition(s), ET_NUMBER_FORMAT), &pair, 1);
	flow = stage_throw(s, &spec, "%.*s", STR_ARG(buf_str(&message)));
	buf_release(&message);
	return flow;
}

/* The parts of an encrypted text; false: it is none. */
static bool split_encrypted(Str text, Buf *iv, Buf *data)
{
	Buf wide = BUF_INIT, inner = BUF_INIT;
	Str rest;
	size_t bar;
	bool ok = types_base64_read(str_cut(text, sizeof(HEADER) - 1, text.n), &wide);

	if (ok)
		utf8_decode_from(ENC_UTF16LE, buf_str(&wide), &inner);
	rest = str_cut(buf_str(&inner), sizeof(VERSION) - 1, inner.n);
	bar = str_find(rest, S("|"), 0);
	ok = ok && str_starts(buf_str(&inner), S(VERSION)) && bar != STR_NONE &&
	     types_base64_read(str_cut(rest, 0, bar), iv) && iv->n == CERT_CIPHER_BLOCK &&
	     read_hex(str_cut(rest, bar + 1, rest.n), data);
	buf_release(&wide);
	buf_release(&inner);
	return ok;
}

static Flow read_encrypted(Stage *s, Str key, Str text, Buf *plain, bool *done)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "ImportSecureString_InvalidArgument_CryptographicError",
		.exception = EXC_CRYPTOGRAPHIC };
	Buf iv = BUF_INIT, data = BUF_INIT;
	Diag diag = { 0 };
	Flow flow = FLOW_NEXT;

	*done = false;
	if (!split_encrypted(text, &iv, &data))
		flow = bad_format(s, text);
	else if (cert_cipher_decrypt(key, (const uint8_t *)iv.p, buf_str(&data), plain, &diag))
		*done = true;
	else
		flow = stage_error(s, &spec, "%s", diag.text);
	buf_release(&iv);
	buf_release(&data);
	return flow;
}

Flow secure_text_read(Stage *s, Str key, Str text, Value *out)
{
	Buf plain = BUF_SECRET, secret = BUF_SECRET;
	Flow flow = FLOW_NEXT;
	bool done;

	*out = VALUE_EMPTY;
	if (key.p)
		flow = read_encrypted(s, key, text, &plain, &done);
	else if (!(done = read_hex(text, &plain)))
		flow = bad_format(s, text);
	if (flow == FLOW_NEXT && done) {
		utf8_decode_from(ENC_UTF16LE, buf_str(&plain), &secret);
		*out = secret_new(buf_str(&secret));
	}
	buf_release(&plain);
	buf_release(&secret);
	return flow;
}
