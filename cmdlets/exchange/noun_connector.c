/* noun_connector: receive and send connectors. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/noun.h"

/* clang-format off */
/* docs: Get-, Set-ReceiveConnector, with the values of a new connector. */
#define RECEIVE_SET(X)                                                                                                 \
	X(AdvertiseClientSettings, BOOL, "False") X(AuthMechanism, AUTH, "Tls") X(AuthTarpitInterval, STRING, "00:00:05") \
	X(Banner, STRING, NULL) X(BareLinefeedRejectionEnabled, BOOL, "False") X(BinaryMimeEnabled, BOOL, "True")      \
	X(Bindings, LIST, "0.0.0.0:25") X(ChunkingEnabled, BOOL, "True") X(Comment, STRING, "")                        \
	X(ConnectionInactivityTimeout, STRING, "00:05:00") X(ConnectionTimeout, STRING, "00:10:00")                    \
	X(DefaultDomain, STRING, NULL) X(DeliveryStatusNotificationEnabled, BOOL, "True")                              \
	X(DomainSecureEnabled, BOOL, "False") X(EightBitMimeEnabled, BOOL, "True") X(EnableAuthGSSAPI, BOOL, "False")  \
	X(Enabled, BOOL, "True") X(EnhancedStatusCodesEnabled, BOOL, "True") X(ExtendedProtectionPolicy, STRING, "None") \
	X(Fqdn, FQDN, "{F}") X(LiveCredentialEnabled, BOOL, "False") X(LongAddressesEnabled, BOOL, "False")          \
	X(MaxAcknowledgementDelay, STRING, "00:00:30") X(MaxHeaderSize, SIZE, "256 KB (262,144 bytes)")              \
	X(MaxHopCount, INT, "60") X(MaxInboundConnection, INT, "5000")                                                 \
	X(MaxInboundConnectionPercentagePerSource, INT, "2") X(MaxInboundConnectionPerSource, INT, "20")               \
	X(MaxLocalHopCount, INT, "12") X(MaxLogonFailures, INT, "3") X(MaxMessageSize, SIZE, "36 MB (37,748,736 bytes)") \
	X(MaxProtocolErrors, INT, "5") X(MaxRecipientsPerMessage, INT, "200") X(MessageRateLimit, INT, "Unlimited")    \
	X(MessageRateSource, STRING, "IPAddress") X(OrarEnabled, BOOL, "False") X(PermissionGroups, PERMISSIONS, "None")     \
	X(PipeliningEnabled, BOOL, "True") X(ProtocolLoggingLevel, LOGGING, "None")                                     \
	X(RemoteIPRanges, LIST, "0.0.0.0-255.255.255.255") X(RequireEHLODomain, BOOL, "False")                         \
	X(RequireTLS, BOOL, "False") X(ServiceDiscoveryFqdn, STRING, NULL) X(SizeEnabled, STRING, "Enabled")           \
	X(SmtpUtf8Enabled, BOOL, "True") X(SuppressXAnonymousTls, BOOL, "False") X(TarpitInterval, STRING, "00:00:05") \
	X(TlsCertificateName, CERTIFICATE, NULL) X(TlsDomainCapabilities, LIST, "") X(TransportRole, STRING, "HubTransport")
/* docs: Get-, Set-SendConnector. */
#define SEND_SET(X)                                                                                                    \
	X(AddressSpaces, LIST, "") X(AuthenticationCredential, STRING, NULL)                                           \
	X(CloudServicesMailEnabled, BOOL, "False") X(Comment, STRING, NULL)                                            \
	X(ConnectionInactivityTimeOut, STRING, "00:10:00") X(ConnectorType, STRING, "Default")                         \
	X(DNSRoutingEnabled, BOOL, "True") X(DomainSecureEnabled, BOOL, "False") X(Enabled, BOOL, "True")              \
	X(ErrorPolicies, STRING, "Default") X(ForceHELO, BOOL, "False") X(Fqdn, FQDN, NULL)                          \
	X(FrontendProxyEnabled, BOOL, "False") X(IgnoreSTARTTLS, BOOL, "False") X(IsScopedConnector, BOOL, "False")    \
	X(MaxMessageSize, SIZE, "35 MB (36,700,160 bytes)") X(Port, INT, "25") X(ProtocolLoggingLevel, LOGGING, "None") \
	X(RequireOorg, BOOL, "False") X(RequireTLS, BOOL, "False") X(SmartHostAuthMechanism, HOST_AUTH, "None")           \
	X(SmartHosts, LIST, "") X(SmtpMaxMessagesPerConnection, INT, "20") X(SourceIPAddress, STRING, "0.0.0.0")       \
	X(SourceTransportServers, LIST, "{S}") X(TlsAuthLevel, STRING, NULL) X(TlsCertificateName, CERTIFICATE, NULL)  \
	X(TlsDomain, STRING, NULL) X(UseExternalDNSServersEnabled, BOOL, "False")

static const NounProp receive_props[] = { RECEIVE_SET(NOUN_PROP) NOUN_PROPS_END };
static const ParamDef receive_set[] = { NOUN_SET_ROWS, RECEIVE_SET(NOUN_ROW) };
#define SWITCH(n, text) { .name = (n), .type = "SwitchParameter", .help = (text) }
static const ParamDef receive_new[] = { NOUN_NEW_ROWS, NOUN_ROW_SERVER, RECEIVE_SET(NOUN_ROW)
	{ .name = "Usage", .type = "String", .help = "Sets authentication and permissions as for this kind of use.",
		.check = { CHECK_SET, .set = (const char *const[]){ "Custom", "Internet", "Internal", "Client", "Partner",
			NULL } } },
	SWITCH("Custom", "As -Usage Custom."), SWITCH("Internet", "As -Usage Internet."),
	SWITCH("Internal", "As -Usage Internal."), SWITCH("Client", "As -Usage Client."),
	SWITCH("Partner", "As -Usage Partner.") };

static const NounProp send_props[] = { SEND_SET(NOUN_PROP) NOUN_PROPS_END };
static const ParamDef send_set[] = { NOUN_SET_ROWS, SEND_SET(NOUN_ROW) };
static const ParamDef send_new[] = { NOUN_NEW_ROWS, SEND_SET(NOUN_ROW)
	{ .name = "Usage", .type = "String", .help = "Sets permissions as for this kind of use.",
		.check = { CHECK_SET, .set = (const char *const[]){ "Custom", "Internet", "Internal", "Partner", NULL } } },
	SWITCH("Custom", "As -Usage Custom."), SWITCH("Internet", "As -Usage Internet."),
	SWITCH("Internal", "As -Usage Internal."), SWITCH("Partner", "As -Usage Partner.") };

/* What Setup of 2013 and later makes (docs: Receive connectors). */
#define FROM_ALL "RemoteIPRanges=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff\n0.0.0.0-255.255.255.255;"
#define TRUSTED  "AuthMechanism=Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer;" FROM_ALL
static const NounBuiltin receive_builtins[] = {
	{ "Default {S}", TRUSTED "Bindings=[::]:2525\n0.0.0.0:2525;PermissionGroups=ExchangeUsers, ExchangeServers, "
		"ExchangeLegacyServers;MaxInboundConnectionPerSource=Unlimited" },
	{ "Client Proxy {S}", TRUSTED "Bindings=[::]:465\n0.0.0.0:465;PermissionGroups=ExchangeUsers, ExchangeServers;"
		"MaxInboundConnectionPerSource=Unlimited" },
	{ "Default Frontend {S}", TRUSTED "Bindings=[::]:25\n0.0.0.0:25;PermissionGroups=AnonymousUsers, ExchangeServers, "
		"ExchangeLegacyServers;TransportRole=FrontendTransport" },
	{ "Outbound Proxy Frontend {S}", "AuthMechanism=Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer;"
		FROM_ALL "Bindings=[::]:717\n0.0.0.0:717;PermissionGroups=ExchangeServers;TransportRole=FrontendTransport" },
	{ "Client Frontend {S}", "AuthMechanism=Tls, Integrated, BasicAuth, BasicAuthRequireTLS;" FROM_ALL
		"Bindings=[::]:587\n0.0.0.0:587;PermissionGroups=ExchangeUsers;TransportRole=FrontendTransport;"
		"AdvertiseClientSettings=False" },
	{ NULL, NULL },
};

/* docs: New-ReceiveConnector -Usage. */
static const NounBuiltin usages[] = {
	{ "Custom", "AuthMechanism=Tls;PermissionGroups=None" },
	{ "Internet", "AuthMechanism=Tls;PermissionGroups=AnonymousUsers" },
	{ "Internal", "AuthMechanism=Tls, ExchangeServer;PermissionGroups=ExchangeServers, ExchangeLegacyServers" },
	{ "Client", "AuthMechanism=Tls, Integrated, BasicAuth, BasicAuthRequireTLS;PermissionGroups=ExchangeUsers" },
	{ "Partner", "AuthMechanism=Tls;PermissionGroups=Partners;DomainSecureEnabled=True" },
	{ NULL, NULL },
};

/* Default tables (docs: Get-ReceiveConnector, Get-SendConnector). */
static const ViewItem receive_items[] = {
	{ .prop = "Identity" }, { .prop = "Bindings" }, { .prop = "Enabled" }, { 0 } };
static const ViewItem send_items[] = {
	{ .prop = "Identity" }, { .prop = "AddressSpaces" }, { .prop = "Enabled" }, { 0 } };
/* clang-format on */
static const ViewDef receive_view = { .shape = VIEW_TABLE, .items = receive_items };
static const ViewDef send_view = { .shape = VIEW_TABLE, .items = send_items };
static const TypeDef receive_type = {
	.name = "Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector",
	.base = &type_known[T_OBJECT],
	.view = &receive_view,
};
static const TypeDef send_type = {
	.name = "Microsoft.Exchange.Data.Directory.SystemConfiguration.SmtpSendConnectorConfig",
	.base = &type_known[T_OBJECT],
	.view = &send_view,
};

static const NounDef receive = {
	.kind = "ReceiveConnector",
	.label = "receive connector",
	.scope = NOUN_ON_SERVER,
	.props = receive_props,
	.builtins = receive_builtins,
	.usages = usages,
	.type = &receive_type,
};
static const NounDef send = {
	.kind = "SendConnector",
	.label = "send connector",
	.scope = NOUN_ORGANIZATION,
	.props = send_props,
	.type = &send_type,
};

NOUN_VERB(get, receive)
NOUN_VERB(set, receive)
NOUN_VERB(new, receive)
NOUN_VERB(remove, receive)
NOUN_VERB(get, send)
NOUN_VERB(set, send)
NOUN_VERB(new, send)
NOUN_VERB(remove, send)

const CmdletDef cmd_get_receiveconnector = {
	NOUN_GET("Get-ReceiveConnector", noun_get_server_params, "GetReceiveConnector"),
	.process = get_receive,
	.synopsis = "Shows the receive connectors of servers.",
};
const CmdletDef cmd_set_receiveconnector = {
	NOUN_CHANGE("Set-ReceiveConnector", receive_set, "SetReceiveConnector", CONFIRM_MEDIUM),
	.process = set_receive,
	.synopsis = "Changes a receive connector.",
};
const CmdletDef cmd_new_receiveconnector = {
	NOUN_CHANGE("New-ReceiveConnector", receive_new, "NewReceiveConnector", CONFIRM_MEDIUM),
	.process = new_receive,
	.synopsis = "Makes a receive connector on a server.",
};
const CmdletDef cmd_remove_receiveconnector = {
	NOUN_CHANGE("Remove-ReceiveConnector", noun_remove_params, "RemoveReceiveConnector", CONFIRM_HIGH),
	.process = remove_receive,
	.synopsis = "Removes a receive connector.",
};
const CmdletDef cmd_get_sendconnector = {
	NOUN_GET("Get-SendConnector", noun_get_params, "GetSendConnector"),
	.process = get_send,
	.synopsis = "Shows the send connectors of the organization.",
};
const CmdletDef cmd_set_sendconnector = {
	NOUN_CHANGE("Set-SendConnector", send_set, "SetSendConnector", CONFIRM_MEDIUM),
	.process = set_send,
	.synopsis = "Changes a send connector.",
};
const CmdletDef cmd_new_sendconnector = {
	NOUN_CHANGE("New-SendConnector", send_new, "NewSendConnector", CONFIRM_MEDIUM),
	.process = new_send,
	.synopsis = "Makes a send connector.",
};
const CmdletDef cmd_remove_sendconnector = {
	NOUN_CHANGE("Remove-SendConnector", noun_remove_params, "RemoveSendConnector", CONFIRM_HIGH),
	.process = remove_send,
	.synopsis = "Removes a send connector.",
};
