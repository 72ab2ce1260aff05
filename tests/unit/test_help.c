/* test_help: sections of help texts, which comments are help, and that every help text of ours is whole. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/help/help.h"
#include "shell/help/help_texts.h"
#include "tests/unit/session.h"

/* ---- sections ---- */

static const struct {
	int line;
	const char *text, *keyword, *argument; /* argument NULL: any */
	const char *expected;                  /* NULL: no such section, or the text is no help */
} sections[] = {
	{ __LINE__, ".SYNOPSIS\n Short.", "SYNOPSIS", NULL, "Short." },
	{ __LINE__, "\n\n  .synopsis  \n\n  a\n   b\n c\n\n", "Synopsis", NULL, "a\n b\nc" },
	{ __LINE__, ".SYNOPSIS same line", "SYNOPSIS", NULL, "same line" },
	{ __LINE__, ".SYNOPSIS\n.NOTES\nx", "SYNOPSIS", NULL, "" },
	{ __LINE__, ".DESCRIPTION\none\n\n\ntwo", "DESCRIPTION", NULL, "one\n\n\ntwo" },
	{ __LINE__, ".PARAMETER Name\nthe name\n.PARAMETER Other\nx", "PARAMETER", "name", "the name" },
	{ __LINE__, ".PARAMETER Name\nthe name", "PARAMETER", "Nope", NULL },
	{ __LINE__, ".SYNOPSIS\nx\n.WRONG\ny", "SYNOPSIS", NULL, NULL },
	{ __LINE__, "text first\n.SYNOPSIS\nx", "SYNOPSIS", NULL, NULL },
	{ __LINE__, ".SYNOPSIS\n.5 is a number", "SYNOPSIS", NULL, ".5 is a number" },
	{ __LINE__, ".SYNOPSIS\n...and so on", "SYNOPSIS", NULL, "...and so on" },
	{ __LINE__, ".SYNOPSIS\r\n Short.\r\n", "SYNOPSIS", NULL, "Short." },
	{ __LINE__, "", "SYNOPSIS", NULL, NULL },
	{ __LINE__, "\n \n", "SYNOPSIS", NULL, NULL },
};

static void test_sections(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(sections); i++) {
		Arena *arena = arena_new(0);
		HelpDoc doc;
		bool is_help = help_doc_parse(arena, str_from(sections[i].text), &doc);
		Str argument = sections[i].argument ? str_from(sections[i].argument) : (Str){ NULL, 0 },
		    found = { NULL, 0 };

		if (is_help)
			found = help_doc_find(&doc, sections[i].keyword, argument, 0);
		if ((found.p == NULL) != (sections[i].expected == NULL) ||
			(found.p && !str_eq(found, str_from(sections[i].expected)))) {
			print_error("line %d: \"%.*s\"\n", sections[i].line, STR_ARG(found));
			fail();
		}
		help_doc_release(&doc);
		arena_free(arena);
	}
}

/* ---- our own texts ---- */

static const ParamDef *find_param(const CmdletDef *def, Str name)
{
	for (size_t i = 0; i < def->nparams; i++)
		if (str_ieq(name, str_from(def->params[i].name)))
			return &def->params[i];
	return NULL;
}

static size_t check_examples(const CmdletDef *def, const HelpDoc *doc)
{
	size_t wrong = 0;
	Str text;

	for (size_t i = 0; (text = help_doc_find(doc, "EXAMPLE", (Str){ NULL, 0 }, i)).p; i++) {
		size_t end = str_find(text, S("\n\n"), 0);
		ParseErrors errs = { 0 };
		ParseInput input = { .edition = &edition_desktop };
		Script *script;

		if (end == STR_NONE)
			end = str_find_byte(text, '\n', 0);
		input.text = str_cut(text, 0, end == STR_NONE ? text.n : end);
		script = script_parse(&input, &errs);
		if (errs.n) {
			print_error("%s: example %zu: %.*s\n", def->name, i + 1, STR_ARG(errs.p[0].text));
			wrong++;
		}
		script_errors_release(&errs);
		script_drop(script);
	}
	return wrong;
}

/* Every parameter is told of, here or in the table, and no others. */
static size_t check_doc(const CmdletDef *def, const HelpDoc *doc)
{
	size_t wrong = 0;

	if (!help_doc_find(doc, "SYNOPSIS", (Str){ NULL, 0 }, 0).n) {
		print_error("%s: no synopsis\n", def->name);
		wrong++;
	}
	for (size_t i = 0; i < def->nparams; i++)
		if (!help_doc_find(doc, "PARAMETER", str_from(def->params[i].name), 0).n && !def->params[i].help) {
			print_error("%s: -%s is not documented\n", def->name, def->params[i].name);
			wrong++;
		}
	for (size_t i = 0; i < doc->n; i++)
		if (str_ieq(doc->p[i].keyword, S("PARAMETER")) && !find_param(def, doc->p[i].argument)) {
			print_error("%s: there is no -%.*s\n", def->name, STR_ARG(doc->p[i].argument));
			wrong++;
		}
	return wrong + check_examples(def, doc);
}

static void test_texts(void **state)
{
	size_t wrong = 0, n = 0;

	(void)state;
	for (const CmdletDef *const *def = cmdlets_all; *def; def++) {
		Str text = help_file_find(str_from((*def)->name));
		Arena *arena = arena_new(0);
		HelpDoc doc = { 0 };

		if (text.n && !help_doc_parse(arena, text, &doc)) {
			print_error("%s: the text is no help\n", (*def)->name);
			wrong++;
		} else if (text.n) {
			wrong += check_doc(*def, &doc);
			n++;
		}
		help_doc_release(&doc);
		arena_free(arena);
	}
	assert_int_equal(wrong, 0);
	assert_true(n > 100);
}

/* ---- which comment is whose ---- */

static const struct {
	int line;
	const char *script, *expected; /* Synopsis of f; NULL: none was written */
} comments[] = {
	{ __LINE__, "function f {\n<#\n.SYNOPSIS\nin the body\n#>\n}", "in the body" },
	{ __LINE__, "# .SYNOPSIS\n# before\nfunction f {}", "before" },
	{ __LINE__, "<# .SYNOPSIS\n one blank line #>\n\nfunction f {}", "one blank line" },
	{ __LINE__, "<# .SYNOPSIS\n two blank lines #>\n\n\nfunction f {}", NULL },
	{ __LINE__, "function f {\n 1\n<# .SYNOPSIS\n at the end #>\n}", "at the end" },
	{ __LINE__, "function f {\n 1\n<# .SYNOPSIS\n between #>\n 2 }", NULL },
	{ __LINE__, "function f { param($a)\n<# .SYNOPSIS\n behind param #>\n 2 }", NULL },
	{ __LINE__, "function f {\n# no help\n\n<# .SYNOPSIS\n the second #>\n 2 }", "the second" },
	{ __LINE__, "<# .SYNOPSIS\n first #>\nfunction f($x) {\n<# .SYNOPSIS\n second #>\n}", "first" },
	{ __LINE__, "function f { '<# .SYNOPSIS no #>' }", NULL },
};

static Session session;

static int open_session(void **state)
{
	session_open(&session, &edition_core);
	*state = session.in;
	return 0;
}

static int close_session(void **state)
{
	(void)state;
	session_close(&session);
	return 0;
}

static void test_comments(void **state)
{
	Interp *in = *state;
	size_t wrong = 0;

	for (size_t i = 0; i < COUNT(comments); i++) {
		Command *command;
		Value help = VALUE_EMPTY;
		Str synopsis;
		bool is_written;

		interp_run(in, S(""), str_from(comments[i].script), NULL, 0, 0);
		command = scope_function_peek(in->global, S("f"));
		assert_non_null(command);
		assert_int_equal(help_of_command(in, command, &help), FLOW_NEXT);
		synopsis = value_str_peek(help_get_peek(help, "Synopsis"));
		is_written = object_has_type_name(help, S("MamlCommandHelpInfo"));
		if (is_written != (comments[i].expected != NULL) ||
			(is_written && !str_eq(synopsis, str_from(comments[i].expected)))) {
			print_error("line %d: \"%.*s\"\n", comments[i].line, STR_ARG(synopsis));
			wrong++;
		}
		value_drop(help);
	}
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_texts),
		cmocka_unit_test_setup_teardown(test_comments, open_session, close_session),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
