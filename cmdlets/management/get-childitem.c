/* get-childitem: what is in a container: files and folders, variables, certificates. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum {
	P_PATH,
	P_LITERAL_PATH,
	P_FILTER,
	P_INCLUDE,
	P_EXCLUDE,
	P_RECURSE,
	P_DEPTH,
	P_FORCE,
	P_NAME,
	P_TRANSACTION,
	P_ATTRIBUTES,
	P_FOLLOW_SYMLINK,
	P_DIRECTORY,
	P_FILE,
	P_HIDDEN,
	P_READ_ONLY,
	P_SYSTEM,
	P_CODE_SIGNING_CERT,
	P_DOCUMENT_ENCRYPTION_CERT,
	P_SSL_SERVER_AUTHENTICATION,
	P_DNS_NAME,
	P_EKU,
	P_EXPIRING_IN_DAYS,
	P_COUNT,
};
static const char *const sets[] = { "Items", "LiteralItems", NULL };
static const char *const aliases[] = { "dir", "gci", "ls:d", NULL };

static const ParamDef params[P_COUNT] = {
	[P_PATH] = ROW_PATH({ SET_PATH, 1, PIPED }),
	[P_LITERAL_PATH] = ROW_LITERAL({ SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP }),
	[P_FILTER] = { .name = "Filter",
		.type = "String",
		.in = { { 0, 2, 0 } },
		.help = "A pattern the file system itself takes." },
	[P_INCLUDE] = ROW_INCLUDE,
	[P_EXCLUDE] = ROW_EXCLUDE,
	[P_RECURSE] = { .name = "Recurse",
		.aliases = (const char *const[]){ "s", NULL },
		.type = "SwitchParameter",
		.help = "Also what is in the containers below." },
	[P_DEPTH] = { .name = "Depth", .type = "UInt32", .help = "How many levels -Recurse goes down." },
	[P_FORCE] = ROW_FORCE,
	[P_NAME] = { .name = "Name", .type = "SwitchParameter", .help = "Names alone." },
	[P_TRANSACTION] = ROW_TRANSACTION,
	[P_ATTRIBUTES] = { .name = "Attributes",
		.type = "String[]",
		.flags = PARAM_DYNAMIC,
		.help = "Files with such attributes: a comma is or, a plus is and, ! is not." },
	[P_FOLLOW_SYMLINK] = { .name = "FollowSymlink",
		.type = "SwitchParameter",
		.where = WHERE_CORE,
		.flags = PARAM_DYNAMIC | PARAM_NOT_DONE,
		.help = "Goes into folders that are links." },
	[P_DIRECTORY] = { .name = "Directory",
		.aliases = (const char *const[]){ "ad", "d", NULL },
		.type = "SwitchParameter",
		.flags = PARAM_DYNAMIC,
		.help = "Folders alone." },
	[P_FILE] = { .name = "File",
		.aliases = (const char *const[]){ "af", NULL },
		.type = "SwitchParameter",
		.flags = PARAM_DYNAMIC,
		.help = "Files alone." },
	[P_HIDDEN] = { .name = "Hidden",
		.aliases = (const char *const[]){ "ah", "h", NULL },
		.type = "SwitchParameter",
		.flags = PARAM_DYNAMIC,
		.help = "Hidden items alone: names with a dot in front." },
	[P_READ_ONLY] = { .name = "ReadOnly",
		.aliases = (const char *const[]){ "ar", NULL },
		.type = "SwitchParameter",
		.flags = PARAM_DYNAMIC,
		.help = "Read-only items alone." },
	[P_SYSTEM] = { .name = "System",
		.aliases = (const char *const[]){ "as", NULL },
		.type = "SwitchParameter",
		.flags = PARAM_DYNAMIC,
		.help = "System files alone: there are none on Linux." },
	[P_CODE_SIGNING_CERT] = { .name = "CodeSigningCert",
		.type = "SwitchParameter",
		.where = WHERE_DESKTOP,
		.flags = PARAM_DYNAMIC,
		.help = "Certificates for signing code alone." },
	[P_DOCUMENT_ENCRYPTION_CERT] = { .name = "DocumentEncryptionCert",
		.type = "SwitchParameter",
		.where = WHERE_DESKTOP,
		.flags = PARAM_DYNAMIC,
		.help = "Certificates for encrypting documents alone." },
	[P_SSL_SERVER_AUTHENTICATION] = { .name = "SSLServerAuthentication",
		.type = "SwitchParameter",
		.where = WHERE_DESKTOP,
		.flags = PARAM_DYNAMIC,
		.help = "Certificates for servers alone." },
	[P_DNS_NAME] = { .name = "DnsName",
		.type = "String",
		.where = WHERE_DESKTOP,
		.flags = PARAM_DYNAMIC,
		.help = "Certificates for such a host name alone." },
	[P_EKU] = { .name = "Eku",
		.type = "String[]",
		.where = WHERE_DESKTOP,
		.flags = PARAM_DYNAMIC,
		.help = "Certificates with such enhanced key usages alone." },
	[P_EXPIRING_IN_DAYS] = { .name = "ExpiringInDays",
		.type = "Int32",
		.where = WHERE_DESKTOP,
		.flags = PARAM_DYNAMIC,
		.help = "Certificates that expire within so many days alone." },
};

static Flow process(Stage *s, Value input)
{
	/* -Depth asks for -Recurse */
	bool recurse = stage_switch(s, P_RECURSE) || stage_bound(s, P_DEPTH), here;
	int64_t depth = stage_int(s, P_DEPTH, UINT32_MAX);
	ProviderCall call;
	Flow flow = FLOW_NEXT;

	(void)input;
	provider_call_init(&call, s);
	here = !call.literal && call.npaths == 0; /* the location, whatever is in its name */
	if (here) {
		call.literal = true;
		flow = provider_children(&call, S("."), recurse, (uint32_t)depth, stage_switch(s, P_NAME));
	}
	for (size_t i = 0; flow == FLOW_NEXT && i < call.npaths; i++)
		flow = provider_children(&call, call.paths[i], recurse, (uint32_t)depth, stage_switch(s, P_NAME));
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_get_childitem = {
	.name = "Get-ChildItem",
	.module = MODULE,
	.aliases = aliases,
	.sets = sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.process = process,
	.synopsis = "Gets the items in a container, such as the files in a folder.",
};
