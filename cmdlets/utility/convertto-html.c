/* convertto-html: objects as a page or a table of HTML (editions.md 11). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"
#include "shell/format/property.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"

enum { SET_PAGE = 1, SET_FRAGMENT = 2 };
enum {
	P_INPUT_OBJECT,
	P_PROPERTY,
	P_BODY,
	P_HEAD,
	P_TITLE,
	P_AS,
	P_CSS_URI,
	P_FRAGMENT,
	P_POST_CONTENT,
	P_PRE_CONTENT,
	P_META,
	P_CHARSET,
	P_TRANSITIONAL,
};

static const char *const sets[] = { "Page", "Fragment", NULL };
static const char *const shapes[] = { "Table", "List", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The objects." },
	[P_PROPERTY] = { .name = "Property", .type = "Object[]", .in = { { .pos1 = 1 } },
		.help = "The properties that are shown: names, wildcards, script blocks, or tables with Label and Expression." },
	[P_BODY] = { .name = "Body", .type = "String[]", .in = { { SET_PAGE, 4, 0 } }, .help = "What follows the tag body." },
	[P_HEAD] = { .name = "Head", .type = "String[]", .in = { { SET_PAGE, 2, 0 } },
		.help = "What the head holds; the title is left out then." },
	[P_TITLE] = { .name = "Title", .type = "String", .in = { { SET_PAGE, 3, 0 } }, .flags = PARAM_NOT_EMPTY,
		.help = "The title.", .default_text = "HTML TABLE" },
	[P_AS] = { .name = "As", .type = "String", .check = { .kind = CHECK_SET, .set = shapes }, .flags = PARAM_NOT_EMPTY,
		.help = "A table, or a list of properties for each object.", .default_text = "Table" },
	[P_CSS_URI] = { .name = "CssUri", .aliases = (const char *const[]){ "cu", "uri", NULL }, .type = "Uri",
		.in = { { .sets = SET_PAGE } }, .flags = PARAM_NOT_EMPTY, .help = "The style sheet." },
	[P_FRAGMENT] = { .name = "Fragment", .type = "SwitchParameter", .in = { { .sets = SET_FRAGMENT } }, .flags = PARAM_NOT_EMPTY,
		.help = "Gives the table alone." },
	[P_POST_CONTENT] = { .name = "PostContent", .type = "String[]", .flags = PARAM_NOT_EMPTY, .help = "What stands behind the table." },
	[P_PRE_CONTENT] = { .name = "PreContent", .type = "String[]", .flags = PARAM_NOT_EMPTY, .help = "What stands before the table." },
	[P_META] = { .name = "Meta", .type = "Hashtable", .in = { { .sets = SET_PAGE } }, .flags = PARAM_NOT_EMPTY,
		.where = WHERE_CORE, .help = "Meta tags of the head." },
	[P_CHARSET] = { .name = "Charset", .type = "String", .in = { { .sets = SET_PAGE } }, .flags = PARAM_NOT_EMPTY,
		.where = WHERE_CORE, .help = "The encoding the head names." },
	[P_TRANSITIONAL] = { .name = "Transitional", .type = "SwitchParameter", .in = { { .sets = SET_PAGE } }, .flags = PARAM_NOT_EMPTY,
		.where = WHERE_CORE, .help = "Names the transitional document type." },
};
/* clang-format on */

typedef struct ConvertToHtml {
	PropertyList properties;
	PropertyUses columns; /* by the first object */
	bool as_list, started;
} ConvertToHtml;

/* ---- text ---- */

/* HtmlEncode of .NET: also the apostrophe, and what lies between U+00A0 and U+00FF or beyond 16 bits. */
static void put_encoded(Str text, Buf *out)
{
	for (size_t at = 0, start = 0; at < text.n; start = at) {
		uint32_t c = utf8_next(text, &at);

		switch (c) {
		case '<':
			buf_put(out, S("&lt;"));
			break;
		case '>':
			buf_put(out, S("&gt;"));
			break;
		case '"':
			buf_put(out, S("&quot;"));
			break;
		case '&':
			buf_put(out, S("&amp;"));
			break;
		case '\'':
			buf_put(out, S("&#39;"));
			break;
		default:
			if ((c >= 0xa0 && c <= 0xff) || c > 0xffff)
				buf_printf(out, "&#%u;", (unsigned)c);
			else
				buf_put(out, str_cut(text, start, at));
		}
	}
}

static Flow write_lines(Stage *s, int param)
{
	size_t n;
	const Str *lines = stage_strings(s, param, &n);

	for (size_t i = 0; i < n; i++)
		FLOW_TRY(stage_write_text(s, lines[i]));
	return FLOW_NEXT;
}

/* ---- the head ---- */

static Flow write_meta(Stage *s)
{
	const struct HashEntry *entry;
	Buf line = BUF_INIT;
	Flow flow = FLOW_NEXT;

	if (!stage_bound(s, P_META))
		return FLOW_NEXT;
	for (size_t at = 0; flow == FLOW_NEXT && (entry = hash_next(value_unwrap_peek(s->args[P_META]).hash, &at));) {
		bool equivalent = str_ieq(value_str_peek(entry->key), S("content-type")) ||
				  str_ieq(value_str_peek(entry->key), S("default-style")) ||
				  str_ieq(value_str_peek(entry->key), S("x-ua-compatible"));

		buf_clear(&line);
		buf_printf(&line, "<meta %s=\"", equivalent ? "http-equiv" : "name");
		flow = convert_put_text(s->interp, entry->key, &line);
		buf_put(&line, S("\" content=\""));
		if (flow == FLOW_NEXT)
			flow = convert_put_text(s->interp, entry->value, &line);
		buf_put(&line, S("\">"));
		if (flow == FLOW_NEXT)
			flow = stage_write_text(s, buf_str(&line));
	}
	buf_release(&line);
	return flow;
}

static Flow write_title(Stage *s)
{
	Str title = stage_bound(s, P_TITLE) ? stage_str(s, P_TITLE) : S("HTML TABLE");

	if (stage_bound(s, P_HEAD))
		return write_lines(s, P_HEAD);
	return stage_write_text(s, arena_printf(s->scratch, "<title>%.*s</title>", STR_ARG(title)));
}

static Flow write_css(Stage *s)
{
	Buf line = BUF_INIT;
	Flow flow;

	if (!stage_bound(s, P_CSS_URI))
		return FLOW_NEXT;
	buf_put(&line, S("<link rel=\"stylesheet\" type=\"text/css\" href=\""));
	flow = convert_put_text(s->interp, s->args[P_CSS_URI], &line);
	buf_put(&line, S("\" />"));
	if (flow == FLOW_NEXT)
		flow = stage_write_text(s, buf_str(&line));
	buf_release(&line);
	return flow;
}

/* What stands before <head>, and the tag itself. */
static Flow write_opening(Stage *s)
{
	bool transitional = stage_switch(s, P_TRANSITIONAL);
	const char *name = transitional ? "Transitional" : "Strict", *file = transitional ? "transitional" : "strict";

	FLOW_TRY(stage_write_text(s,
		arena_printf(s->scratch,
			"<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 %s//EN\"  \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-%s.dtd\">",
			name, file)));
	FLOW_TRY(stage_write_text(s, S("<html xmlns=\"http://www.w3.org/1999/xhtml\">")));
	return stage_write_text(s, S("<head>"));
}

static Flow write_head(Stage *s)
{
	FLOW_TRY(write_opening(s));
	if (stage_bound(s, P_CHARSET))
		FLOW_TRY(stage_write_text(
			s, arena_printf(s->scratch, "<meta charset=\"%.*s\">", STR_ARG(stage_str(s, P_CHARSET)))));
	FLOW_TRY(write_meta(s));
	FLOW_TRY(write_title(s));
	FLOW_TRY(write_css(s));
	FLOW_TRY(stage_write_text(s, S("</head><body>")));
	return write_lines(s, P_BODY);
}

static Flow begin(Stage *s)
{
	ConvertToHtml *state = s->state;
	unsigned keys = PROPERTY_LABEL | PROPERTY_WIDTH | PROPERTY_ALIGNMENT;

	state->as_list = str_ieq(stage_str(s, P_AS), S("List"));
	if (stage_bound(s, P_PROPERTY))
		FLOW_TRY(property_parse(s, s->args[P_PROPERTY], keys, &state->properties));
	if (!stage_switch(s, P_FRAGMENT))
		FLOW_TRY(write_head(s));
	FLOW_TRY(write_lines(s, P_PRE_CONTENT));
	return stage_write_text(s, S("<table>"));
}

/* ---- the table ---- */

static void put_column(const Property *property, Buf *out)
{
	static const struct {
		char key;
		const char *name;
	} alignments[] = { { 'l', "left" }, { 'c', "center" }, { 'r', "right" } };

	buf_put(out, S("<col"));
	if (property && property->width)
		buf_printf(out, " width=\"%d\"", property->width);
	for (size_t i = 0; property && i < COUNT(alignments); i++)
		if (property->align == alignments[i].key)
			buf_printf(out, " align=\"%s\"", alignments[i].name);
	buf_put(out, S("/>"));
}

/* A column's name: its label, the property's name, or the text of the block. */
static void put_label(Stage *s, const PropertyUse *use, Buf *out)
{
	Value text;

	if (use->property && use->property->label) {
		buf_put(out, string_str(use->property->label));
	} else if (use->name) {
		buf_put(out, string_str(use->name));
	} else {
		text = property_text(s->interp, use->property);
		buf_put(out, value_str_peek(text));
		value_drop(text);
	}
}

static Flow write_header(Stage *s)
{
	const ConvertToHtml *state = s->state;
	Buf columns = BUF_INIT, names = BUF_INIT;
	Flow flow;

	buf_put(&columns, S("<colgroup>"));
	buf_put(&names, S("<tr>"));
	for (size_t i = 0; i < state->columns.n; i++) {
		put_column(state->columns.p[i].property, &columns);
		buf_put(&names, S("<th>"));
		put_label(s, &state->columns.p[i], &names);
		buf_put(&names, S("</th>"));
	}
	buf_put(&columns, S("</colgroup>"));
	buf_put(&names, S("</tr>"));
	flow = stage_write_text(s, buf_str(&columns));
	if (flow == FLOW_NEXT)
		flow = stage_write_text(s, buf_str(&names));
	buf_release(&columns);
	buf_release(&names);
	return flow;
}

static Flow put_cell(Stage *s, PropertyUse *use, Value object, Buf *out)
{
	Buf text = BUF_INIT;
	Value v = VALUE_NULL;
	bool failed;
	Flow flow = property_value(s->interp, use, object, &v, &failed);

	if (flow == FLOW_NEXT && !value_is_null(v))
		flow = convert_put_tostring(s->interp, v, &text);
	buf_put(out, S("<td>"));
	put_encoded(buf_str(&text), out);
	buf_put(out, S("</td>"));
	buf_release(&text);
	value_drop(v);
	return flow;
}

static Flow write_row(Stage *s, Value object)
{
	ConvertToHtml *state = s->state;
	Buf row = BUF_INIT;
	Flow flow = FLOW_NEXT;

	buf_put(&row, S("<tr>"));
	for (size_t i = 0; i < state->columns.n && flow == FLOW_NEXT; i++)
		flow = put_cell(s, &state->columns.p[i], object, &row);
	buf_put(&row, S("</tr>"));
	if (flow == FLOW_NEXT)
		flow = stage_write_text(s, buf_str(&row));
	buf_release(&row);
	return flow;
}

static Flow write_entries(Stage *s, Value object)
{
	ConvertToHtml *state = s->state;
	Buf row = BUF_INIT;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < state->columns.n && flow == FLOW_NEXT; i++) {
		buf_clear(&row);
		buf_put(&row, S("<tr><td>"));
		put_label(s, &state->columns.p[i], &row);
		buf_put(&row, S(":</td>"));
		flow = put_cell(s, &state->columns.p[i], object, &row);
		buf_put(&row, S("</tr>"));
		if (flow == FLOW_NEXT)
			flow = stage_write_text(s, buf_str(&row));
	}
	buf_release(&row);
	return flow;
}

static Flow start(Stage *s, Value object)
{
	ConvertToHtml *state = s->state;

	state->started = true;
	if (!state->properties.n)
		property_expand_all(s->interp, object, &state->columns);
	for (size_t i = 0; i < state->properties.n; i++)
		property_expand(s->interp, &state->properties.p[i], object, &state->columns);
	return state->as_list ? FLOW_NEXT : write_header(s);
}

static Flow process(Stage *s, Value input)
{
	ConvertToHtml *state = s->state;
	Value object = stage_bound(s, P_INPUT_OBJECT) ? s->args[P_INPUT_OBJECT] : VALUE_NULL;

	(void)input;
	if (value_is_null(object))
		return FLOW_NEXT;
	if (!state->started)
		FLOW_TRY(start(s, object));
	else if (state->as_list)
		FLOW_TRY(stage_write_text(s, S("<tr><td><hr></td></tr>")));
	return state->as_list ? write_entries(s, object) : write_row(s, object);
}

static Flow end(Stage *s)
{
	FLOW_TRY(stage_write_text(s, S("</table>")));
	FLOW_TRY(write_lines(s, P_POST_CONTENT));
	return !stage_switch(s, P_FRAGMENT) ? stage_write_text(s, S("</body></html>")) : FLOW_NEXT;
}

static void dispose(Stage *s)
{
	ConvertToHtml *state = s->state;

	property_uses_release(&state->columns);
	property_release(&state->properties);
}

const CmdletDef cmd_convertto_html = {
	.name = "ConvertTo-Html",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_PAGE,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.String", NULL },
	.state_size = sizeof(ConvertToHtml),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Turns objects into HTML.",
};
