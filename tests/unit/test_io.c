/* test_io: whole writes, and files that appear whole or not at all. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "shell/base/io.h"

typedef struct World {
	char folder[32], path[64], link[64];
} World;

static int setup(void **state)
{
	World *world = MEM_NEW(World);

	snprintf(world->folder, sizeof world->folder, "/tmp/exsh-io.XXXXXX");
	*state = world;
	if (!mkdtemp(world->folder))
		return -1;
	snprintf(world->path, sizeof world->path, "%s/file", world->folder);
	snprintf(world->link, sizeof world->link, "%s/link", world->folder);
	umask(022);
	return 0;
}

static int teardown(void **state)
{
	World *world = *state;
	char command[64];
	int ended;

	snprintf(command, sizeof command, "rm -rf %s", world->folder);
	ended = system(command);
	free(world);
	return ended;
}

/* What the file holds, its mode, and how many names are in the folder: nothing is left beside it. */
static void expect_file(const World *world, const char *path, const char *want, mode_t mode, int names)
{
	char command[128], got[32] = "";
	struct stat info;
	FILE *file = fopen(path, "r");
	FILE *count;
	int n = -1;

	assert_non_null(file);
	got[fread(got, 1, sizeof got - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(got, want);
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 07777, mode);
	snprintf(command, sizeof command, "ls -A %s | wc -l", world->folder);
	count = popen(command, "r");
	assert_non_null(count);
	assert_int_equal(fscanf(count, "%d", &n), 1);
	pclose(count);
	assert_int_equal(n, names);
}

static bool put(const char *path, const char *text, bool replace, mode_t mode)
{
	IoDraft draft;

	return io_draft_open(&draft, path, replace, mode) && io_draft_publish(&draft, str_from(text));
}

static void test_new_file(void **state)
{
	World *world = *state;
	IoDraft draft;

	assert_true(put(world->path, "a", false, 0666));
	expect_file(world, world->path, "a", 0644, 1);
	assert_false(put(world->path, "b", false, 0666));
	assert_int_equal(errno, EEXIST);
	expect_file(world, world->path, "a", 0644, 1);
	assert_int_equal(unlink(world->path), 0);
	/* somebody else takes the name meanwhile */
	assert_true(io_draft_open(&draft, world->path, false, 0666));
	assert_true(put(world->path, "theirs", false, 0600));
	assert_false(io_draft_publish(&draft, S("ours")));
	assert_int_equal(errno, EEXIST);
	expect_file(world, world->path, "theirs", 0600, 1);
	assert_false(put("/dev/null/x", "a", true, 0666));
	assert_int_equal(errno, ENOTDIR);
	assert_false(put(world->folder, "a", true, 0666));
	assert_int_equal(errno, EISDIR);
	draft = IO_DRAFT_NONE;
	io_draft_close(&draft);
}

static void test_replaced_file(void **state)
{
	static const struct {
		int line;
		mode_t before, asked, after;
	} rows[] = {
		{ __LINE__, 0644, 0666, 0644 },
		{ __LINE__, 0644, 0600, 0600 },
		{ __LINE__, 0600, 0666, 0600 }, /* no right that was not there */
		{ __LINE__, 0755, 0666, 0644 },
	};
	World *world = *state;
	IoDraft draft;
	struct stat info;

	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_true(put(world->path, "longer than the new one", true, 0600));
		assert_int_equal(chmod(world->path, rows[i].before), 0);
		assert_true(io_draft_open(&draft, world->path, true, rows[i].asked));
		assert_int_equal(fstat(draft.fd, &info), 0); /* from the start */
		if ((info.st_mode & 07777) != rows[i].after)
			fail_msg("line %d: %o", rows[i].line, (unsigned)info.st_mode);
		expect_file(world, world->path, "longer than the new one", rows[i].before, 2);
		assert_true(io_draft_publish(&draft, S("new")));
		expect_file(world, world->path, "new", rows[i].after, 1);
		unlink(world->path);
	}
	assert_true(put(world->path, "old", true, 0666));
	assert_true(io_draft_open(&draft, world->path, true, 0666));
	io_draft_close(&draft); /* thrown away */
	expect_file(world, world->path, "old", 0644, 1);
}

static void test_link_stays(void **state)
{
	World *world = *state;
	struct stat info;

	assert_true(put(world->path, "old", false, 0666));
	assert_int_equal(symlink("file", world->link), 0);
	assert_false(put(world->link, "new", false, 0666));
	assert_int_equal(errno, EEXIST);
	assert_true(put(world->link, "new", true, 0666));
	assert_int_equal(lstat(world->link, &info), 0);
	assert_true(S_ISLNK(info.st_mode));
	expect_file(world, world->path, "new", 0644, 2);
}

/* A disk that is full after some octets. */
static void test_full_disk(void **state)
{
	World *world = *state;
	struct rlimit before, small;
	bool ok;

	assert_true(put(world->path, "old", false, 0666));
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 4;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	ok = put(world->path, "too long", true, 0666);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_false(ok);
	assert_int_equal(errno, EFBIG);
	expect_file(world, world->path, "old", 0644, 1);
}

static void test_no_regular_file(void **state)
{
	World *world = *state;
	char got[8];
	struct stat info;
	int reader;

	assert_true(put("/dev/null", "a", true, 0600));
	assert_int_equal(stat("/dev/null", &info), 0);
	assert_true(S_ISCHR(info.st_mode));
	assert_int_equal(mkfifo(world->path, 0600), 0);
	reader = open(world->path, O_RDONLY | O_NONBLOCK);
	assert_true(reader >= 0);
	assert_true(put(world->path, "abc", true, 0666));
	assert_int_equal(read(reader, got, sizeof got), 3);
	assert_int_equal(read(reader, got, sizeof got), 0); /* it was closed */
	close(reader);
	assert_int_equal(stat(world->path, &info), 0);
	assert_true(S_ISFIFO(info.st_mode));
	assert_false(put("/dev/full", "a", true, 0666));
	assert_int_equal(errno, ENOSPC);
}

static void nothing(int number)
{
	(void)number;
}

/* Half a megabyte through a pipe that is read slowly, with signals in between. */
static void *read_slowly(void *fd)
{
	char chunk[4096];
	size_t total = 0;
	ssize_t n;

	while ((n = read(*(int *)fd, chunk, sizeof chunk)) > 0) {
		const struct timespec pause = { .tv_nsec = 100000 };

		total += (size_t)n;
		nanosleep(&pause, NULL);
		if (total % (16 * sizeof chunk) == 0)
			kill(getpid(), SIGUSR1);
	}
	return (void *)total;
}

static void test_signals(void **state)
{
	enum { SIZE = 1 << 19 };
	const struct sigaction action = { .sa_handler = nothing };
	volatile int stop = 1;
	sigset_t mask;
	pthread_t reader;
	int ends[2];
	void *total;
	char *text = MEM_ARRAY(char, SIZE);

	(void)state;
	memset(text, 'x', SIZE);
	sigaction(SIGUSR1, &action, NULL);
	sigaction(SIGALRM, &action, NULL);
	assert_int_equal(pipe(ends), 0);
	sigemptyset(&mask);
	sigaddset(&mask, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &mask, NULL); /* the reader's; the writer gets them */
	assert_int_equal(pthread_create(&reader, NULL, read_slowly, &ends[0]), 0);
	pthread_sigmask(SIG_UNBLOCK, &mask, NULL);
	assert_true(io_write_all(ends[1], (Str){ text, SIZE }));
	close(ends[1]);
	pthread_join(reader, &total);
	assert_int_equal((size_t)total, SIZE);
	close(ends[0]);
	assert_int_equal(pipe(ends), 0); /* nobody reads */
	alarm(1);
	assert_false(io_write_until(ends[1], (Str){ text, SIZE }, &stop));
	assert_int_equal(errno, EINTR);
	close(ends[0]);
	close(ends[1]);
	assert_false(io_write_all(-1, S("x")));
	assert_int_equal(errno, EBADF);
	assert_true(io_write_all(-1, S("")));
	free(text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_new_file),
		TEST(test_replaced_file),
		TEST(test_link_stays),
		TEST(test_full_disk),
		TEST(test_no_regular_file),
		cmocka_unit_test(test_signals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
