/* noun_server: what each server has one of: services and their settings. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/noun.h"

/* ---- client access ------------------------------------------------------------------------------------------- */

/* clang-format off */
#define CLIENT_ACCESS(X)                                                                                               \
	X(AutoDiscoverServiceInternalUri, URI, "https://{F}/Autodiscover/Autodiscover.xml")                            \
	X(AutoDiscoverSiteScope, LIST, "Default-First-Site-Name") X(IrmLogEnabled, BOOL, "True")                       \
	X(AlternateServiceAccountConfiguration, STRING, NULL) X(OutlookAnywhereEnabled, BOOL, "True")
static const NounProp access_props[] = { CLIENT_ACCESS(NOUN_PROP)
	{ "Fqdn", NOUN_STRING, "{F}", NULL },
	{ "AutoDiscoverServiceCN", NOUN_STRING, "{S}", NULL },
	{ "AutoDiscoverServiceClassName", NOUN_STRING, "ms-Exchange-AutoDiscover-Service", NULL },
	{ "AutoDiscoverServiceGuid", NOUN_STRING, "77378f46-2c66-4aa9-a6a6-3e7a48b19596", NULL },
	{ "IsOutOfService", NOUN_BOOL, "False", NULL }, NOUN_PROPS_END };
static const ParamDef access_set[] = { NOUN_SET_ROWS, CLIENT_ACCESS(NOUN_ROW) };
static const ParamDef access_get[] = { NOUN_ROW_IDENTITY(0), NOUN_ROW_CONTROLLER,
	{ .name = "IncludeAlternateServiceAccountCredentialStatus", .type = "SwitchParameter",
		.help = "Also the alternate account's state; there is none here." },
	{ .name = "IncludeAlternateServiceAccountCredentialPassword", .type = "SwitchParameter",
		.help = "Also the alternate account's password; there is none here." } };

/* ---- transport ----------------------------------------------------------------------------------------------- */

#define TRANSPORT(X)                                                                                                   \
	X(ConnectivityLogEnabled, BOOL, "True") X(ConnectivityLogMaxAge, STRING, "30.00:00:00")                        \
	X(ExternalDNSAdapterEnabled, BOOL, "True") X(ExternalDNSServers, LIST, "") X(ExternalIPAddress, STRING, NULL)  \
	X(InternalDNSAdapterEnabled, BOOL, "True") X(InternalDNSServers, LIST, "")                                     \
	X(IntraOrgConnectorProtocolLoggingLevel, LOGGING, "None") X(MaxOutboundConnections, INT, "1000")                \
	X(MaxPerDomainOutboundConnections, INT, "40") X(MessageExpirationTimeout, STRING, "2.00:00:00")                \
	X(MessageTrackingLogEnabled, BOOL, "True") X(PickupDirectoryMaxMessagesPerMinute, INT, "100")                  \
	X(ReceiveProtocolLogMaxAge, STRING, "30.00:00:00") X(SendProtocolLogMaxAge, STRING, "30.00:00:00")             \
	X(AntispamAgentsEnabled, BOOL, "False")
#define FRONT_END(X)                                                                                                   \
	X(AgentLogEnabled, BOOL, "True") X(ConnectivityLogEnabled, BOOL, "True")                                       \
	X(ExternalDNSAdapterEnabled, BOOL, "True") X(ExternalDNSServers, LIST, "") X(InternalDNSAdapterEnabled, BOOL, "True") \
	X(InternalDNSServers, LIST, "") X(IntraOrgConnectorProtocolLoggingLevel, LOGGING, "None")                       \
	X(MaxConnectionRatePerMinute, INT, "72000") X(ReceiveProtocolLogMaxAge, STRING, "30.00:00:00")                 \
	X(SendProtocolLogMaxAge, STRING, "30.00:00:00")

/* The certificate that transport presents to other servers: it follows from Enable-ExchangeCertificate. */
static bool transport_thumbprint(NounCall *call, const NounObject *object, Str *text)
{
	StoreCert cert;
	Buf hex = BUF_INIT;

	if (!object->server.transport_id ||
		!store_cert_get(call->exchange.store, object->server.transport_id, call->arena, &cert, &call->diag))
		return false;
	cert_put_hex(cert.thumbprint, &hex);
	*text = arena_copy(call->arena, buf_str(&hex));
	buf_release(&hex);
	return true;
}
/* The certificate of a service that one certificate of a server has at most. */
static bool service_thumbprint(NounCall *call, const NounObject *object, int service, Str *text)
{
	StoreCertFilter filter = { .server_id = object->server.id, .services = service };
	StoreCertCursor *rows;
	StoreCert row;
	Buf hex = BUF_INIT;

	if (!store_certs(call->exchange.store, &filter, &rows, &call->diag))
		return false;
	if (store_certs_next(rows, &row, &call->diag))
		cert_put_hex(row.thumbprint, &hex);
	store_certs_close(rows);
	*text = arena_copy(call->arena, buf_str(&hex));
	buf_release(&hex);
	return text->n > 0;
}

static bool um_thumbprint(NounCall *call, const NounObject *object, Str *text)
{
	return service_thumbprint(call, object, STORE_UM, text);
}

static bool router_thumbprint(NounCall *call, const NounObject *object, Str *text)
{
	return service_thumbprint(call, object, STORE_UM_CALL_ROUTER, text);
}

#define TRANSPORT_THUMBPRINT { "InternalTransportCertificateThumbprint", NOUN_STRING, NULL, transport_thumbprint }

static const NounProp transport_props[] = { TRANSPORT(NOUN_PROP) TRANSPORT_THUMBPRINT, NOUN_PROPS_END };
static const ParamDef transport_set[] = { NOUN_SET_ROWS, TRANSPORT(NOUN_ROW) };
static const NounProp front_props[] = { FRONT_END(NOUN_PROP) TRANSPORT_THUMBPRINT, NOUN_PROPS_END };
static const ParamDef front_set[] = { NOUN_SET_ROWS, FRONT_END(NOUN_ROW) };

#define MAILBOX(X)                                                                                                     \
	X(DatabaseCopyAutoActivationPolicy, STRING, "Unrestricted") X(AutoDatabaseMountDial, STRING, "GoodAvailability") \
	X(DatabaseAvailabilityGroup, STRING, NULL) X(MaximumActiveDatabases, INT, NULL)
static const NounProp mailbox_props[] = { MAILBOX(NOUN_PROP) { "Fqdn", NOUN_STRING, "{F}", NULL }, NOUN_PROPS_END };
static const ParamDef mailbox_set[] = { NOUN_SET_ROWS, MAILBOX(NOUN_ROW) };

/* ---- POP, IMAP and unified messaging ------------------------------------------------------------------------- */

#define MAIL(X, ports, secure)                                                                                         \
	X(Banner, STRING, ports) X(LoginType, LOGIN, "SecureLogin") X(X509CertificateName, STRING, "{S}")             \
	X(UnencryptedOrTLSBindings, LIST, secure) X(InternalConnectionSettings, LIST, "")                              \
	X(ExternalConnectionSettings, LIST, "") X(MaxConnections, INT, "2147483647")                                   \
	X(MaxConnectionFromSingleIP, INT, "2147483647") X(MaxConnectionsPerUser, INT, "16")                            \
	X(MessageRetrievalMimeFormat, STRING, "BestBodyFormat") X(ProtocolLogEnabled, BOOL, "False")                   \
	X(LogFileLocation, STRING, "C:\\Program Files\\Microsoft\\Exchange Server\\V15\\Logging")                      \
	X(ProxyTargetPort, INT, NULL) X(AuthenticatedConnectionTimeout, STRING, "00:30:00")                            \
	X(PreAuthenticatedConnectionTimeout, STRING, "00:01:00") X(EnforceCertificateErrors, BOOL, "False")            \
	X(EnableGSSAPIAndNTLMAuth, BOOL, "True") X(ExtendedProtectionPolicy, STRING, "None") X(OwaServerUrl, URI, NULL)
#define POP(X)                                                                                                         \
	MAIL(X, "The Microsoft Exchange POP3 service is ready.", "[::]:110\n0.0.0.0:110")                              \
	X(SSLBindings, LIST, "[::]:995\n0.0.0.0:995") X(MessageRetrievalSortOrder, STRING, "Ascending")
#define IMAP(X)                                                                                                        \
	MAIL(X, "The Microsoft Exchange IMAP4 service is ready.", "[::]:143\n0.0.0.0:143")                             \
	X(SSLBindings, LIST, "[::]:993\n0.0.0.0:993") X(ShowHiddenFoldersEnabled, BOOL, "False")
#define UM(X)                                                                                                          \
	X(UMStartupMode, STARTUP, "TCP") X(SipTcpListeningPort, INT, "5062") X(SipTlsListeningPort, INT, "5063")        \
	X(ExternalHostFqdn, STRING, NULL) X(DialPlans, LIST, "") X(MaxCallsAllowed, INT, "100")
#define UM_ROUTER(X)                                                                                                   \
	X(UMStartupMode, STARTUP, "TCP") X(SipTcpListeningPort, INT, "5060") X(SipTlsListeningPort, INT, "5061")        \
	X(DialPlans, LIST, "")

static const NounProp pop_props[] = { POP(NOUN_PROP) { "ProtocolName", NOUN_STRING, "POP3", NULL }, NOUN_PROPS_END };
static const NounProp imap_props[] = { IMAP(NOUN_PROP) { "ProtocolName", NOUN_STRING, "IMAP4", NULL }, NOUN_PROPS_END };
static const NounProp um_props[] = { UM(NOUN_PROP) { "UMCertificateThumbprint", NOUN_STRING, NULL, um_thumbprint },
	NOUN_PROPS_END };
static const NounProp router_props[] = { UM_ROUTER(NOUN_PROP) { "UMCertificateThumbprint", NOUN_STRING, NULL, router_thumbprint },
	NOUN_PROPS_END };
#define MAIL_ROWS NOUN_ROW_IDENTITY(0), NOUN_ROW_CONTROLLER, NOUN_ROW_FORCE, NOUN_ROW_SERVER
static const ParamDef pop_set[] = { MAIL_ROWS, POP(NOUN_ROW) };
static const ParamDef imap_set[] = { MAIL_ROWS, IMAP(NOUN_ROW) };
static const ParamDef um_set[] = { NOUN_SET_ROWS, UM(NOUN_ROW) };
static const ParamDef router_set[] = { MAIL_ROWS, UM_ROUTER(NOUN_ROW) };
static const NounBuiltin one[] = { { "1", "" }, { NULL, NULL } };

/* ---- tables -------------------------------------------------------------------------------------------------- */

static const ViewItem name_items[] = { { .prop = "Name" }, { 0 } };
static const ViewItem mail_items[] = { { .prop = "UnencryptedOrTLSBindings" }, { .prop = "SSLBindings" },
	{ .prop = "LoginType" }, { .prop = "X509CertificateName" }, { 0 } };
static const ViewDef name_view = { .shape = VIEW_TABLE, .items = name_items };
static const ViewDef mail_view = { .shape = VIEW_TABLE, .items = mail_items };
#define TYPE(full, shown) { .name = (full), .base = &type_known[T_OBJECT], .view = &(shown) }
static const TypeDef access_type = TYPE("Microsoft.Exchange.Data.Directory.Management.ClientAccessServer", name_view);
static const TypeDef transport_type = TYPE("Microsoft.Exchange.Data.Directory.Management.TransportServer", name_view);
static const TypeDef front_type = TYPE("Microsoft.Exchange.Data.Directory.Management.FrontendTransportServerPresentationObject",
	name_view);
static const TypeDef mailbox_type = TYPE("Microsoft.Exchange.Data.Directory.Management.MailboxServer", name_view);
static const TypeDef pop_type = TYPE("Microsoft.Exchange.Data.Directory.SystemConfiguration.Pop3AdConfiguration", mail_view);
static const TypeDef imap_type = TYPE("Microsoft.Exchange.Data.Directory.SystemConfiguration.Imap4AdConfiguration", mail_view);
static const TypeDef um_type = TYPE("Microsoft.Exchange.Data.Directory.Management.UMServer", name_view);
static const TypeDef router_type = TYPE("Microsoft.Exchange.Data.Directory.SystemConfiguration.SIPFEServerConfiguration", name_view);

static const NounDef access = { .kind = "ClientAccessServer", .label = "Client Access server", .scope = NOUN_OF_SERVER,
	.props = access_props, .type = &access_type };
static const NounDef transport = { .kind = "TransportServer", .label = "transport server", .scope = NOUN_OF_SERVER,
	.props = transport_props, .type = &transport_type };
static const NounDef front = { .kind = "FrontendTransportService", .label = "Front End Transport service",
	.scope = NOUN_OF_SERVER, .props = front_props, .type = &front_type };
static const NounDef mailbox = { .kind = "MailboxServer", .label = "mailbox server", .scope = NOUN_OF_SERVER,
	.props = mailbox_props, .type = &mailbox_type };
static const NounDef pop = { .kind = "PopSettings", .label = "POP3 settings", .scope = NOUN_ON_SERVER, .local = true,
	.props = pop_props, .builtins = one, .type = &pop_type, .service = STORE_POP };
static const NounDef imap = { .kind = "ImapSettings", .label = "IMAP4 settings", .scope = NOUN_ON_SERVER, .local = true,
	.props = imap_props, .builtins = one, .type = &imap_type, .service = STORE_IMAP };
static const NounDef um = { .kind = "UMService", .label = "UM service", .scope = NOUN_OF_SERVER, .props = um_props,
	.type = &um_type };
static const NounDef router = { .kind = "UMCallRouterSettings", .label = "UM call router settings",
	.scope = NOUN_OF_SERVER, .local = true, .props = router_props, .type = &router_type };
/* clang-format on */

NOUN_VERB(get, access)
NOUN_VERB(set, access)
NOUN_VERB(get, transport)
NOUN_VERB(set, transport)
NOUN_VERB(get, front)
NOUN_VERB(set, front)
NOUN_VERB(get, mailbox)
NOUN_VERB(set, mailbox)
NOUN_VERB(get, pop)
NOUN_VERB(set, pop)
NOUN_VERB(get, imap)
NOUN_VERB(set, imap)
NOUN_VERB(get, um)
NOUN_VERB(set, um)
NOUN_VERB(get, router)
NOUN_VERB(set, router)

/* -ClientAccessServer is the older name of -ClientAccessService, -TransportServer of -TransportService; both are there
 * in every generation that scripts come from. */
#define GET(symbol, noun, rows, text) NOUN_GET("Get-" noun, rows, "Get" noun), .process = get_##symbol, .synopsis = text
#define SET(symbol, noun, rows, text)                                                                                  \
	NOUN_CHANGE("Set-" noun, rows, "Set" noun, CONFIRM_MEDIUM), .process = set_##symbol, .synopsis = text

const CmdletDef cmd_get_clientaccessserver = { GET(
	access, "ClientAccessServer", access_get, "Shows the client access settings of servers.") };
const CmdletDef cmd_set_clientaccessserver = { SET(
	access, "ClientAccessServer", access_set, "Changes the client access settings of a server.") };
const CmdletDef cmd_get_clientaccessservice = { GET(
	access, "ClientAccessService", access_get, "Shows the client access settings of servers.") };
const CmdletDef cmd_set_clientaccessservice = { SET(
	access, "ClientAccessService", access_set, "Changes the client access settings of a server.") };
const CmdletDef cmd_get_transportserver = { GET(
	transport, "TransportServer", noun_get_params, "Shows the transport settings of servers.") };
const CmdletDef cmd_set_transportserver = { SET(
	transport, "TransportServer", transport_set, "Changes the transport settings of a server.") };
const CmdletDef cmd_get_transportservice = { GET(
	transport, "TransportService", noun_get_params, "Shows the transport settings of servers.") };
const CmdletDef cmd_set_transportservice = { SET(
	transport, "TransportService", transport_set, "Changes the transport settings of a server.") };
const CmdletDef cmd_get_frontendtransportservice = { GET(
	front, "FrontendTransportService", noun_get_params, "Shows the front end transport settings of servers.") };
const CmdletDef cmd_set_frontendtransportservice = { SET(
	front, "FrontendTransportService", front_set, "Changes the front end transport settings of a server.") };
const CmdletDef cmd_get_popsettings = { GET(
	pop, "PopSettings", noun_get_server_params, "Shows the settings of a server's POP3 service.") };
const CmdletDef cmd_set_popsettings = { SET(
	pop, "PopSettings", pop_set, "Changes the settings of a server's POP3 service.") };
const CmdletDef cmd_get_imapsettings = { GET(
	imap, "ImapSettings", noun_get_server_params, "Shows the settings of a server's IMAP4 service.") };
const CmdletDef cmd_set_imapsettings = { SET(
	imap, "ImapSettings", imap_set, "Changes the settings of a server's IMAP4 service.") };
const CmdletDef cmd_get_umservice = { GET(
	um, "UMService", noun_get_params, "Shows the unified messaging settings of servers.") };
const CmdletDef cmd_set_umservice = { SET(
	um, "UMService", um_set, "Changes the unified messaging settings of a server.") };
const CmdletDef cmd_get_umserver = { GET(
	um, "UMServer", noun_get_params, "Shows the unified messaging settings of servers.") };
const CmdletDef cmd_set_umserver = { SET(
	um, "UMServer", um_set, "Changes the unified messaging settings of a server.") };
const CmdletDef cmd_get_umcallroutersettings = { GET(
	router, "UMCallRouterSettings", noun_get_server_params, "Shows the settings of a server's UM call router.") };
const CmdletDef cmd_set_umcallroutersettings = { SET(
	router, "UMCallRouterSettings", router_set, "Changes the settings of a server's UM call router.") };
const CmdletDef cmd_get_mailboxserver = { GET(
	mailbox, "MailboxServer", noun_get_params, "Shows the mailbox settings of servers.") };
const CmdletDef cmd_set_mailboxserver = { SET(
	mailbox, "MailboxServer", mailbox_set, "Changes the mailbox settings of a server.") };
