/* x509_argument: what the certificate cmdlets take and give: stores, certificates, files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/stat.h>
#include <unistd.h>

#include "cmdlets/x509/x509_drive.h"
#include "shell/types/file.h"
#include "shell/value/convert.h"

/* PSPath's qualifier goes, a relative text becomes what it means at the current location. */
static bool resolve(Stage *s, Str text, ProviderPath *out)
{
	Str name;

	return provider_resolve(s->interp, s->scratch, text, out, &name) == PROVIDER_OK && out->def == &x509_drive;
}

static Flow no_path(Stage *s, Str text)
{
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "PathNotFound",
		.exception = EXC_ITEM_NOT_FOUND,
		.target = value_string(text) };
	Flow flow = stage_throw(s, &spec, "Cannot find path '%.*s' because it does not exist.", STR_ARG(text));

	value_drop(spec.target);
	return flow;
}

bool x509_store_argument(Stage *s, Str text, X509Path *out, Flow *flow)
{
	ProviderPath path;

	*flow = FLOW_NEXT;
	if (resolve(s, text.n ? text : S("."), &path)) {
		x509_path_read(path.path, out);
		if (out->depth == X509_STORE)
			return true;
	}
	*flow = no_path(s, text);
	return false;
}

Flow x509_write_item(Stage *s, Str store, const uint8_t hash[CERT_THUMBPRINT])
{
	Buf path = BUF_INIT;
	StageArg arg = { .name = "LiteralPath" };
	Flow flow;

	buf_printf(&path, "Cert:\\LocalMachine\\%.*s\\", STR_ARG(store));
	cert_put_hex((Str){ (const char *)hash, CERT_THUMBPRINT }, &path);
	arg.value = value_string_buf(&path);
	buf_release(&path);
	flow = stage_run(s, "Get-Item", &arg, 1, VALUE_EMPTY, s->out);
	value_drop(arg.value);
	return flow;
}

/* By its path on the drive: the object Get-Item writes. */
static bool find_by_path(Stage *s, Str text, Value *out, Flow *flow)
{
	ProviderPath path;
	X509Path parts;
	Array *items;

	if (!resolve(s, text, &path))
		return false;
	x509_path_read(path.path, &parts);
	if (parts.depth != X509_CERT)
		return false;
	items = array_new_objects();
	*flow = x509_store_list(s->interp, &parts, items);
	for (size_t i = 0; *flow == FLOW_NEXT && i < items->n && out->kind == V_EMPTY; i++)
		if (memcmp(x509_peek(array_peek(items, i))->hash, parts.hash, CERT_THUMBPRINT) == 0)
			*out = array_get(items, i);
	value_drop(array_value(items));
	return out->kind != V_EMPTY;
}

bool x509_cert_argument(Stage *s, Value argument, Value *out, Flow *flow)
{
	Buf text = BUF_INIT;
	Str path;

	*out = VALUE_EMPTY;
	*flow = FLOW_NEXT;
	if (x509_peek(argument)) {
		*out = value_ref(argument);
		return true;
	}
	*flow = convert_put_text(s->interp, argument, &text);
	path = arena_copy(s->scratch, buf_str(&text));
	buf_release(&text);
	if (*flow != FLOW_NEXT)
		return false;
	if (find_by_path(s, path, out, flow))
		return true;
	if (*flow == FLOW_NEXT)
		*flow = no_path(s, path);
	return false;
}

/* ---- files --------------------------------------------------------------------------------------------------- */

/* observed: both a file that is none and a wrong password give these words. */
Flow x509_pfx_failed(Stage *s, const Diag *diag)
{
	ErrorSpec spec = {
		.category = CAT_NOT_SPECIFIED, .id = "System.ComponentModel.Win32Exception", .exception = EXC_WIN32
	};

	if (diag->code == DIAG_BAD_PASSWORD)
		return stage_throw(s, &spec,
			"The PFX file you are trying to import requires either a different password or membership in an "
			"Active Directory principal to which it is protected.");
	return stage_throw(s, &spec, "%s", diag->text);
}

Flow x509_file_argument(Stage *s, Str path, Buf *out)
{
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "System.IO.FileNotFoundException",
		.exception = EXC_FILE_NOT_FOUND };
	Buf real = BUF_INIT;
	Value name;
	Flow flow;

	provider_real_path(s->interp, path, &real);
	if (access(real.p, F_OK) != 0) {
		buf_release(&real);
		return stage_throw(s, &spec,
			"The system cannot find the file specified. 0x80070002 (WIN32: 2 "
			"ERROR_FILE_NOT_FOUND)");
	}
	buf_release(&real);
	name = value_string(path);
	flow = types_file_read(s->interp, name, out);
	value_drop(name);
	return flow;
}

static Flow file_there(Stage *s, Str path)
{
	ErrorSpec spec = { .category = CAT_RESOURCE_EXISTS,
		.id = "System.IO.IOException",
		.exception = EXC_IO,
		.target = value_string(path) };
	Flow flow = stage_throw(s, &spec, "The file already exists: %.*s", STR_ARG(path));

	value_drop(spec.target);
	return flow;
}

Flow x509_file_result(Stage *s, Str path, Str bytes, bool replace)
{
	Buf real = BUF_INIT;
	Value name = value_string(path);
	StageArg arg = { .name = "LiteralPath", .value = name };
	mode_t mask = umask(077); /* a PFX is for its owner alone */
	bool there;
	Flow flow;

	provider_real_path(s->interp, path, &real);
	there = access(real.p, F_OK) == 0;
	buf_release(&real);
	flow = there && !replace ? file_there(s, path) : types_file_write(s->interp, name, bytes, false);
	umask(mask);
	if (flow == FLOW_NEXT)
		flow = stage_run(s, "Get-Item", &arg, 1, VALUE_EMPTY, s->out);
	value_drop(name);
	return flow;
}
