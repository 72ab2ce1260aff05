/* exception: .NET's exception types as a tree, and exception objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/value/convert.h"
#include "shell/value/exception.h"
#include "shell/value/fault.h"

/* ---- types ---- */

#define EXC(id_, name_, base_)                                                                                         \
	[EXC_##id_] = { .name = (name_),                                                                               \
		.base = EXC_##base_ == EXC_EXCEPTION ? &type_known[T_EXCEPTION] : &exception_types[EXC_##base_],       \
		.flags = EXC_##id_ == EXC_FILE_NOT_FOUND ? TYPE_OWN_TEXT : TYPE_BASE_TEXT,                             \
		.ops = &exception_ops },
const TypeDef exception_types[EXC_COUNT] = { EXCEPTION_LIST };
#undef EXC

#define EXC(id_, name_, base_)                                                                                         \
	{ .type = EXC_##id_ == EXC_EXCEPTION ? &type_known[T_EXCEPTION] : &exception_types[EXC_##id_] },
const TypeEntry exception_entries[EXC_COUNT] = { EXCEPTION_LIST };
#undef EXC

const TypeDef *exception_type(ExceptionId id)
{
	return exception_entries[id].type;
}

/* What .NET and PowerShell give an exception that was made without a message, and its HResult (asked of 7.6).  A type
 * without a row has its base's. */
typedef struct Default {
	ExceptionId id;
	int32_t hresult;
	const char *message; /* NULL: "Exception of type '...' was thrown."; TYPE_NAME: the type's name */
} Default;

#define TYPE_NAME "@"

/* clang-format off */
static const Default defaults[] = {
	{ EXC_EXCEPTION, -2146233088, NULL },
	{ EXC_SYSTEM, -2146233087, "System error." },
	{ EXC_APPLICATION, -2146232832, "Error in the application." },
	{ EXC_ARGUMENT, -2147024809, "Value does not fall within the expected range." },
	{ EXC_ARGUMENT_NULL, -2147467261, "Value cannot be null." },
	{ EXC_ARGUMENT_OUT_OF_RANGE, -2146233086, "Specified argument was out of the range of valid values." },
	{ EXC_ARITHMETIC, -2147024362, "Overflow or underflow in the arithmetic operation." },
	{ EXC_DIVIDE_BY_ZERO, -2147352558, "Attempted to divide by zero." },
	{ EXC_OVERFLOW, -2146233066, "Arithmetic operation resulted in an overflow." },
	{ EXC_FORMAT, -2146233033, "One of the identified items was in an invalid format." },
	{ EXC_UNAUTHORIZED_ACCESS, -2147024891, "Attempted to perform an unauthorized operation." },
	{ EXC_INDEX_OUT_OF_RANGE, -2146233080, "Index was outside the bounds of the array." },
	{ EXC_INVALID_CAST, -2147467262, "Specified cast is not valid." },
	{ EXC_INVALID_OPERATION, -2146233079, "Operation is not valid due to the current state of the object." },
	{ EXC_OBJECT_DISPOSED, -2146232798, "Cannot access a disposed object." },
	{ EXC_NOT_IMPLEMENTED, -2147467263, "The method or operation is not implemented." },
	{ EXC_NOT_SUPPORTED, -2146233067, "Specified method is not supported." },
	{ EXC_PLATFORM_NOT_SUPPORTED, -2146233031, "Operation is not supported on this platform." },
	{ EXC_NULL_REFERENCE, -2147467261, "Object reference not set to an instance of an object." },
	{ EXC_OUT_OF_MEMORY, -2147024882, "Insufficient memory to continue the execution of the program." },
	{ EXC_INSUFFICIENT_STACK, -2146232968, "Insufficient stack to continue executing the program safely. This can "
		"happen from having too many functions on the call stack or function on the stack using too much stack space." },
	{ EXC_TIMEOUT, -2146233083, "The operation has timed out." },
	{ EXC_TYPE_LOAD, -2146233054, "Failure has occurred while loading a type." },
	{ EXC_RANK, -2146233065, "Attempted to operate on an array with the incorrect number of dimensions." },
	{ EXC_ARRAY_TYPE_MISMATCH, -2146233085, "Attempted to access an element as a type incompatible with the array." },
	{ EXC_OPERATION_CANCELED, -2146233029, "The operation was canceled." },
	{ EXC_KEY_NOT_FOUND, -2146232969, "The given key was not present in the dictionary." },
	{ EXC_IO, -2146232800, "I/O error occurred." },
	{ EXC_FILE_NOT_FOUND, -2147024894, "Unable to find the specified file." },
	{ EXC_DIRECTORY_NOT_FOUND, -2147024893, "Attempted to access a path that is not on the disk." },
	{ EXC_DRIVE_NOT_FOUND_IO, -2147024893,
		"Could not find the drive. The drive might not be ready or might not be mapped." },
	{ EXC_PATH_TOO_LONG, -2147024690,
		"The specified file name or path is too long, or a component of the specified path is too long." },
	{ EXC_END_OF_STREAM, -2147024858, "Attempted to read past the end of the stream." },
	{ EXC_INVALID_DATA_IO, -2146233087, "Found invalid data while decoding." },
	{ EXC_SECURITY, -2146233078, "Security error." },
	{ EXC_CRYPTOGRAPHIC, -2146233087, "Error occurred during a cryptographic operation." },
	{ EXC_XML, -2146232000, "An XML error has occurred." },
	{ EXC_XPATH, -2146231997, "" },
	{ EXC_WIN32, -2147467259, "No such file or directory" },
	{ EXC_CULTURE_NOT_FOUND, -2147024809, "Culture is not supported." },
	{ EXC_AMBIGUOUS_MATCH, -2147475171, "Ambiguous match found." },
	{ EXC_COM, -2147467259, "Unexpected HRESULT has been returned from a call to a COM component." },
	{ EXC_ACTION_PREFERENCE_STOP, -2146233087, "Running commands is prevented by Stop policy settings." },
	{ EXC_METADATA, -2146233087, TYPE_NAME },
	{ EXC_EXTENDED_TYPE_SYSTEM, -2146233087, TYPE_NAME },
	{ EXC_PS_INVALID_CAST, -2147467262, TYPE_NAME },
	{ EXC_PIPELINE_STOPPED, -2146233087, "The pipeline has been stopped." },
	{ EXC_CALL_DEPTH, -2146233087, "The script failed due to call depth overflow." },
	{ EXC_PS_SECURITY, -2146233087, "Cannot run software. Permission is denied." },
};
/* clang-format on */

static const Default *default_of(const TypeDef *type)
{
	for (; type; type = type->base)
		for (size_t i = 0; i < COUNT(defaults); i++)
			if (exception_type(defaults[i].id) == type)
				return &defaults[i];
	return &defaults[0];
}

/* ---- objects ---- */

Value exception_new(const TypeDef *type, Str message, Value inner)
{
	Exception *exception = MEM_NEW(Exception);

	exception->message = value_string(message);
	exception->inner = value_is_null(inner) ? VALUE_NULL : value_ref(inner);
	exception->hresult = default_of(type)->hresult;
	return object_value(object_new_native(type, exception));
}

Value exception_new_default(const TypeDef *type)
{
	const char *message = default_of(type)->message;
	Buf buf = BUF_INIT;
	Value v;

	if (!message)
		buf_printf(&buf, "Exception of type '%s' was thrown.", type->name);
	else
		buf_put(&buf, str_from(strcmp(message, TYPE_NAME) == 0 ? type->name : message));
	v = exception_new(type, buf_str(&buf), VALUE_NULL);
	buf_release(&buf);
	return v;
}

Exception *exception_peek(Value v)
{
	return object_payload_peek(v, type_of_id(T_EXCEPTION));
}

Str exception_message_peek(Value v)
{
	Exception *exception = exception_peek(v);

	return exception ? value_str_peek(exception->message) : S("");
}

static void free_exception(Object *object, ValueDrops *drops)
{
	Exception *exception = object->payload;
	String *texts[] = { exception->stack_trace, exception->source, exception->help_link, exception->param_name };

	for (size_t i = 0; i < COUNT(texts); i++)
		if (texts[i])
			value_drop(value_of_string(texts[i]));
	value_drop_later(drops, exception->message);
	value_drop_later(drops, exception->inner);
	value_drop_later(drops, exception->error_record);
	value_drop_later(drops, exception->data);
	free(exception);
}

/* In .NET Framework the inner one stands on the same line.
 * "System.Exception: outer\n ---> System.Exception: inner\n   --- End of inner exception stack trace ---".  Iterative:
 * inner exceptions nest as deep as a script likes. */
static Flow put_exception(Interp *in, Value self, Buf *out)
{
	Str arrow = runtime_edition(in)->where & WHERE_DESKTOP ? S(" ---> ") : S("\n ---> ");
	Exception *exception = exception_peek(self);
	size_t depth = 0;

	for (; exception; self = exception->inner, exception = exception_peek(self)) {
		Str message = value_str_peek(exception->message);

		if (depth++)
			buf_put(out, arrow);
		buf_put(out, str_from(type_of(self)->name));
		if (message.n) {
			buf_put(out, S(": "));
			buf_put(out, message);
		}
	}
	while (depth-- > 1)
		buf_put(out, S("\n   --- End of inner exception stack trace ---"));
	return FLOW_NEXT;
}

const TypeOps exception_ops = { .free = free_exception, .text = put_exception };

/* ---- constructors ---- */

static Value with_param(Value exception, Str param)
{
	if (param.n)
		exception_peek(exception)->param_name = value_string(param).string;
	return exception;
}

/* Message, and the edition's way to name the parameter behind it. */
static Value new_argument(Interp *in, const TypeDef *type, Str message, Str param, Value inner)
{
	Buf buf = BUF_INIT;
	Value v;

	buf_put(&buf, message);
	fault_put_param(in, param, &buf);
	v = with_param(exception_new(type, buf_str(&buf), inner), param);
	buf_release(&buf);
	return v;
}

static Flow make_default(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)in;
	(void)args;
	(void)n;
	*out = exception_new_default(self.typeref);
	return FLOW_NEXT;
}

/* (message), (message, inner) */
static Flow make_message(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	if (args[0].kind == V_NULL)
		return make_default(in, self, args, n, out);
	*out = exception_new(self.typeref, value_str_peek(args[0]), n > 1 ? args[1] : VALUE_NULL);
	return FLOW_NEXT;
}

/* (message, paramName), (message, paramName, inner) */
static Flow make_argument(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	*out = new_argument(
		in, self.typeref, value_str_peek(args[0]), value_str_peek(args[1]), n > 2 ? args[2] : VALUE_NULL);
	return FLOW_NEXT;
}

/* (paramName), (paramName, message) */
static Flow make_named_argument(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Str message = n > 1 ? value_str_peek(args[1]) : str_from(default_of(self.typeref)->message);

	*out = new_argument(in, self.typeref, message, value_str_peek(args[0]), VALUE_NULL);
	return FLOW_NEXT;
}

/* (paramName, actualValue, message): the value stands on a line of its own. */
static Flow make_out_of_range(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Buf buf = BUF_INIT;
	Flow flow = FLOW_NEXT;

	(void)n;
	buf_put(&buf, value_str_peek(args[2]));
	fault_put_param(in, value_str_peek(args[0]), &buf);
	if (!value_is_null(args[1])) {
		buf_put(&buf, S("\nActual value was "));
		flow = convert_put_tostring(in, args[1], &buf);
		buf_put_char(&buf, '.');
	}
	if (flow == FLOW_NEXT)
		*out = with_param(exception_new(self.typeref, buf_str(&buf), VALUE_NULL), value_str_peek(args[0]));
	buf_release(&buf);
	return flow;
}

/* (fileName in second place): FileNotFoundException and its kin show the message alone. */
static Flow make_file(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	FLOW_TRY(make_message(in, self, args, 1, out));
	*out = with_param(*out, value_str_peek(args[1]));
	(void)n;
	return FLOW_NEXT;
}

#define NEW(signature, fn)                                                                                             \
	{                                                                                                              \
		"new", signature, fn, 0                                                                                \
	}
static const MethodDef plain_constructors[] = {
	NEW("System.Exception new()", make_default),
	NEW("System.Exception new(string message)", make_message),
	NEW("System.Exception new(string message, System.Exception innerException)", make_message),
	{ NULL, NULL, NULL, 0 },
};
static const MethodDef argument_constructors[] = {
	NEW("System.ArgumentException new()", make_default),
	NEW("System.ArgumentException new(string message)", make_message),
	NEW("System.ArgumentException new(string message, System.Exception innerException)", make_message),
	NEW("System.ArgumentException new(string message, string paramName, System.Exception innerException)",
		make_argument),
	NEW("System.ArgumentException new(string message, string paramName)", make_argument),
	{ NULL, NULL, NULL, 0 },
};
static const MethodDef argument_null_constructors[] = {
	NEW("System.ArgumentNullException new()", make_default),
	NEW("System.ArgumentNullException new(string paramName)", make_named_argument),
	NEW("System.ArgumentNullException new(string message, System.Exception innerException)", make_message),
	NEW("System.ArgumentNullException new(string paramName, string message)", make_named_argument),
	{ NULL, NULL, NULL, 0 },
};
static const MethodDef out_of_range_constructors[] = {
	NEW("System.ArgumentOutOfRangeException new()", make_default),
	NEW("System.ArgumentOutOfRangeException new(string paramName)", make_named_argument),
	NEW("System.ArgumentOutOfRangeException new(string paramName, string message)", make_named_argument),
	NEW("System.ArgumentOutOfRangeException new(string message, System.Exception innerException)", make_message),
	NEW("System.ArgumentOutOfRangeException new(string paramName, System.Object actualValue, string message)",
		make_out_of_range),
	{ NULL, NULL, NULL, 0 },
};
static const MethodDef file_constructors[] = {
	NEW("System.IO.FileNotFoundException new()", make_default),
	NEW("System.IO.FileNotFoundException new(string message)", make_message),
	NEW("System.IO.FileNotFoundException new(string message, System.Exception innerException)", make_message),
	NEW("System.IO.FileNotFoundException new(string message, string fileName)", make_file),
	{ NULL, NULL, NULL, 0 },
};

static const struct Constructors {
	ExceptionId id;
	const MethodDef *methods;
} constructors[] = {
	{ EXC_ARGUMENT_OUT_OF_RANGE, out_of_range_constructors },
	{ EXC_ARGUMENT_NULL, argument_null_constructors },
	{ EXC_ARGUMENT, argument_constructors },
	{ EXC_FILE_NOT_FOUND, file_constructors },
	{ EXC_EXCEPTION, plain_constructors },
};

const MethodDef *exception_constructors(const TypeDef *type)
{
	for (size_t i = 0; i < COUNT(constructors); i++)
		if (type_is(type, exception_type(constructors[i].id)))
			return constructors[i].methods;
	return NULL;
}
