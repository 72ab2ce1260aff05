/* provider_call: a command at work: its arguments, what it writes, the failures operations share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>

#include "shell/engine/provider_private.h"

/* ---- arguments ---- */

/* Index of a parameter that was bound, by name; -1.  Two rows may have one name, each for an edition. */
static int bound_param(const Stage *s, const char *name)
{
	for (size_t i = 0; i < s->def->nparams; i++)
		if (strcmp(s->def->params[i].name, name) == 0 && stage_bound(s, (int)i))
			return (int)i;
	return -1;
}

Value provider_arg_peek(const ProviderCall *call, const char *name)
{
	int i = bound_param(call->stage, name);

	return i < 0 ? VALUE_EMPTY : call->stage->args[i];
}

bool provider_switch(const ProviderCall *call, const char *name)
{
	int i = bound_param(call->stage, name);

	return i >= 0 && stage_switch(call->stage, i);
}

static const Str *strings(Stage *s, const char *name, size_t *n)
{
	int i = bound_param(s, name);

	*n = 0;
	return i < 0 ? NULL : stage_strings(s, i, n);
}

void provider_call_init(ProviderCall *call, Stage *stage)
{
	int filter = bound_param(stage, "Filter");

	*call = (ProviderCall){ .stage = stage, .in = stage->interp, .arena = stage->scratch, .out = stage->out };
	call->literal = bound_param(stage, "LiteralPath") >= 0;
	call->paths = strings(stage, call->literal ? "LiteralPath" : "Path", &call->npaths);
	call->include = strings(stage, "Include", &call->ninclude);
	call->exclude = strings(stage, "Exclude", &call->nexclude);
	call->filter = filter < 0 ? S("") : stage_str(stage, filter);
	call->force = provider_switch(call, "Force");
	call->pass_thru = provider_switch(call, "PassThru");
}

static void drop_cached(ProviderCall *call)
{
	value_set_take(&call->drive_value, VALUE_EMPTY);
	value_set_take(&call->provider_value, VALUE_EMPTY);
	call->drive_of = NULL;
}

void provider_call_release(ProviderCall *call)
{
	drop_cached(call);
}

void provider_call_use(ProviderCall *call, const ProviderPath *path)
{
	if (call->def != path->def || call->drive_of != path->drive)
		drop_cached(call);
	call->def = path->def;
	call->drive = path->drive;
}

/* Whether "Cmdlet:Parameter" is in a provider's list. */
static bool gives(const ProviderDef *def, const char *cmdlet, const char *param)
{
	size_t n = strlen(cmdlet);

	for (const char *const *row = def->dynamic; row && *row; row++)
		if (strncmp(*row, cmdlet, n) == 0 && (*row)[n] == ':' && strcmp(*row + n + 1, param) == 0)
			return true;
	return false;
}

Flow provider_check_dynamic(ProviderCall *call)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "NamedParameterNotFound", .exception = EXC_PARAMETER_BINDING
	};
	const CmdletDef *def = call->stage->def;
	const ProviderDef *other;

	for (size_t i = 0; i < def->nparams; i++) {
		const char *name = def->params[i].name;

		if (!stage_bound(call->stage, (int)i) || gives(call->def, def->name, name))
			continue;
		for (size_t k = 0; (other = provider_def_at(call->in, k)); k++)
			if (gives(other, def->name, name))
				return stage_throw(call->stage, &spec,
					"A parameter cannot be found that matches parameter name '%s'.", name);
	}
	return FLOW_NEXT;
}

/* ---- output ---- */

static void put_note(ProviderCall *call, Object *object, ProviderNote note, Value v)
{
	object_set_named_take(object, call->in->providers->notes[note], v);
}

static Value qualified_value(const ProviderDef *def, Str path)
{
	Buf text = BUF_INIT;
	Value v;

	provider_put_qualified(def, path, &text);
	v = value_string_buf(&text);
	buf_release(&text);
	return v;
}

static void put_tree_notes(ProviderCall *call, Object *object, Str path)
{
	Str parent = provider_parent(call->in, call->arena, call->def, path);
	Str leaf = provider_leaf(call->in, call->def, path);

	put_note(call, object, NOTE_PARENT_PATH, leaf.n ? qualified_value(call->def, parent) : value_string(S("")));
	put_note(call, object, NOTE_CHILD_NAME, value_string(leaf));
}

/* What an item of a provider carries beside its own members (checked with the real engine: names and order). */
static void put_notes(ProviderCall *call, Object *object, Str path)
{
	if (call->provider_value.kind == V_EMPTY)
		call->provider_value = provider_def_value(call->def);
	if (call->drive && call->drive_of != call->drive) {
		value_set_take(&call->drive_value, provider_drive_value(call->drive));
		call->drive_of = call->drive;
	}
	put_note(call, object, NOTE_PATH, qualified_value(call->def, path));
	if (call->def->flags & PROVIDER_TREE)
		put_tree_notes(call, object, path);
	if (call->drive)
		put_note(call, object, NOTE_DRIVE, value_ref(call->drive_value));
	put_note(call, object, NOTE_PROVIDER, value_ref(call->provider_value));
}

static Flow write_object(ProviderCall *call, Value item, Str path, int container)
{
	ArenaMark mark;
	Value object;

	if (!call->out)
		return FLOW_NEXT;
	mark = arena_mark(call->arena);
	object = object_wrap(item);
	put_notes(call, object.object, path);
	if (container >= 0)
		put_note(call, object.object, NOTE_IS_CONTAINER, value_bool(container));
	arena_release(call->arena, mark);
	return sink_put_take(call->out, object);
}

Flow provider_write(ProviderCall *call, Value item, Str path, bool container)
{
	return write_object(call, item, path, container);
}

Flow provider_write_take(ProviderCall *call, Str path, bool container, Value item)
{
	Flow flow = write_object(call, item, path, container);

	value_drop(item);
	return flow;
}

Flow provider_write_properties(ProviderCall *call, Value object, Str path)
{
	return write_object(call, object, path, -1);
}

/* ---- failures ---- */

static void set_source(Stage *s, ErrorRecord *error)
{
	Buf name = BUF_INIT;

	cmdlet_put_class(s->def, &name);
	error->source = value_string_buf(&name).string;
	buf_release(&name);
}

/* A record whose exception says which item, drive or provider it was (ItemName). */
static Flow report_missing(ProviderCall *call, ExceptionId type, const char *id, Str name, Str message)
{
	Value exception = exception_new(exception_type(type), message, VALUE_NULL);
	Value target = value_string(name), record;
	Flow flow;

	object_set_string(exception.object, S("ItemName"), name);
	record = error_new(exception, str_from(id), CAT_OBJECT_NOT_FOUND, target);
	set_source(call->stage, error_peek(record));
	flow = stage_error_record(call->stage, record);
	value_drop(record);
	value_drop(target);
	value_drop(exception);
	return flow;
}

static Flow report_text(ProviderCall *call, ExceptionId type, const char *id, Str name, const char *fmt)
{
	Buf text = BUF_INIT;
	Flow flow;

	error_format(&text, fmt, &name, 1);
	if (type == EXC_ITEM_NOT_FOUND)
		provider_put_missing_share(call->in, name, &text);
	flow = report_missing(call, type, id, name, buf_str(&text));
	buf_release(&text);
	return flow;
}

Flow provider_not_found(ProviderCall *call, Str path)
{
	return report_text(
		call, EXC_ITEM_NOT_FOUND, "PathNotFound", path, "Cannot find path '{0}' because it does not exist.");
}

Flow provider_report(ProviderCall *call, ProviderStatus status, Str name)
{
	ErrorSpec home = {
		.category = CAT_INVALID_OPERATION, .id = "InvalidOperation", .exception = EXC_PS_INVALID_OPERATION
	};
	ErrorSpec wildcard = {
		.category = CAT_NOT_SPECIFIED, .id = "RuntimeException", .exception = EXC_WILDCARD_PATTERN
	};

	switch (status) {
	case PROVIDER_OK:
		return FLOW_NEXT;
	case PROVIDER_NO_DRIVE:
		return report_text(call, EXC_DRIVE_NOT_FOUND, "DriveNotFound", name,
			"Cannot find drive. A drive with the name '{0}' does not exist.");
	case PROVIDER_NO_PROVIDER:
		return report_text(call, EXC_PROVIDER_NOT_FOUND, "ProviderNotFound", name,
			"Cannot find a provider with the name '{0}'.");
	case PROVIDER_NO_HOME:
		return stage_error(call->stage, &home,
			"Home location for this provider is not set. To set the home location, call "
			"\"(get-psprovider '%.*s').Home = 'path'\".",
			STR_ARG(name));
	case PROVIDER_BAD_WILDCARD:
		return stage_throw(call->stage, &wildcard,
			"The specified wildcard character pattern is not valid: %.*s", STR_ARG(name));
	case PROVIDER_NO_ITEM:
		break;
	}
	return provider_not_found(call, name);
}

Flow provider_report_thrown(ProviderCall *call, Flow flow)
{
	Stage *s = call->stage;
	ErrorRecord *error;
	Value record;

	if (flow != FLOW_THROW)
		return flow;
	record = interp_take_error(call->in);
	error = error_peek(record);
	error_invocation_drop(error->invocation);
	error->invocation = error_invocation_ref(s->invocation);
	if (!error->source)
		set_source(s, error);
	flow = stage_error_record(s, record);
	value_drop(record);
	return flow;
}

Flow provider_not_supported(ProviderCall *call, const char *text)
{
	ErrorSpec spec = { .category = CAT_NOT_IMPLEMENTED, .id = "NotSupported", .exception = EXC_PS_NOT_SUPPORTED };

	return stage_error(call->stage, &spec, "%s", text);
}

/* ---- failed system calls ---- */

/* .NET's words for an errno (verified on 7.6.9). */
typedef struct IoText {
	int error;
	ExceptionId exception;
	const char *kind; /* in ids */
	ErrorCategory category;
	const char *before, *after; /* the quoted path */
} IoText;

static const IoText io_texts[] = {
	{ EACCES, EXC_UNAUTHORIZED_ACCESS, "UnauthorizedAccess", CAT_PERMISSION_DENIED, "Access to the path ",
		" is denied." },
	{ EPERM, EXC_UNAUTHORIZED_ACCESS, "UnauthorizedAccess", CAT_PERMISSION_DENIED, "Access to the path ",
		" is denied." },
	{ EROFS, EXC_UNAUTHORIZED_ACCESS, "UnauthorizedAccess", CAT_PERMISSION_DENIED, "Access to the path ",
		" is denied." },
	{ EISDIR, EXC_UNAUTHORIZED_ACCESS, "UnauthorizedAccess", CAT_PERMISSION_DENIED, "Access to the path ",
		" is denied." },
	{ ENOENT, EXC_DIRECTORY_NOT_FOUND, "DirectoryNotFound", CAT_OBJECT_NOT_FOUND,
		"Could not find a part of the path ", "." },
	{ ENOTDIR, EXC_DIRECTORY_NOT_FOUND, "DirectoryNotFound", CAT_OBJECT_NOT_FOUND,
		"Could not find a part of the path ", "." },
	{ EEXIST, EXC_IO, "IO", CAT_NOT_SPECIFIED, "The file ", " already exists." },
	{ ENAMETOOLONG, EXC_PATH_TOO_LONG, "IO", CAT_NOT_SPECIFIED, "The path ",
		" is too long, or a component of the specified path is too long." },
	{ 0, EXC_IO, "IO", CAT_NOT_SPECIFIED, NULL, NULL },
};

static const IoText *io_text(int error)
{
	const IoText *row = io_texts;

	while (row->error && row->error != error)
		row++;
	return row;
}

Flow provider_failed(ProviderCall *call, const ProviderFailure *failure, int error)
{
	const IoText *io = io_text(error);
	Value target = failure->target.kind == V_EMPTY ? value_string(failure->path) : value_ref(failure->target);
	bool missing = io->exception == EXC_DIRECTORY_NOT_FOUND;
	Buf where = BUF_INIT;
	bool plain = io->category == CAT_NOT_SPECIFIED || (missing && !failure->by_kind);
	Str id = arena_printf(call->arena, "%s%sError", failure->prefix, plain ? "IO" : io->kind);
	ErrorSpec spec = { .category = plain ? failure->category : io->category,
		.id = id.p,
		.exception = io->exception,
		.target = target };
	Flow flow;

	if (missing)
		provider_put_missing_share(call->in, failure->path, &where);
	if (io->before)
		flow = stage_error(call->stage, &spec, "%s'%.*s'%s%.*s", io->before, STR_ARG(failure->path), io->after,
			STR_ARG(buf_str(&where)));
	else
		flow = stage_error(call->stage, &spec, "%s : '%.*s'", strerror(error), STR_ARG(failure->path));
	buf_release(&where);
	value_drop(target);
	return flow;
}
