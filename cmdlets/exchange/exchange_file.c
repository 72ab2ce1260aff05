/* exchange_file: the files that New and Export write (-Path, -RequestFile, -FileName). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>

#include "cmdlets/exchange/exchange.h"
#include "shell/engine/provider.h"

static Flow exists(const ExchangeCall *call, Str path)
{
	return exchange_error(call, EXCHANGE_FILE_EXISTS, path, S(""));
}

static Flow failed(const ExchangeCall *call, Str path, int error)
{
	Buf why = BUF_INIT;
	Flow flow;

	buf_printf(&why, "%s.",
		error == EOPNOTSUPP ? "its file system cannot keep a private key from other users" : strerror(error));
	if (error == ENOENT)
		provider_put_missing_share(call->stage->interp, path, &why);
	flow = exchange_error(call, EXCHANGE_FILE_NOT_WRITTEN, path, buf_str(&why));
	buf_release(&why);
	return flow;
}

bool exchange_file_open(const ExchangeCall *call, Str path, bool force, mode_t mode, ExchangeFile *file, Flow *flow)
{
	Buf real = BUF_INIT;
	bool ok;

	*file = (ExchangeFile){ .shown = path, .draft = IO_DRAFT_NONE };
	*flow = FLOW_NEXT;
	if (!path.n)
		return true;
	provider_real_path(call->stage->interp, path, &real);
	ok = io_draft_open(&file->draft, real.p, force, mode);
	buf_release(&real);
	if (!ok)
		*flow = errno == EEXIST ? exists(call, path) : failed(call, path, errno);
	return ok;
}

bool exchange_file_write(const ExchangeCall *call, ExchangeFile *file, Str bytes, Flow *flow)
{
	*flow = FLOW_NEXT;
	if (!file->shown.n || io_draft_publish(&file->draft, bytes))
		return true;
	*flow = errno == EEXIST ? exists(call, file->shown) : failed(call, file->shown, errno);
	return false;
}

void exchange_file_close(ExchangeFile *file)
{
	io_draft_close(&file->draft);
}
