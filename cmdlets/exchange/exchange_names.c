/* exchange_names: subject and domain list of a new certificate (exchange-cmdlets 3.3, 3.4). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange.h"
#include "store/cert/cert_domain.h"
#include "store/cert/cert_name.h"

#define AUTODISCOVER S("autodiscover")

/* A list that grows in the scratch arena and holds no name twice. */
typedef struct NameList {
	Arena *arena;
	Str *p;
	size_t n, cap;
} NameList;

static bool contains(const NameList *list, Str name)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_ieq(list->p[i], name))
			return true;
	return false;
}

static void insert(NameList *list, size_t at, Str name)
{
	if (contains(list, name))
		return;
	if (list->n == list->cap) {
		Str *more = ARENA_ARRAY(list->arena, Str, list->cap * 2 + 8);

		for (size_t i = 0; i < list->n; i++)
			more[i] = list->p[i];
		list->p = more;
		list->cap = list->cap * 2 + 8;
	}
	for (size_t i = list->n; i > at; i--)
		list->p[i] = list->p[i - 1];
	list->p[at] = arena_copy(list->arena, name);
	list->n++;
}

static void add(NameList *list, Str name)
{
	insert(list, list->n, name);
}

/* ---- names that were typed ---- */

static Flow bad_name(const ExchangeCall *call, Str name)
{
	return exchange_error(call, EXCHANGE_DOMAIN_NAME, name, S(""));
}

/* Names go into a certificate in ASCII; one that is not is encoded (IDNA). */
static bool add_typed(const ExchangeCall *call, NameList *list, Str typed, Flow *flow)
{
	Str name = str_trim(typed);
	Buf ascii = BUF_INIT;
	bool ok;

	if (str_is_ascii(name))
		buf_put(&ascii, name);
	else if (!cert_domain_to_ascii(name, true, &ascii))
		buf_clear(&ascii);
	ok = ascii.n <= CERT_DOMAIN_MAX && cert_domain_is_valid(buf_str(&ascii));
	if (ok)
		add(list, buf_str(&ascii));
	else
		*flow = bad_name(call, typed);
	buf_release(&ascii);
	return ok;
}

/* ---- what is included ---- */

static void add_autodiscover(NameList *list, Str domain)
{
	Buf name = BUF_INIT;

	if (str_starts(domain, S("*.")))
		domain = str_cut(domain, 2, domain.n);
	if (str_istarts(domain, AUTODISCOVER))
		return;
	buf_printf(&name, "autodiscover.%.*s", STR_ARG(domain));
	add(list, buf_str(&name));
	buf_release(&name);
}

static bool add_included(const ExchangeCall *call, const ExchangeNames *names, NameList *list, Flow *flow)
{
	StoreDomainList domains;
	Diag diag = { 0 };

	if (names->netbios)
		add(list, call->server.name);
	if (names->fqdn)
		add(list, call->server.fqdn);
	if (!names->accepted && !names->autodiscover)
		return true;
	if (!store_domains(call->store, list->arena, &domains, &diag)) {
		*flow = stage_fail(call->stage, &diag, "StoreReadFailed", VALUE_NULL);
		return false;
	}
	for (size_t i = 0; names->accepted && i < domains.n; i++)
		add(list, domains.p[i].domain);
	for (size_t i = 0; names->autodiscover && i < domains.n; i++)
		add_autodiscover(list, domains.p[i].domain);
	return true;
}

static bool add_instance(
	const ExchangeCall *call, const ExchangeNames *names, NameList *list, CertInfo *info, Flow *flow)
{
	Str *domains;
	size_t n;

	*flow = x509_read(call->stage->interp, names->instance, info);
	if (*flow != FLOW_NEXT)
		return false;
	if (names->typed)
		return true;
	cert_domains(info, list->arena, &domains, &n);
	for (size_t i = 0; i < n; i++)
		add(list, domains[i]);
	return true;
}

/* ---- the subject ---- */

static Flow no_common_name(const ExchangeCall *call)
{
	return exchange_error(call, EXCHANGE_NO_COMMON_NAME, S(""), S(""));
}

/* UTF8String in requests, PrintableString where it will do in certificates (observed: 3.4). */
static bool parse_subject(const ExchangeCall *call, Str text, bool is_request, Str *der, Flow *flow)
{
	unsigned flags = CERT_NAME_REVERSED | CERT_NAME_WINDOWS | (is_request ? CERT_NAME_FORCE_UTF8 : 0);
	Buf out = BUF_INIT;
	Diag diag = { 0 };
	bool ok = cert_name_parse(text, flags, &out, NULL, &diag);

	*der = arena_copy(call->stage->scratch, buf_str(&out));
	buf_release(&out);
	if (!ok)
		*flow = stage_fail(call->stage, &diag, "InvalidSubjectName", VALUE_NULL);
	return ok;
}

/* Omitted: CN and the first name of the list, without names the server's. */
static bool default_subject(
	const ExchangeCall *call, const ExchangeNames *names, const NameList *list, Str *der, Flow *flow)
{
	Buf text = BUF_INIT;
	Str first = list->n ? list->p[0] : call->server.name;
	bool ok;

	buf_printf(&text, "CN=%.*s", STR_ARG(first));
	ok = parse_subject(call, buf_str(&text), names->is_request, der, flow);
	buf_release(&text);
	return ok;
}

/* A CN that is a host name stands first when it is not among the names; -DomainName @() means none at all. */
static bool add_common_name(const ExchangeCall *call, const ExchangeNames *names, NameList *list, Str der, Flow *flow)
{
	Buf common = BUF_INIT;
	bool has = cert_common_name(der, &common) && common.n;

	if (!has)
		*flow = no_common_name(call);
	else if (cert_domain_is_host(buf_str(&common)) && !(names->typed && names->ntyped == 0))
		insert(list, 0, buf_str(&common));
	buf_release(&common);
	return has;
}

static bool make_subject(const ExchangeCall *call, const ExchangeNames *names, NameList *list, const CertInfo *info,
	Str *der, Flow *flow)
{
	if (!names->subject.n && !names->instance)
		return default_subject(call, names, list, der, flow);
	*der = info->subject; /* renewal: as the certificate has it */
	if (names->subject.n && !parse_subject(call, names->subject, names->is_request, der, flow))
		return false;
	return add_common_name(call, names, list, *der, flow);
}

/* A request whose subject is given stands for itself: it gets no names of the server (3.3, 6). */
static bool has_default_names(const ExchangeNames *names)
{
	bool included = names->netbios || names->fqdn || names->accepted || names->autodiscover;

	return !names->typed && !included && !names->instance && !(names->is_request && names->subject.n);
}

bool exchange_names(const ExchangeCall *call, ExchangeNames *names, Flow *flow)
{
	NameList list = { .arena = call->stage->scratch };
	CertInfo info = { 0 };

	*flow = FLOW_NEXT;
	for (size_t i = 0; i < names->ntyped; i++)
		if (!add_typed(call, &list, names->typed[i], flow))
			return false;
	if (names->instance && !add_instance(call, names, &list, &info, flow))
		return false;
	if (!add_included(call, names, &list, flow))
		return false;
	if (has_default_names(names)) {
		add(&list, call->server.name);
		add(&list, call->server.fqdn);
	}
	if (!make_subject(call, names, &list, &info, &names->der, flow))
		return false;
	names->domains = list.p;
	names->ndomains = list.n;
	names->shown = cert_name_text(names->der, list.arena);
	return true;
}
