/* language: Parser, Token, ParseError, and PSParser with its PSToken: scripts that look at scripts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/script_file.h"
#include "shell/engine/using.h"
#include "shell/types/language.h"
#include "shell/types/script_ast.h"
#include "shell/types/types_list.h"
#include "shell/value/runtime.h"

#define LANGUAGE "System.Management.Automation.Language."
#define SMA      "System.Management.Automation."

/* ---- tokens ---- */

typedef struct TokenPart {
	Script *script; /* counted */
	Token token;    /* its text is copied: */
	Value text;
} TokenPart;

static const TokenPart *peek(Value self)
{
	return value_unwrap_peek(self).object->payload;
}

static void free_token(Object *object, ValueDrops *drops)
{
	TokenPart *part = object->payload;

	script_drop(part->script);
	value_drop_later(drops, part->text);
	free(part);
}

static Str source(Value self)
{
	return script_span_text(peek(self)->script, peek(self)->token.span);
}

static Flow put_token(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, peek(self)->token.kind == TK_END_OF_INPUT ? S("<eof>") : source(self));
	return FLOW_NEXT;
}

TYPE_GET(get_text)
{
	return types_found(out, value_string(source(self)));
}

/* The name or value: without $, dash or quotes. */
TYPE_GET(get_value)
{
	return types_found(out, value_ref(peek(self)->text));
}

TYPE_GET(get_number)
{
	return types_found(out, convert_from_num(&peek(self)->token.number));
}

TYPE_GET(get_flags)
{
	return types_found(out, value_enum(&type_token_flags, peek(self)->token.flags));
}

TYPE_GET(get_kind)
{
	int64_t number = 0;

	(void)type_enum_find(&type_token_kind, str_from(token_kind_name(peek(self)->token.kind)), &number);
	return types_found(out, value_enum(&type_token_kind, number));
}

TYPE_GET(get_has_error)
{
	return types_found(out, value_bool((peek(self)->token.flags & TF_TOKEN_IN_ERROR) != 0));
}

TYPE_GET(get_used_colon)
{
	return types_found(out, value_bool(peek(self)->token.colon));
}

TYPE_GET(get_extent)
{
	return types_found(out, script_ast_extent(peek(self)->script, peek(self)->token.span));
}

#define COMMON_PROPS                                                                                                   \
	PROP("Text", "string", get_text), PROP("TokenFlags", LANGUAGE "TokenFlags", get_flags),                        \
		PROP("Kind", LANGUAGE "TokenKind", get_kind), PROP("HasError", "bool", get_has_error),                 \
		PROP("Extent", LANGUAGE "IScriptExtent", get_extent), PROPS_END

static const PropDef token_props[] = { COMMON_PROPS };
static const PropDef variable_props[] = { PROP("Name", "string", get_value), PROP("VariablePath", "string", get_value),
	COMMON_PROPS };
static const PropDef string_props[] = { PROP("Value", "string", get_value), COMMON_PROPS };
static const PropDef number_props[] = { PROP("Value", "System.Object", get_number), COMMON_PROPS };
static const PropDef parameter_props[] = { PROP("ParameterName", "string", get_value),
	PROP("UsedColon", "bool", get_used_colon), COMMON_PROPS };
static const PropDef label_props[] = { PROP("LabelText", "string", get_value), COMMON_PROPS };

static const TypeOps token_ops = { .free = free_token, .text = put_token };

#define TOKEN_TYPE(var, short_name, over, table)                                                                       \
	static const TypeMembers var##_members = { .props = (table) };                                                 \
	const TypeDef type_##var = { .name = LANGUAGE short_name,                                                      \
		.base = (over),                                                                                        \
		.flags = TYPE_OWN_TEXT,                                                                                \
		.members = &var##_members,                                                                             \
		.ops = &token_ops };
TOKEN_TYPE(language_token, "Token", &type_known[T_OBJECT], token_props)
TOKEN_TYPE(variable_token, "VariableToken", &type_language_token, variable_props)
TOKEN_TYPE(string_literal_token, "StringLiteralToken", &type_language_token, string_props)
TOKEN_TYPE(string_expandable_token, "StringExpandableToken", &type_language_token, string_props)
TOKEN_TYPE(number_token, "NumberToken", &type_language_token, number_props)
TOKEN_TYPE(parameter_token, "ParameterToken", &type_language_token, parameter_props)
TOKEN_TYPE(label_token, "LabelToken", &type_language_token, label_props)

static const TypeDef *class_of(const Token *token)
{
	switch (token->kind) {
	case TK_VARIABLE:
	case TK_SPLATTED_VARIABLE:
		return &type_variable_token;
	case TK_PARAMETER:
		return &type_parameter_token;
	case TK_NUMBER:
		return &type_number_token;
	case TK_LABEL:
		return &type_label_token;
	case TK_STRING_LITERAL:
	case TK_HERE_STRING_LITERAL:
		return &type_string_literal_token;
	case TK_STRING_EXPANDABLE:
	case TK_HERE_STRING_EXPANDABLE:
		return &type_string_expandable_token;
	case TK_GENERIC:
		return token->expandable ? &type_string_expandable_token : &type_string_literal_token;
	default:
		return &type_language_token;
	}
}

static Value new_token(const TypeDef *type, Script *script, const Token *token)
{
	TokenPart *part = MEM_NEW(TokenPart);

	*part = (TokenPart){ script_ref(script), *token, value_string(token->text) };
	part->token.text = S("");
	return object_value(object_new_native(type, part));
}

/* ---- parse errors ---- */

typedef struct ErrorPart {
	Script *script; /* counted */
	Span span;
	Value id, message;
	bool incomplete;
} ErrorPart;

static const ErrorPart *peek_error(Value self)
{
	return value_unwrap_peek(self).object->payload;
}

static void free_error(Object *object, ValueDrops *drops)
{
	ErrorPart *part = object->payload;

	script_drop(part->script);
	value_drop_later(drops, part->id);
	value_drop_later(drops, part->message);
	free(part);
}

static Flow put_error(Interp *in, Value self, Buf *out)
{
	const ErrorPart *part = peek_error(self);

	script_put_position(part->script, part->span, runtime_edition(in), out);
	buf_put_char(out, '\n');
	buf_put(out, value_str_peek(part->message));
	return FLOW_NEXT;
}

TYPE_GET(error_extent)
{
	return types_found(out, script_ast_extent(peek_error(self)->script, peek_error(self)->span));
}

TYPE_GET(error_id)
{
	return types_found(out, value_ref(peek_error(self)->id));
}

TYPE_GET(error_message)
{
	return types_found(out, value_ref(peek_error(self)->message));
}

TYPE_GET(error_incomplete)
{
	return types_found(out, value_bool(peek_error(self)->incomplete));
}

/* PSParseError: the token is what the error is about. */
TYPE_GET(error_token)
{
	return types_found(out, script_ast_token(peek_error(self)->script, peek_error(self)->span));
}

static const PropDef error_props[] = { PROP("Extent", LANGUAGE "IScriptExtent", error_extent),
	PROP("ErrorId", "string", error_id), PROP("Message", "string", error_message),
	PROP("IncompleteInput", "bool", error_incomplete), PROPS_END };
static const PropDef ps_error_props[] = { PROP("Token", SMA "PSToken", error_token),
	PROP("Message", "string", error_message), PROPS_END };
static const TypeMembers error_members = { .props = error_props };
static const TypeMembers ps_error_members = { .props = ps_error_props };
static const TypeOps error_ops = { .free = free_error, .text = put_error };
static const TypeOps ps_error_ops = { .free = free_error };
const TypeDef type_parse_error = { .name = LANGUAGE "ParseError",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &error_members,
	.ops = &error_ops };
const TypeDef type_ps_parse_error = {
	.name = SMA "PSParseError", .base = &type_known[T_OBJECT], .members = &ps_error_members, .ops = &ps_error_ops
};

static Value new_error(const TypeDef *type, Script *script, const ParseError *error)
{
	ErrorPart *part = MEM_NEW(ErrorPart);

	*part = (ErrorPart){ script_ref(script), error->span, value_string_c(error->id), value_string(error->text),
		error->incomplete };
	return object_value(object_new_native(type, part));
}

Value language_errors(Interp *in, Script *script, const ParseErrors *errors)
{
	Array *array = array_new(type_set_array_of(runtime_of(in)->types, &type_parse_error), errors->n);

	for (size_t i = 0; i < errors->n; i++)
		array_push_take(array, new_error(&type_parse_error, script, &errors->p[i]));
	return array_value(array);
}

/* ---- Parser ---- */

static Value tokens_of(Interp *in, Script *script, const TokenList *tokens)
{
	Array *array = array_new(type_set_array_of(runtime_of(in)->types, &type_language_token), tokens->n);

	for (size_t i = 0; i < tokens->n; i++)
		if (tokens->p[i].depth == 0)
			array_push_take(array, new_token(class_of(&tokens->p[i]), script, &tokens->p[i]));
	return array_value(array);
}

static Flow parse_into(Interp *in, Str path, Str text, const Value *refs, Value *out)
{
	TokenList tokens = { 0 };
	ParseErrors errors = { 0 };
	ParseOutside outside = using_outside(in);
	ParseInput input = { .path = path,
		.text = text,
		.edition = runtime_edition(in),
		.flags = PARSE_TOKENS,
		.tokens = &tokens,
		.outside = &outside };
	Script *script = script_parse(&input, &errors);
	Flow flow = types_set_ref_take(in, refs[0], tokens_of(in, script, &tokens));

	if (flow == FLOW_NEXT)
		flow = types_set_ref_take(in, refs[1], language_errors(in, script, &errors));
	if (flow == FLOW_NEXT)
		*out = ast_node_of_script(script);
	VEC_RELEASE(&tokens);
	script_errors_release(&errors);
	script_drop(script);
	return flow;
}

TYPE_METHOD(parse_input)
{
	return parse_into(in, n > 3 ? types_str(args[1]) : S(""), types_str(args[0]), args + n - 2, out);
}

TYPE_METHOD(parse_file)
{
	Buf real = BUF_INIT, text = BUF_INIT;
	Flow flow;

	runtime_of(in)->real_path(in, types_str(args[0]), &real);
	flow = script_file_read(in, buf_str(&real), &text);
	if (flow == FLOW_NEXT)
		flow = parse_into(in, types_str(args[0]), buf_str(&text), args + 1, out);
	buf_release(&real);
	buf_release(&text);
	return flow;
}

#define REFS "[ref] " LANGUAGE "Token[] tokens, [ref] " LANGUAGE "ParseError[] errors)"
static const MethodDef parser_methods[] = {
	METHOD("ParseFile", "static " LANGUAGE "ScriptBlockAst ParseFile(string fileName, " REFS, parse_file),
	METHOD("ParseInput", "static " LANGUAGE "ScriptBlockAst ParseInput(string input, " REFS, parse_input),
	METHOD("ParseInput", "static " LANGUAGE "ScriptBlockAst ParseInput(string input, string fileName, " REFS,
		parse_input),
	METHODS_END,
};
static const TypeMembers parser_members = { .static_methods = parser_methods };
const TypeDef type_language_parser = {
	.name = LANGUAGE "Parser", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &parser_members
};

/* ---- PSParser ---- */

/* PSTokenType of kinds that are neither operators nor keywords. */
static const char *plain_type(TokenKind kind)
{
	static const struct {
		TokenKind kind;
		const char *type;
	} rows[] = {
		{ TK_VARIABLE, "Variable" },
		{ TK_SPLATTED_VARIABLE, "Variable" },
		{ TK_PARAMETER, "CommandParameter" },
		{ TK_NUMBER, "Number" },
		{ TK_LABEL, "LoopLabel" },
		{ TK_IDENTIFIER, "CommandArgument" },
		{ TK_GENERIC, "CommandArgument" },
		{ TK_NEW_LINE, "NewLine" },
		{ TK_LINE_CONTINUATION, "LineContinuation" },
		{ TK_COMMENT, "Comment" },
		{ TK_STRING_LITERAL, "String" },
		{ TK_STRING_EXPANDABLE, "String" },
		{ TK_HERE_STRING_LITERAL, "String" },
		{ TK_HERE_STRING_EXPANDABLE, "String" },
		{ TK_L_PAREN, "GroupStart" },
		{ TK_L_CURLY, "GroupStart" },
		{ TK_AT_PAREN, "GroupStart" },
		{ TK_AT_CURLY, "GroupStart" },
		{ TK_DOLLAR_PAREN, "GroupStart" },
		{ TK_R_PAREN, "GroupEnd" },
		{ TK_R_CURLY, "GroupEnd" },
		{ TK_SEMI, "StatementSeparator" },
		{ TK_QUESTION_MARK, "Unknown" },
		{ TK_COLON, "Unknown" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i].kind == kind)
			return rows[i].type;
	return "Operator";
}

static const char *ps_type(const Token *token)
{
	if (token->flags & TF_COMMAND_NAME && token->kind != TK_LABEL)
		return "Command";
	if (token->flags & TF_MEMBER_NAME)
		return "Member";
	if (token->flags & TF_ATTRIBUTE_NAME)
		return "Attribute";
	if (token->flags & TF_TYPE_NAME)
		return "Type";
	return token->flags & TF_KEYWORD ? "Keyword" : plain_type(token->kind);
}

TYPE_GET(get_ps_type)
{
	int64_t number = 0;

	(void)type_enum_find(&type_ps_token_type, str_from(ps_type(&peek(self)->token)), &number);
	return types_found(out, value_enum(&type_ps_token_type, number));
}

/* Variables, strings, and labels by what they name; everything else as it is written. */
TYPE_GET(get_content)
{
	switch (peek(self)->token.kind) {
	case TK_VARIABLE:
	case TK_SPLATTED_VARIABLE:
	case TK_STRING_LITERAL:
	case TK_STRING_EXPANDABLE:
	case TK_HERE_STRING_LITERAL:
	case TK_HERE_STRING_EXPANDABLE:
	case TK_GENERIC:
		return get_value(in, self, out);
	default:
		return get_text(in, self, out);
	}
}

static Flow place(Value self, bool end, bool column, Value *out)
{
	const TokenPart *part = peek(self);
	uint32_t line, col;

	script_position(part->script, part->token.span.at + (end ? part->token.span.len : 0), &line, &col);
	return types_found(out, value_int((int32_t)(column ? col : line)));
}

#define PLACE(name, end, column)                                                                                       \
	TYPE_GET(name)                                                                                                 \
	{                                                                                                              \
		return place(self, end, column, out);                                                                  \
	}
PLACE(get_start_line, false, false)
PLACE(get_start_column, false, true)
PLACE(get_end_line, true, false)
PLACE(get_end_column, true, true)

TYPE_GET(get_start)
{
	return types_found(
		out, value_int((int32_t)str_unit_of_byte(peek(self)->script->text, peek(self)->token.span.at)));
}

TYPE_GET(get_length)
{
	return types_found(out, value_int((int32_t)str_units(source(self))));
}

static const PropDef ps_token_props[] = {
	PROP("Content", "string", get_content),
	PROP("Type", SMA "PSTokenType", get_ps_type),
	PROP("Start", "int", get_start),
	PROP("Length", "int", get_length),
	PROP("StartLine", "int", get_start_line),
	PROP("StartColumn", "int", get_start_column),
	PROP("EndLine", "int", get_end_line),
	PROP("EndColumn", "int", get_end_column),
	PROPS_END,
};
static const TypeMembers ps_token_members = { .props = ps_token_props };
static const TypeOps ps_token_ops = { .free = free_token };
static const TypeDef ps_token_type = {
	.name = SMA "PSToken", .base = &type_known[T_OBJECT], .members = &ps_token_members, .ops = &ps_token_ops
};

/* The lines of an array, or one text. */
static Flow script_text(Interp *in, Value v, Buf *out)
{
	const Array *lines = types_array(v);
	Flow flow = FLOW_NEXT;

	if (!lines)
		return convert_put_text(in, v, out);
	for (size_t i = 0; i < lines->n && flow == FLOW_NEXT; i++) {
		flow = convert_put_text(in, array_peek(lines, i), out);
		buf_put_char(out, '\n');
	}
	return flow;
}

/* [int] is one token of a type, but the [ of an attribute stands alone.  *token becomes the whole. */
static size_t type_literal_end(const TokenList *tokens, size_t at, Token *token)
{
	size_t i = at + 1;
	int depth = 1;

	if (token->kind != TK_L_BRACKET || i >= tokens->n || !(tokens->p[i].flags & TF_TYPE_NAME) ||
		tokens->p[i].flags & TF_ATTRIBUTE_NAME)
		return at;
	for (; i < tokens->n && depth > 0; i++)
		depth += tokens->p[i].kind == TK_L_BRACKET ? 1 : tokens->p[i].kind == TK_R_BRACKET ? -1 : 0;
	if (depth > 0)
		return at;
	token->kind = TK_IDENTIFIER;
	token->flags |= TF_TYPE_NAME;
	token->span.len = tokens->p[i - 1].span.at + tokens->p[i - 1].span.len - token->span.at;
	return i - 1;
}

TYPE_METHOD(tokenize)
{
	TokenList tokens = { 0 };
	ParseErrors errors = { 0 };
	Buf text = BUF_INIT;
	Flow flow = script_text(in, args[0], &text);
	ParseInput input = {
		.text = buf_str(&text), .edition = runtime_edition(in), .flags = PARSE_TOKENS, .tokens = &tokens
	};
	Script *script = script_parse(&input, &errors);
	Value list = types_list(in, T_COLLECTION, &ps_token_type);
	Value failed = types_list(in, T_COLLECTION, &type_ps_parse_error);

	for (size_t i = 0; i < tokens.n; i++) {
		Token token = tokens.p[i];

		if (token.depth || token.kind == TK_END_OF_INPUT)
			continue;
		i = type_literal_end(&tokens, i, &token);
		list_push_take(list.list, new_token(&ps_token_type, script, &token));
	}
	for (size_t i = 0; i < errors.n; i++)
		list_push_take(failed.list, new_error(&type_ps_parse_error, script, &errors.p[i]));
	if (flow == FLOW_NEXT)
		flow = types_set_ref_take(in, args[1], failed);
	else
		value_drop(failed);
	*out = list;
	VEC_RELEASE(&tokens);
	script_errors_release(&errors);
	script_drop(script);
	buf_release(&text);
	return flow;
}

#define RESULT "static System.Collections.ObjectModel.Collection[psobject] Tokenize("
#define ERRORS "[ref] System.Collections.ObjectModel.Collection[psobject] errors)"
static const MethodDef ps_parser_methods[] = {
	METHOD("Tokenize", RESULT "string script, " ERRORS, tokenize),
	METHOD("Tokenize", RESULT "System.Object[] script, " ERRORS, tokenize),
	METHODS_END,
};
static const TypeMembers ps_parser_members = { .static_methods = ps_parser_methods };
const TypeDef type_ps_parser = {
	.name = SMA "PSParser", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &ps_parser_members
};
