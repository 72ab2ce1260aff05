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

/* Types that conversion, comparison and arithmetic know by number.  ORDER NumKind: T_SBYTE .. T_BIGINT. */
/* clang-format off */
typedef enum TypeId {
	T_NONE, /* every other type: looked at through its TypeDef alone */
	T_OBJECT, T_VOID, T_BOOL, T_SWITCH, T_CHAR,
	T_SBYTE, T_BYTE, T_INT16, T_UINT16, T_INT32, T_UINT32, T_INT64, T_UINT64, T_SINGLE, T_DOUBLE, T_DECIMAL, T_BIGINT,
	T_STRING, T_DATETIME, T_TIMESPAN, T_TYPE,
	T_ENUM,      /* System.Enum, and base of all enums */
	T_VALUETYPE, T_ARRAY,
	T_ARRAYLIST, T_LIST /* List`1 */, T_COLLECTION /* Collection`1 */, T_QUEUE, T_STACK,
	T_HASHTABLE, T_ORDERED, T_DICTIONARY /* Dictionary`2 */,
	T_PSOBJECT, T_PSCUSTOM, T_SCRIPTBLOCK, T_SECURESTRING,
	T_REFERENCE, /* PSReference: [ref]; its property Value is what a by-reference argument reads and sets */
	T_NULLABLE, /* Nullable`1 */
	T_DELEGATE, /* Predicate`1 and its kin: a script block serves as one */
	T_ICOLLECTION, T_ILIST, T_IENUMERABLE, T_IDICTIONARY, T_ICOMPARABLE, T_IDISPOSABLE, /* interfaces: targets of -is */
	T_SEQUENCE, /* IEnumerable`1, ICollection`1, IList`1 ...: arguments become arrays */
	T_EXCEPTION,
	T_COUNT,
} TypeId;
/* clang-format on */

/* First member of everything counted. */
typedef struct Heap {
	uint32_t refs;
	uint8_t kind, flags; /* kind: ValueKind */
	uint16_t extra;      /* free use by the kind */
} Heap;

/* Memory for a heap value of size bytes, zeroed, with a count of 1; value_free gives back the memory alone.  Everything
 * counted is made and freed by these, so that value_live is right. */
void *value_alloc(uint8_t kind, size_t size) NODISCARD;
void value_free(void *heap);

struct TypeDef;
typedef struct Value {
	uint8_t kind;
	uint8_t flags; /* V_DATETIME: MomentKind; V_OBJECT: the stream it was written to, by record_on; else 0 */
	uint16_t type; /* TypeId where kind alone does not say it */
	uint32_t
		note; /* a V_STRING that comes with note properties made when asked for (Runtime.with_notes); 0: none */
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

/* .NET string, immutable to scripts; grows in place only while unshared.  At most STRING_MAX bytes. */
typedef struct String {
	Heap heap;                     /* extra: STRING_ASCII or STRING_NOT_ASCII once known */
	uint32_t hash, ihash;          /* str_hash, str_ihash; 0: not computed */
	uint32_t units;                /* UTF-16 length; STRING_UNKNOWN: not computed */
	uint32_t n, cap;               /* bytes; cap without the NUL */
	uint32_t mark_unit, mark_byte; /* where the last walk over non-ASCII text ended */
	char p[];                      /* NUL-terminated */
} String;
enum { STRING_ASCII = 1, STRING_NOT_ASCII = 2, STRING_MAX = 0x7ffffff0 };
#define STRING_UNKNOWN UINT32_MAX

typedef struct DecimalBox {
	Heap heap;
	Decimal value;
} DecimalBox;

/* A value of an enum type: the number with its type, so that -eq 'IIS', -ge 'SMTP' and ToString() know what they
 * hold. */
typedef struct EnumBox {
	Heap heap;
	const struct TypeDef *type;
	int64_t value;
} EnumBox;

/* Dead containers still to be emptied, so that destruction needs no recursion however deep data is nested. */
typedef struct ValueDrops {
	Value *p;
	size_t n, cap;
	Value first[16]; /* p, until more are waiting */
} ValueDrops;
/* Gives up one reference to v; when it was the last, v is destroyed before value_destroy returns. */
void value_drop_later(ValueDrops *drops, Value v);

/* What every Block starts with; the engine's struct goes on behind it.  free gives the values up to drops and the
 * memory back by value_free. */
typedef struct BlockHead {
	Heap heap;
	void (*free)(struct Block *block, ValueDrops *drops);
} BlockHead;

#define VALUE_EMPTY ((Value){ .kind = V_EMPTY })
#define VALUE_NULL  ((Value){ .kind = V_NULL })
/* No value at all, not even AutomationNull: a variable or argument that is not there.  Scripts never see it. */
#define VALUE_UNSET ((Value){ .kind = V_EMPTY, .flags = 1 })

/* An argument or slot that was never given a value: scripts never see one. */
static inline bool value_is_unset(Value v)
{
	return v.kind == V_EMPTY && v.flags == 1;
}

/* Whether the value is counted. */
static inline bool value_on_heap(Value v)
{
	return v.kind >= V_STRING;
}
/* One more owner. */
static inline Value value_ref(Value v)
{
	if (value_on_heap(v))
		v.heap->refs++;
	return v;
}
void value_destroy(Value v); /* count reached 0; works through nested data with a list of its own, not by recursion */
/* One owner less; the last one destroys. */
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
static inline Value value_bool(bool b)
{
	return (Value){ .kind = V_BOOL, .type = T_BOOL, .b = b };
}
static inline Value value_switch(bool present) /* SwitchParameter */
{
	return (Value){ .kind = V_BOOL, .type = T_SWITCH, .b = present };
}
static inline Value value_char(uint16_t unit)
{
	return (Value){ .kind = V_CHAR, .type = T_CHAR, .ch = unit };
}
static inline Value value_integer(TypeId type, int64_t bits) /* T_SBYTE .. T_UINT64 */
{
	return (Value){ .kind = V_INT, .type = (uint16_t)type, .i64 = bits };
}
static inline Value value_int(int32_t i)
{
	return value_integer(T_INT32, i);
}
static inline Value value_long(int64_t i)
{
	return value_integer(T_INT64, i);
}
static inline Value value_double(double d)
{
	return (Value){ .kind = V_DOUBLE, .type = T_DOUBLE, .f64 = d };
}
static inline Value value_single(float f)
{
	return (Value){ .kind = V_SINGLE, .type = T_SINGLE, .f32 = f };
}
static inline Value value_datetime(int64_t ticks, int kind) /* kind: MomentKind */
{
	return (Value){ .kind = V_DATETIME, .flags = (uint8_t)kind, .type = T_DATETIME, .i64 = ticks };
}
static inline Value value_timespan(int64_t ticks)
{
	return (Value){ .kind = V_TIMESPAN, .type = T_TIMESPAN, .i64 = ticks };
}
Value value_type(const struct TypeDef *type); /* NULL gives $null */
Value value_decimal(Decimal d) NODISCARD;
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

/* Whether the text is all ASCII: then unit = byte. */
bool string_is_ascii(String *s);
/* Strings by UTF-16 unit; units past the end are the caller's mistake. */
size_t string_units(String *s);
uint16_t string_unit_at(String *s, size_t unit);
size_t string_byte_of_unit(String *s, size_t unit);
size_t string_unit_of_byte(String *s, size_t byte);
/* units from..from+n as a new string; halves of pairs at the ends become lone surrogates. */
Value string_slice(String *s, size_t from, size_t n) NODISCARD;
/* s with more behind it; consumes s, and grows it in place when it is unshared: linear in total for a loop of +=. */
String *string_append_take(Str more, String *s) NODISCARD;
/* str_hash and str_ihash of the text, kept in the string. */
uint32_t string_hash(String *s);
uint32_t string_ihash(String *s);

/* Takes the wrapper of an object that only adds members to a base value (an Add-Member on a string) off: lends. */
Value value_unwrap_peek(Value v);

#ifdef EXSH_DEBUG
size_t value_live(void); /* heap values alive: the test host's leak check */
#endif

#endif
