/* value: anything a script can hold. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_VALUE_H
#define VALUE_VALUE_H

#include "shell/base/decimal.h"
#include "shell/base/str.h"

/* Ownership, everywhere above base: arguments are borrowed; results are owned by the caller (drop them with
 * value_drop); a name ending _take consumes its last argument, a name ending _peek lends.  Counts are not atomic: one
 * interpreter runs in one thread. */

/* clang-format off */
typedef enum ValueKind {
	V_EMPTY,    /* no output at all (AutomationNull): not the same as $null; zero-initialized memory holds it */
	V_NULL,
	V_BOOL,     /* type: T_BOOL or T_SWITCH */
	V_CHAR,     /* one UTF-16 unit */
	V_INT,      /* type: T_SBYTE .. T_UINT64; UInt64 uses u64 */
	V_SINGLE, V_DOUBLE,
	V_DATETIME, /* i64 ticks; flags: MomentKind */
	V_TIMESPAN, /* i64 ticks */
	V_TYPE,     /* a TypeDef: static, or made at run time and kept as long as the interpreter */
	/* from here on the heap */
	V_STRING, V_DECIMAL, V_BIGINT, V_ENUM, V_ARRAY, V_LIST, V_HASH, V_OBJECT, V_BLOCK, V_SECRET,
} ValueKind;
/* clang-format on */

/* First member of everything counted. */
typedef struct Heap {
	uint32_t refs;
	uint8_t kind, flags; /* kind: ValueKind */
	uint16_t extra;      /* free use by the kind */
} Heap;

struct TypeDef;
typedef struct Value {
	uint8_t kind, flags;
	uint16_t type; /* TypeId where kind alone does not say it */
	union {
		bool b;
		uint16_t ch;
		int64_t i64;
		uint64_t u64;
		double f64;
		float f32;
		Heap *heap;
		struct String *string;
		struct DecimalBox *decimal;
		struct BigInt *bigint;
		struct EnumBox *enumeration;
		struct Array *array;
		struct List *list;
		struct Hash *hash;
		struct Object *object;
		struct Block *block; /* a script block: the engine's (engine/function.h) */
		struct Secret *secret;
		const struct TypeDef *typeref;
	};
} Value;

/* .NET string, immutable to scripts; grows in place only while unshared. */
typedef struct String {
	Heap heap;                   /* extra: STRING_ASCII once known */
	uint32_t hash;               /* str_hash; 0: not computed */
	uint32_t units;              /* UTF-16 length; UINT32_MAX: not computed */
	size_t n, cap;               /* bytes */
	size_t mark_unit, mark_byte; /* where the last walk over non-ASCII text ended */
	char p[];                    /* NUL-terminated */
} String;
enum { STRING_ASCII = 1, STRING_NOT_ASCII = 2 };

typedef struct DecimalBox {
	Heap heap;
	Decimal value;
} DecimalBox;

/* A value of an enum type: the number with its type, so that -eq 'IIS', -ge 'SMTP' and ToString() know what they hold. */
typedef struct EnumBox {
	Heap heap;
	const struct TypeDef *type;
	int64_t value;
} EnumBox;

/* How every script block begins; the rest is the engine's (engine/function.h), which also knows how to end one. */
typedef struct BlockHead {
	Heap heap;
	void (*destroy)(Heap *block); /* count reached 0 */
} BlockHead;

#define VALUE_EMPTY ((Value){ .kind = V_EMPTY })
#define VALUE_NULL  ((Value){ .kind = V_NULL })

static inline bool value_on_heap(Value v)
{
	return v.kind >= V_STRING;
}
static inline Value value_ref(Value v)
{
	if (value_on_heap(v))
		v.heap->refs++;
	return v;
}
void value_destroy(Value v); /* count reached 0; works through nested data with a list of its own, not by recursion */
static inline void value_drop(Value v)
{
	if (value_on_heap(v) && --v.heap->refs == 0)
		value_destroy(v);
}
/* Drops what *slot holds and stores v there. */
static inline void value_set_take(Value *slot, Value v)
{
	Value old = *slot;

	*slot = v;
	value_drop(old);
}
/* $null or no output. */
static inline bool value_is_null(Value v)
{
	return v.kind <= V_NULL;
}
static inline bool value_is_unshared(Value v)
{
	return value_on_heap(v) && v.heap->refs == 1;
}

/* Making values. */
Value value_bool(bool b);
Value value_switch(bool present); /* SwitchParameter */
Value value_char(uint16_t unit);
Value value_int(int32_t i);                  /* Int32 */
Value value_long(int64_t i);                 /* Int64 */
Value value_integer(int type, int64_t bits); /* T_SBYTE .. T_UINT64 */
Value value_double(double d);
Value value_single(float f);
Value value_decimal(Decimal d) NODISCARD;
Value value_datetime(int64_t ticks, int kind); /* kind: MomentKind */
Value value_timespan(int64_t ticks);
Value value_type(const struct TypeDef *type); /* NULL gives $null */
Value value_enum(const struct TypeDef *type, int64_t number) NODISCARD;
Value value_string(Str s) NODISCARD; /* a copy */
Value value_string_c(const char *c) NODISCARD;
Value value_printf(const char *fmt, ...) PRINTF(1, 2) NODISCARD;
struct Buf;
Value value_string_buf(const struct Buf *buf) NODISCARD;
/* A string of n bytes to be filled in at ->string->p before it is shared. */
Value value_string_room(size_t n) NODISCARD;

/* The text of a V_STRING (also one that is wrapped in an object); empty for anything else. */
Str value_str_peek(Value v);
bool value_is_string(Value v); /* a wrapped one counts */
static inline Str string_str(const String *s)
{
	return (Str){ s->p, s->n };
}
static inline Value value_of_string(String *s) /* lends: same count */
{
	return (Value){ .kind = V_STRING, .string = s };
}

/* Strings by UTF-16 unit; units past the end are the caller's mistake. */
size_t string_units(String *s);
uint16_t string_unit_at(String *s, size_t unit);
size_t string_byte_of_unit(String *s, size_t unit);
size_t string_unit_of_byte(String *s, size_t byte);
/* units from..from+n as a new string; halves of pairs at the ends become lone surrogates. */
Value string_slice(String *s, size_t from, size_t n) NODISCARD;
/* s with more behind it; consumes s, and grows it in place when it is unshared: linear in total for a loop of +=. */
String *string_append_take(Str more, String *s) NODISCARD;
uint32_t string_hash(String *s);

/* Takes the wrapper of an object that only adds members to a base value (an Add-Member on a string) off: lends. */
Value value_unwrap_peek(Value v);

#ifdef EXSH_DEBUG
size_t value_live(void); /* heap values alive: the test host's leak check */
#endif

#endif
