/* app_certutil: certutil: certificate stores, files and the authority's officer. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/adcs/adcs_util.h"

/* docs: certutil.  Options that choose among stores choose nothing here: there is the machine's alone. */
static const AdcsOption options[] = {
	{ "f", false },
	{ "v", false },
	{ "q", false },
	{ "silent", false },
	{ "user", false },
	{ "machine", false },
	{ "enterprise", false },
	{ "gmt", false },
	{ "seconds", false },
	{ "unicode", false },
	{ "privatekey", false },
	{ "urlfetch", false },
	{ "split", false },
	{ "mt", false },
	{ "config", true },
	{ "p", true },
	{ "restrict", true },
	{ "out", true },
	{ "csp", true },
	{ "dc", true },
	{ "service", false },
	{ "grouppolicy", false },
	{ "reverse", false },
	{ "idispatch", false },
};

static const AdcsVerb *const tables[] = { adcs_util_authority_verbs, adcs_util_store_verbs, adcs_util_file_verbs };

static const AdcsVerb *find_verb(Str name)
{
	for (size_t i = 0; i < COUNT(tables); i++)
		for (const AdcsVerb *verb = tables[i]; verb->name; verb++)
			if (str_ieq(name, str_from(verb->name)))
				return verb;
	return NULL;
}

static void put_usage(AdcsCall *call)
{
	adcs_put(call, "\nVerbs:\n");
	for (size_t i = 0; i < COUNT(tables); i++)
		for (const AdcsVerb *verb = tables[i]; verb->name; verb++)
			adcs_put(call, "  -%-17s -- %s\n", verb->name, verb->synopsis);
	adcs_put(call, "\nCertUtil -?              -- Display a verb list (command list)\n"
		       "CertUtil -dump -?        -- Display help text for the \"dump\" verb\n");
}

static uint32_t failed(AdcsCall *call, const char *verb, uint32_t status)
{
	adcs_put(call, "CertUtil: -%s command FAILED: ", verb);
	adcs_put_status(status, call->out);
	adcs_put(call, "\nCertUtil: %s\n", adcs_message(status));
	if (call->diag.code && call->diag.text[0])
		adcs_put(call, "  %s\n", call->diag.text);
	return status;
}

/* "Expected at least 2 args, received 1", then the usage line (observed). */
static uint32_t wrong_number(AdcsCall *call, const AdcsVerb *verb, size_t most)
{
	bool few = call->nargs < verb->least;

	adcs_put(call, "Expected %s %zu args, received %zu\nCertUtil: %s\n\n", few ? "at least" : "no more than",
		few ? verb->least : most, call->nargs, few ? "Missing argument" : "Too many arguments");
	adcs_put(call, "Usage:\n  CertUtil [Options] -%s %s\n", verb->name, verb->arguments);
	return ADCS_BAD_ARGUMENT;
}

/* As many as the usage line has words; those with a | before them stand for the one before. */
static size_t most_of(const AdcsVerb *verb)
{
	StrSplit split = { .rest = str_from(verb->arguments) };
	bool other = false;
	size_t n = 0;
	Str word;

	while (str_split_next(&split, ' ', &word)) {
		n += word.n && !other && !str_eq(word, S("|"));
		other = str_eq(word, S("|"));
	}
	return n;
}

static uint32_t run_verb(AdcsCall *call, const AdcsVerb *verb)
{
	uint32_t status;

	if (call->nargs && str_eq(call->args[0], S("-?"))) {
		adcs_put(call, "Usage:\n  CertUtil [Options] -%s %s\n  %s\n", verb->name, verb->arguments,
			verb->synopsis);
		return ADCS_OK;
	}
	for (size_t i = verb->least; i < call->nargs; i++)
		if (call->args[i].n > 1 && call->args[i].p[0] == '-') {
			adcs_put(call, "CertUtil: Unknown arg: %.*s\n", STR_ARG(call->args[i]));
			return ADCS_BAD_ARGUMENT;
		}
	if (call->nargs < verb->least || call->nargs > most_of(verb))
		return wrong_number(call, verb, most_of(verb));
	status = adcs_open(call) ? verb->run(call) : adcs_util_diag(call);
	if (status != ADCS_OK)
		return failed(call, verb->name, status);
	adcs_put(call, "CertUtil: -%s command completed successfully.\n", verb->name);
	if (str_eq(str_from(verb->name), S("setreg")))
		adcs_put(call, "The CertSvc service may need to be restarted for changes to take effect.\n");
	return ADCS_OK;
}

/* Verbs of the real one (docs: certutil) for which there is nothing here: directories, smart cards, a registry of
 * policies, windows. */
static const char *const missing_verbs[] = { "ADCA", "addEccCurve", "addEnrollmentServer", "addPolicyServer",
	"ADTemplate", "asn", "backup", "backupDB", "backupKey", "CA", "CAPropInfo", "CNGConfig", "ConvertEPF",
	"CredStore", "csplist", "csptest", "databaselocations", "db", "DCInfo", "deleteEccCurve",
	"deleteEnrollmentServer", "DeleteHelloContainer", "deletePolicyServer", "deleterow", "delkey", "delreg",
	"displayEccCurve", "ds", "dsAddTemplate", "dsCert", "dsCRL", "dsDel", "dsDeltaCRL", "dsPublish", "dsTemplate",
	"dynamicfilelist", "encodehex", "enrollmentServerURL", "EntInfo", "exportPVK", "flushCache",
	"generatePinRulesCTL", "generateSSTFromWU", "GetKey", "getsmtpinfo", "ImportCert", "ImportKMS", "importPVK",
	"installCert", "InstallDefaultTemplates", "key", "MachineInfo", "MergePFX", "oid", "Policy", "PolicyCache",
	"pulse", "RecoverKey", "renewCert", "restore", "restoreDB", "restoreKey", "schema", "SCInfo", "SCRoots",
	"setattributes", "setextension", "setsmtpinfo", "shutdown", "sign", "syncWithWU", "TCAInfo", "Template",
	"TemplateCAs", "TPMInfo", "UpdateSmartCard", "URL", "URLCache", "verifyCTL", "verifykeys", "viewdelstore",
	"vocsproot", "vroot" };

static uint32_t unknown_verb(AdcsCall *call)
{
	for (size_t i = 0; i < COUNT(missing_verbs); i++)
		if (str_ieq(call->verb, str_from(missing_verbs[i])))
			return failed(call, missing_verbs[i], ADCS_NOT_DONE);
	adcs_put(call, "CertUtil: Unknown verb: -%.*s\n", STR_ARG(call->verb));
	return ADCS_BAD_ARGUMENT;
}

/* PowerShell hands -ca.cert over as two words, -ca and .cert. */
static void join_verb(AdcsCall *call)
{
	if (!str_ieq(call->verb, S("ca")) || call->nargs == 0 || !str_starts(call->args[0], S(".")))
		return;
	call->verb = arena_printf(call->arena, "%.*s%.*s", STR_ARG(call->verb), STR_ARG(call->args[0]));
	call->args++;
	call->nargs--;
}

/* Without a verb it is -dump. */
static uint32_t run(AdcsCall *call)
{
	const AdcsVerb *verb;
	Str bad;

	if (!adcs_parse(call, options, COUNT(options), &bad)) {
		adcs_put(call, "CertUtil: Unknown arg: %.*s\n", STR_ARG(str_cut(bad, 1, bad.n)));
		return ADCS_BAD_ARGUMENT;
	}
	if (str_eq(call->verb, S("?"))) {
		put_usage(call);
		return ADCS_OK;
	}
	join_verb(call);
	verb = find_verb(call->verb.n ? call->verb : S("dump"));
	return verb ? run_verb(call, verb) : unknown_verb(call);
}

static int certutil(AppContext *context)
{
	AdcsCall call = { .context = context, .stage = context->stage, .out = context->out, .arena = arena_new(0) };
	uint32_t status = run(&call);

	arena_free(call.arena);
	return (int)status;
}

const AppDef app_certutil = {
	.name = "certutil",
	.synopsis = "Works on certificate stores, certificate files and the certification authority.",
	.usage = "Usage:\n  CertUtil [Options] [-verb] [arguments]\n",
	.main = certutil,
};
