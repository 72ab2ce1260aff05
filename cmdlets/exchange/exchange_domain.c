/* exchange_domain: accepted domains as objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange_domain.h"

static const ViewItem items[] = {
	{ .prop = "Name", .width = 30 },
	{ .prop = "DomainName", .width = 30 },
	{ .prop = "DomainType", .width = 21 },
	{ .prop = "Default" },
	{ 0 },
};
static const ViewDef view = { .shape = VIEW_TABLE, .items = items };
const TypeDef exchange_accepted_domain = { .name = EXCHANGE_ACCEPTED_DOMAIN,
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.ops = &exchange_named_ops,
	.view = &view };

const char *const exchange_domain_types[] = { "Authoritative", "ExternalRelay", "InternalRelay", NULL };

Value exchange_accepted_domain_value(const StoreDomain *domain)
{
	Object *object = object_new(&exchange_accepted_domain);

	object_set_string(object, S("Name"), domain->name);
	object_set_take(object, S("DomainName"), exchange_domain_value(domain->domain));
	object_set_string(object, S("DomainType"), str_from(exchange_domain_types[domain->type]));
	object_set_take(object, S("Default"), value_bool(domain->is_default));
	object_set_string(object, S("Identity"), domain->name);
	return object_value(object);
}
