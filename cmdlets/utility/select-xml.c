/* select-xml: nodes of XML by XPath. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/utility/text_file.h"
#include "shell/engine/interp.h"
#include "shell/engine/provider.h"
#include "shell/types/xml.h"

enum { SET_XML = 1, SET_PATH = 2, SET_LITERAL = 4, SET_CONTENT = 8 };
enum { P_XML, P_PATH, P_LITERAL_PATH, P_CONTENT, P_XPATH, P_NAMESPACE };

static const char *const sets[] = { "Xml", "Path", "LiteralPath", "Content", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_XML] = { .name = "Xml", .aliases = (const char *const[]){ "Node", NULL }, .type = "System.Xml.XmlNode[]",
		.in = { { SET_XML, 2, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } }, .flags = PARAM_NOT_EMPTY,
		.help = "The nodes in which it looks." },
	[P_PATH] = { .name = "Path", .type = "String[]", .in = { { SET_PATH, 2, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_NOT_EMPTY, .help = "The files; wildcards are allowed." },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .aliases = (const char *const[]){ "PSPath", "LP", NULL }, .type = "String[]",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } }, .flags = PARAM_NOT_EMPTY,
		.help = "The files, their names taken as they are." },
	[P_CONTENT] = { .name = "Content", .type = "String[]", .in = { { SET_CONTENT, 0, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.flags = PARAM_NOT_EMPTY, .help = "The text of documents." },
	[P_XPATH] = { .name = "XPath", .type = "String", .in = { { .pos1 = 1, .flags = PARAM_MANDATORY } }, .flags = PARAM_NOT_EMPTY,
		.help = "The expression." },
	[P_NAMESPACE] = { .name = "Namespace", .type = "Hashtable", .flags = PARAM_NOT_EMPTY,
		.help = "Prefixes the expression uses, with their namespaces." },
};
/* clang-format on */

/* ---- what it gives ---- */

typedef struct SelectXml {
	Value node, path, pattern;
} SelectXml;

static const TypeDef info_type;

static const SelectXml *peek(Value self)
{
	return object_payload_peek(self, &info_type);
}

static void free_info(Object *object, ValueDrops *drops)
{
	SelectXml *info = object->payload;

	value_drop_later(drops, info->node);
	value_drop_later(drops, info->path);
	value_drop_later(drops, info->pattern);
	free(info);
}

/* clang-format off */
TYPE_GET(get_node) { return types_found(out, value_ref(peek(self)->node)); }
TYPE_GET(get_path) { return types_found(out, value_ref(peek(self)->path)); }
TYPE_GET(get_pattern) { return types_found(out, value_ref(peek(self)->pattern)); }
/* clang-format on */

static const PropDef props[] = {
	PROP("Node", "System.Xml.XmlNode", get_node),
	PROP("Path", "string", get_path),
	PROP("Pattern", "string", get_pattern),
	PROPS_END,
};
static const TypeMembers members = { .props = props };

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	const TypeXml *xml = types_xml_peek(peek(self)->node);

	xml_put_text(xml->document, xml->node, out);
	return FLOW_NEXT;
}

static const TypeOps ops = { .free = free_info, .text = put_text };
static const TypeDef info_type = { .name = "Microsoft.PowerShell.Commands.SelectXmlInfo",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops };

/* ---- searching ---- */

/* What a member threw becomes a non-terminating error of the command. */
static Flow report(Stage *s, Flow flow, const char *id, Value target)
{
	ErrorSpec spec = { .category = CAT_INVALID_DATA, .id = id, .exception = EXC_XML, .target = target };
	Value record;

	if (flow != FLOW_THROW)
		return flow;
	record = interp_take_error(s->interp);
	flow = stage_error(s, &spec, "%.*s", STR_ARG(error_message_peek(error_peek(record))));
	value_drop(record);
	return flow;
}

static Flow search(Stage *s, TypeXml *xml, Str path)
{
	Array *nodes = NULL;
	Flow flow = types_xml_select(s->interp, xml, stage_str(s, P_XPATH),
		stage_bound(s, P_NAMESPACE) ? s->args[P_NAMESPACE] : VALUE_NULL, &nodes);

	if (flow != FLOW_NEXT)
		return report(s, flow, "XPathException", VALUE_EMPTY);
	for (size_t i = 0; i < nodes->n && flow == FLOW_NEXT; i++) {
		SelectXml *info = MEM_NEW(SelectXml);

		info->node = array_get(nodes, i);
		info->path = value_string(path);
		info->pattern = value_ref(s->args[P_XPATH]);
		flow = stage_write_take(s, object_value(object_new_native(&info_type, info)));
	}
	value_drop(array_value(nodes));
	return flow;
}

static Flow search_text(Stage *s, Str text, Str path)
{
	XmlDocument *document = NULL;
	TypeXml xml;
	Value target = value_string(path.n ? path : text);
	Flow flow = report(s, types_xml_read(s->interp, text, false, &document), "ProcessingFile", target);

	if (document) {
		xml = (TypeXml){ .document = document, .node = xml_document_node(document) };
		flow = search(s, &xml, path);
	}
	xml_document_drop(document);
	value_drop(target);
	return flow;
}

static Flow search_file(ProviderCall *call, const ProviderPath *path, void *self)
{
	Buf text = BUF_INIT;
	Flow flow = text_file_read(call->stage, path->shown, true, ENC_UTF8, &text);

	(void)self;
	if (flow == FLOW_NEXT)
		flow = search_text(call->stage, buf_str(&text), path->shown);
	buf_release(&text);
	return flow;
}

static Flow search_files(Stage *s)
{
	ProviderCall call;
	Flow flow;

	provider_call_init(&call, s);
	flow = provider_each(&call, 0, search_file, NULL);
	provider_call_release(&call);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	size_t n;
	const Str *texts = stage_strings(s, P_CONTENT, &n);
	Value nodes = stage_bound(s, P_XML) ? s->args[P_XML] : VALUE_EMPTY;

	(void)input;
	if (stage_bound(s, P_PATH) || stage_bound(s, P_LITERAL_PATH))
		return search_files(s);
	for (size_t i = 0; i < n; i++)
		FLOW_TRY(search_text(s, texts[i], S("InputStream")));
	for (size_t i = 0; nodes.kind == V_ARRAY && i < nodes.array->n; i++)
		FLOW_TRY(search(s, types_xml_peek(array_peek(nodes.array, i)), S("InputStream")));
	return FLOW_NEXT;
}

const CmdletDef cmd_select_xml = {
	.name = "Select-Xml",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_XML,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "Microsoft.PowerShell.Commands.SelectXmlInfo", NULL },
	.process = process,
	.synopsis = "Finds nodes of XML by XPath.",
};
