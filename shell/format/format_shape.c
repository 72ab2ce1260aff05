/* format_shape: objects into format records: which shape, which groups, what stands between. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/record.h"
#include "shell/format/format_private.h"
#include "shell/value/compare.h"
#include "shell/value/convert.h"
#include "shell/value/exception.h"

/* Up to so many properties make a table, more a list (reference 8.1.5). */
enum { TABLE_PROPERTIES = 4 };

void format_spec_release(FormatSpec *spec)
{
	property_release(&spec->properties);
	property_release(&spec->group_by);
	if (spec->view)
		value_drop(value_of_string(spec->view));
	*spec = (FormatSpec){ 0 };
}

/* ---- records ---- */

Flow format_shaper_emit(Shaper *shaper, RecordKind kind, FormatShape shape)
{
	return shaper->emit(shaper->self, format_record_take(kind, shape, &shaper->builder));
}

static FormatRecord *raw_record(Shaper *shaper, Stream stream, Str text)
{
	FormatRecord *record;

	format_part_text(&shaper->builder, text);
	record = format_record_take(RECORD_ENTRY, FORMAT_DEFAULT, &shaper->builder);
	record->stream = (uint8_t)stream;
	record->out_of_band = true;
	return record;
}

/* Text that stands where it comes, whatever is open. */
static Flow emit_raw(Shaper *shaper, Stream stream, Str text)
{
	return shaper->emit(shaper->self, raw_record(shaper, stream, text));
}

/* ---- what is known of an object ---- */

/* What remoting adds to everything makes no table of a number. */
static bool is_of_remoting(Str name)
{
	static const Str names[] = { S_INIT("PSComputerName"), S_INIT("PSShowComputerName"), S_INIT("RunspaceId"),
		S_INIT("PSSourceJobInstanceId") };

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_ieq(name, names[i]))
			return true;
	return false;
}

static bool is_visible(const Slot *slot)
{
	return slot->kind <= SLOT_SCRIPT && !slot->hidden && !is_of_remoting(string_str(slot->name));
}

static bool has_slots(Value v)
{
	if (v.kind == V_OBJECT)
		for (uint32_t i = 0; i < v.object->nslots; i++)
			if (is_visible(&v.object->slots[i]))
				return true;
	return false;
}

static bool is_bare(Interp *in, Value v)
{
	PropertyUses uses = { 0 };
	bool bare;

	property_expand_all(in, v, &uses);
	bare = uses.n == 0;
	property_uses_release(&uses);
	return bare;
}

/* By its type; an object with type names of its own is looked at anew each time. */
static const FormatKind *kind_of(Shaper *shaper, Value v)
{
	const TypeDef *type = type_of(v); /* v is not $null */
	bool own_names = v.kind == V_OBJECT && v.object->type_names;
	FormatKind *kind = &shaper->kind;

	if ((kind->type == type && !own_names) || !type)
		return kind;
	*kind = (FormatKind){ .type = own_names ? NULL : type };
	kind->text = format_view_text(shaper->in, v);
	kind->view = format_view_find(shaper->in, v, shaper->spec->shape);
	kind->bare = type->id != T_PSCUSTOM && !kind->view && !has_slots(v) && is_bare(shaper->in, v);
	return kind;
}

/* One raw text: strings, numbers and what else has no properties (reference 8.1.1); a number that carries note
 * properties is shown by them. */
static bool is_raw(Shaper *shaper, Value v)
{
	Value plain = value_unwrap_peek(v);
	const FormatKind *kind;

	switch ((ValueKind)plain.kind) {
	case V_STRING:
	case V_BLOCK:
	case V_SECRET:
	case V_HASH: /* as a whole: -Expand CoreOnly */
		return true;
	case V_DATETIME:
	case V_TIMESPAN:
	case V_TYPE:
		return false;
	case V_BOOL:
		if (plain.type != T_SWITCH)
			return !has_slots(v);
		break;
	case V_CHAR:
	case V_INT:
	case V_SINGLE:
	case V_DOUBLE:
	case V_DECIMAL:
	case V_BIGINT:
	case V_ENUM:
		return !has_slots(v);
	default:
		break;
	}
	kind = kind_of(shaper, v);
	/* an object whose type is shown as a text has properties nevertheless, for whoever names them */
	if (kind->text || (plain.kind == V_OBJECT && type_of(v)->flags & TYPE_SCALAR && !shaper->spec->properties.n))
		return true;
	return type_of(v)->id == T_PSCUSTOM ? !kind->view && !has_slots(v) : kind->bare && !has_slots(v);
}

/* ---- raw objects ---- */

static Flow emit_error(Shaper *shaper, const ErrorRecord *error, Stream stream)
{
	FormatRecord *record;
	Buf text = BUF_INIT;

	format_error_put(shaper->in, error, &text);
	record = raw_record(shaper, stream, buf_str(&text));
	record->wrap = runtime_edition(shaper->in)->error_indent;
	buf_release(&text);
	return shaper->emit(shaper->self, record);
}

static Flow raw_text(Shaper *shaper, Value v, Buf *out)
{
	const ViewDef *view = kind_of(shaper, v)->text;
	Flow flow;
	Value text = VALUE_NULL;

	if (!view || !view->items->text)
		return convert_put_display(shaper->in, v, out);
	flow = view->items->text(shaper->in, v, &text);
	if (flow == FLOW_NEXT)
		flow = convert_put_display(shaper->in, text, out);
	value_drop(text);
	return flow;
}

static Flow emit_object_raw(Shaper *shaper, Value v)
{
	Buf text = BUF_INIT;
	Flow flow;

	if (v.kind == V_STRING)
		return emit_raw(shaper, STREAM_OUTPUT, string_str(v.string));
	flow = raw_text(shaper, v, &text);
	if (flow == FLOW_THROW) { /* a script's ToString() failed */
		runtime_of(shaper->in)->clear_error(shaper->in);
		flow = FLOW_NEXT;
	}
	if (flow == FLOW_NEXT)
		flow = emit_raw(shaper, record_written_to(v), buf_str(&text));
	buf_release(&text);
	return flow;
}

/* ---- fields ---- */

void format_fields_drop(Shaper *shaper)
{
	for (size_t i = 0; i < shaper->fields.n; i++) {
		value_drop(value_of_string(shaper->fields.p[i].label));
		if (shaper->fields.p[i].use.name)
			value_drop(value_of_string(shaper->fields.p[i].use.name));
	}
	shaper->fields.n = 0;
	for (size_t i = 0; i < shaper->names.n; i++)
		value_drop(shaper->names.p[i]);
	shaper->names.n = 0;
}

static String *label_of(Interp *in, const PropertyUse *use)
{
	if (use->property && use->property->label)
		return value_ref(value_of_string(use->property->label)).string;
	if (use->name)
		return value_ref(value_of_string(use->name)).string;
	return property_text(in, use->property).string;
}

/* The uses become fields, which own their names. */
static void add_uses(Shaper *shaper, PropertyUses *uses, bool missing)
{
	for (size_t i = 0; i < uses->n; i++) {
		Field field = { .use = uses->p[i] };

		if (!field.use.found && !missing)
			continue;
		field.label = label_of(shaper->in, &field.use);
		uses->p[i].name = NULL;
		VEC_PUSH(&shaper->fields, field);
	}
	property_uses_release(uses);
}

static void add_items(Shaper *shaper, const ViewItem *item)
{
	for (; item->prop || item->text; item++) {
		Field field = { .item = item, .use.found = true };

		field.label = value_string_c(item->label ? item->label : item->prop).string;
		if (item->prop)
			field.use.name = value_string_c(item->prop).string;
		VEC_PUSH(&shaper->fields, field);
	}
}

void format_fields_make(Shaper *shaper, Value v, bool missing)
{
	const PropertyList *given = &shaper->spec->properties;
	PropertyUses uses = { 0 };
	const char *const *names;

	format_fields_drop(shaper);
	if (given->n) {
		for (size_t i = 0; i < given->n; i++)
			property_expand(shaper->in, &given->p[i], v, &uses);
		add_uses(shaper, &uses, missing);
		return;
	}
	if (shaper->view) {
		add_items(shaper, shaper->view->items);
		return;
	}
	names = format_view_default(shaper->in, v);
	if (names)
		property_expand_names(shaper->in, names, v, &uses);
	else
		property_expand_all(shaper->in, v, &uses);
	add_uses(shaper, &uses, true);
}

Flow format_field_value(Shaper *shaper, Field *field, Value v, Value *out, bool *failed)
{
	Flow flow;

	if (!field->item || !field->item->text)
		return property_value(shaper->in, &field->use, v, out, failed);
	*failed = false;
	*out = VALUE_NULL;
	flow = field->item->text(shaper->in, v, out);
	if (flow == FLOW_THROW) {
		runtime_of(shaper->in)->clear_error(shaper->in);
		*failed = true;
		flow = FLOW_NEXT;
	}
	return flow;
}

/* -ShowError: a record of the failed expression, as text behind the entry. */
static void note_error(Shaper *shaper, const Field *field, Value v)
{
	Value label = field->use.property ? property_text(shaper->in, field->use.property) : VALUE_EMPTY;
	Value exception, record;
	Buf text = BUF_INIT;

	buf_printf(&text, "Failed to evaluate expression \"%.*s\".",
		STR_ARG(label.kind == V_STRING ? value_str_peek(label) : string_str(field->label)));
	exception = exception_new(exception_type(EXC_RUNTIME), buf_str(&text), VALUE_NULL);
	exception_peek(exception)->thrown = field->use.thrown;
	record = error_new(exception, S("PSPropertyExpressionError"), CAT_INVALID_ARGUMENT, v);
	if (shaper->errors.n)
		buf_put_char(&shaper->errors, '\n');
	format_error_put(shaper->in, error_peek(record), &shaper->errors);
	value_drop(record);
	value_drop(exception);
	value_drop(label);
	buf_release(&text);
}

Flow format_field_put(Shaper *shaper, Field *field, Value v, bool digits)
{
	ValueStyle style = {
		.format = field->use.property ? field->use.property->format : NULL,
		.digits = digits && runtime_edition(shaper->in)->table_float_digits,
		.show_error = shaper->spec->display_error,
		.limit = shaper->limit,
	};
	Value value;
	bool failed;
	Flow flow = format_field_value(shaper, field, v, &value, &failed);

	if (flow != FLOW_NEXT)
		return flow;
	if (failed && shaper->spec->show_error)
		note_error(shaper, field, v);
	if (failed && shaper->spec->display_error)
		buf_put(&shaper->builder.text, S("#ERR"));
	else
		flow = format_value_put(shaper->in, value, &style, &shaper->builder.text);
	value_drop(value);
	return flow;
}

/* ---- groups ---- */

static bool same_group(Interp *in, Value a, Value b)
{
	if (value_is_null(a) || value_is_null(b))
		return value_is_null(a) && value_is_null(b);
	return compare_sort(in, a, b, true) == 0;
}

/* By -GroupBy, else as the view says. */
static Flow group_value(Shaper *shaper, Value v, Value *out, bool *failed)
{
	const ViewDef *view = shaper->view;

	*out = VALUE_EMPTY;
	property_uses_release(&shaper->group);
	if (shaper->spec->group_by.n) {
		property_expand(shaper->in, &shaper->spec->group_by.p[0], v, &shaper->group);
	} else if (view && view->group) {
		*failed = false;
		return view->group(shaper->in, v, out);
	} else if (view && view->group_by) {
		const char *names[] = { view->group_by, NULL };

		property_expand_names(shaper->in, names, v, &shaper->group);
	}
	*failed = !shaper->group.n || !shaper->group.p[0].found;
	return *failed ? FLOW_NEXT : property_value(shaper->in, &shaper->group.p[0], v, out, failed);
}

/* An object that lacks the property, or whose script fails, is in no other group than the one before it. */
static Flow look_for_group(Shaper *shaper, Value v, bool *changed)
{
	Value value;
	bool failed = false;
	Flow flow = group_value(shaper, v, &value, &failed);

	*changed = false;
	if (flow != FLOW_NEXT || failed) {
		value_drop(value);
		return flow;
	}
	*changed = !same_group(shaper->in, value, shaper->group_value);
	shaper->group_named |= *changed;
	value_set_take(&shaper->group_value, value);
	return FLOW_NEXT;
}

/* A group has its property's name from the first value on that is not $null (asked of 7.6). */
static Str group_label(const Shaper *shaper, Value *room)
{
	const PropertyUse *use = shaper->group.n ? &shaper->group.p[0] : NULL;

	if (shaper->view && shaper->view->group_label && !shaper->spec->group_by.n)
		return str_from(shaper->view->group_label);
	if (!use || (!shaper->group_named && !(use->property && use->property->label)))
		return S("");
	*room = value_of_string(label_of(shaper->in, use));
	return value_str_peek(*room);
}

static Flow start_group(Shaper *shaper)
{
	ValueStyle style = { .limit = shaper->limit };
	bool by_view = shaper->view && !shaper->spec->group_by.n;
	int indent = by_view && shaper->view->group_indent ? shaper->view->group_indent : 3;
	Value room = VALUE_EMPTY;
	FormatRecord *record;
	Flow flow = FLOW_NEXT;

	if (shaper->group_value.kind != V_EMPTY) {
		buf_put_many(&shaper->builder.text, ' ', (size_t)indent);
		buf_put(&shaper->builder.text, group_label(shaper, &room));
		buf_put(&shaper->builder.text, S(": "));
		flow = format_value_put(shaper->in, shaper->group_value, &style, &shaper->builder.text);
		value_drop(room);
		format_part(&shaper->builder);
	}
	record = format_record_take(RECORD_GROUP_START, shaper->shape, &shaper->builder);
	record->own_blank = indent > 3;
	if (flow == FLOW_NEXT)
		return shaper->emit(shaper->self, record);
	format_record_drop(record);
	return flow;
}

/* Core parts groups by a line that belongs to the first of them; Desktop's blank lines are the back's matter. */
static Flow end_group(Shaper *shaper)
{
	if (!runtime_edition(shaper->in)->double_blank_after)
		FLOW_TRY(emit_raw(shaper, STREAM_OUTPUT, S("")));
	return format_shaper_emit(shaper, RECORD_GROUP_END, shaper->shape);
}

static Flow next_group(Shaper *shaper, Value v)
{
	bool changed;

	FLOW_TRY(look_for_group(shaper, v, &changed));
	if (!changed)
		return FLOW_NEXT;
	FLOW_TRY(end_group(shaper));
	return start_group(shaper);
}

/* ---- documents ---- */

typedef struct ShapeOps {
	Flow (*start)(Shaper *shaper, Value v, FormatStart **out);
	Flow (*entry)(Shaper *shaper, Value v);
} ShapeOps;
/* ORDER FormatShape */
static const ShapeOps shape_ops[] = {
	{ NULL, NULL },
	{ format_table_start, format_table_entry },
	{ format_list_start, format_list_entry },
	{ format_wide_start, format_wide_entry },
	{ format_custom_start, format_custom_entry },
};

/* ORDER ViewShape */
static const FormatShape view_shapes[] = { FORMAT_TABLE, FORMAT_LIST, FORMAT_DEFAULT, FORMAT_WIDE, FORMAT_CUSTOM };
/* ORDER FormatShape */
static const char *const shape_names[] = { "", "Table", "List", "Wide", "Custom" };

static size_t count_properties(Interp *in, Value v)
{
	const char *const *names = format_view_default(in, v);
	PropertyUses uses = { 0 };
	size_t n = 0;

	if (names) {
		while (names[n])
			n++;
		return n;
	}
	property_expand_all(in, v, &uses);
	n = uses.n;
	property_uses_release(&uses);
	return n;
}

/* Views have no names of their own here: one is called as the type it shows. */
static Flow check_view_name(Shaper *shaper, Value v)
{
	Str wanted = string_str(shaper->spec->view), type = str_from(type_of(v)->name);
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "FormatViewNotFound",
		.exception = EXC_PIPELINE_STOPPED,
		.target = value_of_string(shaper->spec->view) };
	const char *shape = shape_names[shaper->spec->shape];

	if (shaper->view && str_ieq(wanted, type))
		return FLOW_NEXT;
	if (!shaper->stage)
		return FLOW_NEXT;
	if (!shaper->view)
		return stage_throw(shaper->stage, &spec,
			"The view name %.*s cannot be found. There are no existing %s views for %.*s objects.",
			STR_ARG(wanted), shape, STR_ARG(type));
	return stage_throw(shaper->stage, &spec,
		"The view name %.*s cannot be found. Specify one of the following %s views and try again: %.*s.",
		STR_ARG(wanted), shape, STR_ARG(type));
}

static void choose_shape(Shaper *shaper, Value v)
{
	shaper->view = shaper->spec->properties.n ? NULL : kind_of(shaper, v)->view;
	shaper->shape = shaper->spec->shape;
	if (shaper->shape != FORMAT_DEFAULT)
		return;
	if (shaper->view)
		shaper->shape = view_shapes[shaper->view->shape];
	else
		shaper->shape = count_properties(shaper->in, v) <= TABLE_PROPERTIES ? FORMAT_TABLE : FORMAT_LIST;
}

static Flow open_document(Shaper *shaper, Value v)
{
	FormatStart *start = NULL;
	FormatRecord *record;
	bool changed;

	choose_shape(shaper, v);
	if (shaper->spec->view)
		FLOW_TRY(check_view_name(shaper, v));
	shaper->limit = format_value_limit(shaper->in);
	FLOW_TRY(shape_ops[shaper->shape].start(shaper, v, &start));
	record = format_record_take(RECORD_FORMAT_START, shaper->shape, &shaper->builder);
	record->start = start;
	shaper->open = true;
	FLOW_TRY(shaper->emit(shaper->self, record));
	value_set_take(&shaper->group_value, VALUE_EMPTY);
	shaper->group_named = false;
	FLOW_TRY(look_for_group(shaper, v, &changed));
	return start_group(shaper);
}

Flow format_shaper_close(Shaper *shaper)
{
	if (!shaper->open)
		return FLOW_NEXT;
	shaper->open = false;
	FLOW_TRY(format_shaper_emit(shaper, RECORD_GROUP_END, shaper->shape));
	return format_shaper_emit(shaper, RECORD_FORMAT_END, shaper->shape);
}

/* ---- objects ---- */

static Flow emit_errors(Shaper *shaper)
{
	Flow flow;

	if (!shaper->errors.n)
		return FLOW_NEXT;
	flow = emit_raw(shaper, STREAM_OUTPUT, buf_str(&shaper->errors));
	buf_clear(&shaper->errors);
	return flow;
}

/* An object whose type has no place in the open view: a list of its own, while the view goes on (asked of the engine:
 * [guid]::Empty; [pscustomobject]@{ a = 1 }; [guid]::Empty). */
static Flow emit_stray(Shaper *shaper, Value v)
{
	FormatRecord *record;

	FLOW_TRY(format_list_stray(shaper, v));
	record = format_record_take(RECORD_ENTRY, FORMAT_LIST, &shaper->builder);
	record->out_of_band = true;
	return shaper->emit(shaper->self, record);
}

/* Views of one layout are one: commands of several kinds share a table, though their lists differ. */
static bool is_in_view(Shaper *shaper, Value v)
{
	const ViewDef *view = kind_of(shaper, v)->view;

	return view == shaper->view || (view && view->items == shaper->view->items);
}

static Flow shape_object(Shaper *shaper, Value v)
{
	bool force = shaper->spec->force && shaper->spec->shape != FORMAT_DEFAULT;
	const ErrorRecord *error = v.kind == V_OBJECT ? error_peek(v) : NULL;

	if (value_is_null(v))
		return FLOW_NEXT;
	if (format_record_peek(v))
		return shaper->pass(shaper->self, format_record_ref(format_record_peek(v)));
	if (!force && error)
		return emit_error(shaper, error, record_written_to(v));
	if (!force && is_raw(shaper, v))
		return emit_object_raw(shaper, v);
	if (!shaper->open)
		FLOW_TRY(open_document(shaper, v));
	else if (!force && shaper->view && !is_in_view(shaper, v))
		return emit_stray(shaper, v);
	else
		FLOW_TRY(next_group(shaper, v));
	FLOW_TRY(shape_ops[shaper->shape].entry(shaper, v));
	FLOW_TRY(format_shaper_emit(shaper, RECORD_ENTRY, shaper->shape));
	return emit_errors(shaper);
}

/* -Expand Both: the collection itself, then what is in it. */
static Flow emit_core(Shaper *shaper, Value v, size_t n)
{
	Buf text = BUF_INIT;
	Flow flow;

	shaper->limit = format_value_limit(shaper->in);
	FLOW_TRY(emit_raw(shaper, STREAM_OUTPUT, S("The following object supports IEnumerable:")));
	if (value_unwrap_peek(v).kind == V_HASH)
		flow = emit_raw(shaper, STREAM_OUTPUT, str_from(type_of(v)->name));
	else
		flow = emit_stray(shaper, v);
	if (n == 0)
		buf_put(&text, S("The IEnumerable contains no objects."));
	else if (n == 1)
		buf_put(&text, S("The IEnumerable contains the following object:"));
	else
		buf_printf(&text, "The IEnumerable contains the following %zu objects:", n);
	if (flow == FLOW_NEXT)
		flow = emit_raw(shaper, STREAM_OUTPUT, buf_str(&text));
	buf_release(&text);
	return flow;
}

static Flow shape_elements(Shaper *shaper, Value v)
{
	Array *items;
	Flow flow = format_value_elements(shaper->in, v, &items);

	if (flow == FLOW_NEXT && shaper->spec->expand == FORMAT_BOTH)
		flow = emit_core(shaper, v, items->n);
	for (size_t i = 0; i < items->n && flow == FLOW_NEXT; i++)
		flow = shape_object(shaper, array_peek(items, i));
	value_drop(array_value(items));
	return flow;
}

Flow format_shaper_put(Shaper *shaper, Value v)
{
	if (shaper->spec->expand != FORMAT_CORE_ONLY && format_value_unrolls(v))
		return shape_elements(shaper, v);
	return shape_object(shaper, v);
}

/* ---- shapers ---- */

Shaper *format_shaper_make(Interp *in, const FormatSpec *spec, FormatEmit emit, FormatEmit pass, void *self)
{
	Shaper *shaper = MEM_NEW(Shaper);

	shaper->in = in;
	shaper->spec = spec;
	shaper->emit = emit;
	shaper->pass = pass;
	shaper->self = self;
	shaper->group_value = VALUE_NULL;
	shaper->builder.text = BUF_INIT;
	shaper->errors = BUF_INIT;
	return shaper;
}

static Flow emit_box(void *self, FormatRecord *record)
{
	return sink_put_take(self, format_record_box(record));
}

Shaper *format_shaper_new(Stage *s, const FormatSpec *spec, Sink *out)
{
	Shaper *shaper = format_shaper_make(s->interp, spec, emit_box, emit_box, out);

	shaper->stage = s;
	return shaper;
}

Flow format_shaper_end(Shaper *shaper)
{
	return format_shaper_close(shaper);
}

void format_shaper_free(Shaper *shaper)
{
	if (!shaper)
		return;
	format_fields_drop(shaper);
	VEC_RELEASE(&shaper->fields);
	VEC_RELEASE(&shaper->names);
	property_uses_release(&shaper->group);
	value_drop(shaper->group_value);
	buf_release(&shaper->builder.text);
	VEC_RELEASE(&shaper->builder.ends);
	buf_release(&shaper->errors);
	free(shaper);
}
