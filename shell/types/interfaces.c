/* interfaces: those of .NET's interfaces that signatures name and nothing else knows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/string_comparer.h"
#include "shell/types/types_list.h"

#define INTERFACE(symbol, full)                                                                                        \
	const TypeDef type_##symbol = { .name = (full), .flags = TYPE_INTERFACE | TYPE_ABSTRACT };

INTERFACE(iformat_provider, "System.IFormatProvider")
INTERFACE(icomparer, "System.Collections.IComparer")
INTERFACE(iequality_comparer, "System.Collections.IEqualityComparer")
INTERFACE(ienumerator, "System.Collections.IEnumerator")
INTERFACE(idictionary_enumerator, "System.Collections.IDictionaryEnumerator")
INTERFACE(iidentity, "System.Security.Principal.IIdentity")
INTERFACE(iprincipal, "System.Security.Principal.IPrincipal")
INTERFACE(icontains_error_record, "System.Management.Automation.IContainsErrorRecord")

/* Generic ones are named with arguments, to which no type here lists itself: what serves is let through instead. */
static Flow let_comparer(UNUSED Interp *in, Value from, Value *out)
{
	if (types_string_comparer_peek(from) >= 0)
		*out = value_ref(from);
	return FLOW_NEXT;
}

static Flow let_dictionary(UNUSED Interp *in, Value from, Value *out)
{
	if (value_unwrap_peek(from).kind == V_HASH)
		*out = value_ref(from);
	return FLOW_NEXT;
}

static const TypeOps comparer_ops = { .convert = let_comparer };
static const TypeOps dictionary_ops = { .convert = let_dictionary };

#define OPEN(symbol, full, passes)                                                                                     \
	const TypeDef type_##symbol = {                                                                                \
		.name = (full), .flags = TYPE_INTERFACE | TYPE_ABSTRACT | TYPE_GENERIC, .ops = (passes)                \
	};

OPEN(icomparer_of, "System.Collections.Generic.IComparer`1", &comparer_ops)
OPEN(iequality_comparer_of, "System.Collections.Generic.IEqualityComparer`1", &comparer_ops)
OPEN(idictionary_of, "System.Collections.Generic.IDictionary`2", &dictionary_ops)
