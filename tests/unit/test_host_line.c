/* test_host_line: lines being typed, as a terminal would show them: wrapped, coloured, with the cursor in its place. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "shell/host/host_line.h"

enum { ROWS = 8, COLUMNS = 10 };

/* A terminal of few characters: what host_line writes is all it knows. */
typedef struct Screen {
	char cells[ROWS][COLUMNS];
	int row, column;
} Screen;

static void control(Screen *screen, int number, char what)
{
	int n = number ? number : 1;

	if (what == 'A')
		screen->row -= n;
	else if (what == 'C')
		screen->column += n;
	else if (what == 'J' || what == 'K')
		for (int row = screen->row; row < (what == 'J' ? ROWS : screen->row + 1); row++)
			for (int column = row == screen->row ? screen->column : 0; column < COLUMNS; column++)
				screen->cells[row][column] = ' ';
}

static void put(Screen *screen, char c)
{
	if (c == '\r') {
		screen->column = 0;
	} else if (c == '\n') {
		screen->row++;
	} else {
		if (screen->column == COLUMNS) {
			screen->row++;
			screen->column = 0;
		}
		assert_true(screen->row >= 0 && screen->row < ROWS);
		screen->cells[screen->row][screen->column++] = c;
	}
}

static void show(Screen *screen, Str text)
{
	for (size_t i = 0; i < text.n; i++) {
		int number = 0;

		if (text.p[i] != '\033') {
			put(screen, text.p[i]);
			continue;
		}
		for (i += 2; text.p[i] >= '0' && text.p[i] <= '9'; i++)
			number = number * 10 + text.p[i] - '0';
		while (text.p[i] == ';' || (text.p[i] >= '0' && text.p[i] <= '9'))
			i++;
		control(screen, number, text.p[i]);
	}
}

/* Rows joined by |, blanks at their ends cut, and the cursor. */
static void read_screen(const Screen *screen, Buf *out)
{
	buf_clear(out);
	for (int row = 0; row < ROWS; row++) {
		int n = COLUMNS;

		while (n && screen->cells[row][n - 1] == ' ')
			n--;
		buf_printf(out, "%.*s|", n, screen->cells[row]);
	}
	while (out->n > 1 && out->p[out->n - 2] == '|')
		buf_delete(out, out->n - 1, 1);
	buf_printf(out, "%d,%d", screen->row, screen->column);
}

/* One line after the other is drawn in the same place. */
static void test_drawing(void **state)
{
	(void)state;
	static const struct {
		int line;
		const char *text;
		size_t cursor;
		const char *expected;
	} rows[] = {
		{ __LINE__, "", 0, "> |0,2" },
		{ __LINE__, "abc", 3, "> abc|0,5" },
		{ __LINE__, "abc", 1, "> abc|0,3" },
		{ __LINE__, "abcdefgh", 8, "> abcdefgh|1,0" },
		{ __LINE__, "abcdefgh", 7, "> abcdefgh|0,9" },
		{ __LINE__, "abcdefghij", 10, "> abcdefgh|ij|1,2" },
		{ __LINE__, "abcdefghij", 0, "> abcdefgh|ij|0,2" },
		{ __LINE__, "abcdefghijklmnopqrstuvwxyz", 26, "> abcdefgh|ijklmnopqr|stuvwxyz|2,8" },
		{ __LINE__, "x", 1, "> x|0,3" },
		{ __LINE__, "a\nb", 3, "> a|>> b|1,4" },
		{ __LINE__, "a\nb", 1, "> a|>> b|0,3" },
		{ __LINE__, "a\003b", 3, "> a^Cb|0,6" },
		{ __LINE__, "a\tb", 3, "> a    b|0,8" },
	};
	Screen screen;
	HostLine line = { 0 };

	memset(&screen, 0, sizeof(screen));
	memset(screen.cells, ' ', sizeof(screen.cells));
	for (size_t i = 0; i < COUNT(rows); i++) {
		HostLineText what = { .prompt = S("\033[1m>\033[0m "),
			.text = str_from(rows[i].text),
			.cursor = rows[i].cursor,
			.width = COLUMNS };
		Buf out = BUF_INIT, got = BUF_INIT;

		host_line_draw(&line, &what, &out);
		show(&screen, buf_str(&out));
		read_screen(&screen, &got);
		/* the prompt's last blank is cut with the others */
		if (strcmp(got.p, rows[i].text[0] ? rows[i].expected : ">|0,2") != 0)
			fail_msg("line %d: %s", rows[i].line, got.p);
		buf_release(&out);
		buf_release(&got);
	}
}

/* Wide characters do not fit into the last column. */
static void test_wide(void **state)
{
	HostLineText what = { .prompt = S(">"), .text = S("日本語日本"), .cursor = 15, .width = 10 };
	HostLine line = { 0 };
	Buf out = BUF_INIT;

	(void)state;
	host_line_draw(&line, &what, &out);
	assert_int_equal(line.row, 1);
	assert_true(str_ends(buf_str(&out), S("\033[J\r\033[2C")));
	buf_release(&out);
}

/* One letter for each byte's colour: equal letters, equal colours. */
static void test_colors(void **state)
{
	static const char text[] = "if ($a -eq 1) { Get-X -Name \"b$c\" } # d";
	uint8_t *colors = host_line_color(str_from(text), strlen(text), &edition_core), *tail;
	size_t at = strlen("if ($a -eq 1) { ");

	(void)state;
	assert_int_equal(colors[0], colors[1]);           /* if */
	assert_int_not_equal(colors[0], colors[4]);       /* $a */
	assert_int_equal(colors[2], 0);                   /* blanks are plain */
	assert_int_not_equal(colors[7], 0);               /* -eq */
	assert_int_not_equal(colors[at], colors[at + 6]); /* the command, and its parameter */
	assert_int_equal(colors[4], colors[at + 14]);     /* a variable in a string */
	assert_int_not_equal(colors[at + 12], colors[at + 14]);
	assert_int_not_equal(colors[strlen(text) - 1], 0); /* the comment */
	tail = host_line_color(str_from(text), 3, &edition_core);
	assert_int_equal(tail[2], colors[strlen(text) - 1]); /* of the last bytes alone */
	free(tail);
	free(colors);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_drawing), cmocka_unit_test(test_wide),
		cmocka_unit_test(test_colors) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
