/* vault_key_file: the key beside the store. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/io.h"
#include "store/vault/vault_private.h"

enum { OCTETS = 32, DIGITS = 2 * OCTETS };

/* "<store><suffix>", to be freed. */
static char *file_name(const Vault *vault, const char *suffix)
{
	size_t n = strlen(vault->path) + strlen(suffix) + 1;
	char *name = MEM_ARRAY(char, n);

	snprintf(name, n, "%s%s", vault->path, suffix);
	return name;
}

static bool check_mode(const char *name, int fd, Diag *diag)
{
	struct stat info;

	if (fstat(fd, &info) != 0)
		return diag_errno(diag, name);
	if (!S_ISREG(info.st_mode))
		return diag_set(diag, DIAG_INVALID, "the store key '%s' is no regular file: put the key back", name);
	if (info.st_mode & 077)
		return diag_set(diag, DIAG_DENIED,
			"the store key '%s' can be reached by other users (mode %04o): change that with chmod 600",
			name, (unsigned)info.st_mode & 07777);
	return true;
}

static bool read_key(const char *name, int fd, uint8_t kek[OCTETS], Diag *diag)
{
	char text[DIGITS + 2];
	Buf key = BUF_SECRET;
	ssize_t n;
	bool ok;

	if (!check_mode(name, fd, diag))
		return false;
	n = read(fd, text, sizeof text);
	if (n < 0)
		return diag_errno(diag, name);
	ok = n >= DIGITS && cert_parse_hex((Str){ text, DIGITS }, &key) && key.n == OCTETS;
	if (ok)
		memcpy(kek, key.p, OCTETS);
	mem_wipe(text, sizeof text);
	buf_release(&key);
	return ok ||
	       diag_set(diag, DIAG_CORRUPT, "the store key '%s' is damaged: it holds no %d hex digits", name, DIGITS);
}

static bool read_file(const Vault *vault, const char *suffix, uint8_t kek[OCTETS], Diag *diag)
{
	char *name = file_name(vault, suffix);
	int fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool ok;

	if (fd >= 0)
		ok = read_key(name, fd, kek, diag);
	else if (errno == ENOENT)
		ok = diag_set(diag, DIAG_NOT_FOUND,
			"the store key '%s' is missing: certificates can be listed, private keys cannot be opened "
			"until it is put back",
			name);
	else
		ok = diag_errno(diag, name);
	if (fd >= 0)
		close(fd);
	free(name);
	return ok;
}

bool vault_key_file_read(Vault *vault, uint8_t kek[OCTETS], Diag *diag)
{
	bool ok = read_file(vault, ".key", kek, diag);

	if (!ok && diag->code == DIAG_NOT_FOUND)
		diag->code = DIAG_DENIED;
	return ok;
}

bool vault_key_file_next_read(Vault *vault, uint8_t kek[OCTETS], Diag *diag)
{
	return read_file(vault, ".key-next", kek, diag);
}

/* Writes text to a new file and makes it durable.  DIAG_EXISTS: there is one.  Nothing is left of one that fails. */
static bool write_new(Vault *vault, const char *name, Str text, Diag *diag)
{
	int fd;
	bool ok;

	if (!store_operation(vault->store, diag))
		return false;
	fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return diag_errno(diag, name);
	ok = check_mode(name, fd, diag) && ((io_write_all(fd, text) && fsync(fd) == 0) || diag_errno(diag, name));
	if (close(fd) != 0 && ok)
		ok = diag_errno(diag, name);
	if (!ok)
		unlink(name);
	return ok;
}

/* The same in the place of what a change that was cut off left; the store is held, so nobody else is at work here. */
static bool write_anew(Vault *vault, const char *name, Str text, Diag *diag)
{
	return (unlink(name) == 0 || errno == ENOENT || diag_errno(diag, name)) && write_new(vault, name, text, diag);
}

static bool sync_folder(const char *name)
{
	const char *slash = strrchr(name, '/');
	char *folder = slash ? strndup(name, slash == name ? 1 : (size_t)(slash - name)) : strdup(".");
	int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	free(folder);
	return ok;
}

/* A whole file appears under its name or none: written beside it, then linked, which does not replace one that is
 * there. */
static bool publish(Vault *vault, const char *draft, const char *name, Diag *diag)
{
	bool ok = store_operation(vault->store, diag);

	/* file systems without hard links: rename would replace, but the store is held, so nobody else is here */
	if (ok && link(draft, name) != 0 && errno != EEXIST && rename(draft, name) != 0)
		ok = diag_errno(diag, name);
	unlink(draft);
	return ok && (sync_folder(name) || diag_errno(diag, name));
}

bool vault_key_file_make(Vault *vault, uint8_t kek[OCTETS], Diag *diag)
{
	char *draft = file_name(vault, ".key-new"), *name = file_name(vault, ".key");
	Buf text = BUF_SECRET;
	bool ok = true;

	if (access(name, F_OK) != 0) {
		vault->env->random(vault->env->self, kek, OCTETS);
		cert_put_hex((Str){ (char *)kek, OCTETS }, &text);
		buf_put_char(&text, '\n');
		ok = write_anew(vault, draft, buf_str(&text), diag) && publish(vault, draft, name, diag);
	}
	ok = ok && vault_key_file_read(vault, kek, diag); /* what is really there */
	buf_release(&text);
	free(draft);
	free(name);
	return ok;
}

bool vault_key_file_next(Vault *vault, uint8_t kek[OCTETS], Diag *diag)
{
	char *name = file_name(vault, ".key-next");
	Buf text = BUF_SECRET;
	bool ok;

	vault->env->random(vault->env->self, kek, OCTETS);
	cert_put_hex((Str){ (char *)kek, OCTETS }, &text);
	buf_put_char(&text, '\n');
	ok = write_anew(vault, name, buf_str(&text), diag) && (sync_folder(name) || diag_errno(diag, name));
	buf_release(&text);
	free(name);
	return ok;
}

bool vault_key_file_settle(Vault *vault, Diag *diag)
{
	char *next = file_name(vault, ".key-next"), *name = file_name(vault, ".key");
	bool ok = store_operation(vault->store, diag) && (rename(next, name) == 0 || diag_errno(diag, name)) &&
		  (sync_folder(name) || diag_errno(diag, name));

	free(next);
	free(name);
	return ok;
}

void vault_key_file_drop(Vault *vault)
{
	static const char *const suffixes[] = { ".key", ".key-next", ".key-new" };

	for (size_t i = 0; i < COUNT(suffixes); i++) {
		char *name = file_name(vault, suffixes[i]);

		unlink(name);
		free(name);
	}
}

bool vault_key_file_copy(Vault *vault, const char *path, Diag *diag)
{
	uint8_t kek[OCTETS];
	Buf text = BUF_SECRET;
	bool ok = vault_key_file_read(vault, kek, diag);

	if (ok) {
		cert_put_hex((Str){ (char *)kek, OCTETS }, &text);
		buf_put_char(&text, '\n');
		ok = write_new(vault, path, buf_str(&text), diag);
	}
	mem_wipe(kek, sizeof kek);
	buf_release(&text);
	return ok;
}
