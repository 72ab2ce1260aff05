/* enums: the enumerations of .NET and PowerShell that scripts name. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_ENUMS_H
#define TYPES_ENUMS_H

#include "shell/value/type.h"

/* One E(symbol) each: System.DayOfWeek is type_day_of_week. */
/* clang-format off */
#define ENUM_LIST(E) \
	E(string_comparison) E(string_split_options) E(day_of_week) E(date_time_kind) E(midpoint_rounding) \
	E(type_code) E(base64_formatting_options) E(platform_id) E(special_folder) E(special_folder_option) \
	E(environment_variable_target) E(uri_kind) E(uri_host_name_type) E(uri_partial) E(uri_components) \
	E(uri_format) E(console_color) E(attribute_targets) E(gc_collection_mode) E(number_styles) \
	E(date_time_styles) E(time_span_styles) E(unicode_category) E(compare_options) E(culture_types) \
	E(experiment_action) E(validate_range_kind) \
	E(calendar_week_rule) E(normalization_form) E(regex_options) E(file_attributes) E(file_mode) E(file_access) \
	E(file_share) E(file_options) E(search_option) E(seek_origin) E(drive_type) E(unix_file_mode) \
	E(security_protocol_type) E(http_status_code) E(address_family) E(protocol_type) E(socket_type) \
	E(data_row_state) E(mail_priority) E(smtp_delivery_method) E(windows_built_in_role) E(principal_policy) \
	E(well_known_sid_type) E(token_impersonation_level) E(ssl_protocols) E(process_priority_class) \
	E(process_window_style) E(binding_flags) E(member_types) E(list_sort_direction) E(thread_state) \
	E(apartment_state) E(error_category) E(action_preference) E(confirm_impact) E(command_types) \
	E(command_origin) E(should_process_reason) E(ps_member_types) E(ps_member_view_types) E(scoped_item_options) \
	E(session_state_entry_visibility) E(where_operator_selection_mode) E(split_options) E(ps_credential_types) \
	E(ps_credential_ui_options) E(ps_language_mode) E(error_view) E(module_type) E(job_state) E(ps_token_type) \
	E(token_kind) E(token_flags) \
	E(completion_result_type) E(wildcard_options) E(output_rendering) E(progress_view) E(read_key_options) E(runspace_state) E(execution_policy) E(execution_policy_scope) E(remoting_capability) \
	E(delivery_notification_options) E(xml_node_type) E(display_hint_type) E(quote_kind) E(string_escape_handling) E(json_date_kind)
/* clang-format on */

#define E(name) extern const TypeDef type_##name;
ENUM_LIST(E)
#undef E

#endif
