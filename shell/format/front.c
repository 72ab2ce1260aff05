/* front: what Format-Table, Format-List, Format-Wide and Format-Custom have in common. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/format/front.h"

/* ORDER FormatExpand, but for the first two, which .NET lists so */
const char *const front_expand[] = { "CoreOnly", "EnumOnly", "Both", NULL };
const char *const front_outputs[] = { "Microsoft.PowerShell.Commands.Internal.Format", NULL };

static FormatExpand expand_of(Str name)
{
	if (str_ieq(name, S("CoreOnly")))
		return FORMAT_CORE_ONLY;
	return str_ieq(name, S("Both")) ? FORMAT_BOTH : FORMAT_ENUM_ONLY;
}

static Flow refuse_view_and_property(Stage *s)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "FormatCannotSpecifyViewAndProperty",
		.exception = EXC_INVALID_DATA_IO,
		.as_details = true };

	return stage_throw(s, &spec, "Cmdlet parameters View and Property are mutually exclusive.");
}

/* One property: a list of them is no property (asked of 7.6). */
static Flow parse_group(Stage *s, Value by, FormatSpec *spec)
{
	Array *one = array_new_objects();
	Flow flow;

	array_push(one, by);
	flow = property_parse(s, array_value(one), PROPERTY_FORMAT | PROPERTY_LABEL, &spec->group_by);
	value_drop(array_value(one));
	return flow;
}

Flow front_begin(Stage *s, const FrontParams *params, unsigned keys)
{
	Front *front = s->state;
	FormatSpec *spec = &front->spec;

	front->params = params;
	FLOW_TRY(property_parse(s, s->args[params->property], keys, &spec->properties));
	if (stage_bound(s, params->group_by) && !value_is_null(s->args[params->group_by]))
		FLOW_TRY(parse_group(s, s->args[params->group_by], spec));
	if (stage_str(s, params->view).n) {
		if (spec->properties.n)
			return refuse_view_and_property(s);
		spec->view = value_string(stage_str(s, params->view)).string;
	}
	spec->show_error = stage_switch(s, params->show_error);
	spec->display_error = stage_switch(s, params->display_error);
	spec->force = stage_switch(s, params->force);
	spec->expand = expand_of(stage_str(s, params->expand));
	front->shaper = format_shaper_new(s, spec, s->out);
	return FLOW_NEXT;
}

/* .NET's slip at -Property @() (asked of 7.6). */
static Flow refuse_empty_list(Stage *s)
{
	ErrorSpec spec = {
		.category = CAT_NOT_SPECIFIED, .id = "System.NullReferenceException", .exception = EXC_NULL_REFERENCE
	};

	return stage_throw(s, &spec, "Object reference not set to an instance of an object.");
}

Flow front_process(Stage *s, Value input)
{
	Front *front = s->state;
	int param = front->params->input;
	Value properties = s->args[front->params->property];

	(void)input;
	if (properties.kind == V_ARRAY && properties.array->n == 0)
		return refuse_empty_list(s);
	return stage_bound(s, param) ? format_shaper_put(front->shaper, s->args[param]) : FLOW_NEXT;
}

Flow front_end(Stage *s)
{
	return format_shaper_end(((Front *)s->state)->shaper);
}

void front_dispose(Stage *s)
{
	Front *front = s->state;

	format_shaper_free(front->shaper);
	format_spec_release(&front->spec);
	front->shaper = NULL;
}
