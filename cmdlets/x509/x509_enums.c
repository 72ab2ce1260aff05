/* x509_enums: the enumerations of System.Security.Cryptography.X509Certificates that scripts name. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/x509/x509.h"

#define TABLE(symbol, short_name, table, more)                                                                         \
	const TypeDef symbol = {                                                                                       \
		.name = "System.Security.Cryptography.X509Certificates." short_name,                                   \
		.base = &type_known[T_ENUM],                                                                           \
		.flags = TYPE_VALUE | TYPE_SCALAR | TYPE_OWN_TEXT | (more),                                            \
		.names = (table),                                                                                      \
		.nnames = COUNT(table),                                                                                \
		.underlying = T_INT32,                                                                                 \
	};

/* clang-format off */
static const EnumName content_types[] = {
	{ "Unknown", 0 }, { "Cert", 1 }, { "SerializedCert", 2 }, { "Pfx", 3 }, { "Pkcs12", 3 }, { "SerializedStore", 4 },
	{ "Pkcs7", 5 }, { "Authenticode", 6 },
};
TABLE(x509_content_type, "X509ContentType", content_types, 0)
static const EnumName storage_flags[] = {
	{ "DefaultKeySet", 0 }, { "UserKeySet", 1 }, { "MachineKeySet", 2 }, { "Exportable", 4 }, { "UserProtected", 8 },
	{ "PersistKeySet", 16 }, { "EphemeralKeySet", 32 },
};
TABLE(x509_storage_flags, "X509KeyStorageFlags", storage_flags, TYPE_FLAGS)
static const EnumName name_types[] = {
	{ "SimpleName", 0 }, { "EmailName", 1 }, { "UpnName", 2 }, { "DnsName", 3 }, { "DnsFromAlternativeName", 4 },
	{ "UrlName", 5 },
};
TABLE(x509_name_type, "X509NameType", name_types, 0)
static const EnumName name_flags[] = {
	{ "None", 0 }, { "Reversed", 0x1 }, { "UseSemicolons", 0x10 }, { "DoNotUsePlusSign", 0x20 },
	{ "DoNotUseQuotes", 0x40 }, { "UseCommas", 0x80 }, { "UseNewLines", 0x100 }, { "UseUTF8Encoding", 0x1000 },
	{ "UseT61Encoding", 0x2000 }, { "ForceUTF8Encoding", 0x4000 },
};
TABLE(x509_name_flags, "X500DistinguishedNameFlags", name_flags, TYPE_FLAGS)
static const EnumName usage_flags[] = {
	{ "None", 0 }, { "EncipherOnly", 0x1 }, { "CrlSign", 0x2 }, { "KeyCertSign", 0x4 }, { "KeyAgreement", 0x8 },
	{ "DataEncipherment", 0x10 }, { "KeyEncipherment", 0x20 }, { "NonRepudiation", 0x40 },
	{ "DigitalSignature", 0x80 }, { "DecipherOnly", 0x8000 },
};
TABLE(x509_usage_flags, "X509KeyUsageFlags", usage_flags, TYPE_FLAGS)
static const EnumName locations[] = { { "CurrentUser", 1 }, { "LocalMachine", 2 } };
TABLE(x509_store_location, "StoreLocation", locations, 0)
static const EnumName store_names[] = {
	{ "AddressBook", 1 }, { "AuthRoot", 2 }, { "CertificateAuthority", 3 }, { "Disallowed", 4 }, { "My", 5 },
	{ "Root", 6 }, { "TrustedPeople", 7 }, { "TrustedPublisher", 8 },
};
TABLE(x509_store_name, "StoreName", store_names, 0)
static const EnumName open_flags[] = {
	{ "ReadOnly", 0 }, { "ReadWrite", 1 }, { "MaxAllowed", 2 }, { "OpenExistingOnly", 4 }, { "IncludeArchived", 8 },
};
TABLE(x509_open_flags, "OpenFlags", open_flags, TYPE_FLAGS)
static const EnumName find_types[] = {
	{ "FindByThumbprint", 0 }, { "FindBySubjectName", 1 }, { "FindBySubjectDistinguishedName", 2 },
	{ "FindByIssuerName", 3 }, { "FindByIssuerDistinguishedName", 4 }, { "FindBySerialNumber", 5 },
	{ "FindByTimeValid", 6 }, { "FindByTimeNotYetValid", 7 }, { "FindByTimeExpired", 8 }, { "FindByTemplateName", 9 },
	{ "FindByApplicationPolicy", 10 }, { "FindByCertificatePolicy", 11 }, { "FindByExtension", 12 },
	{ "FindByKeyUsage", 13 }, { "FindBySubjectKeyIdentifier", 14 },
};
TABLE(x509_find_type, "X509FindType", find_types, 0)
/* clang-format on */
