/* store_settings: named objects with properties that cmdlets get and set. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_STORE_SETTINGS_H
#define STORE_STORE_SETTINGS_H

#include "store/db/store.h"

/* Kinds the vault itself looks at; cmdlets add theirs ("OwaVirtualDirectory"). */
#define STORE_KIND_SEND_CONNECTOR S("SendConnector")
#define STORE_KIND_POP            S("PopSettings")
#define STORE_KIND_IMAP           S("ImapSettings")
#define STORE_KIND_WEB_ACCESS     S("WebAccess") /* named by site and path; sslFlags */
#define STORE_KIND_UM             S("UMService")
#define STORE_KIND_UM_CALL_ROUTER S("UMCallRouterSettings")

typedef struct StoreSetting {
	int64_t id;
	int64_t server_id; /* 0: the organization's */
	Str kind, name;    /* unique together with the server, without regard to case */
	Str properties;    /* a JSON object */
} StoreSetting;
typedef struct StoreSettingList {
	StoreSetting *p;
	size_t n;
} StoreSettingList;

/* Adds it or replaces its properties.  DIAG_INVALID: properties are no JSON object. */
bool store_setting_put(Store *store, const StoreSetting *setting, Diag *diag) NODISCARD;
/* By kind, server and name of *key.  DIAG_NOT_FOUND. */
bool store_setting_get(Store *store, const StoreSetting *key, Arena *arena, StoreSetting *out, Diag *diag) NODISCARD;
/* server_id -1: of all servers and the organization.  In the order they were added. */
bool store_settings(
	Store *store, Str kind, int64_t server_id, Arena *arena, StoreSettingList *out, Diag *diag) NODISCARD;
bool store_setting_remove(Store *store, int64_t id, Diag *diag) NODISCARD; /* DIAG_NOT_FOUND */

/* One text property; an object or property that is not there reads as empty and is made by writing. */
typedef struct StoreProperty {
	Str kind, name, property;
	int64_t server_id;
} StoreProperty;
bool store_property_get(Store *store, const StoreProperty *which, Arena *arena, Str *value, Diag *diag) NODISCARD;
bool store_property_put(Store *store, const StoreProperty *which, Str value, Diag *diag) NODISCARD;
/* The objects of a kind, on any server, whose property has this text without regard to case; which->name and
 * ->server_id do not matter. */
bool store_property_users(
	Store *store, const StoreProperty *which, Str value, Arena *arena, StoreSettingList *out, Diag *diag) NODISCARD;

#endif
