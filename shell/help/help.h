/* help: what Get-Help tells: the help of a command as an object, and its views. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef HELP_HELP_H
#define HELP_HELP_H

#include "shell/engine/interp.h"
#include "shell/engine/stage.h"

/* ---- texts ---- */
/* One section of comment-based help (reference: about_Comment_Based_Help): .PARAMETER Name, and the lines below. */
typedef struct HelpSection {
	Str keyword, argument; /* keyword without the dot, as written */
	Str text;              /* without the blank lines around it and the first line's indent */
} HelpSection;
typedef struct HelpDoc {
	HelpSection *p;
	size_t n, cap;
	bool from_file; /* a .help file: an example's first line is its code */
} HelpDoc;
/* Texts are in the arena.  false: text is no help, or names a section there is not. */
bool help_doc_parse(Arena *arena, Str text, HelpDoc *out);
/* The text of a .help file: the same, and its paragraphs, which may stand on several lines, are one line each. */
bool help_doc_parse_file(Arena *arena, Str text, HelpDoc *out);
void help_doc_release(HelpDoc *doc);
/* The i-th section of a keyword (and argument, where it has p); its text is NULL when there is none. */
Str help_doc_find(const HelpDoc *doc, const char *keyword, Str argument, size_t i);
/* What stands behind the first such keyword on its line, as in .PARAMETER Name; empty: nothing, or no such keyword. */
Str help_doc_argument(const HelpDoc *doc, const char *keyword);

/* The comment that is a function's or a script's help: in front of it, or at the start or end of its body.  false:
 * none. */
bool help_comment_find(const Command *command, Arena *arena, HelpDoc *out);
/* The comment right before a parameter; empty: none. */
Str help_comment_of_param(const Command *command, const NodeParam *param, Arena *arena);
/* The .help text of a cmdlet or topic by its name; empty: none. */
Str help_file_find(Str name);
/* Names of topics (about_*), i from 0; NULL past the end. */
const char *help_topic_at(size_t i);

/* ---- objects ---- */
typedef enum HelpView { HELP_DEFAULT, HELP_DETAILED, HELP_FULL, HELP_EXAMPLES, HELP_VIEWS } HelpView;
/* Makes the types known that show help; before the first object. */
void help_register(Interp *in);
/* A command's help: MamlCommandHelpInfo of what was written about it, else ExtendedCmdletHelpInfo of its parameters. */
Flow help_of_command(Interp *in, Command *command, Value *out) NODISCARD;
/* MamlCommandHelpInfo and ExtendedCmdletHelpInfo, each for who has the text or not. */
Value help_written(Interp *in, Command *command, const HelpDoc *doc, Arena *arena) NODISCARD;
Value help_of_syntax(Interp *in, Command *command) NODISCARD;
/* Gives the object the names of a view. */
void help_set_view(Value help, HelpView view);
/* As a row of the table of several. */
void help_set_short(Value help);
/* An alias or a topic among several. */
Value help_of_name(Str name, Str category, Str synopsis) NODISCARD;
/* A topic's text: a string with a name. */
Value help_of_topic(Str name) NODISCARD;
Str help_topic_synopsis(Str name);
/* Its properties by a path of names; V_EMPTY: none; borrowed. */
Value help_get_peek(Value help, const char *name);
extern const TypeEntry help_entries[];
extern const size_t help_entries_count;

/* ---- parts the files of this room share ---- */
/* The name it is told by: a script's path; owned. */
Value help_command_name(Interp *in, const Command *command) NODISCARD;
/* A bag with type names "Base#part", or the names of a NULL-terminated list. */
Object *help_node(const char *base, const char *part) NODISCARD;
void help_set_texts(Object *object, const char *name, Str text); /* an array of one MamlParaTextItem */
/* "true (ByValue)", and the category of a command: Cmdlet, Function ... */
void help_put_pipeline(const ParamUse *use, Buf *out);
const char *help_category(const Command *command);

#endif
