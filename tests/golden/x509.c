/* x509: answers about X.500 names, certificates, PFX files and requests, in the form that compare-x509.py grades.
 * usage: x509 RECORDED_DIR ANSWERS_DIR */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "shell/base/moment.h"
#include "shell/base/utf8.h"
#include "shell/base/vec.h"
#include "store/cert/cert_name.h"
#include "store/cert/cert_pfx.h"

/* The recordings are of .NET on Linux, so its habits are asked for, not Windows'. */
enum { RECORDED_FLAGS = CERT_NAME_REVERSED, COLUMNS_MAX = 32 };

static bool read_file(const char *folder, const char *name, Buf *out)
{
	char path[4096], part[4096];
	size_t n;
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "rb");
	if (!file) {
		fprintf(stderr, "x509: %s: %s\n", path, strerror(errno));
		return false;
	}
	while ((n = fread(part, 1, sizeof part, file)) > 0)
		buf_put(out, (Str){ part, n });
	fclose(file);
	return true;
}

static FILE *open_answers(const char *folder, const char *name, const char *header)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "wb");
	if (!file) {
		fprintf(stderr, "x509: %s: %s\n", path, strerror(errno));
		exit(2);
	}
	fprintf(file, "%s\n", header);
	return file;
}

/* ---- the escapes of the tables ------------------------------------------------------------------------------- */

static uint32_t hex_code(const char *p)
{
	char digits[5] = { p[0], p[1], p[2], p[3], 0 };

	return (uint32_t)strtoul(digits, NULL, 16);
}

static void unescape(Str text, Buf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = i + 1 < text.n && text.p[i] == '\\' ? text.p[i + 1] : 0;

		if (c == 'u' && i + 5 < text.n) {
			buf_put_code(out, hex_code(text.p + i + 2));
			i += 5;
		} else if (c && strchr("tnr\\/\"", c)) {
			buf_put_char(out, c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c);
			i++;
		} else {
			buf_put_char(out, text.p[i]);
		}
	}
}

static void escape(Str text, FILE *out)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t c = utf8_next(text, &at);

		if (c == '\t' || c == '\n' || c == '\r' || c == '\\')
			fprintf(out, "\\%c", c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : '\\');
		else if (c >= 0x20 && c <= 0x7e)
			fputc((int)c, out);
		else if (c > 0xffff)
			fprintf(out, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10),
				0xdc00 + ((c - 0x10000) & 0x3ff));
		else
			fprintf(out, "\\u%04x", c);
	}
}

static void put_hex(Str octets, FILE *out)
{
	Buf hex = BUF_INIT;

	cert_put_hex(octets, &hex);
	fprintf(out, "%.*s", STR_ARG(buf_str(&hex)));
	buf_release(&hex);
}

static void put_name(Str der, FILE *out)
{
	Buf text = BUF_INIT;

	cert_name_print(der, RECORDED_FLAGS, &text);
	escape(buf_str(&text), out);
	buf_release(&text);
}

/* ---- names --------------------------------------------------------------------------------------------------- */

static void answer_name(Str id, Str input, FILE *out)
{
	Buf text = BUF_INIT, der = BUF_INIT;
	Diag diag = { 0 };
	bool inner = false;

	unescape(input, &text);
	fprintf(out, "%.*s\t", STR_ARG(id));
	if (cert_name_parse(buf_str(&text), RECORDED_FLAGS, &der, &inner, &diag)) {
		fprintf(out, "ok\t\t");
		put_hex(buf_str(&der), out);
		fputc('\t', out);
		put_name(buf_str(&der), out);
	} else {
		fprintf(out, "error\t%s%s\t\t", diag.text,
			inner ? " <- System.ArgumentException: The OID value is invalid. (Parameter 'oidValue')" : "");
	}
	fputc('\n', out);
	buf_release(&text);
	buf_release(&der);
}

static void answer_names(const char *recorded, const char *answers)
{
	FILE *out = open_answers(answers, "x500-names.tsv", "id\tresult\tmessage\trawdata\tsubject");
	Buf table = BUF_INIT;
	StrSplit lines, fields;
	Str line, id, category, input;
	bool header = true;

	if (!read_file(recorded, "x500-names.tsv", &table))
		exit(2);
	lines = (StrSplit){ .rest = buf_str(&table) };
	while (str_split_next(&lines, '\n', &line)) {
		if (line.n == 0 || line.p[0] == '#')
			continue;
		fields = (StrSplit){ .rest = line };
		if (!header && str_split_next(&fields, '\t', &id) && str_split_next(&fields, '\t', &category) &&
			str_split_next(&fields, '\t', &input))
			answer_name(id, input, out);
		header = false;
	}
	buf_release(&table);
	fclose(out);
}

/* ---- files --------------------------------------------------------------------------------------------------- */

static void put_time(int64_t ticks, FILE *out)
{
	MomentParts t = moment_split(ticks);

	fprintf(out, "\t%04d-%02d-%02dT%02d:%02d:%02dZ", t.year, t.month, t.day, t.hour, t.minute, t.second);
}

static void put_thumbprint(Str der, FILE *out)
{
	uint8_t thumbprint[CERT_THUMBPRINT];

	cert_thumbprint(der, thumbprint);
	put_hex((Str){ (char *)thumbprint, sizeof thumbprint }, out);
}

static void answer_cert(const char *name, Str bytes, const char *recorded, FILE *out)
{
	Arena *arena = arena_new(0);
	Diag diag = { 0 };
	CertFile file;
	CertInfo info;

	(void)recorded;
	if (cert_read_file(bytes, arena, &file, &diag) && file.ncerts && cert_read(file.certs[0], &info, &diag)) {
		fprintf(out, "%s\t", name);
		put_name(info.subject, out);
		fputc('\t', out);
		put_name(info.issuer, out);
		fputc('\t', out);
		put_hex(info.serial, out);
		put_time(info.not_before, out);
		put_time(info.not_after, out);
		fputc('\t', out);
		put_thumbprint(info.der, out);
		fprintf(out, "\t%d\t%d\n", info.version, info.key.size);
	}
	arena_free(arena);
}

static void answer_request(const char *name, Str bytes, const char *recorded, FILE *out)
{
	Arena *arena = arena_new(0);
	Diag diag = { 0 };
	CertFile file;
	CertRequestInfo info;

	(void)recorded;
	if (cert_read_file(bytes, arena, &file, &diag) && file.kind == CERT_FILE_REQUEST &&
		cert_read_request(file.body, &info, &diag)) {
		fprintf(out, "%s\t", name);
		put_name(info.subject, out);
		fprintf(out, "\t%d\n", info.key.size);
	}
	arena_free(arena);
}

/* The "rightPassword" that follows "file": "<name>" in pfx.json; false: null. */
static bool right_password(const char *recorded, const char *name, Buf *out)
{
	Buf json = BUF_INIT;
	char key[256];
	size_t at, end;
	bool given = false;

	snprintf(key, sizeof key, "\"file\": \"%s\"", name);
	if (read_file(recorded, "pfx.json", &json)) {
		Str text = buf_str(&json);

		at = str_find(text, str_from(key), 0);
		at = at == STR_NONE ? at : str_find(text, S("\"rightPassword\": "), at);
		if (at != STR_NONE && text.p[at + 17] == '"') {
			end = str_find_byte(text, '"', at + 18);
			unescape(str_cut(text, at + 18, end), out);
			given = true;
		}
	}
	buf_release(&json);
	return given;
}

static void answer_pfx_try(const char *name, Str bytes, const char *which, const Str *password, FILE *out)
{
	Arena *arena = arena_new(0);
	Diag diag = { 0 };
	CertPfx pfx;

	fprintf(out, "%s\t%s\t", name, which);
	if (cert_pfx_open(NULL, bytes, password, arena, &pfx, &diag)) {
		fprintf(out, "ok\t");
		for (size_t i = pfx.ncerts; i-- > 0;) { /* .NET's collections go from the last bag to the first */
			put_thumbprint(pfx.certs[i].der, out);
			fputs(i ? "," : "", out);
		}
		fputc('\t', out);
		for (size_t i = pfx.ncerts; i-- > 0;)
			fprintf(out, "%s%s", pfx.certs[i].claims_key ? "True" : "False", i ? "," : "");
		fputc('\n', out);
		cert_pfx_release(&pfx);
	} else {
		fprintf(out, "error\t\t\t%s\n", diag.text);
	}
	arena_free(arena);
}

static void answer_pfx(const char *name, Str bytes, const char *recorded, FILE *out)
{
	Buf password = BUF_INIT;
	bool given = right_password(recorded, name, &password);
	Str right = buf_str(&password), wrong = S("not the password");

	answer_pfx_try(name, bytes, "right", given ? &right : NULL, out);
	answer_pfx_try(name, bytes, "wrong", &wrong, out);
	buf_release(&password);
}

typedef void (*Answer)(const char *name, Str bytes, const char *recorded, FILE *out);

static void answer_folder(const char *recorded, const char *sub, FILE *out, Answer answer)
{
	char folder[4096];
	struct dirent *entry;
	DIR *dir;

	snprintf(folder, sizeof folder, "%s/%s", recorded, sub);
	dir = opendir(folder);
	while (dir && (entry = readdir(dir))) {
		Buf bytes = BUF_INIT;

		if (entry->d_name[0] != '.' && read_file(folder, entry->d_name, &bytes))
			answer(entry->d_name, buf_str(&bytes), recorded, out);
		buf_release(&bytes);
	}
	if (dir)
		closedir(dir);
	fclose(out);
}

/* What .NET on Linux says and we do not: kind/id and the reason. */
static const char *const exceptions[] = {
	"pfx/emoji-password.pfx/right\t.NET derives another MAC key for characters outside the BMP; OpenSSL and exsh open it",
	"pfx/emoji-password-der.pfx/right\tthe same; Windows' derivation from UTF-16 is the standard's",
};

int main(int argc, char **argv)
{
	FILE *out;

	if (argc != 3) {
		fprintf(stderr, "usage: x509 RECORDED_DIR ANSWERS_DIR\n");
		return 2;
	}
	if (mkdir(argv[2], 0777) != 0 && errno != EEXIST) {
		perror(argv[2]);
		return 2;
	}
	answer_names(argv[1], argv[2]);
	answer_folder(argv[1], "certs",
		open_answers(argv[2], "certs.tsv",
			"file\tsubject\tissuer\tserial\tnot_before_utc\tnot_after_utc\tthumbprint\tversion\tkey_size"),
		answer_cert);
	answer_folder(argv[1], "csr", open_answers(argv[2], "csr.tsv", "file\tsubject\tkey_size"), answer_request);
	answer_folder(argv[1], "pfx", open_answers(argv[2], "pfx.tsv", "file\tpassword\tresult\tthumbprints\tkeys"),
		answer_pfx);
	out = open_answers(argv[2], "exceptions.tsv", "id\treason");
	for (size_t i = 0; i < COUNT(exceptions); i++)
		fprintf(out, "%s\n", exceptions[i]);
	fclose(out);
	return 0;
}
