/* get-filehash: digests of files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/engine/provider.h"
#include "shell/types/types.h"
#include "store/cert/cert_cipher.h"

enum { SET_PATH = 1, SET_LITERAL = 2, SET_STREAM = 4 };
enum { P_PATH, P_LITERAL_PATH, P_INPUT_STREAM, P_ALGORITHM, P_ALGORITHM_DESKTOP };
enum { CHUNK = 64 * 1024 };

static const char *const sets[] = { "Path", "LiteralPath", "Stream", NULL };
static const char *const algorithms[] = { "SHA1", "SHA256", "SHA384", "SHA512", "MD5", NULL };
static const char *const desktop_algorithms[] = { "SHA1", "SHA256", "SHA384", "SHA512", "MACTripleDES", "MD5",
	"RIPEMD160", NULL };
static const char algorithm_help[] = "The digest: SHA256 if it is not given.";

/* clang-format off */
static const ParamDef params[] = {
	[P_PATH] = { .name = "Path", .type = "String[]", .in = { { SET_PATH, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The files; wildcards are allowed." },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .aliases = (const char *const[]){ "PSPath", "LP", NULL }, .type = "String[]",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } }, .help = "The files, their names taken as they are." },
	[P_INPUT_STREAM] = { .name = "InputStream", .type = "System.IO.Stream", .in = { { SET_STREAM, 1, PARAM_MANDATORY } },
		.help = "A stream, read to its end." },
	[P_ALGORITHM] = { .name = "Algorithm", .type = "String", .in = { { .pos1 = 2 } }, .where = WHERE_CORE,
		.check = { .kind = CHECK_SET, .set = algorithms }, .help = algorithm_help, .default_text = "SHA256" },
	[P_ALGORITHM_DESKTOP] = { .name = "Algorithm", .type = "String", .in = { { .pos1 = 2 } }, .where = WHERE_DESKTOP,
		.check = { .kind = CHECK_SET, .set = desktop_algorithms }, .help = algorithm_help, .default_text = "SHA256" },
};
/* clang-format on */

/* ---- what it gives ---- */

typedef struct FileHash {
	Value algorithm, hash, path;
} FileHash;

static const TypeDef hash_type;

static const FileHash *peek(Value self)
{
	return object_payload_peek(self, &hash_type);
}

static void free_hash(Object *object, ValueDrops *drops)
{
	FileHash *hash = object->payload;

	value_drop_later(drops, hash->algorithm);
	value_drop_later(drops, hash->hash);
	value_drop_later(drops, hash->path);
	free(hash);
}

/* clang-format off */
TYPE_GET(get_algorithm) { return types_found(out, value_ref(peek(self)->algorithm)); }
TYPE_GET(get_hash) { return types_found(out, value_ref(peek(self)->hash)); }
TYPE_GET(get_path) { return types_found(out, value_ref(peek(self)->path)); }
/* clang-format on */

static const PropDef props[] = {
	PROP("Algorithm", "string", get_algorithm),
	PROP("Hash", "string", get_hash),
	PROP("Path", "string", get_path),
	PROPS_END,
};
static const TypeMembers members = { .props = props };
static const TypeOps ops = { .free = free_hash };
static const ViewItem items[] = { { .prop = "Algorithm", .width = 17 }, { .prop = "Hash", .width = 70 },
	{ .prop = "Path" }, { 0 } };
static const ViewDef view = { .shape = VIEW_TABLE, .items = items };
static const TypeDef hash_type = { .name = "Microsoft.PowerShell.Commands.FileHashInfo",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops,
	.view = &view };

static Str algorithm_of(Stage *s)
{
	int param = stage_bound(s, P_ALGORITHM) ? P_ALGORITHM : P_ALGORITHM_DESKTOP;

	return stage_bound(s, param) ? stage_str(s, param) : S("SHA256");
}

/* Frees the digest. */
static Flow write_hash(Stage *s, CertDigest *digest, Value path)
{
	uint8_t bytes[CERT_DIGEST_MAX];
	size_t n = cert_digest_end(digest, bytes);
	FileHash *hash = MEM_NEW(FileHash);
	Buf text = BUF_INIT;

	for (size_t i = 0; i < n; i++)
		buf_printf(&text, "%02X", bytes[i]);
	utf8_put_upper(algorithm_of(s), &text);
	hash->hash = value_string(str_cut(buf_str(&text), 0, 2 * n));
	hash->algorithm = value_string(str_cut(buf_str(&text), 2 * n, text.n));
	hash->path = value_ref(path);
	buf_release(&text);
	return stage_write_take(s, object_value(object_new_native(&hash_type, hash)));
}

static Flow start(Stage *s, CertDigest **digest)
{
	*digest = cert_digest_new(arena_copy(s->scratch, algorithm_of(s)).p);
	return *digest ? FLOW_NEXT
		       : stage_not_done(s, arena_printf(s->scratch, "The algorithm %.*s", STR_ARG(algorithm_of(s))).p);
}

/* ---- files ---- */

static Flow not_found(Stage *s, Str text, Str shown)
{
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "FileNotFound",
		.exception = EXC_ITEM_NOT_FOUND,
		.target = value_string(text) };
	Flow flow = stage_error(s, &spec, "Cannot find path '%.*s' because it does not exist.", STR_ARG(shown));

	value_drop(spec.target);
	return flow;
}

static Flow cannot_read(Stage *s, Str shown, int error)
{
	ErrorSpec spec = {
		.category = CAT_READ_ERROR, .id = "FileReadError", .exception = EXC_IO, .target = value_string(shown)
	};
	Flow flow;

	if (error == EACCES || error == EPERM)
		spec = (ErrorSpec){ .category = CAT_PERMISSION_DENIED,
			.id = "UnauthorizedAccessError",
			.exception = EXC_UNAUTHORIZED_ACCESS,
			.target = spec.target };
	flow = stage_error(s, &spec, "The file '%.*s' cannot be read: %s", STR_ARG(shown), strerror(error));
	value_drop(spec.target);
	return flow;
}

/* 0, or errno. */
static int digest_file(int file, CertDigest *digest)
{
	char chunk[CHUNK];
	ssize_t n;

	while ((n = read(file, chunk, sizeof chunk)) != 0) {
		if (n < 0 && errno != EINTR)
			return errno;
		if (n > 0)
			cert_digest_add(digest, (Str){ chunk, (size_t)n });
	}
	return 0;
}

/* Folders are passed over. */
static Flow hash_file(ProviderCall *call, const ProviderPath *path, void *self)
{
	Stage *s = call->stage;
	CertDigest *digest;
	Buf real = BUF_INIT;
	struct stat info;
	Value shown;
	int file, error;
	Flow flow;

	(void)self;
	provider_file_name(s->interp, path->path, &real);
	file = open(buf_str(&real).p, O_RDONLY | O_CLOEXEC);
	error = errno;
	buf_release(&real);
	if (file < 0)
		return cannot_read(s, path->shown, error);
	if (fstat(file, &info) == 0 && S_ISDIR(info.st_mode)) {
		close(file);
		return FLOW_NEXT;
	}
	flow = start(s, &digest);
	if (flow == FLOW_NEXT) {
		error = digest_file(file, digest);
		shown = value_string(path->shown);
		flow = write_hash(s, digest, shown);
		value_drop(shown);
	}
	close(file);
	return flow == FLOW_NEXT && error ? cannot_read(s, path->shown, error) : flow;
}

static Flow hash_text(Stage *s, ProviderCall *call, Str text)
{
	ProviderPaths paths = { 0 };
	ProviderPath path = { 0 };
	Str missing = S("");
	Flow flow = FLOW_NEXT;

	if (!provider_find(call, text, PROVIDER_QUIET, &paths, &flow) && flow == FLOW_NEXT) {
		bool known = provider_resolve(s->interp, s->scratch, text, &path, &missing) == PROVIDER_OK;

		flow = not_found(s, text, known ? path.shown : text);
	}
	for (size_t i = 0; i < paths.n && flow == FLOW_NEXT; i++)
		flow = hash_file(call, &paths.p[i], NULL);
	free(paths.p);
	return flow;
}

static Flow hash_files(Stage *s)
{
	ProviderCall call;
	Flow flow = FLOW_NEXT;

	provider_call_init(&call, s);
	for (size_t i = 0; i < call.npaths && flow == FLOW_NEXT; i++)
		flow = hash_text(s, &call, call.paths[i]);
	provider_call_release(&call);
	return flow;
}

/* ---- streams ---- */

/* All that is left in it, by way of a MemoryStream. */
static Flow hash_stream(Stage *s)
{
	const TypeDef *type = type_set_find(runtime_of(s->interp)->types, S("System.IO.MemoryStream"));
	Value memory = VALUE_EMPTY, bytes = VALUE_EMPTY, ignored = VALUE_EMPTY;
	CertDigest *digest;
	Flow flow = member_construct(s->interp, type, NULL, 0, &memory);

	if (flow == FLOW_NEXT)
		flow = member_call(s->interp, s->args[P_INPUT_STREAM], S("CopyTo"), &memory, 1, &ignored);
	if (flow == FLOW_NEXT)
		flow = member_call(s->interp, memory, S("ToArray"), NULL, 0, &bytes);
	if (flow == FLOW_NEXT)
		flow = start(s, &digest);
	if (flow == FLOW_NEXT) {
		cert_digest_add(digest, array_bytes(value_unwrap_peek(bytes).array));
		flow = write_hash(s, digest, VALUE_NULL);
	}
	value_drop(memory);
	value_drop(bytes);
	value_drop(ignored);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return s->set == SET_STREAM ? hash_stream(s) : hash_files(s);
}

const CmdletDef cmd_get_filehash = {
	.name = "Get-FileHash",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "Microsoft.PowerShell.Commands.FileHashInfo", NULL },
	.process = process,
	.synopsis = "Computes digests of files.",
};
