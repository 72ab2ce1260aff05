/* noun_recipient: mailboxes and policies that Setup leaves, for reports that list them; nothing here makes more. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/noun.h"
#include "shell/base/num.h"
#include "shell/value/convert.h"

#define ARBITRATION                                                                                                    \
	"RecipientTypeDetails=ArbitrationMailbox;HiddenFromAddressListsEnabled=True;DisplayName=Microsoft Exchange"
/* clang-format off */
#define MAILBOX(X)                                                                                                     \
	X(Alias, STRING, "{N}") X(DisplayName, STRING, "{N}") X(SamAccountName, STRING, "{N}")                         \
	X(PrimarySmtpAddress, STRING, "{N}@{D}") X(WindowsEmailAddress, STRING, "{N}@{D}")                             \
	X(UserPrincipalName, STRING, "{N}@{D}") X(EmailAddresses, LIST, "SMTP:{N}@{D}") X(ServerName, STRING, "{S}")   \
	X(Database, STRING, NULL) X(ArchiveDatabase, STRING, NULL) X(ProhibitSendQuota, STRING, "Unlimited")           \
	X(RecipientType, STRING, "UserMailbox") X(RecipientTypeDetails, STRING, "UserMailbox")                         \
	X(HiddenFromAddressListsEnabled, BOOL, "False") X(IsMailboxEnabled, BOOL, "True")
#define POLICY(X) X(IsDefault, BOOL, "False") X(Enabled, BOOL, "True") X(Priority, STRING, NULL)

static const NounProp mailbox_props[] = { MAILBOX(NOUN_PROP) NOUN_PROPS_END };
static const NounProp policy_props[] = { POLICY(NOUN_PROP) NOUN_PROPS_END };

/* docs: Recreate missing arbitration mailboxes */
static const NounBuiltin mailboxes[] = { { "Administrator", "" },
	{ "DiscoverySearchMailbox{D919BA05-46A6-415f-80AD-7E09334BB852}",
		"RecipientTypeDetails=DiscoveryMailbox;HiddenFromAddressListsEnabled=True;DisplayName=Discovery Search Mailbox" },
	{ "FederatedEmail.4c1f4d8b-8179-4148-93bf-00a95fa1e042", ARBITRATION },
	{ "Migration.8f3e7716-2011-43e4-96b1-aba62d229136", ARBITRATION },
	{ "SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}", ARBITRATION },
	{ "SystemMailbox{e0dc1c29-89c3-4034-b678-e6c29d823ed9}", ARBITRATION }, { NULL, NULL } };
static const NounBuiltin default_one[] = { { "Default", "IsDefault=True" }, { NULL, NULL } };
static const NounBuiltin default_policy[] = { { "Default Policy", "IsDefault=True;Priority=Lowest" }, { NULL, NULL } };
static const NounBuiltin retention[] = { { "Default MRM Policy", "IsDefault=True" }, { NULL, NULL } };
static const NounBuiltin role_policy[] = { { "Default Role Assignment Policy", "IsDefault=True" }, { NULL, NULL } };

static const ViewItem mailbox_items[] = {
	{ .prop = "Name" }, { .prop = "Alias" }, { .prop = "ServerName" }, { .prop = "ProhibitSendQuota" }, { 0 } };
static const ViewItem policy_items[] = { { .prop = "Name" }, { .prop = "IsDefault" }, { 0 } };
/* clang-format on */
static const ViewDef mailbox_view = { .shape = VIEW_TABLE, .items = mailbox_items };
static const ViewDef policy_view = { .shape = VIEW_TABLE, .items = policy_items };
static const TypeDef mailbox_type = { .name = "Microsoft.Exchange.Data.Directory.Management.Mailbox",
	.base = &type_known[T_OBJECT],
	.view = &mailbox_view };
static const NounDef mailbox = {
	.kind = "Mailbox", .label = "mailbox", .props = mailbox_props, .builtins = mailboxes, .type = &mailbox_type
};

/* ---- Get-Mailbox ---- */

enum {
	P_IDENTITY,
	P_CONTROLLER,
	P_SERVER,
	P_DATABASE,
	P_DETAILS,
	P_RESULT_SIZE,
	P_ARBITRATION,
	P_ARCHIVE,
	P_PUBLIC_FOLDER,
	P_MONITORING,
	P_FILTER
};
/* clang-format off */
static const ParamDef mailbox_get[] = {
	[P_IDENTITY] = NOUN_ROW_IDENTITY(0),
	[P_CONTROLLER] = NOUN_ROW_CONTROLLER,
	[P_SERVER] = { .name = "Server", .type = "Object", .help = "Only mailboxes of this server." },
	[P_DATABASE] = { .name = "Database", .type = "Object", .help = "Only mailboxes of this database." },
	[P_DETAILS] = { .name = "RecipientTypeDetails", .type = "String[]", .help = "Only mailboxes of these kinds." },
	[P_RESULT_SIZE] = { .name = "ResultSize", .type = "String", .help = "How many at most; Unlimited: all." },
	[P_ARBITRATION] = { .name = "Arbitration", .type = "SwitchParameter", .help = "The mailboxes of the system itself." },
	[P_ARCHIVE] = { .name = "Archive", .type = "SwitchParameter", .help = "Only mailboxes with an archive." },
	[P_PUBLIC_FOLDER] = { .name = "PublicFolder", .type = "SwitchParameter", .help = "The mailboxes of public folders." },
	[P_MONITORING] = { .name = "Monitoring", .type = "SwitchParameter", .help = "The mailboxes of the health checks." },
	[P_FILTER] = { .name = "Filter", .type = "String", .flags = PARAM_NOT_DONE, .help = "Only what fits." },
};
/* clang-format on */

static bool has_text(NounCall *call, const NounObject *object, const char *name, Str text)
{
	Str have;

	return noun_text(call, object, noun_prop(&mailbox, str_from(name)), &have) && str_ieq(have, text);
}

static bool is_argument(NounCall *call, const NounObject *object, int param, const char *name)
{
	Stage *s = call->exchange.stage;
	Buf text = BUF_INIT;
	bool is = true;

	if (stage_bound(s, param))
		is = convert_put_text(s->interp, s->args[param], &text) == FLOW_NEXT &&
		     has_text(call, object, name, buf_str(&text));
	buf_release(&text);
	return is;
}

static bool is_wanted(NounCall *call, const NounObject *object)
{
	Stage *s = call->exchange.stage;
	bool arbitration = has_text(call, object, "RecipientTypeDetails", S("ArbitrationMailbox"));
	size_t n;
	const Str *kinds = stage_strings(s, P_DETAILS, &n);
	bool of_kind = n == 0;

	for (size_t i = 0; i < n; i++)
		of_kind |= has_text(call, object, "RecipientTypeDetails", kinds[i]);
	return of_kind && arbitration == stage_switch(s, P_ARBITRATION) && !stage_switch(s, P_ARCHIVE) &&
	       !stage_switch(s, P_PUBLIC_FOLDER) && !stage_switch(s, P_MONITORING) &&
	       is_argument(call, object, P_SERVER, "ServerName") && is_argument(call, object, P_DATABASE, "Database");
}

static Flow get_mailbox(Stage *s, UNUSED Value input)
{
	int64_t most = INT64_MAX, written = 0;
	NounCall call;
	NounList list;
	Flow flow;

	if (!noun_call(s, &mailbox, &call, &flow) || !noun_find(&call, true, &list, &flow))
		return flow;
	if (stage_bound(s, P_RESULT_SIZE) &&
		num_parse_integer(stage_str(s, P_RESULT_SIZE), NUM_INT64, false, &most) != NUM_OK)
		most = INT64_MAX;
	for (size_t i = 0; flow == FLOW_NEXT && i < list.n && written < most; i++) {
		if (!is_wanted(&call, &list.p[i]))
			continue;
		flow = noun_write(&call, &list.p[i]);
		written++;
	}
	return flow;
}

const CmdletDef cmd_get_mailbox = { NOUN_GET("Get-Mailbox", mailbox_get, "GetMailbox"), .process = get_mailbox,
	.synopsis = "Shows the mailboxes that Setup makes; there are no others." };

/* ---- policies and others: listed only ---- */

/* clang-format off */
static const ParamDef policy_get[] = { NOUN_ROW_IDENTITY(0), NOUN_ROW_CONTROLLER,
	{ .name = "ResultSize", .type = "String", .help = "How many at most; there are few." } };
/* clang-format on */

/* One kind: what Setup leaves of it (NULL: nothing), and its Get- cmdlet. */
#define LISTED(symbol, noun, text, table)                                                                              \
	static const TypeDef symbol##_type = { .name = "Microsoft.Exchange.Data.Directory.SystemConfiguration." noun,  \
		.base = &type_known[T_OBJECT],                                                                         \
		.view = &policy_view };                                                                                \
	static const NounDef symbol = {                                                                                \
		.kind = (noun), .label = (text), .props = policy_props, .builtins = (table), .type = &symbol##_type    \
	};                                                                                                             \
	NOUN_VERB(get, symbol)

#define GET(symbol, noun, text)                                                                                        \
	NOUN_GET("Get-" noun, policy_get, "Get" noun), .process = get_##symbol, .synopsis = "Shows " text "."

LISTED(address, "EmailAddressPolicy", "e-mail address policy", default_policy)
LISTED(edge, "EdgeSubscription", "edge subscription", NULL)
LISTED(group, "DistributionGroup", "distribution group", NULL)
LISTED(intra, "IntraOrganizationConnector", "intra-organization connector", NULL)
LISTED(journal, "JournalRule", "journal rule", NULL)
LISTED(mobile, "MobileDeviceMailboxPolicy", "mobile device mailbox policy", default_one)
LISTED(owa, "OwaMailboxPolicy", "Outlook on the web mailbox policy", default_one)
LISTED(folders, "PublicFolderDatabase", "public folder database", NULL)
LISTED(keeping, "RetentionPolicy", "retention policy", retention)
LISTED(roles, "RoleAssignmentPolicy", "role assignment policy", role_policy)
LISTED(rule, "TransportRule", "transport rule", NULL)
LISTED(dial, "UMDialPlan", "UM dial plan", NULL)

const CmdletDef cmd_get_emailaddresspolicy = { GET(address, "EmailAddressPolicy", "e-mail address policies") };
const CmdletDef cmd_get_edgesubscription = { GET(edge, "EdgeSubscription", "edge subscriptions") };
const CmdletDef cmd_get_distributiongroup = { GET(group, "DistributionGroup", "distribution groups") };
const CmdletDef cmd_get_intraorganizationconnector = { GET(
	intra, "IntraOrganizationConnector", "connectors between organizations") };
const CmdletDef cmd_get_journalrule = { GET(journal, "JournalRule", "journal rules") };
const CmdletDef cmd_get_mobiledevicemailboxpolicy = { GET(
	mobile, "MobileDeviceMailboxPolicy", "mobile device mailbox policies") };
const CmdletDef cmd_get_owamailboxpolicy = { GET(owa, "OwaMailboxPolicy", "Outlook on the web mailbox policies") };
const CmdletDef cmd_get_publicfolderdatabase = { GET(folders, "PublicFolderDatabase", "public folder databases") };
const CmdletDef cmd_get_retentionpolicy = { GET(keeping, "RetentionPolicy", "retention policies") };
const CmdletDef cmd_get_roleassignmentpolicy = { GET(roles, "RoleAssignmentPolicy", "role assignment policies") };
const CmdletDef cmd_get_transportrule = { GET(rule, "TransportRule", "transport rules") };
const CmdletDef cmd_get_umdialplan = { GET(dial, "UMDialPlan", "UM dial plans") };
