/* pipeline_object: $MyInvocation, $PSBoundParameters and $PSCmdlet as objects; their members are in shell/types. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/pipeline.h"
#include "shell/value/hash.h"

static void free_invocation(Object *object, ValueDrops *drops)
{
	(void)drops;
	error_invocation_drop(object->payload);
}

static const TypeOps invocation_ops = { .free = free_invocation };
const TypeDef pipeline_invocation_type = {
	.name = "System.Management.Automation.InvocationInfo",
	.base = &type_known[T_OBJECT],
	.ops = &invocation_ops,
};

/* The stage is not the object's: pipeline_cmdlet_end takes it away when the function ends. */
static void free_cmdlet(Object *object, ValueDrops *drops)
{
	(void)object;
	(void)drops;
}

static const TypeOps cmdlet_ops = { .free = free_cmdlet };
const TypeDef pipeline_cmdlet_type = {
	.name = "System.Management.Automation.PSScriptCmdlet",
	.base = &type_known[T_OBJECT],
	.ops = &cmdlet_ops,
};

Value pipeline_invocation_value(Interp *in, Invocation *invocation)
{
	(void)in;
	if (!invocation)
		return VALUE_NULL;
	return object_value(object_new_native(&pipeline_invocation_type, error_invocation_ref(invocation)));
}

/* Blocks that run in their caller's scope show the caller's. */
static Frame *called_frame(Frame *frame)
{
	while (frame->up && !frame->invocation)
		frame = frame->up;
	return frame;
}

Value pipeline_my_invocation(Interp *in, Frame *frame)
{
	frame = called_frame(frame);
	while (frame->up && frame->stage && frame->stage->lends_invocation)
		frame = called_frame(frame->up);
	if (frame->my_invocation.kind == V_EMPTY) {
		Invocation *invocation = error_invocation_ref(frame->invocation);

		if (!invocation) {
			invocation = error_invocation_new(frame->script, frame->at);
			invocation->command = command_ref(frame->command);
		}
		if (invocation->bound.kind == V_EMPTY && frame->stage) {
			invocation->bound = pipeline_bound_parameters(in, frame);
			invocation->unbound = value_ref(frame->args);
		}
		frame->my_invocation = pipeline_invocation_value(in, invocation);
		error_invocation_drop(invocation);
	}
	return value_ref(frame->my_invocation);
}

Value pipeline_bound_parameters(Interp *in, Frame *frame)
{
	frame = called_frame(frame);
	if (!frame->stage)
		return hash_value(hash_new(type_of_id(T_HASHTABLE), true));
	if (frame->bound.kind == V_EMPTY)
		frame->bound = bind_dictionary(in, &frame->stage->binding);
	return value_ref(frame->bound);
}

/* Of the nearest advanced function: blocks inside it see it, too. */
Value pipeline_cmdlet(Interp *in, Frame *frame)
{
	(void)in;
	for (; frame; frame = frame->up) {
		if (!frame->stage || !frame->stage->command->advanced)
			continue;
		if (frame->cmdlet.kind == V_EMPTY)
			frame->cmdlet = object_value(object_new_native(&pipeline_cmdlet_type, frame->stage));
		return value_ref(frame->cmdlet);
	}
	return VALUE_EMPTY;
}

void pipeline_cmdlet_end(Frame *frame)
{
	if (frame->cmdlet.kind == V_OBJECT)
		frame->cmdlet.object->payload = NULL;
}
