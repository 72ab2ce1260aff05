/* cert_policy: whether a chain is good enough for a TLS client (RFC 5280, CA/Browser Forum Baseline Requirements). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_policy.h"

#include <arpa/inet.h>
#include <string.h>

#include "store/cert/cert_der.h"
#include "store/cert/cert_domain.h"

#define OID_SERVER_AUTH "1.3.6.1.5.5.7.3.1"
#define OID_CLIENT_AUTH "1.3.6.1.5.5.7.3.2"

enum { SERIAL_MAX = 20, RSA_LEAST = 2048, LENIENT = CERT_CHAIN_WEAK_SIGNATURE };

/* One certificate of a chain under judgement. */
typedef struct Link {
	const CertPolicy *policy;
	CertInfo info;
	const CertInfo *end; /* the chain's leaf */
	bool leaf, anchor;
} Link;

typedef bool Broken(const Link *link);

/* ---- what every certificate must keep to ---- */

static bool has_bad_version(const Link *l)
{
	return l->info.version != 3;
}

/* 4.1.2.2: a positive number of at most 20 octets. */
static bool has_bad_serial(const Link *l)
{
	Str serial = l->info.serial;

	if (serial.n == 0 || serial.n > SERIAL_MAX + (serial.p[0] == 0) || (serial.p[0] & 0x80))
		return true;
	for (size_t i = 0; i < serial.n; i++)
		if (serial.p[i])
			return false;
	return true;
}

static bool has_weak_key(const Link *l)
{
	const CertPublicKey *key = &l->info.key;

	switch (key->kind) {
	case CERT_KEY_RSA:
		return key->size < RSA_LEAST || key->size % 8;
	case CERT_KEY_EC:
		return key->size != 256 && key->size != 384 && key->size != 521;
	default:
		return key->kind != CERT_KEY_EDWARDS;
	}
}

/* 4.2: no extension twice. */
static bool has_duplicate(const Link *l)
{
	Str rest = l->info.extensions, others;
	CertExtension one, other;

	while (cert_extension_next(&rest, &one)) {
		others = rest;
		while (cert_extension_next(&others, &other))
			if (str_eq(one.oid, other.oid))
				return true;
	}
	return false;
}

static bool is_critical(const Link *l, const char *oid)
{
	CertExtension extension;

	return cert_extension_find(l->info.extensions, oid, &extension) && extension.critical;
}

static bool has(const Link *l, const char *oid)
{
	CertExtension extension;

	return cert_extension_find(l->info.extensions, oid, &extension);
}

#define OID_SUBJECT_KEY    "2.5.29.14"
#define OID_CRL_NUMBER     "2.5.29.20"
#define OID_ALT_NAME       "2.5.29.17"
#define OID_CONSTRAINTS    "2.5.29.19"
#define OID_NAME_LIMITS    "2.5.29.30"
#define OID_AUTHORITY_KEY  "2.5.29.35"
#define OID_POLICY_LIMITS  "2.5.29.36"
#define OID_USAGES         "2.5.29.37"
#define OID_AUTHORITY_INFO "1.3.6.1.5.5.7.1.1"

/* 4.2.1.1, 4.2.1.2, 4.2.2.1: these MUST NOT be critical. */
static bool has_wrong_critical(const Link *l)
{
	return is_critical(l, OID_AUTHORITY_KEY) || is_critical(l, OID_SUBJECT_KEY) ||
	       is_critical(l, OID_AUTHORITY_INFO);
}

/* 4.2.1.1: all but trust anchors name their issuer's key; who does so uses its identifier. */
static bool has_no_authority_key(const Link *l)
{
	return (has(l, OID_AUTHORITY_KEY) || !(l->anchor || l->info.self_signed)) && l->info.authority_key_id.n == 0;
}

/* Baseline Requirements 7.1.2.11.1: a root's names its own key, and nothing else (SEQUENCE and [0] take four
 * octets). */
static bool has_odd_authority_key(const Link *l)
{
	CertExtension extension;

	return l->anchor && l->info.self_signed &&
	       cert_extension_find(l->info.extensions, OID_AUTHORITY_KEY, &extension) &&
	       (!str_eq(l->info.authority_key_id, l->info.subject_key_id) ||
		       extension.value.n != l->info.authority_key_id.n + 4);
}

static bool has_empty_names(const Link *l)
{
	return l->info.has_alt_names && l->info.alt_names.n == 0;
}

/* ---- authorities ---- */

static bool is_no_authority(const Link *l)
{
	return !l->leaf && (!l->info.is_authority || !is_critical(l, OID_CONSTRAINTS));
}

static bool may_not_sign(const Link *l)
{
	return !l->leaf && l->info.has_key_usage && !(l->info.key_usage & CERT_USAGE_CERT_SIGN);
}

/* An anchor's own form is nobody's business but its owner's; what it says of its key counts all the same. */
static bool has_no_key_usage(const Link *l)
{
	return !l->leaf && !l->info.has_key_usage && !(l->policy->rfc5280 && l->anchor);
}

static bool has_no_subject(const Link *l)
{
	return !l->leaf && l->info.subject.n <= 2;
}

static bool has_no_subject_key(const Link *l)
{
	return !l->leaf && l->info.subject_key_id.n == 0;
}

/* 4.2.1.10, 4.2.1.11.  Baseline Requirements 7.1.2.10.8 let name constraints be uncritical, for old programs. */
static bool has_uncritical_limits(const Link *l)
{
	return (has(l, OID_POLICY_LIMITS) && !is_critical(l, OID_POLICY_LIMITS)) ||
	       (l->policy->rfc5280 && has(l, OID_NAME_LIMITS) && !is_critical(l, OID_NAME_LIMITS));
}

/* 4.2.1.10: name constraints have a subtree at least. */
static bool has_empty_limits(const Link *l)
{
	CertExtension extension;
	CertTlv list, trees;

	if (!cert_extension_find(l->info.extensions, OID_NAME_LIMITS, &extension))
		return false;
	if (!cert_der_take(&extension.value, DER_SEQUENCE, &list))
		return true;
	while (cert_der_next(&list.value, &trees))
		if (trees.value.n)
			return false;
	return true;
}

/* The next host name of the subtrees in a list of name constraints: DER_CONSTRUCTED(0) permitted, (1) excluded. */
typedef struct Subtrees {
	Str lists, trees;
	uint8_t kind;
} Subtrees;

static Subtrees subtrees_of(const Link *l)
{
	CertExtension extension;
	CertTlv list = { 0 };

	if (cert_extension_find(l->info.extensions, OID_NAME_LIMITS, &extension))
		(void)cert_der_take(&extension.value, DER_SEQUENCE, &list);
	return (Subtrees){ .lists = list.value };
}

static bool next_host(Subtrees *s, Str *host)
{
	CertTlv tree, base;

	for (;;) {
		while (cert_der_take(&s->trees, DER_SEQUENCE, &tree))
			if (cert_der_take(&tree.value, DER_CONTEXT(2), &base)) {
				*host = base.value;
				return true;
			}
		if (!cert_der_next(&s->lists, &tree))
			return false;
		s->trees = tree.value;
		s->kind = tree.tag;
	}
}

/* 4.2.1.10: a subtree is a host name; no leading dot, as addresses of e-mail may have one. */
static bool has_bad_limits(const Link *l)
{
	Subtrees subtrees = subtrees_of(l);
	Str host;

	while (next_host(&subtrees, &host))
		if (str_starts(host, S(".")))
			return true;
	return false;
}

/* A wildcard of the leaf stands for a name that may not be (CVE-2025-61727). */
static bool has_wildcard_of(const Link *l, Str host)
{
	Str rest = l->end->alt_names;
	CertAltName name;

	while (cert_alt_name_next(&rest, &name))
		if (name.kind == CERT_ALT_DNS && str_starts(name.value, S("*.")) &&
			cert_domain_covers(name.value, host))
			return true;
	return false;
}

static bool excludes_wildcard(const Link *l)
{
	Subtrees subtrees = subtrees_of(l);
	Str host;

	while (!l->leaf && next_host(&subtrees, &host))
		if (subtrees.kind == DER_CONSTRUCTED(1) && has_wildcard_of(l, host))
			return true;
	return false;
}

/* 4.2.2.1: one access description or more, each with a method and a place. */
static bool has_bad_access(const Link *l)
{
	CertExtension extension;
	CertTlv list, one, part;

	if (!cert_extension_find(l->info.extensions, OID_AUTHORITY_INFO, &extension))
		return false;
	if (!cert_der_take(&extension.value, DER_SEQUENCE, &list) || !list.value.n)
		return true;
	while (cert_der_take(&list.value, DER_SEQUENCE, &one))
		if (!cert_der_take(&one.value, DER_OID, &part) || !cert_der_next(&one.value, &part))
			return true;
	return list.value.n > 0;
}

/* 4.2.1.9: a path length without the right to sign says nothing. */
static bool has_vain_path_length(const Link *l)
{
	return l->info.path_length >= 0 && !l->info.is_authority;
}

static bool has_usages_as_root(const Link *l)
{
	return l->anchor && l->info.self_signed && l->info.has_usages;
}

/* ---- leaves ---- */

static bool limits_names_as_leaf(const Link *l)
{
	return l->leaf && has(l, OID_NAME_LIMITS);
}

/* Baseline Requirements 7.1.2.7.6; RFC 5280 says nothing of it. */
static bool is_authority_as_leaf(const Link *l)
{
	return l->leaf && l->info.is_authority && !l->policy->rfc5280;
}

static bool signs_as_leaf(const Link *l)
{
	return l->leaf && l->info.has_key_usage && (l->info.key_usage & CERT_USAGE_CERT_SIGN) && !l->info.is_authority;
}

static bool has_no_alt_names(const Link *l)
{
	return l->leaf && !l->info.has_alt_names;
}

/* 4.2.1.6: critical just when the subject is empty, and they are all there is. */
static bool has_wrong_names_critical(const Link *l)
{
	return l->leaf && l->info.has_alt_names && (l->info.subject.n <= 2) != is_critical(l, OID_ALT_NAME);
}

/* Baseline Requirements 7.1.2.7.10; optional in 4.2.1.12. */
static bool has_no_usages(const Link *l)
{
	return l->leaf && !l->info.has_usages && !l->policy->rfc5280;
}

static bool has_critical_usages(const Link *l)
{
	return l->leaf && is_critical(l, OID_USAGES);
}

/* Baseline Requirements 7.1.2.7.10: anyExtendedKeyUsage MUST NOT stand in a server's certificate. */
static bool has_any_usage(const Link *l)
{
	Str rest = l->info.usages, oid;

	while (l->leaf && cert_oid_next(&rest, &oid))
		if (cert_oid_is(oid, "2.5.29.37.0"))
			return true;
	return false;
}

/* ---- names ---- */

static bool is_public_wildcard(Str name)
{
	return str_starts(name, S("*.")) && str_find_byte(name, '.', 2) == STR_NONE;
}

static bool is_ip(Str octets, Str text)
{
	unsigned char address[16];
	char copy[64];
	int family = octets.n == 4 ? AF_INET : AF_INET6;

	snprintf(copy, sizeof copy, "%.*s", STR_ARG(text));
	return (octets.n == 4 || octets.n == 16) && inet_pton(family, copy, address) == 1 &&
	       memcmp(address, octets.p, octets.n) == 0;
}

/* RFC 5321: the local part counts as written, the host without regard to case. */
static bool is_mailbox(Str name, Str text)
{
	size_t at = str_rfind(name, S("@"), name.n);

	return at != STR_NONE && at == str_rfind(text, S("@"), text.n) &&
	       str_eq(str_cut(name, 0, at), str_cut(text, 0, at)) &&
	       str_ieq(str_cut(name, at, name.n), str_cut(text, at, text.n));
}

static bool is_peer(const CertAltName *name, const CertPeer *peer)
{
	if (name->kind != peer->kind)
		return false;
	if (peer->kind == CERT_ALT_IP)
		return is_ip(name->value, peer->value);
	if (peer->kind == CERT_ALT_EMAIL)
		return is_mailbox(name->value, peer->value);
	return !is_public_wildcard(name->value) && cert_domain_covers(name->value, peer->value);
}

static bool lacks_peer(const Link *l)
{
	for (size_t i = 0; l->leaf && i < l->policy->npeers; i++) {
		Str rest = l->info.alt_names;
		CertAltName name;
		bool found = false;

		while (!found && cert_alt_name_next(&rest, &name))
			found = is_peer(&name, &l->policy->peers[i]);
		if (!found)
			return true;
	}
	return false;
}

/* RFC 5321: one @ outside quotes. */
static bool is_bad_mailbox(Str name)
{
	bool quoted = false;
	size_t ats = 0;

	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == '"' && (i == 0 || name.p[i - 1] != '\\'))
			quoted = !quoted;
		ats += name.p[i] == '@' && !quoted;
	}
	return ats != 1 || name.p[0] == '@' || name.p[name.n - 1] == '@';
}

static bool has_bad_mailbox(const Link *l)
{
	Str rest = l->info.alt_names;
	CertAltName name;

	while (l->leaf && cert_alt_name_next(&rest, &name))
		if (name.kind == CERT_ALT_EMAIL && is_bad_mailbox(name.value))
			return true;
	return false;
}

/* An address as text, the way RFC 5952 writes it. */
static void put_address(Str octets, Buf *out)
{
	char text[64];

	if (inet_ntop(octets.n == 4 ? AF_INET : AF_INET6, octets.p, text, sizeof text))
		buf_put(out, str_from(text));
}

/* What any of the C library's ways to write an address reads, hexadecimal ones among them. */
static bool is_address_like(Str text)
{
	struct in_addr address;
	char copy[64];

	snprintf(copy, sizeof copy, "%.*s", STR_ARG(text));
	return str_find_byte(text, ':', 0) != STR_NONE || inet_aton(copy, &address) == 1;
}

/* The domain itself, a wildcard of it, or a name in it. */
static bool lies_in(Str name, Str domain)
{
	return str_eq(name, domain) ||
	       (name.n > domain.n && name.p[name.n - domain.n - 1] == '.' && str_ends(name, domain));
}

static bool is_name(const CertAltName *name, Str text)
{
	Buf address = BUF_INIT;
	bool same;

	if (name->kind != CERT_ALT_IP)
		return name->kind == CERT_ALT_DNS && lies_in(name->value, text);
	put_address(name->value, &address);
	same = (name->value.n == 4 || name->value.n == 16) && str_eq(buf_str(&address), text);
	buf_release(&address);
	return same;
}

/* Baseline Requirements 7.1.4.3: an address as CN is one of the alternative names, character for character; a host is
 * one of them or the domain one lies in.  (To the letter the latter would not do, but nobody is misled by it.) */
static bool has_other_cn(const Link *l)
{
	Str rest = l->info.alt_names;
	Buf cn = BUF_INIT;
	CertAltName name;
	bool is_address, is_host, found = false, comparable = false;

	if (!l->leaf || l->policy->client || !cert_common_name(l->info.subject, &cn))
		return false;
	is_address = is_address_like(buf_str(&cn));
	is_host = !is_address && str_find_byte(buf_str(&cn), '.', 0) != STR_NONE;
	while (!found && cert_alt_name_next(&rest, &name)) {
		comparable |= name.kind == CERT_ALT_DNS || is_address;
		found = is_name(&name, buf_str(&cn));
	}
	buf_release(&cn);
	return (is_address || is_host) && comparable && !found;
}

/* A host name that is none, or a wildcard that stands for less than a whole leftmost label. */
static bool has_bad_host(const Link *l)
{
	Str rest = l->info.alt_names;
	CertAltName name;

	while (l->leaf && cert_alt_name_next(&rest, &name)) {
		if (name.kind != CERT_ALT_DNS)
			continue;
		if (str_starts(name.value, S("*.")))
			name.value = str_cut(name.value, 2, name.value.n);
		if (!cert_domain_is_host(name.value))
			return true;
	}
	return false;
}

/* ---- revocation lists ---- */

/* 5.2.3: every list has a number. */
static bool has_number(Str crl)
{
	CertTlv whole, list, part, extensions;
	CertExtension number;

	if (!cert_der_take(&crl, DER_SEQUENCE, &whole) || !cert_der_take(&whole.value, DER_SEQUENCE, &list))
		return false;
	while (cert_der_next(&list.value, &part))
		if (part.tag == DER_CONSTRUCTED(0))
			return cert_der_take(&part.value, DER_SEQUENCE, &extensions) &&
			       cert_extension_find(extensions.value, OID_CRL_NUMBER, &number);
	return false;
}

static void judge_lists(const CertChainSpec *spec, CertPolicyResult *out)
{
	for (size_t i = 0; i < spec->ncrls && out->ok; i++)
		if (!has_number(spec->crls[i])) {
			out->ok = false;
			out->why = S("a revocation list has no number");
		}
}

/* ---- all together ---- */

static const struct {
	Broken *broken;
	const char *why;
} rules[] = {
	{ has_bad_version, "a certificate is not of version 3" },
	{ has_bad_serial, "a serial number is not a positive number of at most 20 octets" },
	{ has_weak_key, "a key is too weak" },
	{ has_duplicate, "an extension stands twice" },
	{ has_wrong_critical, "an extension that must not be critical is" },
	{ has_no_authority_key, "the authority key identifier is missing" },
	{ has_odd_authority_key, "a root's authority key identifier is not its own" },
	{ has_empty_names, "the list of alternative names is empty" },
	{ is_no_authority, "an issuer is no certification authority" },
	{ has_no_key_usage, "an issuer does not say what its key is for" },
	{ may_not_sign, "an issuer's key may not sign certificates" },
	{ has_no_subject, "an issuer has no name" },
	{ has_no_subject_key, "an issuer has no subject key identifier" },
	{ has_uncritical_limits, "constraints are not critical" },
	{ has_empty_limits, "name constraints have no subtree" },
	{ has_bad_limits, "name constraints hold what is no host name" },
	{ excludes_wildcard, "a wildcard stands for a name that is excluded" },
	{ has_bad_access, "the places of information about the issuer cannot be read" },
	{ has_usages_as_root, "a root has an extended key usage" },
	{ has_vain_path_length, "a path length stands without the right to issue" },
	{ limits_names_as_leaf, "name constraints stand in a certificate that issues none" },
	{ is_authority_as_leaf, "the certificate is a certification authority's" },
	{ signs_as_leaf, "the key may sign certificates, but is no authority's" },
	{ has_no_alt_names, "there is no alternative name" },
	{ has_wrong_names_critical, "the alternative names are not critical just when the subject is empty" },
	{ has_no_usages, "there is no extended key usage" },
	{ has_critical_usages, "the extended key usage is critical" },
	{ has_any_usage, "the extended key usage allows everything" },
	{ has_bad_host, "an alternative name is no host name" },
	{ has_bad_mailbox, "an alternative name is no mailbox" },
	{ has_other_cn, "the subject's CN is none of the alternative names" },
	{ lacks_peer, "the certificate is for another name" },
};

static void judge(const Link *link, CertPolicyResult *out)
{
	for (size_t i = 0; i < COUNT(rules); i++)
		if (rules[i].broken(link)) {
			out->why = str_from(rules[i].why);
			out->ok = false;
			return;
		}
}

static void judge_link(Link *link, const CertChainLink *of, CertPolicyResult *out)
{
	Diag unused;

	link->anchor = of->trusted;
	if (cert_read(of->der, &link->info, &unused)) {
		judge(link, out);
		return;
	}
	out->ok = false;
	out->why = S("a certificate of the chain cannot be read");
}

bool cert_policy_check(const CertPolicy *policy, Arena *arena, CertPolicyResult *out, Diag *diag)
{
	CertChainSpec spec = policy->chain;
	CertInfo leaf;
	Link link = { .policy = policy, .end = &leaf };

	spec.any_anchor = true;
	spec.usage = policy->client ? OID_CLIENT_AUTH : OID_SERVER_AUTH;
	*out = (CertPolicyResult){ .ok = true };
	if (!cert_read(spec.leaf, &leaf, diag) || !cert_chain_build(&spec, arena, &out->chain, diag))
		return false;
	if (out->chain.status & ~(uint32_t)LENIENT) {
		out->ok = false;
		out->why = out->chain.detail.n ? out->chain.detail : S("the chain is not valid");
	}
	judge_lists(&spec, out);
	for (size_t i = 0; i < out->chain.n && out->ok; i++) {
		link.leaf = i == 0;
		judge_link(&link, &out->chain.links[i], out);
	}
	return true;
}
