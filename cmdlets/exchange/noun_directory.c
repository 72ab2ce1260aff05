/* noun_directory: virtual directories, and Outlook Anywhere. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/noun.h"

/* clang-format off */
/* What all of them have (docs: Get-OwaVirtualDirectory and its kin). */
#define URLS(X, path)                                                                                                  \
	X(InternalUrl, URI, "https://{F}/" path) X(ExternalUrl, URI, NULL)
#define COMMON(X)                                                                                                      \
	X(ExtendedProtectionFlags, LIST, "") X(ExtendedProtectionSPNList, LIST, "")                                    \
	X(ExtendedProtectionTokenChecking, STRING, "None") X(ExternalAuthenticationMethods, LIST, "Fba")               \
	X(InternalAuthenticationMethods, LIST, "Basic\nFba")
#define AUTHENTICATION(X)                                                                                              \
	X(BasicAuthentication, BOOL, "True") X(DigestAuthentication, BOOL, "False") X(WindowsAuthentication, BOOL, "False")
#define OWA(X)                                                                                                         \
	URLS(X, "owa") COMMON(X) AUTHENTICATION(X) X(FormsAuthentication, BOOL, "True")                                \
	X(LogonFormat, STRING, "FullDomain") X(DefaultDomain, STRING, "") X(InternalDownloadHostName, STRING, NULL)    \
	X(ExternalDownloadHostName, STRING, NULL) X(OAuthAuthentication, BOOL, "True")                                 \
	X(AdfsAuthentication, BOOL, "False") X(LiveIdAuthentication, BOOL, "False") X(GzipLevel, STRING, "Low")        \
	X(CrossSiteRedirectType, STRING, "Silent") X(InstantMessagingCertificateThumbprint, STRING, NULL)              \
	X(InstantMessagingEnabled, BOOL, "True") X(InstantMessagingServerName, STRING, NULL)                           \
	X(InstantMessagingType, STRING, "None")
#define ECP(X)                                                                                                         \
	URLS(X, "ecp") COMMON(X) AUTHENTICATION(X) X(FormsAuthentication, BOOL, "True") X(AdminEnabled, BOOL, "True")  \
	X(OwaOptionsEnabled, BOOL, "True") X(AdfsAuthentication, BOOL, "False") X(GzipLevel, STRING, "High")
#define WEB_SERVICES(X)                                                                                                \
	URLS(X, "EWS/Exchange.asmx") COMMON(X) X(BasicAuthentication, BOOL, "False")                                   \
	X(DigestAuthentication, BOOL, "False") X(WindowsAuthentication, BOOL, "True") X(OAuthAuthentication, BOOL, "True") \
	X(WSSecurityAuthentication, BOOL, "True") X(CertificateAuthentication, BOOL, NULL)                             \
	X(InternalNLBBypassUrl, URI, NULL) X(MRSProxyEnabled, BOOL, "False") X(GzipLevel, STRING, "High")
#define ACTIVE_SYNC(X)                                                                                                 \
	URLS(X, "Microsoft-Server-ActiveSync") COMMON(X) X(BasicAuthEnabled, BOOL, "True")                             \
	X(WindowsAuthEnabled, BOOL, "False") X(CompressionEnabled, BOOL, "False") X(ClientCertAuth, STRING, "Ignore")  \
	X(WebsiteSSLEnabled, BOOL, "True") X(MobileClientCertificateProvisioningEnabled, BOOL, "False")
#define OAB(X)                                                                                                         \
	URLS(X, "OAB") COMMON(X) X(BasicAuthentication, BOOL, "False") X(WindowsAuthentication, BOOL, "True")          \
	X(OAuthAuthentication, BOOL, "True") X(PollInterval, INT, "480") X(RequireSSL, BOOL, "True")                   \
	X(OfflineAddressBooks, LIST, "")
#define MAPI(X)                                                                                                        \
	URLS(X, "mapi") COMMON(X) X(IISAuthenticationMethods, LIST, "Ntlm\nOAuth\nNegotiate")
#define POWERSHELL(X)                                                                                                  \
	X(InternalUrl, URI, "http://{F}/powershell") X(ExternalUrl, URI, NULL) COMMON(X)                               \
	X(BasicAuthentication, BOOL, "False") X(CertificateAuthentication, BOOL, "True")                               \
	X(WindowsAuthentication, BOOL, "False") X(RequireSSL, BOOL, "False")
#define AUTODISCOVER(X)                                                                                                \
	X(InternalUrl, URI, NULL) X(ExternalUrl, URI, NULL) COMMON(X) AUTHENTICATION(X)                                \
	X(OAuthAuthentication, BOOL, "True") X(WSSecurityAuthentication, BOOL, "True") X(LiveIdNegotiateAuthentication, BOOL, "False")
#define OUTLOOK_ANYWHERE(X)                                                                                            \
	X(InternalHostname, STRING, "{F}") X(ExternalHostname, STRING, NULL)                                           \
	X(ExternalClientAuthenticationMethod, STRING, "Negotiate") X(InternalClientAuthenticationMethod, STRING, "Ntlm") \
	X(IISAuthenticationMethods, LIST, "Basic\nNtlm\nNegotiate") X(SSLOffloading, BOOL, "True")                     \
	X(ExternalClientsRequireSsl, BOOL, "False") X(InternalClientsRequireSsl, BOOL, "False")                        \
	X(DefaultAuthenticationMethod, STRING, NULL) X(ClientAuthenticationMethod, STRING, NULL)                       \
	X(ExtendedProtectionFlags, LIST, "") X(ExtendedProtectionSPNList, LIST, "")                                    \
	X(ExtendedProtectionTokenChecking, STRING, "None") X(XropUrl, URI, NULL)
/* What the objects of one view have besides, and no parameter sets. */
#define MORE_directory
#define MORE_anywhere { "ServerName", NOUN_STRING, "{S}", NULL },
#define LABEL_directory "virtual directory"
#define LABEL_anywhere  "Outlook Anywhere directory"

/* Default table: name, server, URLs. */
static const ViewItem items[] = { { .prop = "Name" }, { .prop = "Server" }, { .prop = "InternalUrl" }, { 0 } };
static const ViewItem anywhere_items[] = {
	{ .prop = "Server" }, { .prop = "InternalHostname" }, { .prop = "ExternalHostname" }, { 0 } };
/* clang-format on */
static const ViewDef directory_view = { .shape = VIEW_TABLE, .items = items };
static const ViewDef anywhere_view = { .shape = VIEW_TABLE, .items = anywhere_items };

/* One kind: the properties, where Setup puts it, and the two cmdlets.  symbol: the noun in lower case, as its commands'
 * symbols have it. */
#define DIRECTORY(symbol, noun, what, path, table, back_end_url)                                                       \
	static const NounProp symbol##_props[] = { table(NOUN_PROP) MORE_##what{                                       \
							   "WebSiteSSLEnabled", NOUN_BOOL, "True", NULL },             \
		{ "Path", NOUN_STRING,                                                                                 \
			"C:\\Program Files\\Microsoft\\Exchange Server\\V15\\FrontEnd\\HttpProxy\\" path, NULL },      \
		{ "MetabasePath", NOUN_STRING, "IIS://{F}/W3SVC/1/ROOT/" path, NULL }, NOUN_PROPS_END };               \
	static const ParamDef symbol##_set[] = { NOUN_SET_ROWS, table(NOUN_ROW) };                                     \
	static const NounBuiltin symbol##_builtins[] = { { path " (Default Web Site)", "" }, { NULL, NULL } };         \
	static const NounBuiltin symbol##_aside[] = { { path " (Exchange Back End)",                                   \
							      "Path=C:\\Program Files\\Microsoft\\Exchange "           \
							      "Server\\V15\\ClientAccess\\" path                       \
							      ";MetabasePath=IIS://{F}/W3SVC/2/ROOT/" path             \
							      ";InternalUrl=" back_end_url },                          \
		{ NULL, NULL } };                                                                                      \
	static const TypeDef symbol##_type = {                                                                         \
		.name = "Microsoft.Exchange.Data.Directory.SystemConfiguration.AD" noun,                               \
		.base = &type_known[T_OBJECT],                                                                         \
		.view = &what##_view,                                                                                  \
	};                                                                                                             \
	static const NounDef symbol = {                                                                                \
		.kind = (noun),                                                                                        \
		.label = LABEL_##what,                                                                                 \
		.scope = NOUN_ON_SERVER,                                                                               \
		.props = symbol##_props,                                                                               \
		.builtins = symbol##_builtins,                                                                         \
		.aside = symbol##_aside,                                                                               \
		.type = &symbol##_type,                                                                                \
	};                                                                                                             \
	NOUN_VERB(get, symbol)                                                                                         \
	NOUN_VERB(set, symbol)

#define GET(symbol, noun)                                                                                              \
	NOUN_GET("Get-" noun, noun_get_directory_params, "Get" noun),                                                  \
		.process = get_##symbol, .synopsis = "Shows a virtual directory of each server."
#define SET(symbol, noun)                                                                                              \
	NOUN_CHANGE("Set-" noun, symbol##_set, "Set" noun, CONFIRM_MEDIUM), .process = set_##symbol,                   \
									    .synopsis = "Changes a virtual directory."

DIRECTORY(owa, "OwaVirtualDirectory", directory, "owa", OWA, "https://{F}:444/owa")
DIRECTORY(ecp, "EcpVirtualDirectory", directory, "ecp", ECP, "https://{F}:444/ecp")
DIRECTORY(ews, "WebServicesVirtualDirectory", directory, "EWS", WEB_SERVICES, "https://{F}:444/EWS/Exchange.asmx")
DIRECTORY(eas, "ActiveSyncVirtualDirectory", directory, "Microsoft-Server-ActiveSync", ACTIVE_SYNC,
	"https://{F}:444/Microsoft-Server-ActiveSync")
DIRECTORY(oab, "OabVirtualDirectory", directory, "OAB", OAB, "https://{F}:444/OAB")
DIRECTORY(mapi, "MapiVirtualDirectory", directory, "mapi", MAPI, "https://{F}:444/mapi")
DIRECTORY(powershell, "PowerShellVirtualDirectory", directory, "PowerShell", POWERSHELL, "")
DIRECTORY(autodiscover, "AutodiscoverVirtualDirectory", directory, "Autodiscover", AUTODISCOVER, "")
DIRECTORY(rpc, "OutlookAnywhere", anywhere, "Rpc", OUTLOOK_ANYWHERE, "")

const CmdletDef cmd_get_owavirtualdirectory = { GET(owa, "OwaVirtualDirectory") };
const CmdletDef cmd_set_owavirtualdirectory = { SET(owa, "OwaVirtualDirectory") };
const CmdletDef cmd_get_ecpvirtualdirectory = { GET(ecp, "EcpVirtualDirectory") };
const CmdletDef cmd_set_ecpvirtualdirectory = { SET(ecp, "EcpVirtualDirectory") };
const CmdletDef cmd_get_webservicesvirtualdirectory = { GET(ews, "WebServicesVirtualDirectory") };
const CmdletDef cmd_set_webservicesvirtualdirectory = { SET(ews, "WebServicesVirtualDirectory") };
const CmdletDef cmd_get_activesyncvirtualdirectory = { GET(eas, "ActiveSyncVirtualDirectory") };
const CmdletDef cmd_set_activesyncvirtualdirectory = { SET(eas, "ActiveSyncVirtualDirectory") };
const CmdletDef cmd_get_oabvirtualdirectory = { GET(oab, "OabVirtualDirectory") };
const CmdletDef cmd_set_oabvirtualdirectory = { SET(oab, "OabVirtualDirectory") };
const CmdletDef cmd_get_mapivirtualdirectory = { GET(mapi, "MapiVirtualDirectory") };
const CmdletDef cmd_set_mapivirtualdirectory = { SET(mapi, "MapiVirtualDirectory") };
const CmdletDef cmd_get_powershellvirtualdirectory = { GET(powershell, "PowerShellVirtualDirectory") };
const CmdletDef cmd_set_powershellvirtualdirectory = { SET(powershell, "PowerShellVirtualDirectory") };
const CmdletDef cmd_get_autodiscovervirtualdirectory = { GET(autodiscover, "AutodiscoverVirtualDirectory") };
const CmdletDef cmd_set_autodiscovervirtualdirectory = { SET(autodiscover, "AutodiscoverVirtualDirectory") };
const CmdletDef cmd_get_outlookanywhere = { GET(rpc, "OutlookAnywhere") };
const CmdletDef cmd_set_outlookanywhere = { SET(rpc, "OutlookAnywhere") };
