/* flow: how control leaves an evaluated piece of script. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_FLOW_H
#define VALUE_FLOW_H

/* Everything but FLOW_NEXT means: clean up and return it.  What goes with it lies in the interpreter: the error
 * record of THROW, the label of BREAK and CONTINUE, the code of EXIT, the stage that asked for STOP. */
typedef enum Flow {
	FLOW_NEXT,  /* go on with what comes next */
	FLOW_BREAK, /* leaves the nearest loop or switch of that label, through functions and blocks: dynamic */
	FLOW_CONTINUE,
	FLOW_RETURN, /* leaves the function, script or block; its value was written already */
	FLOW_THROW,  /* an error that someone may catch */
	FLOW_EXIT,   /* exit n */
	FLOW_STOP,   /* a pipeline stops upstream (Select-Object -First) or everything stops (Ctrl-C): nobody catches
	 * it */
} Flow;

#define FLOW_TRY(expr)                                                                                                 \
	do {                                                                                                           \
		Flow flow_try_ = (expr);                                                                               \
		if (flow_try_ != FLOW_NEXT)                                                                            \
			return flow_try_;                                                                              \
	} while (0)

#endif
