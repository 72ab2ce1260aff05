/* set-strictmode: how strict the language is in this scope and those below. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp.h"
#include "shell/engine/stage.h"
#include "shell/types/version.h"
#include "shell/value/convert.h"

enum { SET_VERSION = 1, SET_OFF = 2 };
enum { P_VERSION, P_OFF };

static const char *const sets[] = { "Version", "Off", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_VERSION] = { .name = "Version", .aliases = (const char *const[]){ "v", NULL }, .type = "Object",
		.in = { { SET_VERSION, 0, PARAM_MANDATORY } }, .flags = PARAM_NOT_NULL,
		.help = "1.0: unset variables; 2.0: unknown properties, too; 3.0 or Latest: indexes, too." },
	[P_OFF] = { .name = "Off", .type = "SwitchParameter", .in = { { SET_OFF, 0, PARAM_MANDATORY } },
		.help = "Turns strict mode off." },
};
/* clang-format on */

enum { LATEST = 3 };

static Flow bad_version(Stage *s, const TypeVersion *version)
{
	ErrorSpec spec = { .category = CAT_INVALID_DATA,
		.id = "ParameterArgumentValidationError",
		.exception = EXC_PARAMETER_VALIDATION };

	return stage_throw_argument(s, P_VERSION, &spec,
		"Cannot validate argument on parameter 'Version'. The \"%d.%d\" argument does not contain a valid PowerShell "
		"version. Supply a valid version number and then try the command again.",
		version->parts[0], version->parts[1]);
}

/* The pending failure of a conversion, as the binder tells it. */
static Flow not_a_version(Stage *s)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "CannotConvertArgumentNoMessage",
		.exception = EXC_PARAMETER_BINDING };
	Value record = interp_take_error(s->interp);
	Flow flow = stage_throw_argument(s, P_VERSION, &spec, "Cannot bind parameter 'Version'. %.*s",
		STR_ARG(error_message_peek(error_peek(record))));

	value_drop(record);
	return flow;
}

/* 2 is 2.0, as is '2'; what has a point is read as a version. */
static Flow read_version(Stage *s, TypeVersion *out)
{
	const TypeDef *type = type_set_find(runtime_of(s->interp)->types, S("System.Version"));
	Value v, text = VALUE_EMPTY;
	int32_t whole;
	Buf buf = BUF_INIT;
	Flow flow = convert_put_text(s->interp, s->args[P_VERSION], &buf);

	if (flow == FLOW_NEXT && str_ieq(buf_str(&buf), S("Latest"))) {
		*out = (TypeVersion){ .parts = { LATEST, 0, -1, -1 } };
	} else if (flow == FLOW_NEXT) {
		text = value_string_buf(&buf);
		if (str_find_byte(buf_str(&buf), '.', 0) == STR_NONE &&
			convert_try(s->interp, text, type_of_id(T_INT32), &v)) {
			whole = (int32_t)v.i64;
			*out = (TypeVersion){ .parts = { whole, 0, -1, -1 } };
		} else if (convert_to(s->interp, text, type, &v) == FLOW_NEXT) {
			(void)types_version_peek(v, out);
			value_drop(v);
		} else {
			flow = not_a_version(s);
		}
	}
	value_drop(text);
	buf_release(&buf);
	return flow;
}

/* Versions of PowerShell there have been. */
static bool is_known(const Edition *edition, const TypeVersion *version)
{
	int major = version->parts[0], minor = version->parts[1];

	if (major >= 1 && major <= 4)
		return minor == 0;
	if (major == 5)
		return minor == 0 || minor == 1;
	return (edition->where & WHERE_CORE) && major >= 6 && major <= 7 && minor >= 0;
}

static Flow end(Stage *s)
{
	TypeVersion version = { 0 };

	if (s->set == SET_OFF) {
		scope_set_strict(s->interp, s->interp->scope, stage_switch(s, P_OFF) ? 0 : LATEST);
		return FLOW_NEXT;
	}
	FLOW_TRY(read_version(s, &version));
	if (!is_known(stage_edition(s), &version))
		return bad_version(s, &version);
	scope_set_strict(s->interp, s->interp->scope, version.parts[0] > LATEST ? LATEST : version.parts[0]);
	return FLOW_NEXT;
}

const CmdletDef cmd_set_strictmode = {
	.name = "Set-StrictMode",
	.module = "Microsoft.PowerShell.Core",
	.sets = sets,
	.default_set = SET_VERSION,
	.params = params,
	.nparams = COUNT(params),
	.end = end,
	.synopsis = "Makes the language strict about what is not there.",
};
