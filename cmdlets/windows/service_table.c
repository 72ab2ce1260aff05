/* service_table: the services of an Exchange server (docs: Overview of Exchange services) and those around them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/service.h"

#define TOPOLOGY    "MSExchangeADTopology"
#define BEFORE_2019 (WHERE_2007 | WHERE_2010 | WHERE_2013 | WHERE_2016)
/* clang-format off */
const ServiceDef service_defs[] = {
	{ "CertSvc", "Active Directory Certificate Services", "", false, 0 },
	{ "Dnscache", "DNS Client", "", false, 0 },
	{ "EventLog", "Windows Event Log", "", false, 0 },
	{ "HostControllerService", "Microsoft Exchange Search Host Controller", "", false, 0 },
	{ "IISADMIN", "IIS Admin Service", "", false, 0 },
	{ "LanmanServer", "Server", "", false, 0 },
	{ "LanmanWorkstation", "Workstation", "", false, 0 },
	{ TOPOLOGY, "Microsoft Exchange Active Directory Topology", "", false, 0 },
	{ "MSExchangeAntispamUpdate", "Microsoft Exchange Anti-spam Update", TOPOLOGY, false, 0 },
	{ "MSExchangeCompliance", "Microsoft Exchange Compliance Service", TOPOLOGY, false, 0 },
	{ "MSExchangeDagMgmt", "Microsoft Exchange DAG Management", TOPOLOGY, false, 0 },
	{ "MSExchangeDelivery", "Microsoft Exchange Mailbox Transport Delivery", TOPOLOGY, false, 0 },
	{ "MSExchangeDiagnostics", "Microsoft Exchange Diagnostics", "", false, 0 },
	{ "MSExchangeEdgeSync", "Microsoft Exchange EdgeSync", TOPOLOGY, false, 0 },
	{ "MSExchangeFastSearch", "Microsoft Exchange Search", TOPOLOGY, false, 0 },
	{ "MSExchangeFrontEndTransport", "Microsoft Exchange Frontend Transport", TOPOLOGY, false, 0 },
	{ "MSExchangeHM", "Microsoft Exchange Health Manager", "", false, 0 },
	{ "MSExchangeHMRecovery", "Microsoft Exchange Health Manager Recovery", "", false, 0 },
	{ "MSExchangeImap4", "Microsoft Exchange IMAP4", TOPOLOGY, true, 0 },
	{ "MSExchangeIMAP4BE", "Microsoft Exchange IMAP4 Backend", TOPOLOGY, true, 0 },
	{ "MSExchangeIS", "Microsoft Exchange Information Store", TOPOLOGY, false, 0 },
	{ "MSExchangeMailboxAssistants", "Microsoft Exchange Mailbox Assistants", TOPOLOGY, false, 0 },
	{ "MSExchangeMailboxReplication", "Microsoft Exchange Mailbox Replication", TOPOLOGY, false, 0 },
	{ "MSExchangeMonitoring", "Microsoft Exchange Monitoring", "", true, 0 },
	{ "MSExchangePop3", "Microsoft Exchange POP3", TOPOLOGY, true, 0 },
	{ "MSExchangePOP3BE", "Microsoft Exchange POP3 Backend", TOPOLOGY, true, 0 },
	{ "MSExchangeRepl", "Microsoft Exchange Replication", TOPOLOGY, false, 0 },
	{ "MSExchangeRPC", "Microsoft Exchange RPC Client Access", TOPOLOGY, false, 0 },
	{ "MSExchangeServiceHost", "Microsoft Exchange Service Host", "", false, 0 },
	{ "MSExchangeSubmission", "Microsoft Exchange Mailbox Transport Submission", TOPOLOGY, false, 0 },
	{ "MSExchangeThrottling", "Microsoft Exchange Throttling", TOPOLOGY, false, 0 },
	{ "MSExchangeTransport", "Microsoft Exchange Transport", TOPOLOGY, false, 0 },
	{ "MSExchangeTransportLogSearch", "Microsoft Exchange Transport Log Search", TOPOLOGY, false, 0 },
	{ "MSExchangeUM", "Microsoft Exchange Unified Messaging", TOPOLOGY, false, BEFORE_2019 },
	{ "MSExchangeUMCR", "Microsoft Exchange Unified Messaging Call Router", TOPOLOGY, false, WHERE_2013 | WHERE_2016 },
	{ "Netlogon", "Netlogon", "LanmanWorkstation", false, 0 },
	{ "RemoteRegistry", "Remote Registry", "", false, 0 },
	{ "Spooler", "Print Spooler", "", false, 0 },
	{ "W32Time", "Windows Time", "", false, 0 },
	{ "W3SVC", "World Wide Web Publishing Service", "WAS", false, 0 },
	{ "WAS", "Windows Process Activation Service", "", false, 0 },
	{ "WinRM", "Windows Remote Management (WS-Management)", "", false, 0 },
	{ "WMSVC", "Web Management Service", "", false, 0 },
};
/* clang-format on */
const size_t service_count = COUNT(service_defs);

bool service_is_in(const ServiceDef *def, Interp *in)
{
	return !def->where || (def->where & organization_profile(in)->where);
}

const ServiceDef *service_find(Str name)
{
	for (size_t i = 0; i < COUNT(service_defs); i++)
		if (str_ieq(name, str_from(service_defs[i].name)) || str_ieq(name, str_from(service_defs[i].display)))
			return &service_defs[i];
	return NULL;
}

const ServiceDef *service_dependent(const ServiceDef *def, size_t n)
{
	for (size_t i = 0; i < COUNT(service_defs); i++) {
		StrSplit split = { .rest = str_from(service_defs[i].needs) };
		Str name;

		while (split.rest.n && str_split_next(&split, ' ', &name))
			if (str_eq(name, str_from(def->name)) && n-- == 0)
				return &service_defs[i];
	}
	return NULL;
}
