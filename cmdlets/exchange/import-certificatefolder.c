/* import-certificatefolder: all the certificate files of a folder. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cmdlets/exchange/exchange.h"
#include "shell/base/wildcard.h"
#include "shell/engine/provider.h"
#include "shell/value/secret.h"

enum { P_PATH, P_FILTER, P_PASSWORD, P_EXPORTABLE, P_SERVER, P_COUNT };
enum { BATCH_MS = 300 };
static const char *const outputs[] = { EXCHANGE_TASKS "ExchangeCertificate", NULL };

static const ParamDef params[P_COUNT] = {
	[P_PATH] = { .name = "Path", .type = "String", .in = { { 0, 1, PARAM_MANDATORY } }, .help = "The folder." },
	[P_FILTER] = { .name = "Filter",
		.type = "String",
		.default_text = "*",
		.help = "Only files whose name is like this." },
	[P_PASSWORD] = { .name = "Password", .type = "SecureString", .help = "The password of PKCS#12 files." },
	[P_EXPORTABLE] = { .name = "PrivateKeyExportable",
		.type = "Boolean",
		.default_text = "$false",
		.help = "Whether the private keys of PKCS#12 files may be exported later." },
	[P_SERVER] = EXCHANGE_PARAM_SERVER({ 0, 0, 0 }),
};

typedef struct Folder {
	const ExchangeCall *call;
	Buf path; /* of the folder, as the system knows it */
	struct dirent **entries;
	int n;
	int64_t begun;  /* the batch, milliseconds; 0: none */
	Array *results; /* of the batch: shown when they are durable, and others may write meanwhile */
} Folder;

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static Flow not_read(Stage *s, Str name, const char *why)
{
	ErrorSpec spec = { .category = CAT_READ_ERROR, .id = "FileNotRead", .exception = EXC_IO };

	return stage_error(s, &spec, "The file \"%.*s\" can't be read: %s.", STR_ARG(name), why);
}

/* What is no plain file is passed over. */
static bool read_entry(const Folder *folder, const char *name, Buf *out, bool *plain)
{
	Buf path = BUF_INIT;
	struct stat info;
	FILE *file;
	size_t n = 1;
	bool ok;

	buf_printf(&path, "%s/%s", folder->path.p, name);
	*plain = stat(path.p, &info) != 0 || S_ISREG(info.st_mode);
	file = *plain ? fopen(path.p, "rbe") : NULL;
	while (file && n && !out->full) {
		char *room = buf_room(out, 65536);

		n = room ? fread(room, 1, 65536, file) : 0;
		if (n)
			buf_added(out, n);
	}
	ok = file && !ferror(file);
	if (file)
		fclose(file);
	buf_release(&path);
	return ok;
}

/* A file that cannot be taken is an error of its own; the others go on. */
static Flow import_bytes(Folder *folder, Str name, Str data)
{
	Stage *s = folder->call->stage;
	Str password = secret_str_peek(s->args[P_PASSWORD]);
	VaultImport spec = { .server = folder->call->server.name,
		.data = data,
		.password = stage_bound(s, P_PASSWORD) ? &password : NULL,
		.default_name = folder->call->profile->default_name ? S("Microsoft Exchange") : S(""),
		.exportable = stage_bound(s, P_EXPORTABLE) && s->args[P_EXPORTABLE].b };
	ErrorSpec error = { .category = CAT_INVALID_DATA, .id = "FileNotImported", .exception = EXC_INVALID_OPERATION };
	VaultResult result;
	Diag diag = { 0 };
	Flow flow;

	if (vault_import(folder->call->vault, &spec, s->scratch, &result, &diag)) {
		array_push_take(folder->results, exchange_cert_value(folder->call, &result.cert, &flow));
		return flow;
	}
	return stage_error(s, &error, "The file \"%.*s\" isn't imported: %s.", STR_ARG(name), diag.text);
}

static Flow import_entry(Folder *folder, const char *name)
{
	Buf data = { .max = CERT_SIZE_MAX, .secret = true };
	bool plain;
	Flow flow = FLOW_NEXT;

	errno = 0;
	if (read_entry(folder, name, &data, &plain))
		flow = data.full ? not_read(folder->call->stage, str_from(name), "it is too large")
				 : import_bytes(folder, str_from(name), buf_str(&data));
	else if (plain)
		flow = not_read(folder->call->stage, str_from(name), strerror(errno));
	buf_release(&data);
	return flow;
}

static void show_progress(const Folder *folder, int i)
{
	Progress progress = { .parent = -1,
		.activity = S("Importing certificates"),
		.percent = folder->n ? (int)((int64_t)i * 100 / folder->n) : 100,
		.seconds_left = -1,
		.completed = i >= folder->n };
	Buf status = BUF_INIT;

	buf_printf(&status, "%d of %d", i, folder->n);
	progress.status = buf_str(&status);
	progress.operation = i < folder->n ? str_from(folder->entries[i]->d_name) : S("");
	stage_progress(folder->call->stage, &progress);
	buf_release(&status);
}

static Flow end_batch(Folder *folder)
{
	Stage *s = folder->call->stage;
	Array *results = folder->results;
	Diag diag = { 0 };
	Flow flow = FLOW_NEXT;

	if (!folder->begun)
		return FLOW_NEXT;
	folder->begun = 0;
	folder->results = array_new_objects();
	if (!store_batch_end(folder->call->store, &diag))
		flow = stage_fail(s, &diag, "StoreWriteFailed", VALUE_NULL);
	for (size_t i = 0; flow == FLOW_NEXT && i < results->n; i++)
		flow = stage_write(s, array_peek(results, i));
	value_drop(array_value(results));
	return flow;
}

/* What was imported becomes durable some times a second: others get their turn, and the disk is not waited for at
 * each. */
static Flow take_entry(Folder *folder, const char *name)
{
	Diag diag = { 0 };

	if (folder->begun && now_ms() - folder->begun >= BATCH_MS)
		FLOW_TRY(end_batch(folder));
	if (!folder->begun) {
		if (!store_batch_begin(folder->call->store, &diag))
			return stage_fail(folder->call->stage, &diag, "StoreWriteFailed", VALUE_NULL);
		folder->begun = now_ms();
	}
	return import_entry(folder, name);
}

static Flow import_all(Folder *folder)
{
	Stage *s = folder->call->stage;
	Str filter = stage_str(s, P_FILTER);
	Flow flow = FLOW_NEXT, last;

	for (int i = 0; flow == FLOW_NEXT && i < folder->n; i++) {
		if (filter.n && !wildcard_match(filter, str_from(folder->entries[i]->d_name), true))
			continue;
		show_progress(folder, i);
		flow = stage_is_interrupted(s) ? stage_interrupted(s) : take_entry(folder, folder->entries[i]->d_name);
	}
	show_progress(folder, folder->n);
	last = end_batch(folder);
	return flow == FLOW_NEXT ? last : flow;
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static Flow process(Stage *s, UNUSED Value input)
{
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND, .id = "FolderNotRead", .exception = EXC_IO };
	Folder folder = { .path = BUF_INIT };
	ExchangeCall call;
	Flow flow;

	if (!exchange_call(s, exchange_text_peek(s->args[P_SERVER]), &call, &flow))
		return flow;
	folder.call = &call;
	folder.results = array_new_objects();
	provider_real_path(s->interp, stage_str(s, P_PATH), &folder.path);
	folder.n = scandir(folder.path.p, &folder.entries, is_visible, alphasort);
	if (folder.n < 0)
		flow = stage_throw(s, &spec, "The folder \"%.*s\" can't be read: %s.", STR_ARG(stage_str(s, P_PATH)),
			strerror(errno));
	else if (exchange_should(&call, &flow, "Importing %d files from \"%.*s\" on server \"%.*s\".", folder.n,
			 STR_ARG(stage_str(s, P_PATH)), STR_ARG(call.server.name)))
		flow = import_all(&folder);
	for (int i = 0; i < folder.n; i++)
		free(folder.entries[i]);
	free(folder.entries);
	value_drop(array_value(folder.results));
	buf_release(&folder.path);
	return flow;
}

const CmdletDef cmd_import_certificatefolder = {
	.name = "Import-CertificateFolder",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "ImportCertificateFolder",
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Installs the certificates of all files in a folder.",
};
