/* env: the real machine as a source of chance. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/env.h"
#include "shell/base/moment.h"

enum { SECONDS_PER_MINUTE = 60, NANOSECONDS_PER_TICK = 100 };

static int64_t real_now(void *self)
{
	(void)self;
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return MOMENT_UNIX_EPOCH + (int64_t)now.tv_sec * MOMENT_TICKS_PER_SECOND + now.tv_nsec / NANOSECONDS_PER_TICK;
}

/* A machine without randomness must not make keys: there is nothing to go on with. */
static void real_random(void *self, void *out, size_t n)
{
	(void)self;
	char *p = out;
	while (n > 0) {
		ssize_t got = getrandom(p, n, 0);
		if (got < 0 && errno != EINTR)
			abort();
		if (got > 0) {
			p += got;
			n -= (size_t)got;
		}
	}
}

static int real_utc_offset(void *self, int64_t utc_ticks)
{
	(void)self;
	time_t seconds = (time_t)((utc_ticks - MOMENT_UNIX_EPOCH) / MOMENT_TICKS_PER_SECOND);
	struct tm local;
	if (!localtime_r(&seconds, &local))
		return 0;
	return (int)(local.tm_gmtoff / SECONDS_PER_MINUTE);
}

/* The texts of an Env, owned: the environment may change under us. */
typedef struct Machine {
	char *texts[4];
	size_t n;
} Machine;

static Str keep(Machine *machine, const char *text)
{
	Str s = str_from(text);
	char *p = mem_alloc(s.n + 1, 1);
	memcpy(p, s.p, s.n);
	machine->texts[machine->n++] = p;
	return (Str){ p, s.n };
}

static Str machine_name(Machine *machine)
{
	char name[256] = "";
	if (gethostname(name, sizeof(name) - 1) != 0 || !name[0])
		return keep(machine, "localhost");
	return keep(machine, name);
}

static const char *first_of(const char *a, const char *b, const char *c)
{
	if (a && a[0])
		return a;
	return b && b[0] ? b : c;
}

/* The name that libc takes the zone from: TZ, else what /etc/localtime points at, else UTC. */
static Str zone_name(Machine *machine)
{
	const char *zone = getenv("TZ");
	if (zone && zone[0])
		return keep(machine, zone[0] == ':' ? zone + 1 : zone);
	char path[512];
	ssize_t n = readlink("/etc/localtime", path, sizeof(path) - 1);
	path[n > 0 ? n : 0] = '\0';
	const char *folder = strstr(path, "zoneinfo/");
	return keep(machine, folder ? folder + strlen("zoneinfo/") : "UTC");
}

void env_init(Env *env)
{
	tzset();
	char buffer[4096];
	struct passwd entry;
	struct passwd *user = NULL;
	if (getpwuid_r(geteuid(), &entry, buffer, sizeof(buffer), &user) != 0)
		user = NULL;
	Machine *machine = MEM_NEW(Machine);
	*env = (Env){
		.self = machine,
		.now = real_now,
		.random = real_random,
		.utc_offset = real_utc_offset,
		.machine = machine_name(machine),
		.user = keep(machine, first_of(user ? user->pw_name : NULL, getenv("USER"), "unknown")),
		.home = keep(machine, first_of(getenv("HOME"), user ? user->pw_dir : NULL, "/")),
		.timezone = zone_name(machine),
	};
}

void env_release(Env *env)
{
	Machine *machine = env->self;
	for (size_t i = 0; i < machine->n; i++)
		free(machine->texts[i]);
	free(machine);
	*env = (Env){ 0 };
}
