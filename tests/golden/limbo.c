/* limbo: verdicts on chains of certificates, for tests/golden/limbo.py.  Reads cases from standard input: lines of a
 * word and a value, certificates in hexadecimal; "run" answers with a line. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "shell/base/moment.h"
#include "shell/base/vec.h"
#include "store/cert/cert_policy.h"

typedef struct Case {
	Arena *arena;
	Str id, leaf;
	VEC(Str) roots, others, crls;
	VEC(CertPeer) peers;
	int64_t at;
	int depth;
	bool client, rfc5280;
} Case;

static void start(Case *c, Str id)
{
	arena_free(c->arena);
	VEC_RELEASE(&c->roots);
	VEC_RELEASE(&c->others);
	VEC_RELEASE(&c->crls);
	VEC_RELEASE(&c->peers);
	*c = (Case){ .arena = arena_new(0), .depth = -1, .at = moment_from_unix((int64_t)time(NULL)) };
	c->id = arena_copy(c->arena, id);
}

static Str value_of(Str line, const char *word)
{
	size_t n = strlen(word);

	return line.n > n && line.p[n] == ' ' && memcmp(line.p, word, n) == 0 ? str_cut(line, n + 1, line.n)
									      : (Str){ NULL, 0 };
}

static int64_t time_of(Str text)
{
	MomentParts parts = { 0 };
	char copy[32];
	int64_t ticks;

	snprintf(copy, sizeof copy, "%.*s", STR_ARG(text));
	if (sscanf(copy, "%d-%d-%dT%d:%d:%d", &parts.year, &parts.month, &parts.day, &parts.hour, &parts.minute,
		    &parts.second) != 6 ||
		!moment_join(&parts, &ticks))
		return 0;
	return ticks;
}

static void add_peer(Case *c, Str text)
{
	size_t blank = str_find_byte(text, ' ', 0);
	Str kind = str_cut(text, 0, blank);
	CertPeer peer = { .value = arena_copy(c->arena, str_cut(text, blank + 1, text.n)) };

	peer.kind = str_eq(kind, S("DNS")) ? CERT_ALT_DNS : str_eq(kind, S("IP")) ? CERT_ALT_IP : CERT_ALT_EMAIL;
	VEC_PUSH(&c->peers, peer);
}

static Str bytes_of(Case *c, Str hex)
{
	Buf der = BUF_INIT;
	Str out;

	if (!cert_parse_hex(hex, &der))
		fprintf(stderr, "limbo: %.*s: not hexadecimal\n", STR_ARG(c->id));
	out = arena_copy(c->arena, buf_str(&der));
	buf_release(&der);
	return out;
}

static void answer(Case *c)
{
	CertChainSpec spec = { .leaf = c->leaf,
		.roots = c->roots.p,
		.nroots = c->roots.n,
		.others = c->others.p,
		.nothers = c->others.n,
		.crls = c->crls.p,
		.ncrls = c->crls.n,
		.at = c->at,
		.check_revocation = c->crls.n > 0,
		.max_depth = c->depth };
	CertPolicy policy = {
		.chain = spec, .peers = c->peers.p, .npeers = c->peers.n, .client = c->client, .rfc5280 = c->rfc5280
	};
	CertPolicyResult result;
	Diag diag;

	if (!cert_policy_check(&policy, c->arena, &result, &diag))
		printf("%.*s\tFAILURE\t%s\n", STR_ARG(c->id), diag.text);
	else
		printf("%.*s\t%s\t%.*s\n", STR_ARG(c->id), result.ok ? "SUCCESS" : "FAILURE", STR_ARG(result.why));
}

static void take(Case *c, Str line)
{
	Str v;

	if ((v = value_of(line, "case")).p)
		start(c, v);
	else if ((v = value_of(line, "kind")).p)
		c->client = str_eq(v, S("CLIENT"));
	else if ((v = value_of(line, "profile")).p)
		c->rfc5280 = str_eq(v, S("rfc5280"));
	else if ((v = value_of(line, "time")).p)
		c->at = time_of(v);
	else if ((v = value_of(line, "peer")).p)
		add_peer(c, v);
	else if ((v = value_of(line, "depth")).p)
		c->depth = atoi(v.p);
	else if ((v = value_of(line, "root")).p)
		VEC_PUSH(&c->roots, bytes_of(c, v));
	else if ((v = value_of(line, "other")).p)
		VEC_PUSH(&c->others, bytes_of(c, v));
	else if ((v = value_of(line, "crl")).p)
		VEC_PUSH(&c->crls, bytes_of(c, v));
	else if ((v = value_of(line, "leaf")).p)
		c->leaf = bytes_of(c, v);
	else if (str_eq(line, S("run")))
		answer(c);
}

int main(void)
{
	Case c = { 0 };
	char *line = NULL;
	size_t room = 0;
	ssize_t n;

	start(&c, S(""));
	while ((n = getline(&line, &room, stdin)) > 0)
		take(&c, str_trim((Str){ line, (size_t)n }));
	start(&c, S(""));
	arena_free(c.arena);
	free(line);
	return 0;
}
