/* test_xml: documents on libxml2: reading, .NET's texts for what is none, changing, writing, XPath. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shell/base/xml.h"

static XmlDocument *read_text(const char *text)
{
	XmlDocument *document = NULL;
	Diag diag = { 0 };

	if (!xml_document_read(str_from(text), false, &document, &diag))
		fail_msg("%s: %s", text, diag.text);
	return document;
}

static void expect_text(int line, Buf *got, const char *expected)
{
	if (!str_eq(buf_str(got), str_from(expected)))
		fail_msg("line %d: got %.*s, expected %s", line, STR_ARG(buf_str(got)), expected);
	buf_clear(got);
}

/* ---- reading and writing ---- */

static const struct {
	int line;
	const char *in, *out;
} texts[] = {
	{ __LINE__, "<a/>", "<a />" },
	{ __LINE__, "<a>\n  <b/>\n</a>", "<a><b /></a>" },
	{ __LINE__, "<a> x </a>", "<a> x </a>" },
	{ __LINE__, "<a b='1' c=\"&quot;&amp;&lt;\">&gt;&amp;</a>", "<a b=\"1\" c=\"&quot;&amp;&lt;\">&gt;&amp;</a>" },
	{ __LINE__, "<?xml version='1.0'?><a/>", "<?xml version='1.0'?><a />" },
	{ __LINE__, "<a><!-- c --><![CDATA[<x>]]></a>", "<a><!-- c --><![CDATA[<x>]]></a>" },
	{ __LINE__, "<p:a xmlns:p=\"u\"><p:b /></p:a>", "<p:a xmlns:p=\"u\"><p:b /></p:a>" },
	{ __LINE__, "<a>\xc3\xa9</a>", "<a>\xc3\xa9</a>" },
};

static void test_texts_are_written_as_net_writes_them(void **state)
{
	Buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		XmlDocument *document = read_text(texts[i].in);

		xml_put(document, xml_document_node(document), &out);
		expect_text(texts[i].line, &out, texts[i].out);
		xml_document_drop(document);
	}
	buf_release(&out);
}

static const struct {
	int line;
	const char *in, *why;
} faults[] = {
	{ __LINE__, "", "Root element is missing." },
	{ __LINE__, "abc", "Data at the root level is invalid. Line 1, position 1." },
	{ __LINE__, "<a>", "Data at the root level is invalid. Line 1, position 1." },
	{ __LINE__, "<?xml version=\"1.0\"?><r>", "Data at the root level is invalid. Line 1, position 22." },
	{ __LINE__, "<a>\n",
		"Unexpected end of file has occurred. The following elements are not closed: a. Line 2, position 1." },
	{ __LINE__, "<r><a>",
		"Unexpected end of file has occurred. The following elements are not closed: a, r. Line 1, position 7." },
	{ __LINE__, "<r/><q/>", "There are multiple root elements. Line 1, position 6." },
	{ __LINE__, "</r>", "Unexpected end tag. Line 1, position 3." },
	{ __LINE__, "<r a=1/>", "'1' is an unexpected token. The expected token is '\"' or '''. Line 1, position 6." },
	{ __LINE__, "<r><a b></r>", "'>' is an unexpected token. The expected token is '='. Line 1, position 8." },
	{ __LINE__, "<r>&x</r>", "'<' is an unexpected token. The expected token is ';'. Line 1, position 6." },
	{ __LINE__, "<r>a & b</r>", "An error occurred while parsing EntityName. Line 1, position 7." },
	{ __LINE__, "<r>&foo;</r>", "Reference to undeclared entity 'foo'. Line 1, position 5." },
	{ __LINE__, "<p:r/>", "'p' is an undeclared prefix. Line 1, position 2." },
	{ __LINE__, "<r a=\"1\" a=\"2\"/>", "'a' is a duplicate attribute name. Line 1, position 10." },
	{ __LINE__, "<1r/>", "Name cannot begin with the '1' character, hexadecimal value 0x31. Line 1, position 2." },
	{ __LINE__, "<r a=\"1/>", "There is an unclosed literal string. Line 1, position 10." },
	{ __LINE__, "<r>\001</r>", "'\001', hexadecimal value 0x01, is an invalid character. Line 1, position 4." },
	{ __LINE__, "<r><a></r>",
		"The 'a' start tag on line 1 position 5 does not match the end tag of 'r'. Line 1, position 9." },
};

static void test_faults_are_told_in_net_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(faults); i++) {
		XmlDocument *document = NULL;
		Diag diag = { 0 };

		if (xml_document_read(str_from(faults[i].in), false, &document, &diag))
			fail_msg("line %d: it was read", faults[i].line);
		if (!str_eq(str_from(diag.text), str_from(faults[i].why)))
			fail_msg("line %d: got %s", faults[i].line, diag.text);
	}
}

static void test_external_entities_are_not_read(void **state)
{
	XmlDocument *document = read_text("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a>&e;</a>");
	Buf out = BUF_INIT;

	(void)state;
	xml_put_text(document, xml_document_root(document), &out);
	expect_text(__LINE__, &out, "");
	xml_document_drop(document);
	buf_release(&out);
}

static void test_indentation_leaves_text_alone(void **state)
{
	XmlDocument *document = read_text("<a><b x='1'/><c>t<d/></c></a>");
	Buf out = BUF_INIT;

	(void)state;
	xml_put_indented(document, xml_document_node(document), S("\n"), &out);
	expect_text(__LINE__, &out, "<a>\n  <b x=\"1\" />\n  <c>t<d /></c>\n</a>");
	xml_document_drop(document);
	buf_release(&out);
}

/* ---- changes ---- */

static void test_nodes_move_and_stay_alive(void **state)
{
	XmlDocument *document = read_text("<a><b/><c/></a>");
	XmlNode *root = xml_document_root(document), *b = xml_first(root), *c = xml_last(root);
	XmlNode *made = xml_new(document, XML_KIND_ELEMENT, S("d"), S(""), S(""));
	XmlNode *text = xml_new(document, XML_KIND_TEXT, S(""), S(""), S("1<2"));
	Buf out = BUF_INIT;

	(void)state;
	assert_true(xml_insert(document, root, made, b));
	assert_true(xml_insert(document, made, text, NULL));
	xml_remove(document, c);
	xml_set_attribute(document, c, S("k"), S("v&"));
	xml_put(document, root, &out);
	expect_text(__LINE__, &out, "<a><d>1&lt;2</d><b /></a>");
	xml_put(document, c, &out);
	expect_text(__LINE__, &out, "<c k=\"v&amp;\" />");
	assert_true(xml_insert(document, root, c, NULL));
	assert_false(xml_insert(document, c, root, NULL)); /* not into itself */
	assert_false(xml_insert(document, text, b, NULL)); /* nothing stands in a text */
	xml_put(document, root, &out);
	expect_text(__LINE__, &out, "<a><d>1&lt;2</d><b /><c k=\"v&amp;\" /></a>");
	xml_document_drop(document);
	buf_release(&out);
}

static void test_attributes_are_replaced_and_removed(void **state)
{
	XmlDocument *document = read_text("<a k='1' l='2'/>");
	XmlNode *root = xml_document_root(document);
	Buf out = BUF_INIT;

	(void)state;
	xml_set_attribute(document, root, S("k"), S("3"));
	xml_remove(document, xml_attribute(document, root, S("l")));
	assert_null(xml_attribute(document, root, S("L")));
	xml_put(document, root, &out);
	expect_text(__LINE__, &out, "<a k=\"3\" />");
	xml_set_text(document, root, S("t"));
	xml_put(document, root, &out);
	expect_text(__LINE__, &out, "<a k=\"3\">t</a>");
	xml_document_drop(document);
	buf_release(&out);
}

/* ---- XPath ---- */

static void test_xpath_finds_in_document_order(void **state)
{
	XmlDocument *document = read_text("<a xmlns:p='u'><b i='1'/><p:b i='2'/><b i='3'/></a>");
	XmlPrefix prefix = { S("q"), S("u") };
	XmlPrefixes prefixes = { .p = &prefix, .n = 1 };
	XmlNodes found;
	Diag diag = { 0 };
	Buf out = BUF_INIT;

	(void)state;
	assert_true(xml_select(document, xml_document_node(document), S("//b | //q:b"), &prefixes, &found, &diag));
	assert_int_equal(found.n, 3);
	xml_put_text(document, xml_attribute(document, found.p[1], S("i")), &out);
	expect_text(__LINE__, &out, "2");
	free(found.p);
	assert_false(xml_select(document, xml_document_node(document), S("//["), &prefixes, &found, &diag));
	assert_string_equal(diag.text, "Expression must evaluate to a node-set.");
	assert_false(xml_select(document, xml_document_node(document), S("count(//b)"), &prefixes, &found, &diag));
	xml_document_drop(document);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts_are_written_as_net_writes_them),
		cmocka_unit_test(test_faults_are_told_in_net_words),
		cmocka_unit_test(test_external_entities_are_not_read),
		cmocka_unit_test(test_indentation_leaves_text_alone),
		cmocka_unit_test(test_nodes_move_and_stay_alive),
		cmocka_unit_test(test_attributes_are_replaced_and_removed),
		cmocka_unit_test(test_xpath_finds_in_document_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
