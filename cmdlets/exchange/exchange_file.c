/* exchange_file: the files that New and Export write (-Path, -RequestFile, -FileName). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmdlets/exchange/exchange.h"
#include "shell/engine/provider.h"

static Flow exists(const ExchangeCall *call, Str path)
{
	static const ExchangeFault fault = { .category = CAT_RESOURCE_EXISTS, .hash = "3F5A6E78", .bare = true };

	return exchange_error(
		call, &fault, "The file \"%.*s\" already exists. Use -Force to overwrite it.", STR_ARG(path));
}

static Flow failed(const ExchangeCall *call, Str path, int error)
{
	static const ExchangeFault fault = { .category = CAT_WRITE_ERROR, .hash = "3F5A6E79", .bare = true };

	Buf where = BUF_INIT;
	Flow flow;

	if (error == ENOENT)
		provider_put_missing_share(call->stage->interp, path, &where);
	flow = exchange_error(call, &fault, "The file \"%.*s\" can't be written: %s.%.*s", STR_ARG(path),
		strerror(error), STR_ARG(buf_str(&where)));
	buf_release(&where);
	return flow;
}

bool exchange_file_open(const ExchangeCall *call, Str path, bool force, ExchangeFile *file, Flow *flow)
{
	int flags = O_WRONLY | O_CLOEXEC;

	*file = (ExchangeFile){ .fd = -1, .shown = path, .real = BUF_INIT };
	*flow = FLOW_NEXT;
	if (!path.n)
		return true;
	provider_real_path(call->stage->interp, path, &file->real);
	file->fd = open(file->real.p, flags | O_CREAT | O_EXCL, 0666);
	file->made = file->fd >= 0;
	if (file->fd < 0 && errno == EEXIST && force)
		file->fd = open(file->real.p, flags);
	if (file->fd >= 0)
		return true;
	*flow = errno == EEXIST ? exists(call, path) : failed(call, path, errno);
	buf_release(&file->real);
	return false;
}

void exchange_file_seal(const ExchangeFile *file)
{
	if (file->fd >= 0 && fchmod(file->fd, 0600) != 0)
		return; /* a file system without modes, as of a USB stick */
}

bool exchange_file_write(const ExchangeCall *call, ExchangeFile *file, Str bytes, Flow *flow)
{
	size_t done = 0;

	*flow = FLOW_NEXT;
	while (file->fd >= 0 && done < bytes.n) {
		ssize_t n = write(file->fd, bytes.p + done, bytes.n - done);

		if (n < 0 && errno != EINTR) {
			*flow = failed(call, file->shown, errno);
			return false;
		}
		done += n > 0 ? (size_t)n : 0;
	}
	if (file->fd >= 0 && (ftruncate(file->fd, (off_t)bytes.n) != 0 || close(file->fd) != 0)) {
		file->fd = -1;
		*flow = failed(call, file->shown, errno);
		return false;
	}
	file->fd = -1;
	file->made = false;
	return true;
}

void exchange_file_close(ExchangeFile *file)
{
	if (file->fd >= 0)
		close(file->fd);
	if (file->made)
		unlink(file->real.p);
	buf_release(&file->real);
	file->fd = -1;
}
