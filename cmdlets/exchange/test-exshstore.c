/* test-exshstore: whether the store is sound. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange.h"

static const char *const outputs[] = { "System.Management.Automation.PSCustomObject", NULL };

static Flow process(Stage *s, UNUSED Value input)
{
	Object *row;
	Array *findings;
	StrSplit split;
	Str line;
	Vault *vault;
	Buf report = BUF_INIT;
	Diag diag = { 0 };

	FLOW_TRY(organization_vault(s, &vault));
	if (!vault_check(vault, &report, &diag)) {
		buf_release(&report);
		return stage_fail(s, &diag, "StoreReadFailed", VALUE_NULL);
	}
	findings = array_new_objects();
	split = (StrSplit){ .rest = buf_str(&report) };
	while (str_split_next(&split, '\n', &line))
		if (line.n)
			array_push_take(findings, value_string(line));
	row = object_new_custom();
	object_set_string(row, S("Store"), store_path(vault_store_peek(vault)));
	object_set_take(row, S("IsSound"), value_bool(findings->n == 0));
	object_set_take(row, S("Findings"), array_value(findings));
	buf_release(&report);
	return stage_write_take(s, object_value(row));
}

const CmdletDef cmd_test_exshstore = {
	.name = "Test-ExshStore",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "TestExshStore",
	.outputs = outputs,
	.process = process,
	.synopsis = "Checks that the store is sound.",
};
