/* get-date: the present or a given moment, as a date or as text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"
#include "shell/types/enums.h"
#include "shell/value/object.h"

enum {
	SET_FORMAT = 1,
	SET_UFORMAT = 2,
	SET_UNIX_FORMAT = 4,
	SET_UNIX_UFORMAT = 8,
	SETS_UNIX = SET_UNIX_FORMAT | SET_UNIX_UFORMAT
};
enum {
	P_DATE,
	P_UNIX,
	P_YEAR,
	P_MONTH,
	P_DAY,
	P_HOUR,
	P_MINUTE,
	P_SECOND,
	P_MILLISECOND,
	P_DISPLAY_HINT,
	P_UFORMAT,
	P_UFORMAT_DESKTOP,
	P_FORMAT,
	P_FORMAT_DESKTOP,
	P_AS_UTC,
};

static const char *const sets[] = { "DateAndFormat", "DateAndUFormat", "UnixTimeSecondsAndFormat",
	"UnixTimeSecondsAndUFormat", NULL };
static const char format_help[] =
	"A format of .NET, or FileDate, FileDateTime, FileDateUniversal, FileDateTimeUniversal.";
static const char uformat_help[] = "A format as the Unix program date has it: %Y-%m-%d.";
#define PIPED (PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP)
#define RANGE(low, high)                                                                                               \
	{                                                                                                              \
		.kind = CHECK_RANGE, .min = (low), .max = (high)                                                       \
	}

/* clang-format off */
static const ParamDef params[] = {
	[P_DATE] = { .name = "Date", .aliases = (const char *const[]){ "LastWriteTime", NULL }, .type = "DateTime",
		.in = { { SET_FORMAT, 1, PIPED }, { SET_UFORMAT, 1, PIPED } }, .help = "The moment; by default, now." },
	[P_UNIX] = { .name = "UnixTimeSeconds", .aliases = (const char *const[]){ "UnixTime", NULL }, .type = "Int64",
		.in = { { SETS_UNIX, 0, PARAM_MANDATORY } }, .where = WHERE_CORE, .help = "Seconds since 1970-01-01, UTC." },
	[P_YEAR] = { .name = "Year", .type = "Int32", .check = RANGE(1, 9999), .help = "Another year." },
	[P_MONTH] = { .name = "Month", .type = "Int32", .check = RANGE(1, 12), .help = "Another month." },
	[P_DAY] = { .name = "Day", .type = "Int32", .check = RANGE(1, 31), .help = "Another day of the month." },
	[P_HOUR] = { .name = "Hour", .type = "Int32", .check = RANGE(0, 23), .help = "Another hour." },
	[P_MINUTE] = { .name = "Minute", .type = "Int32", .check = RANGE(0, 59), .help = "Another minute." },
	[P_SECOND] = { .name = "Second", .type = "Int32", .check = RANGE(0, 59), .help = "Another second." },
	[P_MILLISECOND] = { .name = "Millisecond", .type = "Int32", .check = RANGE(0, 999), .help = "Other milliseconds." },
	[P_DISPLAY_HINT] = { .name = "DisplayHint", .type = "Microsoft.PowerShell.Commands.DisplayHintType",
		.help = "What is shown: Date, Time or DateTime.", .default_text = "DateTime" },
	[P_UFORMAT] = { .name = "UFormat", .type = "String", .where = WHERE_CORE, .help = uformat_help,
		.in = { { SET_UFORMAT, 0, PARAM_MANDATORY }, { SET_UNIX_UFORMAT, 0, PARAM_MANDATORY } } },
	[P_UFORMAT_DESKTOP] = { .name = "UFormat", .type = "String", .in = { { .sets = SET_UFORMAT } }, .where = WHERE_DESKTOP,
		.help = uformat_help },
	[P_FORMAT] = { .name = "Format", .type = "String", .in = { { .sets = SET_FORMAT }, { .sets = SET_UNIX_FORMAT } },
		.where = WHERE_CORE, .help = format_help },
	[P_FORMAT_DESKTOP] = { .name = "Format", .type = "String", .in = { { .sets = SET_FORMAT } }, .where = WHERE_DESKTOP,
		.help = format_help },
	[P_AS_UTC] = { .name = "AsUTC", .type = "SwitchParameter", .where = WHERE_CORE, .help = "Turns the moment into UTC." },
};
/* clang-format on */

typedef struct Moment {
	int64_t ticks;
	MomentKind kind;
} Moment;

static Moment start_of(Stage *s)
{
	const Env *env = stage_env(s);
	Value date = stage_bound(s, P_DATE) ? value_unwrap_peek(s->args[P_DATE]) : VALUE_EMPTY;

	if (date.kind == V_DATETIME)
		return (Moment){ date.i64, (MomentKind)date.flags };
	if (stage_bound(s, P_UNIX))
		return (Moment){ moment_to_local(env, moment_from_unix(stage_int(s, P_UNIX, 0))), MOMENT_LOCAL };
	return (Moment){ moment_to_local(env, env->now(env->self)), MOMENT_LOCAL };
}

/* ---- parts ---- */

/* Each part given moves the moment by its difference, one after the other: January 31 with -Month 2 is the last day of
 * February. */
static bool replace_date(Stage *s, int64_t *ticks)
{
	MomentParts parts = moment_split(*ticks);
	int64_t months = stage_int(s, P_YEAR, parts.year) - parts.year;

	if (!moment_add_months(*ticks, months * 12, ticks))
		return false;
	parts = moment_split(*ticks);
	if (!moment_add_months(*ticks, stage_int(s, P_MONTH, parts.month) - parts.month, ticks))
		return false;
	parts = moment_split(*ticks);
	*ticks += (stage_int(s, P_DAY, parts.day) - parts.day) * MOMENT_TICKS_PER_DAY;
	return *ticks >= 0 && *ticks <= MOMENT_MAX;
}

static void replace_time(Stage *s, int64_t *ticks)
{
	MomentParts parts = moment_split(*ticks);

	*ticks += (stage_int(s, P_HOUR, parts.hour) - parts.hour) * MOMENT_TICKS_PER_HOUR;
	*ticks += (stage_int(s, P_MINUTE, parts.minute) - parts.minute) * MOMENT_TICKS_PER_MINUTE;
	*ticks += (stage_int(s, P_SECOND, parts.second) - parts.second) * MOMENT_TICKS_PER_SECOND;
	if (stage_bound(s, P_MILLISECOND)) /* what is finer goes, too */
		*ticks += stage_int(s, P_MILLISECOND, 0) * MOMENT_TICKS_PER_MS - parts.ticks;
}

/* ---- -Format ---- */

typedef struct FileFormat {
	const char *name, *format;
	bool universal;
} FileFormat;
static const FileFormat file_formats[] = {
	{ "FileDate", "yyyyMMdd", false },
	{ "FileDateUniversal", "yyyyMMddZ", true },
	{ "FileDateTime", "yyyyMMddTHHmmssffff", false },
	{ "FileDateTimeUniversal", "yyyyMMddTHHmmssffffZ", true },
};

static Flow write_format(Stage *s, Moment moment, Str format)
{
	ErrorSpec spec = { .category = CAT_NOT_SPECIFIED, .id = "System.FormatException", .exception = EXC_FORMAT };
	const Edition *edition = stage_edition(s);
	Buf text = BUF_INIT;
	Flow flow;

	for (size_t i = 0; i < COUNT(file_formats); i++) {
		if (!str_ieq(format, str_from(file_formats[i].name)))
			continue;
		format = str_from(file_formats[i].format);
		if (file_formats[i].universal && moment.kind != MOMENT_UTC)
			moment = (Moment){ moment_to_utc(stage_env(s), moment.ticks), MOMENT_UTC };
		break;
	}
	if (moment_format(&text, format, moment.ticks, moment.kind, edition->dates, stage_env(s)))
		flow = stage_write_text(s, buf_str(&text));
	else
		flow = stage_throw(s, &spec, "Input string was not in a correct format.");
	buf_release(&text);
	return flow;
}

/* ---- -UFormat ---- */

/* Letters that are a format of .NET. */
typedef struct UnixFormat {
	char letter;
	const char *format;
} UnixFormat;
static const UnixFormat unix_formats[] = {
	{ 'A', "dddd" },
	{ 'a', "ddd" },
	{ 'B', "MMMM" },
	{ 'b', "MMM" },
	{ 'c', "ddd dd MMM yyyy HH:mm:ss" },
	{ 'D', "MM/dd/yy" },
	{ 'd', "dd" },
	{ 'F', "yyyy-MM-dd" },
	{ 'H', "HH" },
	{ 'h', "MMM" },
	{ 'I', "hh" },
	{ 'M', "mm" },
	{ 'm', "MM" },
	{ 'p', "tt" },
	{ 'R', "HH:mm" },
	{ 'r', "hh:mm:ss tt" },
	{ 'S', "ss" },
	{ 'T', "HH:mm:ss" },
	{ 'X', "HH:mm:ss" },
	{ 'x', "MM/dd/yy" },
	{ 'Y', "yyyy" },
	{ 'y', "yy" },
	{ 'Z', "zz" },
};

/* The week of ISO 8601 that holds the day, and the year it counts to: those of the week's Thursday. */
static int iso_week(int64_t ticks, int *year)
{
	int monday = (moment_split(ticks).day_of_week + 6) % 7;
	int64_t thursday = ticks + (3 - monday) * MOMENT_TICKS_PER_DAY;
	MomentParts parts = moment_split(thursday < 0 ? 0 : thursday > MOMENT_MAX ? MOMENT_MAX : thursday);

	*year = parts.year;
	return (parts.day_of_year - 1) / 7 + 1;
}

/* The epoch's seconds: Core counts in UTC and whole ones, Desktop takes the local time as it is, with its fraction. */
static void put_seconds(Stage *s, Moment moment, Buf *out)
{
	int64_t ticks = moment.ticks;

	if (stage_edition(s)->where & WHERE_CORE) {
		if (moment.kind != MOMENT_UTC)
			ticks = moment_to_utc(stage_env(s), ticks);
		buf_printf(out, "%lld", (long long)moment_to_unix(ticks));
		return;
	}
	num_put_double(out, (double)(ticks - MOMENT_UNIX_EPOCH) / (double)MOMENT_TICKS_PER_SECOND,
		stage_edition(s)->numbers, false);
}

/* Numbers: a width, 0-padded or (negative) blank-padded. */
static bool put_number(Stage *s, char letter, int64_t ticks, Buf *out)
{
	MomentParts parts = moment_split(ticks);
	bool core = (stage_edition(s)->where & WHERE_CORE) != 0;
	int year, week = iso_week(ticks, &year), hour = parts.hour % 12 ? parts.hour % 12 : 12;

	switch (letter) {
	case 'C':
		return buf_printf(out, "%02d", parts.year / 100), true;
	case 'e':
		return buf_printf(out, core ? "%2d" : "%d", parts.day), true;
	case 'G':
		return buf_printf(out, "%04d", core ? year : parts.year), true;
	case 'g':
		return buf_printf(out, "%02d", (core ? year : parts.year) % 100), true;
	case 'j':
		return buf_printf(out, "%03d", parts.day_of_year), true;
	case 'k':
		return buf_printf(out, core ? "%2d" : "%02d", parts.hour), true;
	case 'l':
		return buf_printf(out, core ? "%2d" : "%02d", hour), true;
	case 'U':
	case 'W':
		return buf_printf(out, "%d", parts.day_of_year / 7), true;
	case 'u':
		return buf_printf(out, "%d", core && parts.day_of_week == 0 ? 7 : parts.day_of_week), true;
	case 'V':
		return buf_printf(out, core ? "%02d" : "%d", core ? week : parts.day_of_year / 7 + 1), true;
	case 'w':
		return buf_printf(out, "%d", parts.day_of_week), true;
	default:
		return false;
	}
}

static void put_letter(Stage *s, char letter, Moment moment, Buf *out)
{
	for (size_t i = 0; i < COUNT(unix_formats); i++)
		if (unix_formats[i].letter == letter) {
			(void)moment_format(out, str_from(unix_formats[i].format), moment.ticks, moment.kind,
				stage_edition(s)->dates, stage_env(s));
			return;
		}
	if (letter == 's')
		put_seconds(s, moment, out);
	else if (letter == 'n' || letter == 't')
		buf_put_char(out, letter == 'n' ? '\n' : '\t');
	else if (!put_number(s, letter, moment.ticks, out))
		buf_put_char(out, letter); /* %% and what has no meaning */
}

static Flow write_uformat(Stage *s, Moment moment, Str format)
{
	Buf text = BUF_INIT;
	Flow flow;

	for (size_t i = str_starts(format, S("+")) ? 1 : 0; i < format.n; i++) {
		if (format.p[i] == '%' && i + 1 < format.n)
			put_letter(s, format.p[++i], moment, &text);
		else
			buf_put_char(&text, format.p[i]);
	}
	flow = stage_write_text(s, buf_str(&text));
	buf_release(&text);
	return flow;
}

/* ---- the cmdlet ---- */

/* A DateTime that says what of it is to be shown. */
static Flow write_date(Stage *s, Moment moment)
{
	Value v = object_wrap(value_datetime(moment.ticks, (int)moment.kind));

	object_set_take(
		v.object, S("DisplayHint"), value_enum(&type_display_hint_type, stage_int(s, P_DISPLAY_HINT, 2)));
	return stage_write_take(s, v);
}

static Flow process(Stage *s, Value input)
{
	ErrorSpec spec = { .category = CAT_NOT_SPECIFIED,
		.id = "System.ArgumentOutOfRangeException",
		.exception = EXC_ARGUMENT_OUT_OF_RANGE };
	Moment moment = start_of(s);
	int format = stage_bound(s, P_FORMAT) ? P_FORMAT : P_FORMAT_DESKTOP;
	int uformat = stage_bound(s, P_UFORMAT) ? P_UFORMAT : P_UFORMAT_DESKTOP;

	(void)input;
	if (!replace_date(s, &moment.ticks))
		return stage_throw(s, &spec, "The added or subtracted value results in an un-representable DateTime.");
	replace_time(s, &moment.ticks);
	if (stage_switch(s, P_AS_UTC) && moment.kind != MOMENT_UTC)
		moment = (Moment){ moment_to_utc(stage_env(s), moment.ticks), MOMENT_UTC };
	if (stage_bound(s, uformat))
		return write_uformat(s, moment, stage_str(s, uformat));
	if (stage_bound(s, format))
		return write_format(s, moment, stage_str(s, format));
	return write_date(s, moment);
}

const CmdletDef cmd_get_date = {
	.name = "Get-Date",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_FORMAT,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.String", "System.DateTime", NULL },
	.process = process,
	.synopsis = "Gives the present date and time, or a given one.",
};
