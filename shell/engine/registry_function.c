/* registry_function: the functions every session has: Pause, Clear-Host, cd.. and D: */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/function.h"
#include "shell/engine/interp.h"
#include "shell/engine/registry.h"
#include "shell/engine/registry_private.h"

typedef struct BuiltIn {
	const char *name, *text;
	uint16_t where; /* 0: both editions */
} BuiltIn;

/* Made when somebody asks for them: a session starts without parsing anything. */
static const BuiltIn functions[] = {
	{ "cd..", "Set-Location ..", 0 },
	{ "cd\\", "Set-Location \\", 0 },
	{ "cd~", "Set-Location ~", WHERE_CORE },
	{ "Clear-Host", "[Console]::Clear()", 0 },
	{ "help",
		"<#\n.FORWARDHELPTARGETNAME Get-Help\n.FORWARDHELPCATEGORY Cmdlet\n#>\n"
		"[CmdletBinding(DefaultParameterSetName = 'AllUsersView')]\n"
		"param(\n"
		"    [Parameter(Position = 0, ValueFromPipelineByPropertyName = $true)][string]$Name,\n"
		"    [string]$Path,\n"
		"    [string[]]$Category,\n"
		"    [string[]]$Component,\n"
		"    [string[]]$Functionality,\n"
		"    [string[]]$Role,\n"
		"    [Parameter(ParameterSetName = 'DetailedUsersView', Mandatory = $true)][switch]$Detailed,\n"
		"    [Parameter(ParameterSetName = 'AllUsersView')][switch]$Full,\n"
		"    [Parameter(ParameterSetName = 'Examples', Mandatory = $true)][switch]$Examples,\n"
		"    [Parameter(ParameterSetName = 'Parameters', Mandatory = $true)][string[]]$Parameter,\n"
		"    [Parameter(ParameterSetName = 'Online', Mandatory = $true)][switch]$Online)\n"
		"process {\n"
		"    if ([Console]::IsOutputRedirected -or $MyInvocation.PipelinePosition -lt "
		"$MyInvocation.PipelineLength) { Get-Help @PSBoundParameters }\n"
		"    else { Get-Help @PSBoundParameters | Out-Host -Paging }\n"
		"}",
		0 },
	{ "mkdir",
		"[CmdletBinding(DefaultParameterSetName = 'pathSet', SupportsShouldProcess = $true)]\n"
		"param(\n"
		"    [Parameter(ParameterSetName = 'nameSet', Position = 0, ValueFromPipelineByPropertyName = $true)]\n"
		"    [Parameter(ParameterSetName = 'pathSet', Mandatory = $true, Position = 0, "
		"ValueFromPipelineByPropertyName = $true)]\n"
		"    [string[]]$Path,\n"
		"    [Parameter(ParameterSetName = 'nameSet', Mandatory = $true, ValueFromPipelineByPropertyName = $true)]\n"
		"    [AllowNull()][AllowEmptyString()][string]$Name,\n"
		"    [Parameter(ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)][Object]$Value,\n"
		"    [switch]$Force)\n"
		"process { New-Item -ItemType Directory @PSBoundParameters }",
		WHERE_DESKTOP },
	{ "Pause", "$null = Read-Host 'Press Enter to continue...'", 0 },
};

const char *const registry_function_aliases[][2] = { { "man:d", "help" }, { "md", "mkdir" }, { NULL, NULL } };

static bool is_here(Interp *in, uint16_t where)
{
	return !where || (where & runtime_edition(in)->where);
}

static Command *define(Interp *in, Str name, Str text)
{
	Scope *scope = in->scope;
	Command *command;
	Value block;
	Flow flow;

	in->scope = in->global; /* it belongs to no module */
	flow = function_parse(in, S(""), text, 0, &block);
	in->scope = scope;
	if (flow != FLOW_NEXT) {
		value_drop(interp_take_error(in));
		return NULL;
	}
	command = command_new(COMMAND_FUNCTION, name);
	command->block = block.block;
	command->source = value_string(name).string;
	function_set(in, in->global, name, command);
	command_drop(command);
	return command;
}

/* D: goes to that drive; Windows has one for each letter. */
static Command *find_drive(Interp *in, Str name)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
	char text[] = "Set-Location X:";

	if (name.n != 2 || name.p[1] != ':' || !strchr(letters, name.p[0]) || !runtime_edition(in)->windows_paths)
		return NULL;
	text[sizeof(text) - 3] = name.p[0];
	return define(in, name, str_from(text));
}

Command *registry_function_find(Interp *in, Str name)
{
	for (size_t i = 0; i < COUNT(functions); i++)
		if (is_here(in, functions[i].where) && str_ieq(name, str_from(functions[i].name)))
			return define(in, str_from(functions[i].name), str_from(functions[i].text));
	return find_drive(in, name);
}

void registry_function_define_all(Interp *in)
{
	for (size_t i = 0; i < COUNT(functions); i++)
		if (is_here(in, functions[i].where) && !scope_function_peek(in->global, str_from(functions[i].name)))
			define(in, str_from(functions[i].name), str_from(functions[i].text));
}
