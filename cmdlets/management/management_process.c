/* management_process: System.Diagnostics.Process on /proc. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management_process_private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shell/base/moment.h"
#include "shell/base/wildcard.h"
#include "shell/value/list.h"
#include "shell/value/view.h"

/* What /proc/N/stat says. */
typedef struct ProcessStat {
	char name[64];
	int session;
	uint64_t user_ticks, system_ticks, started, virtual_bytes, resident_pages;
} ProcessStat;

/* ---- /proc ---- */

static bool read_file(const char *path, char *out, size_t size)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = file < 0 ? -1 : read(file, out, size - 1);

	if (file >= 0)
		close(file);
	if (n < 0)
		return false;
	out[n] = 0;
	return true;
}

static bool read_proc(pid_t pid, const char *name, char *out, size_t size)
{
	Buf path = BUF_INIT;
	bool ok;

	buf_printf(&path, "/proc/%d/%s", (int)pid, name);
	ok = read_file(path.p, out, size);
	buf_release(&path);
	return ok;
}

/* The number that is field n (from 3, the state) behind the name, which may hold blanks and parentheses. */
static uint64_t field(const char *rest, int n)
{
	for (int i = 3; i < n && rest; i++) {
		rest = strchr(rest, ' ');
		rest = rest ? rest + 1 : NULL;
	}
	return rest ? strtoull(rest, NULL, 10) : 0;
}

static bool read_stat(pid_t pid, ProcessStat *out)
{
	char text[1024];
	const char *open_paren, *close_paren, *rest;
	size_t n;

	if (!read_proc(pid, "stat", text, sizeof(text)))
		return false;
	open_paren = strchr(text, '(');
	close_paren = strrchr(text, ')');
	if (!open_paren || !close_paren || close_paren[1] != ' ' || close_paren[2] == 'Z' || close_paren[2] == 'X')
		return false;
	n = (size_t)(close_paren - open_paren) - 1;
	n = n < sizeof(out->name) ? n : sizeof(out->name) - 1;
	memcpy(out->name, open_paren + 1, n);
	out->name[n] = 0;
	rest = close_paren + 2;
	out->session = (int)field(rest, 6);
	out->user_ticks = field(rest, 14);
	out->system_ticks = field(rest, 15);
	out->started = field(rest, 22);
	out->virtual_bytes = field(rest, 23);
	out->resident_pages = field(rest, 24);
	return true;
}

/* ---- the object ---- */

static Process *payload(Value self)
{
	return object_payload_peek(self, &management_process_type);
}

Process *management_process_peek(Value v)
{
	return payload(v);
}

void management_process_adopt(Process *p, int pid)
{
	ProcessStat stat;

	p->pid = pid;
	if (read_stat(pid, &stat))
		p->started = stat.started;
}

static void free_process(Object *object, ValueDrops *drops)
{
	Process *p = object->payload;

	if (p->name)
		value_drop_later(drops, value_of_string(p->name));
	value_drop_later(drops, p->info);
	value_drop_later(drops, p->written);
	value_drop_later(drops, p->input);
	value_drop_later(drops, p->output);
	value_drop_later(drops, p->error);
	buf_release(&p->out);
	buf_release(&p->err);
	free(p);
}

Value management_process_new(int pid, bool ours)
{
	ProcessStat stat;
	Process *p;

	if (!read_stat(pid, &stat))
		return VALUE_EMPTY;
	p = MEM_NEW(Process);
	*p = (Process){ .pid = pid, .started = stat.started, .name = value_string_c(stat.name).string, .ours = ours };
	return object_value(object_new_native(&management_process_type, p));
}

Value management_process_started(int pid, Str name)
{
	Value process = management_process_new(pid, true);
	Process *p;

	if (process.kind != V_EMPTY)
		return process;
	p = MEM_NEW(Process);
	*p = (Process){ .pid = pid, .name = value_string(name).string, .ours = true };
	return object_value(object_new_native(&management_process_type, p));
}

int management_process_id(Value process)
{
	const Process *p = payload(process);

	return p ? p->pid : 0;
}

static bool is_same(const Process *p, ProcessStat *stat)
{
	return !p->ended && p->pid > 0 && read_stat(p->pid, stat) && stat->started == p->started;
}

static void note_end(Process *p)
{
	ProcessStat stat;
	int status;

	if (p->ended || p->pid == 0)
		return;
	if (p->ours && waitpid(p->pid, &status, WNOHANG) == p->pid) {
		p->ended = true;
		p->exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	} else if (!is_same(p, &stat)) {
		p->ended = true;
	}
}

bool management_process_has_ended(Value process)
{
	Process *p = payload(process);

	note_end(p);
	return p->ended;
}

int management_process_kill(Value process)
{
	Process *p = payload(process);

	if (management_process_has_ended(process))
		return 0;
	return kill(p->pid, SIGKILL) == 0 || errno == ESRCH ? 0 : errno;
}

bool management_process_wait(Stage *s, Value process, int64_t milliseconds, Flow *flow)
{
	struct timespec pause = { 0, 10000000L };

	*flow = FLOW_NEXT;
	if (payload(process)->pid == 0)
		return true;
	for (int64_t waited = 0; !management_process_has_ended(process); waited += 10) {
		if (milliseconds >= 0 && waited >= milliseconds)
			return false;
		nanosleep(&pause, NULL);
		if (s && stage_is_interrupted(s)) {
			*flow = stage_interrupted(s);
			return false;
		}
	}
	return true;
}

/* ---- properties ---- */

static Flow not_started(Interp *in)
{
	return fault_exception(in, EXC_INVALID_OPERATION, "No process is associated with this object.");
}

static Flow found(Value *out, Value v)
{
	*out = v;
	return FLOW_NEXT;
}

static Flow get_name(Interp *in, Value self, Value *out)
{
	(void)in;
	const Process *p = payload(self);

	return p->name ? found(out, value_ref(value_of_string(p->name))) : not_started(in);
}

static Flow get_id(Interp *in, Value self, Value *out)
{
	(void)in;
	return found(out, value_int(payload(self)->pid));
}

static Flow get_zero(Interp *in, Value self, Value *out)
{
	(void)in, (void)self;
	return found(out, value_int(0));
}

static Flow get_handles(Interp *in, Value self, Value *out)
{
	Buf path = BUF_INIT;
	int n = 0;
	DIR *dir;

	(void)in;
	buf_printf(&path, "/proc/%d/fd", (int)payload(self)->pid);
	dir = opendir(path.p);
	while (dir && readdir(dir))
		n++;
	if (dir)
		closedir(dir);
	buf_release(&path);
	return found(out, value_int(n > 2 ? n - 2 : 0));
}

static Flow get_working_set(Interp *in, Value self, Value *out)
{
	ProcessStat stat = { .resident_pages = 0 };

	(void)in;
	if (!is_same(payload(self), &stat))
		stat.resident_pages = 0;
	return found(out, value_long((int64_t)stat.resident_pages * sysconf(_SC_PAGESIZE)));
}

static Flow get_virtual(Interp *in, Value self, Value *out)
{
	ProcessStat stat = { .virtual_bytes = 0 };

	(void)in;
	if (!is_same(payload(self), &stat))
		stat.virtual_bytes = 0;
	return found(out, value_long((int64_t)stat.virtual_bytes));
}

static Flow get_long_zero(Interp *in, Value self, Value *out)
{
	(void)in, (void)self;
	return found(out, value_long(0));
}

static Flow get_cpu(Interp *in, Value self, Value *out)
{
	ProcessStat stat;

	(void)in;
	if (!is_same(payload(self), &stat))
		return found(out, VALUE_NULL);
	return found(out, value_double((double)(stat.user_ticks + stat.system_ticks) / (double)sysconf(_SC_CLK_TCK)));
}

static Flow get_total_time(Interp *in, Value self, Value *out)
{
	ProcessStat stat;
	int64_t ticks = 0;

	(void)in;
	if (is_same(payload(self), &stat))
		ticks = (int64_t)(stat.user_ticks + stat.system_ticks) * MOMENT_TICKS_PER_SECOND / sysconf(_SC_CLK_TCK);
	return found(out, value_timespan(ticks));
}

static Flow get_session(Interp *in, Value self, Value *out)
{
	ProcessStat stat = { .session = 0 };

	(void)in;
	return found(out, value_int(is_same(payload(self), &stat) ? stat.session : 0));
}

static Flow get_start_time(Interp *in, Value self, Value *out)
{
	const Env *env = runtime_of(in)->env;
	char text[64];
	double up = read_file("/proc/uptime", text, sizeof(text)) ? strtod(text, NULL) : 0;
	double age = up - (double)payload(self)->started / (double)sysconf(_SC_CLK_TCK);
	int64_t at = env->now(env->self) - (int64_t)(age * (double)MOMENT_TICKS_PER_SECOND);

	return found(out, value_datetime(moment_to_local(env, at), MOMENT_LOCAL));
}

static Flow get_path(Interp *in, Value self, Value *out)
{
	Buf link = BUF_INIT, shown = BUF_INIT;
	char target[4096];
	ssize_t n;

	buf_printf(&link, "/proc/%d/exe", (int)payload(self)->pid);
	n = readlink(link.p, target, sizeof(target));
	if (n > 0)
		provider_shown_path(in, (Str){ target, (size_t)n }, &shown);
	*out = n > 0 ? value_string_buf(&shown) : VALUE_NULL;
	buf_release(&link);
	buf_release(&shown);
	return FLOW_NEXT;
}

static Flow get_has_exited(Interp *in, Value self, Value *out)
{
	(void)in;
	return found(out, value_bool(management_process_has_ended(self)));
}

static Flow get_exit_code(Interp *in, Value self, Value *out)
{
	FLOW_TRY(management_process_go(in, payload(self)));
	if (!payload(self)->ours)
		return fault_exception(in, EXC_INVALID_OPERATION,
			"Process was not started by this object, so requested information cannot be determined.");
	if (!management_process_has_ended(self))
		return fault_exception(
			in, EXC_INVALID_OPERATION, "Process must exit before requested information can be determined.");
	return found(out, value_int(payload(self)->exit_code));
}

static Flow get_true(Interp *in, Value self, Value *out)
{
	(void)in;
	return found(out, value_bool(!management_process_has_ended(self)));
}

static Flow get_machine(Interp *in, Value self, Value *out)
{
	(void)in, (void)self;
	return found(out, value_string(S(".")));
}

static Flow process_text(Interp *in, Value self, Buf *out)
{
	(void)in;
	buf_printf(out, "System.Diagnostics.Process (%s)", payload(self)->name ? payload(self)->name->p : "");
	return FLOW_NEXT;
}

/* ---- methods ---- */

static Flow wait_for_exit(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Flow flow;
	bool ended;

	FLOW_TRY(management_process_go(in, payload(self)));
	ended = management_process_wait(NULL, self, n ? args[0].i64 : -1, &flow);
	if (n)
		*out = value_bool(ended);
	return flow;
}

static Flow kill_it(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	int error = management_process_kill(self);

	(void)args, (void)n, (void)out;
	return error ? fault_exception(in, EXC_WIN32, "%s", strerror(error)) : FLOW_NEXT;
}

static Flow do_nothing(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)in, (void)self, (void)args, (void)n, (void)out;
	return FLOW_NEXT;
}

static Flow current_process(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)in, (void)self, (void)args, (void)n;
	return found(out, management_process_new(getpid(), false));
}

/* (number) */
static Flow process_by_id(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)self, (void)n;
	*out = management_process_new((int)args[0].i64, false);
	if (out->kind == V_EMPTY)
		return fault_exception(in, EXC_ARGUMENT, "Process with an Id of %d is not running.", (int)args[0].i64);
	return FLOW_NEXT;
}

/* (), (name) */
static Flow processes_by_name(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Array *all = management_processes();
	Array *list = array_new(type_set_array_of(runtime_of(in)->types, &management_process_type), 0);

	(void)self;
	for (size_t i = 0; i < all->n; i++)
		if (n == 0 || str_ieq(string_str(payload(all->items[i])->name), value_str_peek(args[0])))
			array_push(list, all->items[i]);
	value_drop(array_value(all));
	return found(out, array_value(list));
}

static const PropDef props[] = {
	{ "Name", "System.String", get_name, NULL, PROP_ALIAS },
	{ "SI", "System.Int32", get_session, NULL, PROP_ALIAS },
	{ "Handles", "System.Int32", get_handles, NULL, PROP_ALIAS },
	{ "VM", "System.Int64", get_virtual, NULL, PROP_ALIAS },
	{ "WS", "System.Int64", get_working_set, NULL, PROP_ALIAS },
	{ "PM", "System.Int64", get_long_zero, NULL, PROP_ALIAS },
	{ "NPM", "System.Int64", get_long_zero, NULL, PROP_ALIAS },
	{ "Path", "System.Object", get_path, NULL, PROP_SCRIPT },
	{ "CPU", "System.Object", get_cpu, NULL, PROP_SCRIPT },
	{ "ExitCode", "int", get_exit_code, NULL, 0 },
	{ "HasExited", "bool", get_has_exited, NULL, 0 },
	{ "StartTime", "datetime", get_start_time, NULL, 0 },
	{ "BasePriority", "int", get_zero, NULL, 0 },
	{ "HandleCount", "int", get_handles, NULL, 0 },
	{ "Id", "int", get_id, NULL, 0 },
	{ "MachineName", "string", get_machine, NULL, 0 },
	{ "ProcessName", "string", get_name, NULL, 0 },
	{ "Responding", "bool", get_true, NULL, 0 },
	{ "SessionId", "int", get_session, NULL, 0 },
	{ "TotalProcessorTime", "timespan", get_total_time, NULL, 0 },
	{ "VirtualMemorySize64", "long", get_virtual, NULL, 0 },
	{ "WorkingSet64", "long", get_working_set, NULL, 0 },
	{ "StartInfo", "System.Diagnostics.ProcessStartInfo", management_process_get_start_info,
		management_process_set_start_info, 0 },
	{ "StandardError", "System.IO.StreamReader", management_process_get_error, NULL, 0 },
	{ "StandardInput", "System.IO.StreamWriter", management_process_get_input, NULL, 0 },
	{ "StandardOutput", "System.IO.StreamReader", management_process_get_output, NULL, 0 },
	{ 0 },
};
static const MethodDef methods[] = {
	{ "Close", "void Close()", do_nothing, 0 },
	{ "Dispose", "void Dispose()", do_nothing, 0 },
	{ "Kill", "void Kill()", kill_it, 0 },
	{ "Refresh", "void Refresh()", do_nothing, 0 },
	{ "Start", "bool Start()", management_process_start, 0 },
	{ "WaitForExit", "void WaitForExit()", wait_for_exit, 0 },
	{ "WaitForExit", "bool WaitForExit(int milliseconds)", wait_for_exit, 0 },
	{ 0 },
};
static const MethodDef constructors[] = { { "new", "System.Diagnostics.Process new()", management_process_make, 0 },
	{ 0 } };
static const MethodDef statics[] = {
	{ "GetProcessById", "static System.Diagnostics.Process GetProcessById(int processId)", process_by_id, 0 },
	{ "GetProcesses", "static System.Diagnostics.Process[] GetProcesses()", processes_by_name, 0 },
	{ "GetProcessesByName", "static System.Diagnostics.Process[] GetProcessesByName(string processName)",
		processes_by_name, 0 },
	{ "Start", "static System.Diagnostics.Process Start(System.Diagnostics.ProcessStartInfo startInfo)",
		management_process_start_static, 0 },
	{ "Start", "static System.Diagnostics.Process Start(string fileName)", management_process_start_static, 0 },
	{ "Start", "static System.Diagnostics.Process Start(string fileName, string arguments)",
		management_process_start_static, 0 },
	{ "GetCurrentProcess", "static System.Diagnostics.Process GetCurrentProcess()", current_process, 0 },
	{ 0 },
};

/* ---- views ---- */

static Flow working_megabytes(Interp *in, Value self, Value *out)
{
	Value bytes = VALUE_EMPTY;

	FLOW_TRY(get_working_set(in, self, &bytes));
	return found(out, value_printf("%.2f", (double)bytes.i64 / (1024.0 * 1024)));
}

static Flow working_kilobytes(Interp *in, Value self, Value *out)
{
	Value bytes = VALUE_EMPTY;

	FLOW_TRY(get_working_set(in, self, &bytes));
	return found(out, value_printf("%.0f", (double)bytes.i64 / 1024));
}

static Flow zero_text(Interp *in, Value self, Value *out)
{
	(void)in, (void)self;
	return found(out, value_string(S("0")));
}

static Flow zero_megabytes(Interp *in, Value self, Value *out)
{
	(void)in, (void)self;
	return found(out, value_string(S("0.00")));
}

static Flow cpu_text(Interp *in, Value self, Value *out)
{
	Value cpu = VALUE_EMPTY;

	FLOW_TRY(get_cpu(in, self, &cpu));
	return found(out, cpu.kind == V_DOUBLE ? value_printf("%.2f", cpu.f64) : value_string(S("")));
}

static const ViewItem desktop_items[] = {
	{ .prop = "Handles", .width = 7, .align = 'r' },
	{ .label = "NPM(K)", .text = zero_text, .width = 7, .align = 'r' },
	{ .label = "PM(K)", .text = zero_text, .width = 8, .align = 'r' },
	{ .label = "WS(K)", .text = working_kilobytes, .width = 10, .align = 'r' },
	{ .label = "CPU(s)", .text = cpu_text, .width = 10, .align = 'r' },
	{ .prop = "Id", .width = 6, .align = 'r' },
	{ .prop = "SI", .width = 3, .align = 'r' },
	{ .prop = "ProcessName" },
	{ 0 },
};
static const ViewItem core_items[] = {
	{ .label = "NPM(K)", .text = zero_text, .width = 7, .align = 'r' },
	{ .label = "PM(M)", .text = zero_megabytes, .width = 8, .align = 'r' },
	{ .label = "WS(M)", .text = working_megabytes, .width = 10, .align = 'r' },
	{ .label = "CPU(s)", .text = cpu_text, .width = 10, .align = 'r' },
	{ .prop = "Id", .width = 7, .align = 'r' },
	{ .prop = "SI", .width = 3, .align = 'r' },
	{ .prop = "ProcessName" },
	{ 0 },
};
static const ViewDef desktop_view = { .shape = VIEW_TABLE, .items = desktop_items, .where = WHERE_DESKTOP };
static const ViewDef view = { .shape = VIEW_TABLE, .items = core_items, .where = WHERE_CORE, .next = &desktop_view };
static const TypeMembers members = {
	.props = props, .methods = methods, .static_methods = statics, .constructors = constructors
};
static const TypeOps ops = { .free = free_process, .text = process_text };
static const char *const default_props[] = { "Id", "Handles", "CPU", "SI", "Name", NULL };
const TypeDef management_process_type = { .name = "System.Diagnostics.Process",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops,
	.default_props = default_props,
	.view = &view };

const TypeEntry management_entries[] = {
	{ &management_process_type, NULL },
	{ &management_start_info_type, NULL },
};
const size_t management_nentries = COUNT(management_entries);

/* ---- finding them ---- */

static int compare_processes(const void *a, const void *b)
{
	const Process *x = payload(*(const Value *)a), *y = payload(*(const Value *)b);
	int order = str_icompare(string_str(x->name), string_str(y->name));

	return order ? order : (x->pid > y->pid) - (x->pid < y->pid);
}

Array *management_processes(void)
{
	Array *all = array_new_objects();
	DIR *dir = opendir("/proc");
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		Value process = management_process_new((int)strtol(entry->d_name, NULL, 10), false);

		if (process.kind != V_EMPTY)
			array_push_take(all, process);
	}
	if (dir)
		closedir(dir);
	if (all->n)
		qsort(all->items, all->n, sizeof(all->items[0]), compare_processes);
	return all;
}

static Flow no_such_id(Stage *s, int64_t id)
{
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "NoProcessFoundForGivenId",
		.exception = EXC_PROCESS_COMMAND,
		.target = value_int((int32_t)id) };

	return stage_error(s, &spec, "Cannot find a process with the process identifier %d.", (int)id);
}

static Flow no_such_name(Stage *s, Str name)
{
	ErrorSpec spec = {
		.category = CAT_OBJECT_NOT_FOUND, .id = "NoProcessFoundForGivenName", .exception = EXC_PROCESS_COMMAND
	};
	Flow flow;

	spec.target = value_string(name);
	flow = stage_error(s, &spec,
		"Cannot find a process with the name \"%.*s\". Verify the process name and call the cmdlet again.",
		STR_ARG(name));
	value_drop(spec.target);
	return flow;
}

static Flow each_id(Stage *s, Value ids, ManagementEachProcess *each, void *self)
{
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; flow == FLOW_NEXT && ids.kind == V_ARRAY && i < ids.array->n; i++) {
		int64_t id = array_peek(ids.array, i).i64;
		Value process = id > 0 && id <= INT32_MAX ? management_process_new((int)id, false) : VALUE_EMPTY;

		flow = process.kind == V_EMPTY ? no_such_id(s, id) : each(s, process, self);
		value_drop(process);
	}
	return flow;
}

static Flow each_named(Stage *s, Str name, ManagementEachProcess *each, void *self)
{
	Array *all = management_processes();
	bool any = false;
	Flow flow = FLOW_NEXT;

	if (str_iends(name, S(".exe")))
		name.n -= 4;
	for (size_t i = 0; flow == FLOW_NEXT && i < all->n; i++) {
		if (!wildcard_match(name, string_str(payload(all->items[i])->name), true))
			continue;
		any = true;
		flow = each(s, all->items[i], self);
	}
	value_drop(array_value(all));
	return flow == FLOW_NEXT && !any && !wildcard_has(name) ? no_such_name(s, name) : flow;
}

Flow management_processes_named(Stage *s, const ProcessParams *params, ManagementEachProcess *each, void *self)
{
	Value input = stage_bound(s, params->input) ? s->args[params->input] : VALUE_EMPTY;
	size_t n;
	const Str *names = stage_strings(s, params->name, &n);
	Flow flow = FLOW_NEXT;

	if (stage_bound(s, params->id))
		return each_id(s, s->args[params->id], each, self);
	for (size_t i = 0; flow == FLOW_NEXT && input.kind == V_ARRAY && i < input.array->n; i++)
		if (payload(array_peek(input.array, i)))
			flow = each(s, array_peek(input.array, i), self);
	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++)
		flow = each_named(s, names[i], each, self);
	return flow;
}
