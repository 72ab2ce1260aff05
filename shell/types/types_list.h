/* types_list: every type of this room by name; one line a type. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_TYPES_LIST_H
#define TYPES_TYPES_LIST_H

#include "shell/types/enums.h"
#include "shell/types/types.h"

/* KNOWN(number, symbol): members of a type the value room knows by number. */
/* clang-format off */
#define KNOWN_LIST(KNOWN) \
	KNOWN(T_ARRAY, array) KNOWN(T_ARRAYLIST, array_list) KNOWN(T_BIGINT, big_integer) KNOWN(T_BOOL, boolean) KNOWN(T_BYTE, byte) \
	KNOWN(T_CHAR, char) KNOWN(T_COLLECTION, collection) KNOWN(T_DATETIME, datetime) KNOWN(T_DECIMAL, decimal) \
	KNOWN(T_DICTIONARY, dictionary) KNOWN(T_DOUBLE, double) KNOWN(T_ENUM, enum) KNOWN(T_EXCEPTION, exception) \
	KNOWN(T_HASHTABLE, hashtable) KNOWN(T_INT16, int16) KNOWN(T_INT32, int32) KNOWN(T_INT64, int64) \
	KNOWN(T_LIST, list) KNOWN(T_OBJECT, object) KNOWN(T_ORDERED, ordered_dictionary) KNOWN(T_QUEUE, queue) \
	KNOWN(T_SBYTE, sbyte) KNOWN(T_SCRIPTBLOCK, script_block) KNOWN(T_SECURESTRING, secure_string) \
	KNOWN(T_SINGLE, single) KNOWN(T_STACK, stack) KNOWN(T_STRING, string) KNOWN(T_SWITCH, switch_parameter) \
	KNOWN(T_TIMESPAN, timespan) KNOWN(T_TYPE, type) KNOWN(T_UINT16, uint16) KNOWN(T_UINT32, uint32) \
	KNOWN(T_UINT64, uint64)

/* NATIVE(symbol): a type that lives here: its TypeDef is type_<symbol>. */
#define NATIVE_LIST(NATIVE) \
	NATIVE(activator) NATIVE(array_enumerator) NATIVE(array_list_enumerator) NATIVE(ascii_encoding) NATIVE(ascii_sealed) \
	NATIVE(assembly) NATIVE(assembly_name) NATIVE(bit_converter) NATIVE(capture) NATIVE(capture_collection) \
	NATIVE(char_enumerator) NATIVE(choice_description) NATIVE(completion_result) NATIVE(concurrent_bag) NATIVE(concurrent_dictionary) \
	NATIVE(concurrent_queue) NATIVE(concurrent_stack) NATIVE(code_page_encoding) NATIVE(console) NATIVE(constructor_info) \
	NATIVE(convert) NATIVE(culture_aware_comparer) NATIVE(culture_info) NATIVE(data_column) NATIVE(data_columns) NATIVE(data_row) NATIVE(data_rows) NATIVE(data_table) NATIVE(date_only) NATIVE(date_time_format_info) NATIVE(time_only) \
	NATIVE(date_time_offset) NATIVE(db_null) NATIVE(dictionary_entry) NATIVE(dictionary_enumerator) \
	NATIVE(dictionary_keys) NATIVE(dictionary_values) NATIVE(directory) NATIVE(directory_info) NATIVE(dns) \
	NATIVE(encoding) NATIVE(enumerable) NATIVE(environment) NATIVE(error_category_info) NATIVE(error_details) \
	NATIVE(field_info) NATIVE(file) NATIVE(file_info) NATIVE(file_stream) NATIVE(file_system_info) \
	NATIVE(file_version_info) NATIVE(gc) NATIVE(group) NATIVE(group_collection) NATIVE(guid) NATIVE(hash_set) \
	NATIVE(hashtable_enumerator) NATIVE(hashtable_keys) NATIVE(hashtable_values) NATIVE(host_coordinates) \
	NATIVE(host_raw_ui) NATIVE(host_size) NATIVE(host_ui) NATIVE(icomparer) NATIVE(icomparer_of) \
	NATIVE(icontains_error_record) NATIVE(idictionary_enumerator) NATIVE(idictionary_of) \
	NATIVE(ienumerator) NATIVE(iequality_comparer) NATIVE(iequality_comparer_of) NATIVE(iformat_provider) \
	NATIVE(iidentity) NATIVE(int_ptr) NATIVE(invocation_intrinsics) NATIVE(ip_address) \
	NATIVE(ip_host_entry) NATIVE(iprincipal) NATIVE(key_value_pair) NATIVE(latin1_encoding) \
	NATIVE(latin1_sealed) NATIVE(linked_list) NATIVE(linked_list_node) NATIVE(list_dictionary) NATIVE(name_value_collection) NATIVE(string_collection) NATIVE(observable_collection) NATIVE(list_enumerator) NATIVE(mail_address) \
	NATIVE(marshal) NATIVE(match) NATIVE(match_collection) NATIVE(match_evaluator) NATIVE(math) \
	NATIVE(memory_stream) NATIVE(msh_command_runtime) NATIVE(method_info) NATIVE(network_credential) NATIVE(number_format_info) \
	NATIVE(operating_system) NATIVE(ordered_dictionary_enumerator) NATIVE(ordered_dictionary_keys) \
	NATIVE(ordinal_comparer) NATIVE(path) NATIVE(path_intrinsics) NATIVE(property_info) \
	NATIVE(language_primitives) NATIVE(thread) NATIVE(wildcard_pattern) \
	NATIVE(label_token) NATIVE(language_parser) NATIVE(language_token) NATIVE(number_token) NATIVE(parameter_token) \
	NATIVE(parse_error) NATIVE(ps_parse_error) NATIVE(ps_parser) NATIVE(string_expandable_token) \
	NATIVE(string_literal_token) NATIVE(variable_token) \
	NATIVE(cmdlet) NATIVE(ps_cmdlet) NATIVE(ps_credential) NATIVE(ps_style) NATIVE(random) NATIVE(read_lines) NATIVE(read_only_collection) NATIVE(regex) NATIVE(runtime_assembly) NATIVE(variable_path) NATIVE(ast_type_name) \
	NATIVE(paging_parameters) NATIVE(script_extent) NATIVE(script_position) NATIVE(script_token) NATIVE(semantic_version) NATIVE(service_point_manager) NATIVE(session_state) \
	NATIVE(sorted_dictionary) NATIVE(sorted_list) NATIVE(sorted_list_of) NATIVE(sorted_set) NATIVE(stopwatch) NATIVE(stream) \
	NATIVE(stream_reader) NATIVE(stream_writer) NATIVE(string_builder) NATIVE(string_comparer) \
	NATIVE(string_reader) NATIVE(string_writer) NATIVE(text_info) NATIVE(text_reader) NATIVE(text_writer) \
	NATIVE(time_zone_info) NATIVE(tuple) NATIVE(tuple_1) NATIVE(tuple_2) NATIVE(tuple_3) NATIVE(tuple_4) \
	NATIVE(tuple_5) NATIVE(tuple_6) NATIVE(tuple_7) NATIVE(value_tuple) NATIVE(value_tuple_1) NATIVE(value_tuple_2) \
	NATIVE(value_tuple_3) NATIVE(value_tuple_4) NATIVE(value_tuple_5) NATIVE(value_tuple_6) NATIVE(value_tuple_7) NATIVE(unicode_encoding) NATIVE(uri) NATIVE(utf32_encoding) \
	NATIVE(utf7_encoding) NATIVE(utf8_encoding) NATIVE(utf8_sealed) NATIVE(variable_intrinsics) \
	NATIVE(version) NATIVE(windows_identity) NATIVE(windows_principal) NATIVE(xml_attribute) NATIVE(xml_attribute_collection) \
	NATIVE(xml_cdata_section) NATIVE(xml_character_data) NATIVE(xml_comment) NATIVE(xml_declaration) \
	NATIVE(xml_document) NATIVE(xml_document_type) NATIVE(xml_element) NATIVE(xml_linked_node) \
	NATIVE(xml_name_table) NATIVE(xml_namespace_manager) NATIVE(xml_node) NATIVE(xml_node_list) \
	NATIVE(xml_processing_instruction) NATIVE(xml_text) NATIVE(http_utility) NATIVE(web_utility)

/* OTHER(type, symbol): members of types that live in another room. */
#define OTHER_LIST(OTHER) \
	OTHER(attribute_types[ATTRIBUTE_PARAMETER], parameter_attribute) \
	OTHER(attribute_types[ATTRIBUTE_ALIAS], alias_attribute) \
	OTHER(attribute_types[ATTRIBUTE_ALLOW_NULL], allow_null_attribute) \
	OTHER(attribute_types[ATTRIBUTE_ALLOW_EMPTY_STRING], allow_empty_string_attribute) \
	OTHER(attribute_types[ATTRIBUTE_ALLOW_EMPTY_COLLECTION], allow_empty_collection_attribute) \
	OTHER(attribute_types[ATTRIBUTE_SUPPORTS_WILDCARDS], supports_wildcards_attribute) \
	OTHER(attribute_types[ATTRIBUTE_OBSOLETE], obsolete_attribute) \
	OTHER(attribute_types[ATTRIBUTE_CREDENTIAL], credential_attribute) \
	OTHER(attribute_types[ATTRIBUTE_VALIDATE_SET], validate_set_attribute) \
	OTHER(attribute_types[ATTRIBUTE_VALIDATE_RANGE], validate_range_attribute) \
	OTHER(attribute_types[ATTRIBUTE_VALIDATE_PATTERN], validate_pattern_attribute) \
	OTHER(attribute_types[ATTRIBUTE_VALIDATE_LENGTH], validate_length_attribute) \
	OTHER(attribute_types[ATTRIBUTE_VALIDATE_COUNT], validate_count_attribute) \
	OTHER(attribute_types[ATTRIBUTE_VALIDATE_SCRIPT], validate_script_attribute) \
	OTHER(attribute_types[ATTRIBUTE_VALIDATE_NOT_NULL], validate_not_null_attribute) \
	OTHER(attribute_types[ATTRIBUTE_VALIDATE_NOT_EMPTY], validate_not_empty_attribute) \
	OTHER(attribute_types[ATTRIBUTE_VALIDATE_NOT_BLANK], validate_not_blank_attribute) \
	OTHER(attribute_types[ATTRIBUTE_VALIDATE_DRIVE], validate_drive_attribute) \
	OTHER(attribute_runtime_type, runtime_parameter) OTHER(attribute_dictionary_type, runtime_dictionary) \
	OTHER(error_record_type, error_record) OTHER(interp_host_type, internal_host) \
	OTHER(interp_context_type, engine_intrinsics) OTHER(pipeline_cmdlet_type, ps_script_cmdlet) \
	OTHER(pipeline_invocation_type, invocation_info) \
	OTHER(type_generic_queue, queue_of) OTHER(type_generic_stack, stack_of) \
	OTHER(exception_types[EXC_ARGUMENT], exception_argument) OTHER(exception_types[EXC_FILE_NOT_FOUND], exception_file) \
	OTHER(exception_types[EXC_WIN32], exception_win32) OTHER(exception_types[EXC_RUNTIME], exception_runtime) \
	OTHER(exception_types[EXC_PARSE], exception_parse) \
	OTHER(exception_types[EXC_COMMAND_NOT_FOUND], exception_command) \
	OTHER(exception_types[EXC_SESSION_STATE], exception_item) \
	OTHER(exception_types[EXC_NATIVE_COMMAND], exception_exit)
/* clang-format on */

#define KNOWN(id, name)   extern const TypeMembers type_##name;
#define NATIVE(name)      extern const TypeDef type_##name;
#define OTHER(type, name) extern const TypeMembers type_##name;
KNOWN_LIST(KNOWN)
NATIVE_LIST(NATIVE)
OTHER_LIST(OTHER)
#undef KNOWN
#undef NATIVE
#undef OTHER

extern const ViewItem type_name_value_columns[]; /* Name and Value: tables of dictionaries */
/* Parts of System.String in a file of their own. */
extern const PropDef type_string_statics[];
extern const MethodDef type_string_static_methods[], type_string_constructors[];

Value types_db_null(void) NODISCARD; /* [DBNull]::Value */
/* An enumerator of the given type over the items of an array (consumed). */
struct StageCommon;
Value types_paging_new(const struct StageCommon *common) NODISCARD; /* PagingParameters */
Value types_enumerator_take(const TypeDef *type, Value items) NODISCARD;
/* GetEnumerator() of any collection: of the type .NET gives it. */
Flow types_enumerator(Interp *in, Value collection, Value *out) NODISCARD;

#endif
