/* service_cmdlet: what Get-, Start-, Stop-, Restart- and Set-Service share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/service.h"

#include "shell/base/wildcard.h"

const char *const service_sets[] = { "InputObject", "Default", "DisplayName", NULL };
const char *const service_outputs[] = { "System.ServiceProcess.ServiceController", NULL };
const ServiceParams service_named = { SERVICE_NAME, SERVICE_DISPLAY, SERVICE_INPUT, -1, SERVICE_INCLUDE,
	SERVICE_EXCLUDE };
/* clang-format off */
const ParamDef service_params[SERVICE_PARAMS] = {
	[SERVICE_NAME] = { .name = "Name", .aliases = (const char *const[]){ "ServiceName", NULL }, .type = "String[]",
		.in = { { SERVICE_SET_NAME, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The services, by name; wildcards are allowed." },
	[SERVICE_DISPLAY] = { .name = "DisplayName", .type = "String[]", .in = { { SERVICE_SET_DISPLAY, 0, PARAM_MANDATORY } },
		.help = "The services, by the name that is shown; wildcards are allowed." },
	[SERVICE_INPUT] = { .name = "InputObject", .type = "System.ServiceProcess.ServiceController[]",
		.in = { { SERVICE_SET_INPUT, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } }, .help = "The services themselves." },
	[SERVICE_INCLUDE] = { .name = "Include", .type = "String[]", .help = "Only services with such names." },
	[SERVICE_EXCLUDE] = { .name = "Exclude", .type = "String[]", .help = "No services with such names." },
	[SERVICE_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Also writes the service." },
	[SERVICE_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Also those that depend on it." },
	[SERVICE_NO_WAIT] = { .name = "NoWait", .type = "SwitchParameter", .help = "Does not wait until it is done." },
};
/* clang-format on */

static bool is_among(Stage *s, int param, const char *name, bool otherwise)
{
	size_t n;
	const Str *patterns = param >= 0 ? stage_strings(s, param, &n) : NULL;

	if (param < 0 || !stage_bound(s, param))
		return otherwise;
	for (size_t i = 0; i < n; i++)
		if (wildcard_match(patterns[i], str_from(name), true))
			return true;
	return false;
}

static Flow visit(Stage *s, const ServiceParams *params, ServiceEach *each, const ServiceDef *def, Str server)
{
	if (!is_among(s, params->include, def->name, true) || is_among(s, params->exclude, def->name, false))
		return FLOW_NEXT;
	return each(s, def, server);
}

static Flow no_service(Stage *s, Str name, bool display)
{
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = display ? "NoServiceFoundForGivenDisplayName" : "NoServiceFoundForGivenName",
		.exception = EXC_SERVICE_COMMAND,
		.target = value_string(name) };
	Flow flow = stage_error(s, &spec, "Cannot find any service with %s name '%.*s'.",
		display ? "display" : "service", STR_ARG(name));

	value_drop(spec.target);
	return flow;
}

static Flow each_named(Stage *s, const ServiceParams *params, ServiceEach *each, Str pattern, Str server)
{
	bool display = params->display >= 0 && stage_bound(s, params->display), any = false;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; flow == FLOW_NEXT && i < service_count; i++) {
		const ServiceDef *def = &service_defs[i];
		bool hit = wildcard_match(pattern, str_from(display ? def->display : def->name), true) ||
			   (!display && str_ieq(pattern, str_from(def->display)));

		if (!hit || !service_is_in(def, s->interp))
			continue;
		any = true;
		flow = visit(s, params, each, def, server);
	}
	return flow == FLOW_NEXT && !any && !wildcard_has(pattern) ? no_service(s, pattern, display) : flow;
}

static Flow each_object(Stage *s, const ServiceParams *params, ServiceEach *each)
{
	Array *given;
	Flow flow = FLOW_NEXT;

	FLOW_TRY(types_items(s->interp, s->args[params->input], &given));
	for (size_t i = 0; flow == FLOW_NEXT && i < given->n; i++) {
		Str server = S("");
		const ServiceDef *def = service_peek(array_peek(given, i), &server);

		if (def)
			flow = visit(s, params, each, def, arena_copy(s->scratch, server));
	}
	value_drop(array_value(given));
	return flow;
}

Flow service_each(Stage *s, const ServiceParams *params, ServiceEach *each)
{
	static const Str all = S_INIT("*"), local = S_INIT("");
	size_t n = 1, computers = 1;
	const Str *names = &all, *servers = &local;
	Flow flow = FLOW_NEXT;

	if (params->input >= 0 && stage_bound(s, params->input))
		return each_object(s, params, each);
	if (params->display >= 0 && stage_bound(s, params->display))
		names = stage_strings(s, params->display, &n);
	else if (stage_bound(s, params->name))
		names = stage_strings(s, params->name, &n);
	if (params->computer >= 0 && stage_bound(s, params->computer))
		servers = stage_strings(s, params->computer, &computers);
	for (size_t k = 0; flow == FLOW_NEXT && k < computers; k++)
		for (size_t i = 0; flow == FLOW_NEXT && i < n; i++)
			flow = each_named(s, params, each, names[i],
				str_ieq(servers[k], S("localhost")) || str_eq(servers[k], S(".")) ? S("") : servers[k]);
	return flow;
}

/* ---- starting and stopping ----------------------------------------------------------------------------------- */

static Flow has_dependents(Stage *s, const ServiceDef *def)
{
	ErrorSpec spec = { .category = CAT_INVALID_OPERATION,
		.id = "ServiceHasDependentServices",
		.exception = EXC_SERVICE_COMMAND,
		.target = service_value(def, S("")) };
	Flow flow = stage_error(s, &spec,
		"Cannot stop service '%s (%s)' because it has dependent services. It can only be stopped if the Force flag "
		"is set.",
		def->display, def->name);

	value_drop(spec.target);
	return flow;
}

static bool may_stop(Stage *s, Vault *vault, const ServiceDef *def, Str server)
{
	const ServiceDef *other;
	ServiceStatus status;
	Diag unused = { 0 };

	if (stage_switch(s, SERVICE_FORCE))
		return true;
	for (size_t i = 0; (other = service_dependent(def, i)); i++)
		if (service_status(vault, server, other, &status, &unused) && status == SERVICE_RUNNING)
			return false;
	return true;
}

/* A disabled service does not start. */
static Flow disabled(Stage *s, const ServiceDef *def)
{
	ErrorSpec spec = { .category = CAT_OPEN_ERROR,
		.id = "CouldNotStartService",
		.exception = EXC_SERVICE_COMMAND,
		.target = service_value(def, S("")) };
	Flow flow = stage_error(s, &spec,
		"Service '%s (%s)' cannot be started due to the following error: Cannot start service %s on computer '.'.",
		def->display, def->name, def->name);

	value_drop(spec.target);
	return flow;
}

/* What was running and depends on it runs again after a restart. */
static bool turn(Vault *vault, Str server, const ServiceDef *def, ServiceAction action, Diag *diag)
{
	const ServiceDef *other, *running[64];
	size_t n = 0;
	ServiceStatus status;

	for (size_t i = 0; action == SERVICE_RESTART && n < COUNT(running) && (other = service_dependent(def, i)); i++)
		if (service_status(vault, server, other, &status, diag) && status == SERVICE_RUNNING)
			running[n++] = other;
	if (action != SERVICE_START && !service_change(vault, server, def, SERVICE_STOPPED, diag))
		return false;
	if (action != SERVICE_STOP && !service_change(vault, server, def, SERVICE_RUNNING, diag))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!service_change(vault, server, running[i], SERVICE_RUNNING, diag))
			return false;
	return true;
}

Flow service_act(Stage *s, const ServiceDef *def, Str server, ServiceAction action)
{
	static const char *const names[] = { "Start-Service", "Stop-Service", "Restart-Service" };
	Str target = arena_printf(s->scratch, "%s (%s)", def->display, def->name), type;
	Vault *vault;
	Diag diag = { 0 };
	Flow flow;

	FLOW_TRY(organization_vault(s, &vault));
	if (!stage_should(s, target, str_from(names[action]), &flow))
		return flow;
	if (action != SERVICE_START && !may_stop(s, vault, def, server))
		return has_dependents(s, def);
	if (action != SERVICE_STOP && service_start_type(vault, server, def, s->scratch, &type, &diag) &&
		str_ieq(type, S("Disabled")))
		return disabled(s, def);
	if (!turn(vault, server, def, action, &diag))
		return stage_diag(s, &diag, "ServiceFailed", VALUE_EMPTY);
	return stage_switch(s, SERVICE_PASS_THRU) ? stage_write_take(s, service_value(def, server)) : FLOW_NEXT;
}
