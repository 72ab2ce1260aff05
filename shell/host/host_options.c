/* host_options: the command line, abbreviated as PowerShell's is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/host/host_options.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/utf8.h"

const char host_options_usage[] =
	"usage: exsh [options] [FILE [arguments]]\n"
	"\n"
	"The Exchange Management Shell for certificates, without Exchange: PowerShell's language and the\n"
	"*-ExchangeCertificate cmdlets over a store of its own.  Without FILE or -Command it is a shell.\n"
	"\n"
	"  FILE, -File FILE         run a script; what follows are its arguments\n"
	"  -Command TEXT            run a text; all that follows belongs to it; - reads it from standard\n"
	"                           input.  What is piped in is $input, and for a script's process block\n"
	"  -EncodedCommand BASE64   the same, as UTF-16LE in base64\n"
	"  -NoExit                  stay in the shell afterwards\n"
	"  -NoLogo -NoProfile -NonInteractive\n"
	"  -WorkingDirectory PATH   start there\n"
	"  -CommandWithArgs TEXT [arguments]\n"
	"                           run a text; what follows are its $args\n"
	"  -InputFormat None        what is piped in is not $input\n"
	"  -ExecutionPolicy X -PSConsoleFile X -Version X -InputFormat Text -OutputFormat Text\n"
	"  -WindowStyle X -ConfigurationName Microsoft.Exchange -SettingsFile X -Interactive\n"
	"  -Login -Sta -Mta         accepted, without effect\n"
	"\n"
	"of exsh's own:\n"
	"  -Store PATH              the store's file (else $EXSH_STORE unless empty, else\n"
	"                           $XDG_DATA_HOME/exsh/exsh.db, else ~/.local/share/exsh/exsh.db)\n"
	"  -Edition Desktop|Core    look like Windows PowerShell 5.1 (default) or PowerShell 7.6\n"
	"  -ExchangeVersion 2007|2010|2013|2016|2019\n"
	"                           whose looks and defaults the certificate cmdlets have (default: as\n"
	"                           the store was set up, else 2019)\n"
	"  -Drive D=PATH            a folder as drive D:\n"
	"  -Setup [-Server CAS01[,CAS02...]] [-Domain contoso.com] [-NoCertificate|-AllCertificates]\n"
	"                           fill a new store with these servers and Setup's certificate on each;\n"
	"                           all: also the web management service's and the one for tokens\n"
	"  --help, --version\n"
	"\n"
	"Options may be abbreviated (-c, -f, -nop, -noni) and are written with - or --.\n"
	"The profile is $XDG_CONFIG_HOME/exsh/profile.ps1.  Exit codes are PowerShell's.\n";

/* What an option does with its value. */
typedef enum OptionKind {
	OPTION_FLAG,   /* sets the bool at the offset */
	OPTION_TEXT,   /* sets the Str at the offset */
	OPTION_STORE,  /* may not be empty: that would be another store than meant */
	OPTION_SKIP,   /* takes a value and forgets it */
	OPTION_IGNORE, /* takes none */
	OPTION_FORMAT, /* -InputFormat, -OutputFormat: Text alone is done, and None of the first */
	OPTION_WINDOW,
	OPTION_CONFIGURATION,
	OPTION_SETTINGS,
	OPTION_REFUSED, /* known, and not done */
	OPTION_FILE,
	OPTION_COMMAND,
	OPTION_COMMAND_WITH_ARGS,
	OPTION_ENCODED,
	OPTION_EDITION,
	OPTION_EXCHANGE,
	OPTION_DRIVE,
	OPTION_HELP,
	OPTION_VERSION,
} OptionKind;

typedef struct Option {
	const char *name;
	size_t shortest; /* how many letters are enough */
	OptionKind kind;
	size_t offset;
} Option;

#define AT(field) offsetof(HostOptions, field)
/* The first row that fits counts: -e is -EncodedCommand, -ex -ExecutionPolicy, -i -Interactive. */
/* clang-format off */
static const Option option_table[] = {
	{ "command", 1, OPTION_COMMAND, 0 },
	{ "commandwithargs", 15, OPTION_COMMAND_WITH_ARGS, 0 },
	{ "cwa", 3, OPTION_COMMAND_WITH_ARGS, 0 },
	{ "file", 1, OPTION_FILE, 0 },
	{ "encodedcommand", 1, OPTION_ENCODED, 0 },
	{ "ec", 2, OPTION_ENCODED, 0 },
	{ "noexit", 3, OPTION_FLAG, AT(no_exit) },
	{ "nologo", 3, OPTION_FLAG, AT(no_logo) },
	{ "noprofile", 3, OPTION_FLAG, AT(no_profile) },
	{ "noninteractive", 4, OPTION_FLAG, AT(non_interactive) },
	{ "executionpolicy", 2, OPTION_TEXT, AT(execution_policy) },
	{ "ep", 2, OPTION_TEXT, AT(execution_policy) },
	{ "psconsolefile", 1, OPTION_SKIP, 0 },
	{ "interactive", 1, OPTION_IGNORE, 0 },
	{ "inputformat", 3, OPTION_FORMAT, AT(no_input) },
	{ "if", 2, OPTION_FORMAT, AT(no_input) },
	{ "outputformat", 1, OPTION_FORMAT, 0 },
	{ "of", 2, OPTION_FORMAT, 0 },
	{ "windowstyle", 1, OPTION_WINDOW, 0 },
	{ "configurationname", 6, OPTION_CONFIGURATION, 0 },
	{ "configurationfile", 14, OPTION_REFUSED, 0 },
	{ "custompipename", 3, OPTION_REFUSED, 0 },
	{ "encodedarguments", 8, OPTION_REFUSED, 0 },
	{ "ea", 2, OPTION_REFUSED, 0 },
	{ "sshservermode", 3, OPTION_REFUSED, 0 },
	{ "settingsfile", 8, OPTION_SETTINGS, 0 },
	{ "login", 1, OPTION_IGNORE, 0 },
	{ "sta", 3, OPTION_IGNORE, 0 },
	{ "mta", 3, OPTION_IGNORE, 0 },
	{ "noprofileloadtime", 10, OPTION_IGNORE, 0 },
	{ "workingdirectory", 2, OPTION_TEXT, AT(working_directory) },
	{ "wd", 2, OPTION_TEXT, AT(working_directory) },
	{ "store", 3, OPTION_STORE, 0 },
	{ "edition", 2, OPTION_EDITION, 0 },
	{ "exchangeversion", 3, OPTION_EXCHANGE, 0 },
	{ "drive", 1, OPTION_DRIVE, 0 },
	{ "setup", 3, OPTION_FLAG, AT(setup) },
	{ "server", 3, OPTION_TEXT, AT(setup_server) },
	{ "domain", 2, OPTION_TEXT, AT(setup_domain) },
	{ "nocertificate", 3, OPTION_FLAG, AT(setup_no_certificate) },
	{ "allcertificates", 3, OPTION_FLAG, AT(setup_all_certificates) },
	{ "help", 1, OPTION_HELP, 0 },
	{ "?", 1, OPTION_HELP, 0 },
	{ "version", 1, OPTION_VERSION, 0 },
};
/* clang-format on */

static const Option *find_option(Str name)
{
	for (size_t i = 0; i < COUNT(option_table); i++)
		if (name.n >= option_table[i].shortest && str_istarts(str_from(option_table[i].name), name))
			return &option_table[i];
	return NULL;
}

/* ---- values ---- */

static bool set_edition(HostOptions *o, Str value, Diag *diag)
{
	const Edition *edition = edition_find(value);

	if (!edition)
		return diag_set(diag, DIAG_INVALID, "exsh: -Edition is Desktop or Core, not '%.*s'.", STR_ARG(value));
	o->edition = edition;
	return true;
}

static bool set_exchange(HostOptions *o, Str value, Diag *diag)
{
	static const struct {
		const char *name;
		unsigned where;
	} versions[] = { { "2007", WHERE_2007 }, { "2010", WHERE_2010 }, { "2013", WHERE_2013 }, { "2016", WHERE_2016 },
		{ "2019", WHERE_2019 } };

	for (size_t i = 0; i < COUNT(versions); i++)
		if (str_eq(value, str_from(versions[i].name))) {
			o->exchange = versions[i].where;
			return true;
		}
	return diag_set(diag, DIAG_INVALID, "exsh: -ExchangeVersion is 2007, 2010, 2013, 2016 or 2019, not '%.*s'.",
		STR_ARG(value));
}

static bool add_drive(HostOptions *o, Str value, Diag *diag)
{
	bool letter = value.n > 2 && ((value.p[0] | 32) >= 'a' && (value.p[0] | 32) <= 'z') && value.p[1] == '=';
	struct stat folder;

	if (!letter)
		return diag_set(diag, DIAG_INVALID,
			"exsh: -Drive wants a letter and a folder, as D=/srv/d, not '%.*s'.", STR_ARG(value));
	if (stat(value.p + 2, &folder) != 0)
		return diag_set(diag, DIAG_INVALID, "exsh: -Drive %.*s: %s.", STR_ARG(value), strerror(errno));
	if (!S_ISDIR(folder.st_mode))
		return diag_set(diag, DIAG_INVALID, "exsh: -Drive %.*s: %s.", STR_ARG(value), strerror(ENOTDIR));
	VEC_PUSH(&o->drives, value);
	return true;
}

static bool set_format(HostOptions *o, const Option *option, Str value, Diag *diag)
{
	if (option->offset && str_ieq(value, S("None"))) {
		o->no_input = true;
		return true;
	}
	return str_ieq(value, S("Text")) ||
	       diag_set(diag, DIAG_INVALID, "exsh: -%s %.*s is not done; Text is.", option->name, STR_ARG(value));
}

static bool is_one_of(Str value, const char *const *names)
{
	while (*names && !str_ieq(value, str_from(*names)))
		names++;
	return *names != NULL;
}

static bool check_window(Str value, Diag *diag)
{
	static const char *const styles[] = { "Normal", "Hidden", "Minimized", "Maximized", NULL };

	return is_one_of(value, styles) ||
	       diag_set(diag, DIAG_INVALID, "exsh: -WindowStyle is Normal, Hidden, Minimized or Maximized, not '%.*s'.",
		       STR_ARG(value));
}

/* This session is what these names stand for; others are restricted sessions of their own. */
static bool check_configuration(Str value, Diag *diag)
{
	static const char *const names[] = { "Microsoft.Exchange", "Microsoft.PowerShell", "Microsoft.PowerShell32",
		"PowerShell.7", NULL };

	return is_one_of(value, names) ||
	       diag_set(diag, DIAG_INVALID, "exsh: there is no session configuration '%.*s'.", STR_ARG(value));
}

static bool check_settings(Str value, Diag *diag)
{
	return access(value.p, R_OK) == 0 ||
	       diag_set(diag, DIAG_INVALID, "exsh: the settings file '%.*s' cannot be read: %s.", STR_ARG(value),
		       strerror(errno));
}

static bool set_value(HostOptions *o, const Option *option, Str value, Diag *diag)
{
	switch (option->kind) {
	case OPTION_STORE:
		o->store = value;
		return value.n || diag_set(diag, DIAG_INVALID, "exsh: -Store wants the path of a file.");
	case OPTION_TEXT:
		*(Str *)(void *)((char *)o + option->offset) = value;
		return true;
	case OPTION_EDITION:
		return set_edition(o, value, diag);
	case OPTION_EXCHANGE:
		return set_exchange(o, value, diag);
	case OPTION_DRIVE:
		return add_drive(o, value, diag);
	case OPTION_FORMAT:
		return set_format(o, option, value, diag);
	case OPTION_WINDOW:
		return check_window(value, diag);
	case OPTION_CONFIGURATION:
		return check_configuration(value, diag);
	case OPTION_SETTINGS:
		return check_settings(value, diag);
	case OPTION_REFUSED:
		return diag_set(diag, DIAG_INVALID, "exsh: -%s is not done.", option->name);
	default:
		return true;
	}
}

/* ---- -Command and -File take the rest ---- */

static void keep_args(HostOptions *o, char **words, int n)
{
	o->args = mem_alloc((size_t)n + 1, sizeof(*o->args));
	o->nargs = (size_t)n;
	for (int i = 0; i < n; i++)
		o->args[i] = str_from(words[i]);
}

static bool take_command(HostOptions *o, char **rest, int n, Diag *diag)
{
	if (n == 0)
		return diag_set(diag, DIAG_INVALID, "exsh: -Command wants the text of a command.");
	if (strcmp(rest[0], "-") == 0 && n > 1)
		return diag_set(diag, DIAG_INVALID,
			"'-' was specified with the -Command parameter; no other arguments to -Command are permitted.");
	o->task = strcmp(rest[0], "-") == 0 ? HOST_STDIN : HOST_COMMAND;
	for (int i = 0; i < n && o->task == HOST_COMMAND; i++)
		buf_printf(&o->command_text, i ? " %s" : "%s", rest[i]);
	return true;
}

static bool take_command_with_args(HostOptions *o, char **rest, int n, Diag *diag)
{
	if (n == 0)
		return diag_set(diag, DIAG_INVALID, "exsh: -CommandWithArgs wants the text of a command.");
	o->task = HOST_COMMAND;
	buf_put(&o->command_text, str_from(rest[0]));
	keep_args(o, rest + 1, n - 1);
	return true;
}

static bool take_file(HostOptions *o, char **rest, int n, Diag *diag)
{
	if (n == 0)
		return diag_set(diag, DIAG_INVALID, "exsh: -File wants the name of a script.");
	o->task = strcmp(rest[0], "-") == 0 ? HOST_STDIN : HOST_FILE;
	o->file = str_from(rest[0]);
	keep_args(o, rest + 1, n - 1);
	return true;
}

/* The options that all that follows belongs to. */
static bool take_rest(HostOptions *o, OptionKind kind, char **rest, int n, Diag *diag)
{
	if (o->task == HOST_COMMAND && kind != OPTION_FILE)
		return diag_set(diag, DIAG_INVALID, "%s", edition_text(o->edition, ET_COMMAND_TWICE));
	return kind == OPTION_COMMAND ? take_command(o, rest, n, diag)
	       : kind == OPTION_FILE  ? take_file(o, rest, n, diag)
				      : take_command_with_args(o, rest, n, diag);
}

static int base64_digit(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : -1;
}

static bool decode_base64(Str text, Buf *bytes)
{
	uint32_t bits = 0;
	int have = 0;

	for (size_t i = 0; i < text.n && text.p[i] != '='; i++) {
		int digit = base64_digit(text.p[i]);

		if (digit < 0)
			return false;
		bits = bits << 6 | (uint32_t)digit;
		have += 6;
		if (have >= 8)
			buf_put_char(bytes, (char)(bits >> (have -= 8) & 255));
	}
	return true;
}

static bool take_encoded(HostOptions *o, Str text, Diag *diag)
{
	Buf bytes = BUF_INIT;
	bool ok = decode_base64(str_trim(text), &bytes);

	buf_clear(&o->command_text);
	utf8_decode_from(ENC_UTF16LE, buf_str(&bytes), &o->command_text);
	buf_release(&bytes);
	o->task = HOST_COMMAND;
	return ok ||
	       diag_set(diag, DIAG_INVALID,
		       "Cannot process the command because the value specified with -EncodedCommand is not properly encoded. "
		       "The value must be Base64 encoded.");
}

/* ---- the whole line ---- */

/* Dashes in front, and the typographic ones people paste. */
static bool is_option(Str word, Str *name)
{
	static const char *const dashes[] = { "--", "-", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95" };

	for (size_t i = 0; i < COUNT(dashes); i++)
		if (str_starts(word, str_from(dashes[i])) && word.n > strlen(dashes[i])) {
			*name = str_cut(word, strlen(dashes[i]), word.n);
			return true;
		}
	return false;
}

static bool takes_value(const Option *option)
{
	return option->kind == OPTION_TEXT || option->kind == OPTION_STORE || option->kind == OPTION_SKIP ||
	       (option->kind >= OPTION_FORMAT && option->kind <= OPTION_SETTINGS) || option->kind == OPTION_EDITION ||
	       option->kind == OPTION_EXCHANGE || option->kind == OPTION_DRIVE || option->kind == OPTION_ENCODED;
}

/* --version alone prints it; -Version 5.1 is Windows PowerShell's way to choose an engine. */
static bool is_version_number(const char *word)
{
	return word && word[0] >= '0' && word[0] <= '9';
}

static bool take_option(HostOptions *o, const Option *option, char **rest, int n, int *used, Diag *diag)
{
	*used = 0;
	if (takes_value(option)) {
		if (n == 0)
			return diag_set(diag, DIAG_INVALID, "exsh: -%s wants a value.", option->name);
		*used = 1;
		return option->kind == OPTION_ENCODED ? take_encoded(o, str_from(rest[0]), diag)
						      : set_value(o, option, str_from(rest[0]), diag);
	}
	if (option->kind == OPTION_FLAG)
		*(bool *)(void *)((char *)o + option->offset) = true;
	else if (option->kind == OPTION_REFUSED)
		return set_value(o, option, S(""), diag);
	else if (option->kind == OPTION_HELP)
		o->task = HOST_HELP;
	else if (option->kind == OPTION_VERSION && n && is_version_number(rest[0]))
		*used = 1;
	else if (option->kind == OPTION_VERSION)
		o->task = HOST_VERSION;
	return true;
}

static bool parse_all(int argc, char **argv, HostOptions *o, Diag *diag)
{
	for (int i = 1; i < argc;) {
		const Option *option;
		Str name;
		int used;

		if (!is_option(str_from(argv[i]), &name))
			return strcmp(argv[i], "-") == 0 ? (o->task = HOST_STDIN, true)
							 : take_file(o, argv + i, argc - i, diag);
		option = find_option(name);
		if (!option)
			return diag_set(diag, DIAG_INVALID, "exsh: there is no option '%s'. See exsh --help.", argv[i]);
		i++;
		if (option->kind >= OPTION_FILE && option->kind <= OPTION_COMMAND_WITH_ARGS)
			return take_rest(o, option->kind, argv + i, argc - i, diag);
		if (!take_option(o, option, argv + i, argc - i, &used, diag))
			return false;
		if (o->task == HOST_HELP || o->task == HOST_VERSION)
			return true;
		i += used;
	}
	return true;
}

bool host_options_parse(int argc, char **argv, HostOptions *out, Diag *diag)
{
	*out = (HostOptions){ .edition = &edition_desktop, .command_text = BUF_INIT };
	if (!parse_all(argc, argv, out, diag))
		return false;
	if (out->setup && out->task == HOST_SHELL && !out->no_exit)
		out->task = HOST_SETUP;
	if (!out->setup && (out->setup_server.n || out->setup_domain.n || out->setup_no_certificate ||
				   out->setup_all_certificates))
		return diag_set(diag, DIAG_INVALID,
			"exsh: -Server, -Domain, -NoCertificate and -AllCertificates belong to -Setup.");
	if (out->setup_no_certificate && out->setup_all_certificates)
		return diag_set(diag, DIAG_INVALID, "exsh: -NoCertificate and -AllCertificates exclude each other.");
	return true;
}

void host_options_release(HostOptions *options)
{
	free(options->args);
	buf_release(&options->command_text);
	VEC_RELEASE(&options->drives);
}
