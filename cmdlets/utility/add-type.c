/* add-type: types of assemblies that are known; source text cannot be compiled here. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/refuse.h"
#include "shell/engine/using.h"

enum {
	SET_SOURCE = 1,
	SET_MEMBER = 2,
	SET_PATH = 4,
	SET_LITERAL = 8,
	SET_ASSEMBLY = 16,
	SETS_TEXT = SET_SOURCE | SET_MEMBER,
	SETS_COMPILED = SETS_TEXT | SET_PATH | SET_LITERAL
};
enum {
	P_TYPE_DEFINITION,
	P_NAME,
	P_MEMBER_DEFINITION,
	P_NAMESPACE,
	P_USING_NAMESPACE,
	P_PATH,
	P_LITERAL_PATH,
	P_ASSEMBLY_NAME,
	P_LANGUAGE,
	P_REFERENCED_ASSEMBLIES,
	P_OUTPUT_ASSEMBLY,
	P_OUTPUT_TYPE,
	P_PASS_THRU,
	P_IGNORE_WARNINGS,
	P_COMPILER_OPTIONS,
};

static const char *const sets[] = { "FromSource", "FromMember", "FromPath", "FromLiteralPath", "FromAssemblyName",
	NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_TYPE_DEFINITION] = { .name = "TypeDefinition", .type = "String", .in = { { SET_SOURCE, 1, PARAM_MANDATORY } },
		.help = "Source text of types: cannot be compiled here." },
	[P_NAME] = { .name = "Name", .type = "String", .in = { { SET_MEMBER, 1, PARAM_MANDATORY } }, .help = "The name of the type." },
	[P_MEMBER_DEFINITION] = { .name = "MemberDefinition", .type = "String[]", .in = { { SET_MEMBER, 2, PARAM_MANDATORY } },
		.help = "Source text of members: cannot be compiled here." },
	[P_NAMESPACE] = { .name = "Namespace", .aliases = (const char *const[]){ "NS", NULL }, .type = "String",
		.in = { { .sets = SET_MEMBER } }, .flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY, .help = "The namespace of the type." },
	[P_USING_NAMESPACE] = { .name = "UsingNamespace", .aliases = (const char *const[]){ "Using", NULL }, .type = "String[]",
		.in = { { .sets = SET_MEMBER } }, .help = "Namespaces the source text uses." },
	[P_PATH] = { .name = "Path", .type = "String[]", .in = { { SET_PATH, 1, PARAM_MANDATORY } },
		.help = "Assemblies or source files: cannot be read here." },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .aliases = (const char *const[]){ "PSPath", "LP", NULL }, .type = "String[]",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY } }, .help = "The same, their names taken as they are." },
	[P_ASSEMBLY_NAME] = { .name = "AssemblyName", .aliases = (const char *const[]){ "AN", NULL }, .type = "String[]",
		.in = { { SET_ASSEMBLY, 0, PARAM_MANDATORY } }, .help = "Assemblies by their names, such as System.Web." },
	[P_LANGUAGE] = { .name = "Language", .type = "String", .in = { { .sets = SETS_TEXT } }, .help = "The language of the source text." },
	[P_REFERENCED_ASSEMBLIES] = { .name = "ReferencedAssemblies", .aliases = (const char *const[]){ "RA", NULL }, .type = "String[]",
		.in = { { .sets = SETS_COMPILED } }, .help = "Assemblies the source text needs." },
	[P_OUTPUT_ASSEMBLY] = { .name = "OutputAssembly", .aliases = (const char *const[]){ "OA", NULL }, .type = "String",
		.in = { { .sets = SETS_COMPILED } }, .help = "The file for what is compiled." },
	[P_OUTPUT_TYPE] = { .name = "OutputType", .aliases = (const char *const[]){ "OT", NULL }, .type = "String",
		.in = { { .sets = SETS_COMPILED } }, .help = "The kind of that file." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Gives the types." },
	[P_IGNORE_WARNINGS] = { .name = "IgnoreWarnings", .type = "SwitchParameter", .help = "Warnings of the compiler do not count." },
	[P_COMPILER_OPTIONS] = { .name = "CompilerOptions", .type = "String[]", .in = { { .sets = SETS_COMPILED } }, .where = WHERE_CORE,
		.help = "Options of the compiler." },
};
/* clang-format on */

static Flow not_found(Stage *s, Str name)
{
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "ASSEMBLY_NOT_FOUND",
		.exception = EXC_SYSTEM,
		.target = value_string(name) };
	Flow flow = stage_throw(s, &spec, "Cannot add type. The assembly '%.*s' could not be found.", STR_ARG(name));

	value_drop(spec.target);
	return flow;
}

static Flow end(Stage *s)
{
	size_t n;
	const Str *names = stage_strings(s, P_ASSEMBLY_NAME, &n);

	if (!stage_bound(s, P_ASSEMBLY_NAME))
		return refuse_command(
			s, "source text and assemblies need .NET, which it does without. Only -AssemblyName is known.");
	for (size_t i = 0; i < n; i++)
		if (!using_knows_assembly(names[i]))
			return not_found(s, names[i]);
	return FLOW_NEXT;
}

const CmdletDef cmd_add_type = {
	.name = "Add-Type",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_SOURCE,
	.params = params,
	.nparams = COUNT(params),
	.end = end,
	.synopsis = "Makes the types of an assembly known.",
};
