/* session: PSSession objects: connections to the Exchange servers of the store. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WINDOWS_SESSION_H
#define WINDOWS_SESSION_H

#include "cmdlets/organization/organization.h"
#include "shell/types/types.h"

/* There is no remoting: the servers are in the store, and the cmdlets of this shell work on any of them.  A session is
 * what scripts need of one: it opens when the server is known, has a state, can be listed and closed. */
#define SESSION_MODULE "Microsoft.PowerShell.Core"

typedef struct Session {
	int id;
	bool open;
	uint8_t guid[16];
	String *name, *computer, *configuration;
} Session;
extern const TypeDef session_type;
extern const TypeEntry session_entries[];
extern const size_t session_nentries;

/* NULL: v is no session. */
Session *session_peek(Value v);
typedef struct SessionSpec {
	Str name, computer, configuration; /* name empty: Session1 */
} SessionSpec;
/* A new one, remembered by the shell; owned. */
Value session_open(Interp *in, const SessionSpec *spec) NODISCARD;
void session_close(Interp *in, Session *session);
/* The i-th that is remembered, in the order they were opened; V_EMPTY past the end; borrowed. */
Value session_at_peek(Interp *in, size_t i);
/* Sessions that -Id, -Name, -InstanceId or -Session name, one by one; a named one that is not there is an error. */
typedef struct SessionParams {
	int id, name, session; /* numbers of the cmdlet's parameters; -1: it has none */
} SessionParams;
Flow session_each(Stage *s, const SessionParams *params, Flow (*each)(Stage *s, Value session)) NODISCARD;

/* Whether the store has a server that is addressed so; when not, that was reported as a failed connection. */
Flow session_reach(Stage *s, Str host, bool *known) NODISCARD;

#endif
