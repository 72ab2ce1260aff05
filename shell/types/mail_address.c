/* mail_address: System.Net.Mail.MailAddress. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/types_list.h"

typedef struct MailAddress {
	Value display, user, host;
} MailAddress;

static const MailAddress *peek(Value v)
{
	return object_payload_peek(value_unwrap_peek(v), &type_mail_address);
}

static void free_address(Object *object, ValueDrops *drops)
{
	MailAddress *address = object->payload;

	value_drop_later(drops, address->display);
	value_drop_later(drops, address->user);
	value_drop_later(drops, address->host);
	free(address);
}

/* ---- reading, from the end as .NET does ---- */

/* at is the number of bytes not yet read; bad: what is wrong, empty for the general form. */
typedef struct Reader {
	Str text;
	size_t at;
	Str bad;
	Str display, user, host;
} Reader;

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static char last(const Reader *r)
{
	return (char)(r->at ? r->text.p[r->at - 1] : 0);
}

static bool fail(Reader *r, Str bad)
{
	r->bad = bad;
	return false;
}

/* The byte that stands next, as what is wrong. */
static bool fail_here(Reader *r)
{
	return fail(r, r->at ? str_cut(r->text, r->at - 1, r->at) : S(""));
}

/* Blanks and (comments), which nest. */
static bool skip_comments(Reader *r)
{
	int depth = 0;

	for (; r->at; r->at--) {
		char c = last(r);

		if (c == ')')
			depth++;
		else if (c == '(' && --depth < 0)
			return fail(r, S("("));
		else if (c != '(' && depth == 0 && !is_blank(c))
			break;
	}
	return depth == 0 || fail(r, S(")"));
}

static bool is_atom(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c && strchr("!#$%&'*+-/=?^_`{|}~", c)) || (c & 0x80);
}

static bool read_dot_atom(Reader *r, Str *out)
{
	size_t end = r->at;

	while (r->at && (last(r) == '.' || is_atom(last(r))))
		r->at--;
	if (r->at == end)
		return fail_here(r);
	*out = str_cut(r->text, r->at, end);
	if (r->text.p[r->at] == '.')
		return fail(r, S("."));
	return str_find(*out, S(".."), 0) == STR_NONE || fail(r, S(".."));
}

/* "quoted" or [literal]: up to the opening mark. */
static bool read_enclosed(Reader *r, char open, Str *out)
{
	size_t end = r->at;

	for (r->at--; r->at; r->at--)
		if (last(r) == open && (r->at < 2 || r->text.p[r->at - 2] != '\\'))
			break;
	if (r->at == 0)
		return fail(r, str_cut(r->text, end - 1, end));
	r->at--;
	*out = str_cut(r->text, r->at, end);
	return true;
}

static bool read_host(Reader *r)
{
	if (!skip_comments(r) || !(last(r) == ']' ? read_enclosed(r, '[', &r->host) : read_dot_atom(r, &r->host)))
		return false;
	return skip_comments(r);
}

static bool read_user(Reader *r, bool in_angles)
{
	if (!skip_comments(r) || r->at == 0)
		return false;
	if (last(r) == '"')
		return read_enclosed(r, '"', &r->user) && skip_comments(r);
	if (!read_dot_atom(r, &r->user))
		return false;
	if (r->at && !is_blank(last(r)) && last(r) != ')' && last(r) != '"' && !(in_angles && last(r) == '<'))
		return fail_here(r);
	return skip_comments(r);
}

/* What is left: quoted, or all of it. */
static bool read_display(Reader *r)
{
	Reader probe = *r;

	if (skip_comments(&probe) && last(&probe) == '"') {
		r->at = probe.at;
		if (!read_enclosed(r, '"', &r->display) || !skip_comments(r))
			return false;
		r->display = str_cut(r->display, 1, r->display.n - 1);
		return r->at == 0 || fail_here(r);
	}
	r->display = str_trim(str_cut(r->text, 0, r->at));
	return true;
}

static bool read_address(Reader *r)
{
	bool in_angles;

	if (!skip_comments(r))
		return false;
	in_angles = last(r) == '>';
	r->at -= in_angles;
	if (!read_host(r) || last(r) != '@')
		return false;
	r->at--;
	if (!read_user(r, in_angles))
		return false;
	if (in_angles && last(r) != '<')
		return r->at ? fail_here(r) : fail(r, S(">"));
	r->at -= in_angles;
	while (in_angles && is_blank(last(r)))
		r->at--;
	return r->at == 0 || read_display(r);
}

static bool parse(Str text, Reader *r)
{
	*r = (Reader){ .text = text, .at = text.n };
	r->display = S("");
	return read_address(r);
}

static Value make_from(const Reader *r, Str display)
{
	MailAddress *address = MEM_NEW(MailAddress);

	if (display.n > 1 && display.p[0] == '"' && display.p[display.n - 1] == '"')
		display = str_cut(display, 1, display.n - 1);
	address->display = value_string(display.n ? display : r->display);
	address->user = value_string(r->user);
	address->host = value_string(r->host);
	return object_value(object_new_native(&type_mail_address, address));
}

/* (address), (address, display name), (address, display name, encoding) */
TYPE_METHOD(make)
{
	Str text = types_str(args[0]);
	Reader r;

	if (text.n == 0)
		return fault_argument(in, EXC_ARGUMENT, "address", "%s",
			types_pick(in, "The parameter 'address' cannot be an empty string.",
				"The value cannot be an empty string."));
	if (parse(text, &r))
		return types_found(out, make_from(&r, n > 1 ? types_str(args[1]) : S("")));
	if (r.bad.n)
		return fault_exception(
			in, EXC_FORMAT, "An invalid character was found in the mail header: '%.*s'.", STR_ARG(r.bad));
	return fault_exception(
		in, EXC_FORMAT, "The specified string is not in the form required for an e-mail address.");
}

/* (address, result), (address, display name, result) */
TYPE_METHOD(try_create)
{
	Reader r;
	bool ok = types_str(args[0]).n && parse(types_str(args[0]), &r);

	*out = value_bool(ok);
	return types_set_ref_take(in, args[n - 1], ok ? make_from(&r, n > 2 ? types_str(args[1]) : S("")) : VALUE_NULL);
}

/* ---- members ---- */

static void put_plain(const MailAddress *address, Buf *out)
{
	buf_put(out, value_str_peek(address->user));
	buf_put_char(out, '@');
	buf_put(out, value_str_peek(address->host));
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	const MailAddress *address = peek(self);
	Str display = value_str_peek(address->display);

	if (display.n == 0) {
		put_plain(address, out);
		return FLOW_NEXT;
	}
	buf_printf(out, "\"%.*s\" <", STR_ARG(display));
	put_plain(address, out);
	buf_put_char(out, '>');
	return FLOW_NEXT;
}

TYPE_METHOD(to_string)
{
	Buf text = BUF_INIT;
	Flow flow = put_text(in, self, &text);

	*out = types_buf_string(&text);
	return flow;
}

static bool is_same(Value a, Value b)
{
	const MailAddress *x = peek(a), *y = peek(b);

	return str_ieq(value_str_peek(x->display), value_str_peek(y->display)) &&
	       str_ieq(value_str_peek(x->user), value_str_peek(y->user)) &&
	       str_ieq(value_str_peek(x->host), value_str_peek(y->host));
}

static uint32_t hash(Value v)
{
	return str_ihash(value_str_peek(peek(v)->user)) * 31 + str_ihash(value_str_peek(peek(v)->host));
}

TYPE_METHOD(equals)
{
	return types_found(out, value_bool(peek(args[0]) && is_same(self, args[0])));
}

TYPE_METHOD(get_hash_code)
{
	return types_found(out, value_int((int32_t)hash(self)));
}

TYPE_GET(get_display)
{
	return types_found(out, value_ref(peek(self)->display));
}

TYPE_GET(get_user)
{
	return types_found(out, value_ref(peek(self)->user));
}

TYPE_GET(get_host)
{
	return types_found(out, value_ref(peek(self)->host));
}

TYPE_GET(get_address)
{
	Buf text = BUF_INIT;

	put_plain(peek(self), &text);
	return types_found(out, types_buf_string(&text));
}

static const PropDef props[] = {
	PROP("DisplayName", "string", get_display),
	PROP("User", "string", get_user),
	PROP("Host", "string", get_host),
	PROP("Address", "string", get_address),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("Equals", "bool Equals(System.Object value)", equals),
	METHOD("GetHashCode", "int GetHashCode()", get_hash_code),
	METHOD("ToString", "string ToString()", to_string),
	METHODS_END,
};
static const MethodDef static_methods[] = {
	METHOD_CORE("TryCreate", "static bool TryCreate(string address, [ref] mailaddress result)", try_create),
	METHOD_CORE("TryCreate", "static bool TryCreate(string address, string displayName, [ref] mailaddress result)",
		try_create),
	METHODS_END,
};
static const MethodDef constructors[] = {
	NEW("mailaddress new(string address)", make),
	NEW("mailaddress new(string address, string displayName)", make),
	NEW("mailaddress new(string address, string displayName, System.Text.Encoding displayNameEncoding)", make),
	METHODS_END,
};

static const TypeMembers members = {
	.props = props, .methods = methods, .static_methods = static_methods, .constructors = constructors
};
static const TypeOps ops = { .free = free_address, .text = put_text, .equal = is_same, .hash = hash };
const TypeDef type_mail_address = { .name = "System.Net.Mail.MailAddress",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops };
