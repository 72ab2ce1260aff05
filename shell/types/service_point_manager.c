/* service_point_manager: System.Net.ServicePointManager: what scripts set before they talk to a web server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/interp.h"
#include "shell/types/types_list.h"

/* Settings that are kept and read back: this shell is no web client.  ORDER names. */
enum { PROTOCOL, CALLBACK, EXPECT_CONTINUE, CONNECTION_LIMIT, CHECK_REVOCATION, IDLE_TIME, POLICY, SETTINGS };
typedef struct Settings {
	Value v[SETTINGS]; /* V_EMPTY: as from the start */
} Settings;

static void free_settings(void *p)
{
	Settings *settings = p;

	for (int i = 0; i < SETTINGS; i++)
		value_drop(settings->v[i]);
	free(settings);
}

static Value *setting(Interp *in, int which)
{
	void **service = interp_service(in, "service-points", free_settings);

	if (!*service)
		*service = MEM_NEW(Settings);
	return &((Settings *)*service)->v[which];
}

/* SystemDefault is 0. */
static Value initial(Interp *in, int which)
{
	const TypeDef *protocol = type_set_find(runtime_of(in)->types, S("System.Net.SecurityProtocolType"));

	switch (which) {
	case PROTOCOL:
		return protocol ? value_enum(protocol, 0) : value_int(0);
	case EXPECT_CONTINUE:
		return value_bool(true);
	case CONNECTION_LIMIT:
		return value_int(2);
	case CHECK_REVOCATION:
		return value_bool(false);
	case IDLE_TIME:
		return value_int(100000);
	default:
		return VALUE_NULL;
	}
}

#define SETTING(name, which)                                                                                           \
	TYPE_GET(get_##name)                                                                                           \
	{                                                                                                              \
		Value kept = *setting(in, which);                                                                      \
                                                                                                                       \
		return types_found(out, kept.kind != V_EMPTY ? value_ref(kept) : initial(in, which));                  \
	}                                                                                                              \
	TYPE_SET(set_##name)                                                                                           \
	{                                                                                                              \
		value_set_take(setting(in, which), value_ref(to));                                                     \
		return FLOW_NEXT;                                                                                      \
	}
SETTING(protocol, PROTOCOL)
SETTING(callback, CALLBACK)
SETTING(expect_continue, EXPECT_CONTINUE)
SETTING(connection_limit, CONNECTION_LIMIT)
SETTING(check_revocation, CHECK_REVOCATION)
SETTING(idle_time, IDLE_TIME)
SETTING(policy, POLICY)

static const PropDef statics[] = {
	PROP_RW("CertificatePolicy", "System.Object", get_policy, set_policy),
	PROP_RW("CheckCertificateRevocationList", "bool", get_check_revocation, set_check_revocation),
	PROP_RW("DefaultConnectionLimit", "int", get_connection_limit, set_connection_limit),
	PROP_RW("Expect100Continue", "bool", get_expect_continue, set_expect_continue),
	PROP_RW("MaxServicePointIdleTime", "int", get_idle_time, set_idle_time),
	PROP_RW("SecurityProtocol", "System.Net.SecurityProtocolType", get_protocol, set_protocol),
	PROP_RW("ServerCertificateValidationCallback", "System.Object", get_callback, set_callback),
	PROPS_END,
};
static const TypeMembers members = { .statics = statics };
const TypeDef type_service_point_manager = { .name = "System.Net.ServicePointManager",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_ABSTRACT,
	.members = &members };
