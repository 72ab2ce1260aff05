/* where-object: lets through what fits a script block or a comparison. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/wildcard.h"
#include "shell/engine/stage.h"
#include "shell/syntax/token.h"
#include "shell/value/convert.h"
#include "shell/value/member.h"

/* ORDER: operators[], and the parameters from P_EQ on.  A set each, by bit. */
typedef enum Operator {
	OP_EQ,
	OP_CEQ,
	OP_NE,
	OP_CNE,
	OP_GT,
	OP_CGT,
	OP_LT,
	OP_CLT,
	OP_GE,
	OP_CGE,
	OP_LE,
	OP_CLE,
	OP_LIKE,
	OP_CLIKE,
	OP_NOT_LIKE,
	OP_CNOT_LIKE,
	OP_MATCH,
	OP_CMATCH,
	OP_NOT_MATCH,
	OP_CNOT_MATCH,
	OP_CONTAINS,
	OP_CCONTAINS,
	OP_NOT_CONTAINS,
	OP_CNOT_CONTAINS,
	OP_IN,
	OP_CIN,
	OP_NOT_IN,
	OP_CNOT_IN,
	OP_IS,
	OP_IS_NOT,
	OP_COUNT
} Operator;

enum { P_INPUT_OBJECT, P_FILTER_SCRIPT, P_PROPERTY, P_VALUE, P_EQ, P_NOT = P_EQ + OP_COUNT, P_COUNT };
#define SET_SCRIPT  UINT32_C(1)
#define SET_OF(op)  (UINT32_C(2) << (op))
#define SET_NOT     SET_OF(OP_COUNT)
#define SET_COMPARE (~SET_SCRIPT)

/* clang-format off */
static const char *const sets[] = {
	"ScriptBlockSet", "EqualSet", "CaseSensitiveEqualSet", "NotEqualSet", "CaseSensitiveNotEqualSet", "GreaterThanSet",
	"CaseSensitiveGreaterThanSet", "LessThanSet", "CaseSensitiveLessThanSet", "GreaterOrEqualSet",
	"CaseSensitiveGreaterOrEqualSet", "LessOrEqualSet", "CaseSensitiveLessOrEqualSet", "LikeSet", "CaseSensitiveLikeSet",
	"NotLikeSet", "CaseSensitiveNotLikeSet", "MatchSet", "CaseSensitiveMatchSet", "NotMatchSet", "CaseSensitiveNotMatchSet",
	"ContainsSet", "CaseSensitiveContainsSet", "NotContainsSet", "CaseSensitiveNotContainsSet", "InSet", "CaseSensitiveInSet",
	"NotInSet", "CaseSensitiveNotInSet", "IsSet", "IsNotSet", "Not", NULL,
};

static const TokenKind operators[OP_COUNT] = {
	TK_IEQ, TK_CEQ, TK_INE, TK_CNE, TK_IGT, TK_CGT, TK_ILT, TK_CLT, TK_IGE, TK_CGE, TK_ILE, TK_CLE, TK_ILIKE, TK_CLIKE,
	TK_INOTLIKE, TK_CNOTLIKE, TK_IMATCH, TK_CMATCH, TK_INOTMATCH, TK_CNOTMATCH, TK_ICONTAINS, TK_CCONTAINS,
	TK_INOTCONTAINS, TK_CNOTCONTAINS, TK_IIN, TK_CIN, TK_INOTIN, TK_CNOTIN, TK_IS, TK_IS_NOT,
};

#define OPERATOR(op, n, alias, text)                                                                                   \
	[P_EQ + (op)] = { .name = (n), .aliases = (const char *const[]){ alias, NULL }, .type = "SwitchParameter",       \
		.in = { { .sets = SET_OF(op), .flags = (op) == OP_EQ ? 0 : PARAM_MANDATORY } }, .help = (text) }

static const ParamDef params[P_COUNT] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The objects to be filtered." },
	[P_FILTER_SCRIPT] = { .name = "FilterScript", .type = "ScriptBlock",
		.in = { { .sets = SET_SCRIPT, .pos1 = 1, .flags = PARAM_MANDATORY } },
		.help = "Lets an object through when it gives a true value with $_ as the object." },
	[P_PROPERTY] = { .name = "Property", .type = "String", .flags = PARAM_NOT_EMPTY,
		.in = { { .sets = SET_COMPARE, .pos1 = 1, .flags = PARAM_MANDATORY } },
		.help = "The property that is compared." },
	[P_VALUE] = { .name = "Value", .in = { { .sets = SET_COMPARE & ~SET_NOT, .pos1 = 2 } },
		.help = "What the property is compared with." },
	[P_NOT] = { .name = "Not", .type = "SwitchParameter", .in = { { .sets = SET_NOT, .flags = PARAM_MANDATORY } },
		.where = WHERE_CORE, .help = "Lets through objects whose property is false, empty or missing." },
	OPERATOR(OP_EQ, "EQ", "IEQ", "The property is equal to the value."),
	OPERATOR(OP_CEQ, "CEQ", NULL, "The property is equal to the value, case counts."),
	OPERATOR(OP_NE, "NE", "INE", "The property is not equal to the value."),
	OPERATOR(OP_CNE, "CNE", NULL, "The property is not equal to the value, case counts."),
	OPERATOR(OP_GT, "GT", "IGT", "The property is greater than the value."),
	OPERATOR(OP_CGT, "CGT", NULL, "The property is greater than the value, case counts."),
	OPERATOR(OP_LT, "LT", "ILT", "The property is less than the value."),
	OPERATOR(OP_CLT, "CLT", NULL, "The property is less than the value, case counts."),
	OPERATOR(OP_GE, "GE", "IGE", "The property is greater than or equal to the value."),
	OPERATOR(OP_CGE, "CGE", NULL, "The property is greater than or equal to the value, case counts."),
	OPERATOR(OP_LE, "LE", "ILE", "The property is less than or equal to the value."),
	OPERATOR(OP_CLE, "CLE", NULL, "The property is less than or equal to the value, case counts."),
	OPERATOR(OP_LIKE, "Like", "ILike", "The property fits the wildcard pattern."),
	OPERATOR(OP_CLIKE, "CLike", NULL, "The property fits the wildcard pattern, case counts."),
	OPERATOR(OP_NOT_LIKE, "NotLike", "INotLike", "The property does not fit the wildcard pattern."),
	OPERATOR(OP_CNOT_LIKE, "CNotLike", NULL, "The property does not fit the wildcard pattern, case counts."),
	OPERATOR(OP_MATCH, "Match", "IMatch", "The property matches the regular expression."),
	OPERATOR(OP_CMATCH, "CMatch", NULL, "The property matches the regular expression, case counts."),
	OPERATOR(OP_NOT_MATCH, "NotMatch", "INotMatch", "The property does not match the regular expression."),
	OPERATOR(OP_CNOT_MATCH, "CNotMatch", NULL, "The property does not match the regular expression, case counts."),
	OPERATOR(OP_CONTAINS, "Contains", "IContains", "The property is a collection that holds the value."),
	OPERATOR(OP_CCONTAINS, "CContains", NULL, "The property is a collection that holds the value, case counts."),
	OPERATOR(OP_NOT_CONTAINS, "NotContains", "INotContains", "The property is a collection without the value."),
	OPERATOR(OP_CNOT_CONTAINS, "CNotContains", NULL, "The property is a collection without the value, case counts."),
	OPERATOR(OP_IN, "In", "IIn", "The property is one of the values."),
	OPERATOR(OP_CIN, "CIn", NULL, "The property is one of the values, case counts."),
	OPERATOR(OP_NOT_IN, "NotIn", "INotIn", "The property is none of the values."),
	OPERATOR(OP_CNOT_IN, "CNotIn", NULL, "The property is none of the values, case counts."),
	OPERATOR(OP_IS, "Is", NULL, "The property is of the type."),
	OPERATOR(OP_IS_NOT, "IsNot", NULL, "The property is not of the type."),
};
/* clang-format on */

typedef struct Where {
	Value block; /* lent by the arguments; V_EMPTY: a comparison */
	int op;      /* Operator; -1: the property alone decides */
	bool negate;
	MemberCache cache;
} Where;

static Flow refuse(Stage *s, const char *id, const char *text)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = id, .exception = EXC_PS_ARGUMENT };

	return stage_throw(s, &spec, "%s", text);
}

static Flow begin(Stage *s)
{
	Where *state = s->state;

	state->op = -1;
	for (int i = 0; i < OP_COUNT; i++)
		if (stage_switch(s, P_EQ + i))
			state->op = i;
	state->negate = stage_switch(s, P_NOT);
	if (stage_bound(s, P_FILTER_SCRIPT)) {
		state->block = s->args[P_FILTER_SCRIPT];
		return FLOW_NEXT;
	}
	if (state->op >= 0 && !stage_bound(s, P_VALUE))
		return refuse(s, "ValueNotSpecifiedForWhereObject",
			"The specified operator requires both the -Property and -Value parameters. Provide values for both "
			"parameters, and then try the command again.");
	if (state->op < 0 && stage_bound(s, P_VALUE))
		return refuse(s, "OperatorNotSpecified",
			"An operator is required to compare the two specified values. Include a valid operator in the "
			"command, and then try the command again. For example, Get-Process | Where-Object -Property Name "
			"-eq Idle");
	return FLOW_NEXT;
}

static Flow ask_block(Stage *s, Value input, bool *yes)
{
	Value answer;

	FLOW_TRY(stage_invoke_collect(s, ((Where *)s->state)->block, input, &answer));
	*yes = convert_to_bool(answer);
	value_drop(answer);
	return FLOW_NEXT;
}

/* The property's name may be a pattern that fits exactly one. */
static Flow property(Stage *s, Value input, Value *out)
{
	MemberLike like = { .name = stage_str(s, P_PROPERTY),
		.cache = &((Where *)s->state)->cache,
		.missing_id = "PropertyNotFound",
		.what = "property" };

	return stage_member_like(s, input, &like, out);
}

static Flow ask_property(Stage *s, Value input, bool *yes)
{
	Where *state = s->state;
	Value v, answer;
	Flow flow;

	FLOW_TRY(property(s, input, &v));
	*yes = false;
	if (v.kind == V_EMPTY) /* an error has told why */
		return FLOW_NEXT;
	if (state->op < 0) {
		*yes = convert_to_bool(v) != state->negate;
		value_drop(v);
		return FLOW_NEXT;
	}
	flow = stage_operator(s, operators[state->op], v, s->args[P_VALUE], &answer);
	value_drop(v);
	if (flow == FLOW_NEXT) {
		*yes = convert_to_bool(answer);
		value_drop(answer);
	}
	return flow;
}

static Flow process(Stage *s, Value input)
{
	bool yes;

	(void)input;
	if (!stage_bound(s, P_INPUT_OBJECT))
		return FLOW_NEXT;
	input = s->args[P_INPUT_OBJECT];
	FLOW_TRY(((Where *)s->state)->block.kind == V_BLOCK ? ask_block(s, input, &yes) : ask_property(s, input, &yes));
	return yes ? stage_write(s, input) : FLOW_NEXT;
}

const CmdletDef cmd_where_object = {
	.name = "Where-Object",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "?", "where", NULL },
	.sets = sets,
	.default_set = SET_OF(OP_EQ),
	.params = params,
	.nparams = P_COUNT,
	.outputs = (const char *const[]){ "System.Object", NULL },
	.state_size = sizeof(Where),
	.begin = begin,
	.process = process,
	.synopsis = "Lets objects through that fit a script block or a comparison of a property.",
};
