/* noun_verbs: Get-, Set-, New- and Remove- of any kind of configuration object. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/noun.h"

#include "shell/value/convert.h"

const char *const noun_no_outputs[] = { NULL };

/* clang-format off */
#define GET_IDENTITY NOUN_ROW_IDENTITY(0)
const ParamDef noun_get_params[2] = { GET_IDENTITY, NOUN_ROW_CONTROLLER };
const ParamDef noun_get_server_params[3] = { GET_IDENTITY, NOUN_ROW_CONTROLLER, NOUN_ROW_SERVER };
const ParamDef noun_get_directory_params[5] = { GET_IDENTITY, NOUN_ROW_CONTROLLER, NOUN_ROW_SERVER,
	{ .name = "ADPropertiesOnly", .type = "SwitchParameter", .help = "Without asking IIS; all is in one store here." },
	{ .name = "ShowMailboxVirtualDirectories", .type = "SwitchParameter",
		.help = "Also those of the back end site." } };
const ParamDef noun_remove_params[3] = { NOUN_SET_ROWS };
/* clang-format on */

Flow noun_get(Stage *s, const NounDef *def)
{
	NounCall call;
	NounList list;
	Flow flow;

	if (!noun_call(s, def, &call, &flow) || !noun_find(&call, true, &list, &flow))
		return flow;
	for (size_t i = 0; flow == FLOW_NEXT && i < list.n; i++)
		flow = noun_write(&call, &list.p[i]);
	return flow;
}

/* Arguments that are properties; *changed: any was. */
static Flow assign_all(NounCall *call, NounObject *object, bool *changed, bool *ok)
{
	Stage *s = call->exchange.stage;

	*changed = false;
	*ok = true;
	for (size_t i = 0; *ok && i < s->def->nparams; i++) {
		const NounProp *prop = noun_prop(call->def, str_from(s->def->params[i].name));

		if (!prop || prop->compute || !stage_bound(s, (int)i))
			continue;
		FLOW_TRY(noun_assign(call, object, prop, s->args[i], ok));
		*changed = *changed || *ok;
	}
	return FLOW_NEXT;
}

/* Whether the bag says what it said before. */
static bool is_same(const NounBag *a, const NounBag *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		const NounPair *other = noun_bag_find(b, a->p[i].name);

		if (!other || other->null != a->p[i].null || !str_eq(other->value, a->p[i].value))
			return false;
	}
	return true;
}

static NounBag copy_bag(NounCall *call, const NounBag *bag)
{
	NounBag copy = { .p = ARENA_ARRAY(call->arena, NounPair, bag->n + 1), .n = bag->n, .cap = bag->n + 1 };

	if (bag->n)
		memcpy(copy.p, bag->p, bag->n * sizeof *copy.p);
	return copy;
}

static Flow set_one(NounCall *call, NounObject *object)
{
	NounBag before = copy_bag(call, &object->bag);
	bool changed, ok;
	Flow flow;

	FLOW_TRY(assign_all(call, object, &changed, &ok));
	if (!ok || !exchange_should(&call->exchange, &flow, "Setting the %s \"%.*s\".", call->def->label,
			   STR_ARG(object->identity)))
		return ok ? flow : FLOW_NEXT;
	if (call->def->settle)
		FLOW_TRY(call->def->settle(call, object, &ok));
	if (!ok)
		return FLOW_NEXT;
	if (is_same(&before, &object->bag))
		return stage_warning(call->exchange.stage,
			"The command completed successfully but no settings of '%.*s' have been modified.",
			STR_ARG(object->identity));
	return noun_keep(call, object);
}

Flow noun_set(Stage *s, const NounDef *def)
{
	NounCall call;
	NounList list;
	Flow flow;

	if (!noun_call(s, def, &call, &flow) || !noun_find(&call, false, &list, &flow))
		return flow;
	for (size_t i = 0; flow == FLOW_NEXT && i < list.n; i++)
		flow = set_one(&call, &list.p[i]);
	return flow;
}

static Flow exists(NounCall *call, Str identity)
{
	return exchange_error(&call->exchange, EXCHANGE_OBJECT_EXISTS, call->exchange.server.fqdn, identity);
}

/* The object to be: in place of a built-in one that was removed, if it is called so. */
static bool find_new(NounCall *call, NounObject *object, Flow *flow)
{
	NounList list;

	object->name = arena_copy(call->arena, exchange_text_peek(noun_arg_peek(call->exchange.stage, "Name")));
	object->identity = object->name;
	if (call->def->scope != NOUN_ORGANIZATION) {
		object->server = call->exchange.server;
		object->identity =
			arena_printf(call->arena, "%.*s\\%.*s", STR_ARG(object->server.name), STR_ARG(object->name));
	}
	if (!noun_find(call, true, &list, flow))
		return false;
	for (size_t i = 0; i < list.n; i++)
		if (list.p[i].server.id == object->server.id && str_ieq(list.p[i].name, object->name)) {
			*flow = exists(call, object->identity);
			return false;
		}
	return true;
}

/* -Usage Internet, or the switch -Internet. */
static void apply_usage(NounCall *call, NounObject *object)
{
	Str usage = exchange_text_peek(noun_arg_peek(call->exchange.stage, "Usage")), part;

	for (const NounBuiltin *row = call->def->usages; row && row->name; row++) {
		StrSplit split = { .rest = str_from(row->differs) };

		if (!str_ieq(usage, str_from(row->name)) &&
			!convert_to_bool(noun_arg_peek(call->exchange.stage, row->name)))
			continue;
		while (str_split_next(&split, ';', &part)) {
			size_t equal = str_find_byte(part, '=', 0);

			noun_bag_set(&object->bag, call->arena, str_cut(part, 0, equal),
				str_cut(part, equal + 1, part.n), false);
		}
	}
}

Flow noun_new(Stage *s, const NounDef *def)
{
	NounObject object = { 0 };
	NounCall call;
	bool changed, ok;
	Flow flow;

	if (!noun_call(s, def, &call, &flow) || !find_new(&call, &object, &flow))
		return flow;
	apply_usage(&call, &object);
	FLOW_TRY(assign_all(&call, &object, &changed, &ok));
	if (!ok ||
		!exchange_should(&call.exchange, &flow, "Creating the %s \"%.*s\".", def->label, STR_ARG(object.name)))
		return ok ? flow : FLOW_NEXT;
	if (def->settle)
		FLOW_TRY(def->settle(&call, &object, &ok));
	if (!ok)
		return FLOW_NEXT;
	FLOW_TRY(noun_keep(&call, &object));
	return noun_write(&call, &object);
}

/* A row that goes, or the mark that a built-in object is gone. */
static bool drop_row(NounCall *call, const NounObject *object)
{
	Store *store = call->exchange.store;
	StoreSetting key = { .server_id = object->server.id, .kind = str_from(call->def->kind), .name = object->name },
		     row;
	bool ok;

	if (!store_begin(store, &call->diag))
		return false;
	ok = store_setting_get(store, &key, call->arena, &row, &call->diag) &&
	     store_setting_remove(store, row.id, &call->diag) &&
	     vault_note(call->exchange.vault, call->exchange.stage->def->name, object->identity, &call->diag);
	return store_end(store, ok, &call->diag) && ok;
}

static Flow remove_one(NounCall *call, NounObject *object)
{
	Flow flow;

	if (!exchange_should(
		    &call->exchange, &flow, "Removing the %s \"%.*s\".", call->def->label, STR_ARG(object->identity)))
		return flow;
	if (object->builtin) {
		object->bag = (NounBag){ 0 };
		noun_bag_set(&object->bag, call->arena, NOUN_REMOVED, S("True"), false);
		return noun_keep(call, object);
	}
	return drop_row(call, object) ? FLOW_NEXT
				      : stage_diag(call->exchange.stage, &call->diag, "StoreFailed", VALUE_EMPTY);
}

Flow noun_remove(Stage *s, const NounDef *def)
{
	NounCall call;
	NounList list;
	Flow flow;

	if (!noun_call(s, def, &call, &flow) || !noun_find(&call, false, &list, &flow))
		return flow;
	for (size_t i = 0; flow == FLOW_NEXT && i < list.n; i++)
		flow = remove_one(&call, &list.p[i]);
	return flow;
}
