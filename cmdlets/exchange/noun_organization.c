/* noun_organization: what the organization has: hybrid and federation settings, partners, domains of others. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/noun.h"

/* clang-format off */
#define ORGANIZATION(X)                                                                                                \
	X(OAuth2ClientProfileEnabled, BOOL, "False") X(MapiHttpEnabled, BOOL, "True")                                  \
	X(DefaultPublicFolderAgeLimit, STRING, NULL) X(MailTipsAllTipsEnabled, BOOL, "True")                           \
	X(EwsEnabled, BOOL, NULL) X(IsDehydrated, BOOL, "False") X(CustomerFeedbackEnabled, BOOL, NULL)
#define TRANSPORT(X)                                                                                                   \
	X(MaxSendSize, SIZE, "10 MB (10,485,760 bytes)") X(MaxReceiveSize, SIZE, "10 MB (10,485,760 bytes)")       \
	X(TLSReceiveDomainSecureList, LIST, "") X(TLSSendDomainSecureList, LIST, "") X(InternalSMTPServers, LIST, "")  \
	X(ShadowRedundancyEnabled, BOOL, "True") X(ExternalPostmasterAddress, STRING, NULL)
#define HYBRID(X)                                                                                                      \
	X(TlsCertificateName, CERTIFICATE, NULL) X(Domains, LIST, "") X(Features, LIST, "") X(OnPremisesSmartHost, STRING, NULL) \
	X(ReceivingTransportServers, LIST, "") X(SendingTransportServers, LIST, "") X(EdgeTransportServers, LIST, "")  \
	X(ClientAccessServers, LIST, "") X(ExternalIPAddresses, LIST, "") X(SecureMailCertificateThumbprint, STRING, NULL)
#define RELATION(X)                                                                                                    \
	X(DomainNames, LIST, "") X(Enabled, BOOL, "True") X(FreeBusyAccessEnabled, BOOL, "False")                      \
	X(FreeBusyAccessLevel, STRING, "None") X(MailboxMoveEnabled, BOOL, "False") X(MailTipsAccessEnabled, BOOL, "False") \
	X(TargetApplicationUri, STRING, NULL) X(TargetAutodiscoverEpr, URI, NULL) X(TargetOwaURL, URI, NULL)           \
	X(TargetSharingEpr, URI, NULL)
#define PARTNER(X)                                                                                                     \
	X(Enabled, BOOL, "True") X(ApplicationIdentifier, STRING, NULL) X(AuthMetadataUrl, URI, NULL)                  \
	X(AcceptSecurityIdentifierInformation, BOOL, "False") X(LinkedAccount, STRING, NULL) X(Realm, STRING, NULL)
#define AUTH_SERVER(X)                                                                                                 \
	X(Enabled, BOOL, "True") X(AuthMetadataUrl, URI, NULL) X(IssuerIdentifier, STRING, NULL) X(Realm, STRING, NULL) \
	X(Type, STRING, "MicrosoftACS") X(IsDefaultAuthorizationEndpoint, BOOL, "False")

#define SESSION(X)                                                                                                     \
	X(ViewEntireForest, BOOL, "False") X(RecipientViewRoot, STRING, "{D}") X(PreferredGlobalCatalog, STRING, NULL)  \
	X(ConfigurationDomainController, STRING, NULL) X(PreferredDomainControllers, LIST, "")                         \
	X(SetPreferredDomainControllers, LIST, "")
#define GROUP(X)                                                                                                       \
	X(Servers, LIST, "") X(WitnessServer, STRING, NULL) X(WitnessDirectory, STRING, NULL)                          \
	X(DatacenterActivationMode, STRING, "Off") X(ReplicationPort, INT, "64327")
#define DATABASE(X)                                                                                                    \
	X(Server, STRING, "{S}") X(Recovery, BOOL, "False") X(MountAtStartup, BOOL, "True") X(RpcClientAccessServer, STRING, "{F}") \
	X(ReplicationType, STRING, "None") X(Mounted, BOOL, "True")

static const NounProp organization_props[] = { ORGANIZATION(NOUN_PROP) NOUN_PROPS_END };
static const NounProp transport_props[] = { TRANSPORT(NOUN_PROP) NOUN_PROPS_END };
static const NounProp hybrid_props[] = { HYBRID(NOUN_PROP) NOUN_PROPS_END };
static const NounProp relation_props[] = { RELATION(NOUN_PROP) NOUN_PROPS_END };
static const NounProp partner_props[] = { PARTNER(NOUN_PROP) NOUN_PROPS_END };
static const NounProp session_props[] = { SESSION(NOUN_PROP) NOUN_PROPS_END };
static const NounProp group_props[] = { GROUP(NOUN_PROP) NOUN_PROPS_END };
static const NounProp database_props[] = { DATABASE(NOUN_PROP) NOUN_PROPS_END };
static const NounProp auth_server_props[] = { AUTH_SERVER(NOUN_PROP) NOUN_PROPS_END };

/* Settings there is but one of: -Identity may be left out. */
#define SINGLE_ROWS NOUN_ROW_IDENTITY(0), NOUN_ROW_CONTROLLER, NOUN_ROW_FORCE
static const ParamDef organization_set[] = { SINGLE_ROWS, ORGANIZATION(NOUN_ROW) };
static const ParamDef transport_set[] = { SINGLE_ROWS, TRANSPORT(NOUN_ROW) };
static const ParamDef session_set[] = { SINGLE_ROWS, SESSION(NOUN_ROW) };
static const ParamDef group_set[] = { NOUN_SET_ROWS, GROUP(NOUN_ROW) };
static const ParamDef group_new[] = { NOUN_NEW_ROWS, GROUP(NOUN_ROW) };
static const ParamDef database_set[] = { NOUN_SET_ROWS, DATABASE(NOUN_ROW) };
static const ParamDef database_new[] = { NOUN_NEW_ROWS, DATABASE(NOUN_ROW) };
#define STATUS { .name = "Status", .type = "SwitchParameter", .help = "Also what is asked of the servers." }
static const ParamDef database_get[] = { NOUN_ROW_IDENTITY(0), NOUN_ROW_CONTROLLER, NOUN_ROW_SERVER, STATUS,
	{ .name = "IncludePreExchange2013", .type = "SwitchParameter", .help = "Also those of older servers." } };
static const ParamDef group_get[] = { NOUN_ROW_IDENTITY(0), NOUN_ROW_CONTROLLER, STATUS };
static const ParamDef hybrid_set[] = { SINGLE_ROWS, HYBRID(NOUN_ROW) };
static const ParamDef relation_set[] = { NOUN_SET_ROWS, RELATION(NOUN_ROW) };
static const ParamDef partner_set[] = { NOUN_SET_ROWS, PARTNER(NOUN_ROW) };
static const ParamDef auth_server_set[] = { NOUN_SET_ROWS, AUTH_SERVER(NOUN_ROW) };
static const ParamDef relation_new[] = { NOUN_NEW_ROWS, RELATION(NOUN_ROW) };
static const ParamDef partner_new[] = { NOUN_NEW_ROWS, PARTNER(NOUN_ROW) };
static const ParamDef auth_server_new[] = { NOUN_NEW_ROWS, AUTH_SERVER(NOUN_ROW) };

static const NounBuiltin organization_one[] = { { "First Organization", "" }, { NULL, NULL } };
static const NounBuiltin session_one[] = { { "ADServerSettings", "" }, { NULL, NULL } };
static const NounBuiltin transport_one[] = { { "Transport Settings", "" }, { NULL, NULL } };

#define TYPE(full) { .name = "Microsoft.Exchange.Data.Directory.SystemConfiguration." full, .base = &type_known[T_OBJECT] }
static const TypeDef organization_type = TYPE("ADOrganizationConfig");
static const TypeDef transport_type = TYPE("TransportConfigContainer");
static const TypeDef hybrid_type = TYPE("HybridConfiguration");
static const TypeDef relation_type = TYPE("OrganizationRelationship");
static const TypeDef partner_type = TYPE("PartnerApplication");
static const TypeDef session_type = TYPE("RunspaceServerSettingsPresentationObject");
static const TypeDef group_type = TYPE("DatabaseAvailabilityGroup");
static const TypeDef database_type = TYPE("MailboxDatabase");
static const TypeDef auth_server_type = TYPE("AuthServer");

static const NounDef organization = { .kind = "OrganizationConfig", .label = "organization", .props = organization_props,
	.builtins = organization_one, .type = &organization_type };
static const NounDef transport = { .kind = "TransportConfig", .label = "transport configuration", .props = transport_props,
	.builtins = transport_one, .type = &transport_type };
static const NounDef hybrid = { .kind = "HybridConfiguration", .label = "hybrid configuration",
	.single = "Hybrid Configuration", .props = hybrid_props,
	.type = &hybrid_type };
static const NounDef relation = { .kind = "OrganizationRelationship", .label = "organization relationship",
	.props = relation_props, .type = &relation_type };
static const NounDef partner = { .kind = "PartnerApplication", .label = "partner application", .props = partner_props,
	.type = &partner_type };
static const NounDef auth_server = { .kind = "AuthServer", .label = "authorization server", .props = auth_server_props,
	.type = &auth_server_type };
static const NounDef session = { .kind = "ADServerSettings", .label = "Active Directory server settings",
	.props = session_props, .builtins = session_one, .type = &session_type };
static const NounDef group = { .kind = "DatabaseAvailabilityGroup", .label = "database availability group",
	.props = group_props, .type = &group_type };
static const NounDef database = { .kind = "MailboxDatabase", .label = "mailbox database", .props = database_props,
	.type = &database_type };
/* clang-format on */

NOUN_VERB(get, organization)
NOUN_VERB(set, organization)
NOUN_VERB(get, transport)
NOUN_VERB(set, transport)
NOUN_VERB(get, hybrid)
NOUN_VERB(set, hybrid)
NOUN_VERB(get, relation)
NOUN_VERB(set, relation)
NOUN_VERB(new, relation)
NOUN_VERB(get, partner)
NOUN_VERB(set, partner)
NOUN_VERB(new, partner)
NOUN_VERB(get, auth_server)
NOUN_VERB(set, auth_server)
NOUN_VERB(new, auth_server)
NOUN_VERB(get, session)
NOUN_VERB(set, session)
NOUN_VERB(get, group)
NOUN_VERB(set, group)
NOUN_VERB(new, group)
NOUN_VERB(get, database)
NOUN_VERB(set, database)
NOUN_VERB(new, database)

/* New-HybridConfiguration takes no name: there is one. */
static Flow new_hybrid(Stage *s, UNUSED Value input)
{
	NounObject object = { .name = str_from(hybrid.single), .identity = str_from(hybrid.single) };
	NounCall call;
	NounList list;
	Flow flow;

	if (!noun_call(s, &hybrid, &call, &flow) || !noun_find(&call, true, &list, &flow))
		return flow;
	if (list.n == 0)
		FLOW_TRY(noun_keep(&call, &object));
	return noun_write(&call, list.n ? &list.p[0] : &object);
}

#define GET(symbol, noun, what)                                                                                        \
	NOUN_GET("Get-" noun, noun_get_params, "Get" noun), .process = get_##symbol, .synopsis = "Shows " what "."
#define SET(symbol, noun, what)                                                                                        \
	NOUN_CHANGE("Set-" noun, symbol##_set, "Set" noun, CONFIRM_MEDIUM), .process = set_##symbol,                   \
									    .synopsis = "Changes " what "."
#define MAKE(symbol, noun, what)                                                                                       \
	NOUN_CHANGE("New-" noun, symbol##_new, "New" noun, CONFIRM_MEDIUM), .process = new_##symbol,                   \
									    .synopsis = "Makes " what "."

#define TEXT_ORGANIZATION "the settings of the organization"
#define TEXT_TRANSPORT    "the transport settings of the organization"
#define TEXT_HYBRID       "the hybrid configuration"
#define TEXT_RELATION     "an organization relationship"
#define TEXT_PARTNER      "a partner application"
#define TEXT_AUTH_SERVER  "an authorization server"
#define TEXT_SESSION      "the settings for Active Directory"
#define TEXT_GROUP        "a database availability group"
#define TEXT_DATABASE     "a mailbox database"
static const ParamDef hybrid_new[] = { NOUN_ROW_CONTROLLER };

const CmdletDef cmd_get_organizationconfig = { GET(organization, "OrganizationConfig", TEXT_ORGANIZATION) };
const CmdletDef cmd_set_organizationconfig = { SET(organization, "OrganizationConfig", TEXT_ORGANIZATION) };
const CmdletDef cmd_get_transportconfig = { GET(transport, "TransportConfig", TEXT_TRANSPORT) };
const CmdletDef cmd_set_transportconfig = { SET(transport, "TransportConfig", TEXT_TRANSPORT) };
const CmdletDef cmd_get_hybridconfiguration = { GET(hybrid, "HybridConfiguration", TEXT_HYBRID) };
const CmdletDef cmd_set_hybridconfiguration = { SET(hybrid, "HybridConfiguration", TEXT_HYBRID) };
const CmdletDef cmd_new_hybridconfiguration = { MAKE(hybrid, "HybridConfiguration", TEXT_HYBRID) };
const CmdletDef cmd_get_organizationrelationship = { GET(relation, "OrganizationRelationship", TEXT_RELATION) };
const CmdletDef cmd_set_organizationrelationship = { SET(relation, "OrganizationRelationship", TEXT_RELATION) };
const CmdletDef cmd_new_organizationrelationship = { MAKE(relation, "OrganizationRelationship", TEXT_RELATION) };
const CmdletDef cmd_get_partnerapplication = { GET(partner, "PartnerApplication", TEXT_PARTNER) };
const CmdletDef cmd_set_partnerapplication = { SET(partner, "PartnerApplication", TEXT_PARTNER) };
const CmdletDef cmd_new_partnerapplication = { MAKE(partner, "PartnerApplication", TEXT_PARTNER) };
const CmdletDef cmd_get_authserver = { GET(auth_server, "AuthServer", TEXT_AUTH_SERVER) };
const CmdletDef cmd_set_authserver = { SET(auth_server, "AuthServer", TEXT_AUTH_SERVER) };
const CmdletDef cmd_new_authserver = { MAKE(auth_server, "AuthServer", TEXT_AUTH_SERVER) };
const CmdletDef cmd_get_adserversettings = { GET(session, "ADServerSettings", TEXT_SESSION) };
const CmdletDef cmd_set_adserversettings = { SET(session, "ADServerSettings", TEXT_SESSION) };
const CmdletDef cmd_get_databaseavailabilitygroup = {
	NOUN_GET("Get-DatabaseAvailabilityGroup", group_get, "GetDatabaseAvailabilityGroup"),
	.process = get_group,
	.synopsis = "Shows the database availability groups.",
};
const CmdletDef cmd_set_databaseavailabilitygroup = { SET(group, "DatabaseAvailabilityGroup", TEXT_GROUP) };
const CmdletDef cmd_new_databaseavailabilitygroup = { MAKE(group, "DatabaseAvailabilityGroup", TEXT_GROUP) };
const CmdletDef cmd_get_mailboxdatabase = {
	NOUN_GET("Get-MailboxDatabase", database_get, "GetMailboxDatabase"),
	.process = get_database,
	.synopsis = "Shows the mailbox databases.",
};
const CmdletDef cmd_set_mailboxdatabase = { SET(database, "MailboxDatabase", TEXT_DATABASE) };
const CmdletDef cmd_new_mailboxdatabase = { MAKE(database, "MailboxDatabase", TEXT_DATABASE) };
