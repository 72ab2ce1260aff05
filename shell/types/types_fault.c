/* types_fault: the exceptions .NET throws from many members, with both editions' texts (editions 2.2). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <inttypes.h>
#include <unistd.h>

#include "shell/engine/provider.h"
#include "shell/types/types.h"

const char *types_pick(Interp *in, const char *desktop, const char *core)
{
	return runtime_edition(in)->where & WHERE_CORE ? core : desktop;
}

Flow types_null(Interp *in, const char *param)
{
	return fault_argument(in, EXC_ARGUMENT_NULL, param, "Value cannot be null.");
}

Flow types_empty(Interp *in, const char *param)
{
	return fault_argument(in, EXC_ARGUMENT, param, "%s",
		types_pick(in, "Empty path name is not legal.", "The value cannot be an empty string."));
}

/* .NET puts the offending value on a line behind the parameter's name, so the name cannot come last here. */
Flow types_actual(Interp *in, const char *param, const char *text, int64_t actual)
{
	char behind[64];
	Fault fault = {
		.category = CAT_NOT_SPECIFIED, .exception = EXC_ARGUMENT_OUT_OF_RANGE, .param = param, .actual = behind
	};

	if (!(runtime_edition(in)->where & WHERE_CORE))
		fault.actual = NULL;
	else
		(void)snprintf(behind, sizeof(behind), "\nActual value was %" PRId64 ".", actual);
	return fault_raise(in, &fault, "%s", text);
}

Flow types_negative(Interp *in, const char *param, int64_t actual, const char *desktop)
{
	char text[128];

	if (!(runtime_edition(in)->where & WHERE_CORE))
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, param, "%s", desktop);
	(void)snprintf(text, sizeof(text), "%s ('%" PRId64 "') must be a non-negative value.", param, actual);
	return types_actual(in, param, text, actual);
}

Flow types_too_large(Interp *in, const char *param, uint32_t actual, int64_t limit, const char *desktop)
{
	char text[128];

	if (!(runtime_edition(in)->where & WHERE_CORE))
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, param, "%s", desktop);
	(void)snprintf(text, sizeof(text), "%s ('%" PRIu32 "') must be less than or equal to '%" PRId64 "'.", param,
		actual, limit);
	return types_actual(in, param, text, actual);
}

Flow types_past_end(Interp *in, const char *param)
{
	if (!(runtime_edition(in)->where & WHERE_CORE))
		return types_index(in, param);
	return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, param,
		"Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
}

Flow types_index(Interp *in, const char *param)
{
	return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, param,
		"Index was out of range. Must be non-negative and less than the size of the collection.");
}

Flow types_not_done(Interp *in, const char *what)
{
	return fault_exception(in, EXC_NOT_IMPLEMENTED, "%s is not implemented in this shell.", what);
}

Flow types_not_here(Interp *in, const char *text)
{
	return fault_exception(in, EXC_PLATFORM_NOT_SUPPORTED, "%s", text);
}

Flow types_edition_fault(Interp *in, ExceptionId exception, EditionText text, Str arg)
{
	Str form = str_from(edition_text(runtime_edition(in), text));
	size_t slot = str_find(form, S("{0}"), 0);
	Buf message = BUF_INIT;
	Flow flow;

	buf_put(&message, str_cut(form, 0, slot == STR_NONE ? form.n : slot));
	if (slot != STR_NONE) {
		buf_put(&message, arg);
		buf_put(&message, str_cut(form, slot + 3, form.n));
	}
	flow = fault_exception(in, exception, "%.*s", STR_ARG(buf_str(&message)));
	buf_release(&message);
	return flow;
}

Flow types_rethrow_inner(Interp *in)
{
	Value thrown = runtime_of(in)->take_error(in), inner = thrown;
	ExceptionId id = EXC_EXCEPTION;
	Flow flow;

	while (exception_peek(inner) && exception_peek(exception_peek(inner)->inner))
		inner = exception_peek(inner)->inner;
	for (int i = 0; i < EXC_COUNT; i++)
		if (exception_type((ExceptionId)i) == type_of(inner))
			id = (ExceptionId)i;
	flow = fault_exception(in, id, "%.*s", STR_ARG(exception_message_peek(inner)));
	value_drop(thrown);
	return flow;
}

/* errno, exception and text; %s is the path. */
static const struct IoText {
	int error;
	ExceptionId exception;
	const char *desktop, *core;
} io_texts[] = {
	{ ENOENT, EXC_FILE_NOT_FOUND, "Could not find file '%s'.", "Could not find file '%s'." },
	{ ENOTDIR, EXC_DIRECTORY_NOT_FOUND, "Could not find a part of the path '%s'.",
		"Could not find a part of the path '%s'." },
	{ EACCES, EXC_UNAUTHORIZED_ACCESS, "Access to the path '%s' is denied.", "Access to the path '%s' is denied." },
	{ EPERM, EXC_UNAUTHORIZED_ACCESS, "Access to the path '%s' is denied.", "Access to the path '%s' is denied." },
	{ EISDIR, EXC_UNAUTHORIZED_ACCESS, "Access to the path '%s' is denied.", "Access to the path '%s' is denied." },
	{ EROFS, EXC_UNAUTHORIZED_ACCESS, "Access to the path '%s' is denied.", "Access to the path '%s' is denied." },
	{ EEXIST, EXC_IO, "The file '%s' already exists.", "The file '%s' already exists." },
	{ ENOTEMPTY, EXC_IO, "The directory is not empty.\n", "Directory not empty : '%s'" },
	{ ENOSPC, EXC_IO, "There is not enough space on the disk.\n", "No space left on device : '%s'" },
	{ ENAMETOOLONG, EXC_PATH_TOO_LONG,
		"The specified path, file name, or both are too long. The fully qualified file name must be less than 260 "
		"characters, and the directory name must be less than 248 characters.",
		"The path '%s' is too long, or a component of the specified path is too long." },
};

/* A missing file is another exception when its folder is missing too. */
static bool folder_exists(Str path)
{
	size_t end = path.n;
	Buf folder = BUF_INIT;
	bool found;

	while (end > 0 && path.p[end - 1] != '/')
		end--;
	buf_put(&folder, str_cut(path, 0, end));
	buf_put_char(&folder, '\0');
	found = end == 0 || access(folder.p, F_OK) == 0;
	buf_release(&folder);
	return found;
}

Flow types_io(Interp *in, int error, Str real_path)
{
	const struct IoText *row = NULL;
	Buf shown = BUF_INIT, text = BUF_INIT;
	const char *format, *slot;
	Flow flow;
	size_t i;

	if (error == ENOENT && !folder_exists(real_path))
		error = ENOTDIR;
	for (i = 0; i < COUNT(io_texts); i++)
		if (io_texts[i].error == error)
			row = &io_texts[i];
	runtime_of(in)->shown_path(in, real_path, &shown);
	format = row ? types_pick(in, row->desktop, row->core) : ": '%s'";
	slot = strstr(format, "%s");
	if (!row)
		buf_printf(&text, "%s ", strerror(error));
	buf_put(&text, slot ? (Str){ format, (size_t)(slot - format) } : str_from(format));
	if (slot) {
		buf_put(&text, buf_str(&shown));
		buf_put(&text, str_from(slot + 2));
	}
	if (error == ENOTDIR)
		provider_put_missing_share(in, buf_str(&shown), &text);
	flow = fault_exception(in, row ? row->exception : EXC_IO, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&shown);
	buf_release(&text);
	return flow;
}
