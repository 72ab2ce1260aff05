/* service_table: the services of an Exchange server (docs: Overview of Exchange services) and those around them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/service.h"

#define TOPOLOGY "MSExchangeADTopology"
/* clang-format off */
const ServiceDef service_defs[] = {
	{ "CertSvc", "Active Directory Certificate Services", "", false },
	{ "Dnscache", "DNS Client", "", false },
	{ "EventLog", "Windows Event Log", "", false },
	{ "HostControllerService", "Microsoft Exchange Search Host Controller", "", false },
	{ "IISADMIN", "IIS Admin Service", "", false },
	{ "LanmanServer", "Server", "", false },
	{ "LanmanWorkstation", "Workstation", "", false },
	{ TOPOLOGY, "Microsoft Exchange Active Directory Topology", "", false },
	{ "MSExchangeAntispamUpdate", "Microsoft Exchange Anti-spam Update", TOPOLOGY, false },
	{ "MSExchangeCompliance", "Microsoft Exchange Compliance Service", TOPOLOGY, false },
	{ "MSExchangeDagMgmt", "Microsoft Exchange DAG Management", TOPOLOGY, false },
	{ "MSExchangeDelivery", "Microsoft Exchange Mailbox Transport Delivery", TOPOLOGY, false },
	{ "MSExchangeDiagnostics", "Microsoft Exchange Diagnostics", "", false },
	{ "MSExchangeEdgeSync", "Microsoft Exchange EdgeSync", TOPOLOGY, false },
	{ "MSExchangeFastSearch", "Microsoft Exchange Search", TOPOLOGY, false },
	{ "MSExchangeFrontEndTransport", "Microsoft Exchange Frontend Transport", TOPOLOGY, false },
	{ "MSExchangeHM", "Microsoft Exchange Health Manager", "", false },
	{ "MSExchangeHMRecovery", "Microsoft Exchange Health Manager Recovery", "", false },
	{ "MSExchangeImap4", "Microsoft Exchange IMAP4", TOPOLOGY, true },
	{ "MSExchangeIMAP4BE", "Microsoft Exchange IMAP4 Backend", TOPOLOGY, true },
	{ "MSExchangeIS", "Microsoft Exchange Information Store", TOPOLOGY, false },
	{ "MSExchangeMailboxAssistants", "Microsoft Exchange Mailbox Assistants", TOPOLOGY, false },
	{ "MSExchangeMailboxReplication", "Microsoft Exchange Mailbox Replication", TOPOLOGY, false },
	{ "MSExchangeMonitoring", "Microsoft Exchange Monitoring", "", true },
	{ "MSExchangePop3", "Microsoft Exchange POP3", TOPOLOGY, true },
	{ "MSExchangePOP3BE", "Microsoft Exchange POP3 Backend", TOPOLOGY, true },
	{ "MSExchangeRepl", "Microsoft Exchange Replication", TOPOLOGY, false },
	{ "MSExchangeRPC", "Microsoft Exchange RPC Client Access", TOPOLOGY, false },
	{ "MSExchangeServiceHost", "Microsoft Exchange Service Host", "", false },
	{ "MSExchangeSubmission", "Microsoft Exchange Mailbox Transport Submission", TOPOLOGY, false },
	{ "MSExchangeThrottling", "Microsoft Exchange Throttling", TOPOLOGY, false },
	{ "MSExchangeTransport", "Microsoft Exchange Transport", TOPOLOGY, false },
	{ "MSExchangeTransportLogSearch", "Microsoft Exchange Transport Log Search", TOPOLOGY, false },
	{ "MSExchangeUM", "Microsoft Exchange Unified Messaging", TOPOLOGY, false },
	{ "MSExchangeUMCR", "Microsoft Exchange Unified Messaging Call Router", TOPOLOGY, false },
	{ "Netlogon", "Netlogon", "LanmanWorkstation", false },
	{ "RemoteRegistry", "Remote Registry", "", false },
	{ "Spooler", "Print Spooler", "", false },
	{ "W32Time", "Windows Time", "", false },
	{ "W3SVC", "World Wide Web Publishing Service", "WAS", false },
	{ "WAS", "Windows Process Activation Service", "", false },
	{ "WinRM", "Windows Remote Management (WS-Management)", "", false },
	{ "WMSVC", "Web Management Service", "", false },
};
/* clang-format on */
const size_t service_count = COUNT(service_defs);

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
