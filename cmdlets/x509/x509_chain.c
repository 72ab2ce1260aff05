/* x509_chain: X509Chain: a certificate up to its root, as this server's stores have it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/organization/organization.h"
#include "cmdlets/x509/x509_chain.h"
#include "shell/base/moment.h"
#include "shell/base/vec.h"
#include "store/db/store_authority.h"

#define NAMESPACE "System.Security.Cryptography.X509Certificates."

/* clang-format off */
static const EnumName status_names[] = {
	{ "NoError", 0 }, { "NotTimeValid", 0x1 }, { "NotTimeNested", 0x2 }, { "Revoked", 0x4 }, { "NotSignatureValid", 0x8 },
	{ "NotValidForUsage", 0x10 }, { "UntrustedRoot", 0x20 }, { "RevocationStatusUnknown", 0x40 }, { "Cyclic", 0x80 },
	{ "InvalidExtension", 0x100 }, { "InvalidPolicyConstraints", 0x200 }, { "InvalidBasicConstraints", 0x400 },
	{ "InvalidNameConstraints", 0x800 }, { "HasNotSupportedNameConstraint", 0x1000 },
	{ "HasNotDefinedNameConstraint", 0x2000 }, { "HasNotPermittedNameConstraint", 0x4000 },
	{ "HasExcludedNameConstraint", 0x8000 }, { "PartialChain", 0x10000 }, { "HasWeakSignature", 0x100000 },
	{ "OfflineRevocation", 0x1000000 }, { "NoIssuanceChainPolicy", 0x2000000 },
	{ "HasNotSupportedCriticalExtension", 0x8000000 },
};
static const EnumName mode_names[] = { { "NoCheck", 0 }, { "Online", 1 }, { "Offline", 2 } };
static const EnumName flag_names[] = { { "EndCertificateOnly", 0 }, { "EntireChain", 1 }, { "ExcludeRoot", 2 } };
static const EnumName verification_names[] = {
	{ "NoFlag", 0 }, { "IgnoreNotTimeValid", 0x1 }, { "IgnoreCtlNotTimeValid", 0x2 }, { "IgnoreNotTimeNested", 0x4 },
	{ "IgnoreInvalidBasicConstraints", 0x8 }, { "AllowUnknownCertificateAuthority", 0x10 }, { "IgnoreWrongUsage", 0x20 },
	{ "IgnoreInvalidName", 0x40 }, { "IgnoreInvalidPolicy", 0x80 }, { "IgnoreEndRevocationUnknown", 0x100 },
	{ "IgnoreCtlSignerRevocationUnknown", 0x200 }, { "IgnoreCertificateAuthorityRevocationUnknown", 0x400 },
	{ "IgnoreRootRevocationUnknown", 0x800 }, { "AllFlags", 0xfff },
};
#define ENUM(symbol, full, table, more)                                                                                \
	static const TypeDef symbol = { .name = NAMESPACE full, .base = &type_known[T_ENUM],                           \
		.flags = TYPE_VALUE | TYPE_SCALAR | TYPE_OWN_TEXT | (more), .names = (table), .nnames = COUNT(table),  \
		.underlying = T_INT32 }
ENUM(status_type, "X509ChainStatusFlags", status_names, TYPE_FLAGS);
ENUM(mode_type, "X509RevocationMode", mode_names, 0);
ENUM(flag_type, "X509RevocationFlag", flag_names, 0);
ENUM(verification_type, "X509VerificationFlags", verification_names, TYPE_FLAGS);

/* What CryptFormatObject's neighbours say of each; those a script may print. */
static const struct {
	uint32_t flag;
	const char *text;
} information[] = {
	{ CERT_CHAIN_NOT_TIME_VALID, "A required certificate is not within its validity period when verifying against the "
		"current system clock or the timestamp in the signed file.\r\n" },
	{ CERT_CHAIN_REVOKED, "The certificate is revoked.\r\n" },
	{ CERT_CHAIN_NOT_SIGNATURE_VALID, "The signature of the certificate cannot be verified.\r\n" },
	{ CERT_CHAIN_UNTRUSTED_ROOT, "A certificate chain processed, but terminated in a root certificate which is not "
		"trusted by the trust provider.\r\n" },
	{ CERT_CHAIN_REVOCATION_UNKNOWN, "The revocation function was unable to check revocation for the certificate.\r\n" },
	{ CERT_CHAIN_PARTIAL, "A certificate chain could not be built to a trusted root authority.\r\n" },
	{ CERT_CHAIN_OFFLINE_REVOCATION, "The revocation function was unable to check revocation because the revocation "
		"server was offline.\r\n" },
};
/* clang-format on */

/* ---- building ------------------------------------------------------------------------------------------------ */

typedef struct Ders {
	Str *p;
	size_t n, cap;
} Ders;

static bool read_place(Store *store, int64_t server_id, unsigned places, Arena *arena, Ders *out, Diag *diag)
{
	StoreCertFilter filter = { .server_id = server_id, .places = places, .with_der = true };
	StoreCertCursor *cursor;
	StoreCert row;

	if (!store_certs(store, &filter, &cursor, diag))
		return false;
	while (store_certs_next(cursor, &row, diag))
		VEC_PUSH(out, arena_copy(arena, row.der));
	store_certs_close(cursor);
	return diag->code == DIAG_OK;
}

static bool read_lists(Store *store, Arena *arena, Ders *out, Diag *diag)
{
	StoreAuthorityList authorities;
	StoreCrl crl;
	Diag unused = { 0 };

	if (!store_authorities(store, arena, &authorities, diag))
		return false;
	for (size_t i = 0; i < authorities.n; i++)
		if (store_crl_latest(store, authorities.p[i].id, arena, &crl, &unused))
			VEC_PUSH(out, crl.der);
	return true;
}

bool x509_chain_build(Interp *in, Str leaf, const char *usage, Arena *arena, CertChain *out, Diag *diag)
{
	const Env *env = runtime_of(in)->env;
	Ders roots = { 0 }, others = { 0 }, lists = { 0 };
	CertChainSpec spec = { .leaf = leaf, .at = env->now(env->self), .usage = usage, .max_depth = -1 };
	StoreServer server;
	Vault *vault;
	bool ok = organization_open(in, &vault, diag) &&
		  store_server_find(vault_store_peek(vault), S(""), arena, &server, diag) &&
		  read_place(vault_store_peek(vault), server.id, STORE_PLACES_ROOTS, arena, &roots, diag) &&
		  read_place(vault_store_peek(vault), server.id, STORE_PLACE(STORE_CA), arena, &others, diag) &&
		  read_lists(vault_store_peek(vault), arena, &lists, diag);

	spec.roots = roots.p;
	spec.nroots = roots.n;
	spec.others = others.p;
	spec.nothers = others.n;
	spec.crls = lists.p;
	spec.ncrls = lists.n;
	spec.check_revocation = lists.n > 0;
	ok = ok && cert_chain_build(&spec, arena, out, diag);
	/* only the lab's lists are at hand: an unknown revocation is none */
	if (ok)
		out->status &= ~(uint32_t)(CERT_CHAIN_REVOCATION_UNKNOWN | CERT_CHAIN_OFFLINE_REVOCATION);
	VEC_RELEASE(&roots);
	VEC_RELEASE(&others);
	VEC_RELEASE(&lists);
	return ok;
}

/* ---- objects ------------------------------------------------------------------------------------------------- */

static const TypeDef element_type = { .name = NAMESPACE "X509ChainElement", .base = &type_known[T_OBJECT] };
static const TypeDef one_status_type = {
	.name = NAMESPACE "X509ChainStatus", .base = &type_known[T_VALUETYPE], .flags = TYPE_VALUE
};
static const TypeDef policy_type = { .name = NAMESPACE "X509ChainPolicy", .base = &type_known[T_OBJECT] };
static const TypeDef chain_type;

typedef struct Chain {
	Value elements, status, policy;
} Chain;

static Chain *chain_of(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static void free_chain(Object *object, ValueDrops *drops)
{
	Chain *chain = object->payload;

	value_drop_later(drops, chain->elements);
	value_drop_later(drops, chain->status);
	value_drop_later(drops, chain->policy);
	free(chain);
}

/* One X509ChainStatus for each bit. */
static Value status_value(uint32_t status)
{
	Array *all = array_new_objects();

	for (uint32_t bit = 1; bit && bit <= status; bit <<= 1) {
		Object *object;

		if (!(status & bit))
			continue;
		object = object_new(&one_status_type);
		object_set_take(object, S("Status"), value_enum(&status_type, bit));
		object_set_string(object, S("StatusInformation"), S(""));
		for (size_t i = 0; i < COUNT(information); i++)
			if (information[i].flag == bit)
				object_set_string(object, S("StatusInformation"), str_from(information[i].text));
		array_push_take(all, object_value(object));
	}
	return array_value(all);
}

static Value element_value(Interp *in, const CertChainLink *link)
{
	Object *element = object_new(&element_type);
	CertInfo info;
	Diag unused = { 0 };

	object_set_take(element, S("Certificate"),
		cert_read(link->der, &info, &unused) ? x509_value(in, &info, S(""), NULL) : VALUE_NULL);
	object_set_take(element, S("ChainElementStatus"), status_value(link->status));
	object_set_string(element, S("Information"), S(""));
	return object_value(element);
}

static void fill(Interp *in, Chain *chain, const CertChain *built, uint32_t status)
{
	Array *elements = array_new_objects();

	for (size_t i = 0; built && i < built->n; i++)
		array_push_take(elements, element_value(in, &built->links[i]));
	value_drop(chain->elements);
	value_drop(chain->status);
	chain->elements = array_value(elements);
	chain->status = status_value(status);
}

static Value new_policy(void)
{
	Object *policy = object_new(&policy_type);

	object_set_take(policy, S("ApplicationPolicy"), array_value(array_new_objects()));
	object_set_take(policy, S("CertificatePolicy"), array_value(array_new_objects()));
	object_set_take(policy, S("RevocationMode"), value_enum(&mode_type, 1));
	object_set_take(policy, S("RevocationFlag"), value_enum(&flag_type, 2));
	object_set_take(policy, S("VerificationFlags"), value_enum(&verification_type, 0));
	return object_value(policy);
}

TYPE_METHOD(make)
{
	Chain *chain = MEM_NEW(Chain);

	chain->elements = chain->status = VALUE_NULL;
	chain->policy = new_policy();
	fill(in, chain, NULL, 0);
	return types_found(out, object_value(object_new_native(&chain_type, chain)));
}

/* What the policy's flags forgive. */
static Flow forgiven(Interp *in, const Chain *chain, uint32_t *out)
{
	static const struct {
		int64_t flag;
		uint32_t status;
	} rows[] = {
		{ 0x1, CERT_CHAIN_NOT_TIME_VALID },
		{ 0x4, CERT_CHAIN_NOT_TIME_NESTED },
		{ 0x8, CERT_CHAIN_INVALID_CONSTRAINTS },
		{ 0x10, CERT_CHAIN_UNTRUSTED_ROOT | CERT_CHAIN_PARTIAL },
		{ 0x20, CERT_CHAIN_NOT_VALID_FOR_USAGE },
		{ 0x80, CERT_CHAIN_INVALID_POLICY | CERT_CHAIN_NO_POLICY },
	};
	const Slot *mode = object_find_peek(chain->policy.object, S("RevocationMode"));
	const Slot *flags = object_find_peek(chain->policy.object, S("VerificationFlags"));
	Value number = VALUE_EMPTY, check = VALUE_EMPTY;

	*out = 0;
	FLOW_TRY(convert_to(in, flags->value, &verification_type, &number));
	FLOW_TRY(convert_to(in, mode->value, &mode_type, &check));
	for (size_t i = 0; i < COUNT(rows); i++)
		if (types_int(number) & rows[i].flag)
			*out |= rows[i].status;
	if (types_int(check) == 0)
		*out |= CERT_CHAIN_REVOKED;
	value_drop(number);
	value_drop(check);
	return FLOW_NEXT;
}

TYPE_METHOD(build)
{
	X509Cert *cert = x509_peek(args[0]);
	Chain *chain = chain_of(self);
	Arena *arena;
	CertChain built = { 0 };
	uint32_t pardon;
	Diag diag = { 0 };
	bool ok;

	if (!cert)
		return types_null(in, "certificate");
	FLOW_TRY(x509_load(in, cert));
	FLOW_TRY(forgiven(in, chain, &pardon));
	arena = arena_new(0);
	ok = x509_chain_build(in, cert->der, NULL, arena, &built, &diag);
	if (ok)
		fill(in, chain, &built, built.status);
	*out = value_bool(ok && (built.status & ~pardon) == 0);
	arena_free(arena);
	return ok ? FLOW_NEXT : fault_exception(in, EXC_CRYPTOGRAPHIC, "%s", diag.text);
}

TYPE_METHOD(reset)
{
	fill(in, chain_of(self), NULL, 0);
	return FLOW_NEXT;
}

TYPE_GET(get_elements)
{
	return types_found(out, value_ref(chain_of(self)->elements));
}

TYPE_GET(get_status)
{
	return types_found(out, value_ref(chain_of(self)->status));
}

TYPE_GET(get_policy)
{
	return types_found(out, value_ref(chain_of(self)->policy));
}

static const PropDef props[] = {
	PROP("ChainElements", NAMESPACE "X509ChainElementCollection", get_elements),
	PROP("ChainPolicy", NAMESPACE "X509ChainPolicy", get_policy),
	PROP("ChainStatus", NAMESPACE "X509ChainStatus[]", get_status),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("Build", "bool Build(" NAMESPACE "X509Certificate2 certificate)", build),
	METHOD("Dispose", "void Dispose()", reset),
	METHOD("Reset", "void Reset()", reset),
	METHODS_END,
};
static const MethodDef statics[] = {
	METHOD("Create", "static " NAMESPACE "X509Chain Create()", make),
	METHODS_END,
};
static const MethodDef constructors[] = {
	NEW(NAMESPACE "X509Chain new()", make),
	NEW(NAMESPACE "X509Chain new(bool useMachineContext)", make),
	METHODS_END,
};
static const TypeMembers members = {
	.props = props,
	.methods = methods,
	.static_methods = statics,
	.constructors = constructors,
};
static const TypeOps ops = { .free = free_chain };
static const TypeDef chain_type = {
	.name = NAMESPACE "X509Chain",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops,
};

/* clang-format off */
const TypeEntry x509_chain_entries[] = {
	{ &chain_type, NULL }, { &element_type, NULL }, { &one_status_type, NULL }, { &policy_type, NULL },
	{ &status_type, NULL }, { &mode_type, NULL }, { &flag_type, NULL }, { &verification_type, NULL },
};
/* clang-format on */
const size_t x509_chain_nentries = COUNT(x509_chain_entries);
