/* match_info: Microsoft.PowerShell.Commands.MatchInfo: what Select-String gives. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/match_info.h"

#include <stdlib.h>

#include "shell/engine/provider.h"
#include "shell/types/types.h"

static const TypeDef match_type, context_type;

MatchInfo *match_info_peek(Value v)
{
	return object_payload_peek(value_unwrap_peek(v), &match_type);
}

MatchContext *match_info_context_peek(Value v)
{
	return object_payload_peek(value_unwrap_peek(v), &context_type);
}

/* ---- the lines around ---- */

static void free_context(Object *object, ValueDrops *drops)
{
	MatchContext *context = object->payload;

	value_drop_later(drops, context->before);
	value_drop_later(drops, context->after);
	value_drop_later(drops, context->shown_before);
	value_drop_later(drops, context->shown_after);
	free(context);
}

/* clang-format off */
TYPE_GET(get_before) { return types_found(out, value_ref(match_info_context_peek(self)->before)); }
TYPE_GET(get_after) { return types_found(out, value_ref(match_info_context_peek(self)->after)); }
TYPE_GET(get_shown_before) { return types_found(out, value_ref(match_info_context_peek(self)->shown_before)); }
TYPE_GET(get_shown_after) { return types_found(out, value_ref(match_info_context_peek(self)->shown_after)); }
/* clang-format on */

static const PropDef context_props[] = {
	PROP("PreContext", "string[]", get_before),
	PROP("PostContext", "string[]", get_after),
	PROP("DisplayPreContext", "string[]", get_shown_before),
	PROP("DisplayPostContext", "string[]", get_shown_after),
	PROPS_END,
};
static const TypeMembers context_members = { .props = context_props };
static const TypeOps context_ops = { .free = free_context };
static const TypeDef context_type = { .name = "Microsoft.PowerShell.Commands.MatchInfoContext",
	.base = &type_known[T_OBJECT],
	.members = &context_members,
	.ops = &context_ops };

Value match_info_context_take(const MatchContext *context)
{
	MatchContext *copy = MEM_NEW(MatchContext);

	*copy = *context;
	return object_value(object_new_native(&context_type, copy));
}

/* ---- text ---- */

/* The path from a folder on, where it lies below it. */
static Str relative(Str path, Str folder)
{
	char next;

	if (!folder.n || !str_istarts(path, folder))
		return path;
	next = (char)(path.n > folder.n ? path.p[folder.n] : '\0');
	if (next == '/' || next == '\\')
		return str_cut(path, folder.n + 1, path.n);
	return folder.p[folder.n - 1] == '/' || folder.p[folder.n - 1] == '\\' ? str_cut(path, folder.n, path.n) : path;
}

static void put_line(const MatchInfo *info, Str folder, uint64_t number, Str line, Buf *out)
{
	Str path = value_str_peek(info->path);

	if (info->from_file)
		buf_printf(out, "%.*s:%llu:", STR_ARG(relative(path, folder)), (unsigned long long)number);
	buf_put(out, line);
}

/* Lines of the context are set off by blanks, the match by an arrow. */
static void put_text(Interp *in, const MatchInfo *info, Str folder, Buf *out)
{
	const MatchContext *context = match_info_context_peek(info->context);
	Str newline = str_from(runtime_edition(in)->newline);

	if (!context) {
		put_line(info, folder, info->number, value_str_peek(info->line), out);
		return;
	}
	for (size_t i = 0, n = context->shown_before.array->n; i < n; i++) {
		buf_put(out, S("  "));
		put_line(info, folder, info->number - n + i, value_str_peek(array_peek(context->shown_before.array, i)),
			out);
		buf_put(out, newline);
	}
	buf_put(out, S("> "));
	put_line(info, folder, info->number, value_str_peek(info->line), out);
	for (size_t i = 0, n = context->shown_after.array->n; i < n; i++) {
		buf_put(out, newline);
		buf_put(out, S("  "));
		put_line(info, folder, info->number + i + 1, value_str_peek(array_peek(context->shown_after.array, i)),
			out);
	}
}

static Flow text(Interp *in, Value self, Buf *out)
{
	put_text(in, match_info_peek(self), S(""), out);
	return FLOW_NEXT;
}

/* On the screen paths are relative to the location. */
static Flow view_text(Interp *in, Value self, Value *out)
{
	Value location = provider_location(in);
	Buf folder = BUF_INIT, buf = BUF_INIT;
	Flow flow = convert_put_text(in, location, &folder);

	put_text(in, match_info_peek(self), buf_str(&folder), &buf);
	*out = value_string_buf(&buf);
	value_drop(location);
	buf_release(&folder);
	buf_release(&buf);
	return flow;
}

/* ---- members ---- */

TYPE_METHOD(to_string_in)
{
	Buf buf = BUF_INIT;

	put_text(in, match_info_peek(self), n ? types_str(args[0]) : S(""), &buf);
	return types_found(out, types_buf_string(&buf));
}

TYPE_METHOD(relative_path)
{
	return types_found(
		out, value_string(relative(value_str_peek(match_info_peek(self)->path), types_str(args[0]))));
}

TYPE_GET(get_number)
{
	uint64_t number = match_info_peek(self)->number;

	if (runtime_edition(in)->where & WHERE_CORE)
		return types_found(out, value_integer(T_UINT64, (int64_t)number));
	return types_found(out, value_int((int32_t)number));
}

/* clang-format off */
TYPE_GET(get_ignore_case) { return types_found(out, value_bool(match_info_peek(self)->ignore_case)); }
TYPE_GET(get_line) { return types_found(out, value_ref(match_info_peek(self)->line)); }
TYPE_GET(get_name) { return types_found(out, value_ref(match_info_peek(self)->name)); }
TYPE_GET(get_path) { return types_found(out, value_ref(match_info_peek(self)->path)); }
TYPE_GET(get_pattern) { return types_found(out, value_ref(match_info_peek(self)->pattern)); }
TYPE_GET(get_context) { return types_found(out, value_ref(match_info_peek(self)->context)); }
TYPE_GET(get_matches) { return types_found(out, value_ref(match_info_peek(self)->matches)); }
/* clang-format on */

static void free_match(Object *object, ValueDrops *drops)
{
	MatchInfo *info = object->payload;

	value_drop_later(drops, info->line);
	value_drop_later(drops, info->path);
	value_drop_later(drops, info->name);
	value_drop_later(drops, info->pattern);
	value_drop_later(drops, info->matches);
	value_drop_later(drops, info->context);
	free(info);
}

static const PropDef props[] = {
	PROP("IgnoreCase", "bool", get_ignore_case),
	PROP("LineNumber", "ulong", get_number),
	PROP("Line", "string", get_line),
	PROP("Filename", "string", get_name),
	PROP("Path", "string", get_path),
	PROP("Pattern", "string", get_pattern),
	PROP("Context", "Microsoft.PowerShell.Commands.MatchInfoContext", get_context),
	PROP("Matches", "System.Text.RegularExpressions.Match[]", get_matches),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("RelativePath", "string RelativePath(string directory)", relative_path),
	METHOD("ToString", "string ToString()", to_string_in),
	METHOD("ToString", "string ToString(string directory)", to_string_in),
	METHODS_END,
};
static const TypeMembers members = { .props = props, .methods = methods };
static const TypeOps ops = { .free = free_match, .text = text };
static const ViewItem view_items[] = { { .text = view_text }, { 0 } };
static const ViewDef view = { .shape = VIEW_CUSTOM, .items = view_items };
static const TypeDef match_type = { .name = "Microsoft.PowerShell.Commands.MatchInfo",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops,
	.view = &view };

Value match_info_new_take(const MatchInfo *info)
{
	MatchInfo *copy = MEM_NEW(MatchInfo);

	*copy = *info;
	return object_value(object_new_native(&match_type, copy));
}
