/* type_text: how types are spelled: accelerators, short names, signatures. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/type.h"

/* ---- accelerators: asked of 7.6 (TypeAccelerators::Get); 5.1 lacks short, ushort, uint and ulong ---- */

#define SMA "System.Management.Automation."

typedef struct Accelerator {
	const char *name, *full;
} Accelerator;

/* Of several for one type the first is the one shown. */
/* clang-format off */
static const Accelerator accelerators[] = {
	{ "Alias", SMA "AliasAttribute" }, { "AllowEmptyCollection", SMA "AllowEmptyCollectionAttribute" },
	{ "AllowEmptyString", SMA "AllowEmptyStringAttribute" }, { "AllowNull", SMA "AllowNullAttribute" },
	{ "ArgumentCompleter", SMA "ArgumentCompleterAttribute" },
	{ "ArgumentCompletions", SMA "ArgumentCompletionsAttribute" }, { "array", "System.Array" },
	{ "bool", "System.Boolean" }, { "byte", "System.Byte" }, { "char", "System.Char" },
	{ "CmdletBinding", SMA "CmdletBindingAttribute" }, { "datetime", "System.DateTime" },
	{ "decimal", "System.Decimal" }, { "double", "System.Double" }, { "float", "System.Single" },
	{ "single", "System.Single" }, { "guid", "System.Guid" }, { "hashtable", "System.Collections.Hashtable" },
	{ "int", "System.Int32" }, { "int32", "System.Int32" }, { "short", "System.Int16" }, { "int16", "System.Int16" },
	{ "long", "System.Int64" }, { "int64", "System.Int64" }, { "IPEndpoint", "System.Net.IPEndPoint" },
	{ "NullString", SMA "Language.NullString" }, { "OutputType", SMA "OutputTypeAttribute" },
	{ "ordered", "System.Collections.Specialized.OrderedDictionary" }, { "Parameter", SMA "ParameterAttribute" },
	{ "PhysicalAddress", "System.Net.NetworkInformation.PhysicalAddress" },
	{ "pscredential", SMA "PSCredential" }, { "PSDefaultValue", SMA "PSDefaultValueAttribute" },
	{ "pslistmodifier", SMA "PSListModifier" }, { "psobject", SMA "PSObject" },
	{ "pscustomobject", SMA "PSObject" }, { "psprimitivedictionary", SMA "PSPrimitiveDictionary" },
	{ "ref", SMA "PSReference" }, { "PSTypeNameAttribute", SMA "PSTypeNameAttribute" },
	{ "regex", "System.Text.RegularExpressions.Regex" }, { "sbyte", "System.SByte" }, { "string", "System.String" },
	{ "SupportsWildcards", SMA "SupportsWildcardsAttribute" }, { "switch", SMA "SwitchParameter" },
	{ "cultureinfo", "System.Globalization.CultureInfo" }, { "bigint", "System.Numerics.BigInteger" },
	{ "securestring", "System.Security.SecureString" }, { "timespan", "System.TimeSpan" },
	{ "ushort", "System.UInt16" }, { "uint16", "System.UInt16" }, { "uint", "System.UInt32" },
	{ "uint32", "System.UInt32" }, { "ulong", "System.UInt64" }, { "uint64", "System.UInt64" }, { "uri", "System.Uri" },
	{ "ValidateCount", SMA "ValidateCountAttribute" }, { "ValidateDrive", SMA "ValidateDriveAttribute" },
	{ "ValidateLength", SMA "ValidateLengthAttribute" }, { "ValidateNotNull", SMA "ValidateNotNullAttribute" },
	{ "ValidateNotNullOrEmpty", SMA "ValidateNotNullOrEmptyAttribute" },
	{ "ValidateNotNullOrWhiteSpace", SMA "ValidateNotNullOrWhiteSpaceAttribute" },
	{ "ValidatePattern", SMA "ValidatePatternAttribute" }, { "ValidateRange", SMA "ValidateRangeAttribute" },
	{ "ValidateScript", SMA "ValidateScriptAttribute" }, { "ValidateSet", SMA "ValidateSetAttribute" },
	{ "ValidateTrustedData", SMA "ValidateTrustedDataAttribute" },
	{ "ValidateUserDrive", SMA "ValidateUserDriveAttribute" }, { "version", "System.Version" },
	{ "void", "System.Void" }, { "ipaddress", "System.Net.IPAddress" },
	{ "WildcardPattern", SMA "WildcardPattern" },
	{ "X509Certificate", "System.Security.Cryptography.X509Certificates.X509Certificate" },
	{ "X500DistinguishedName", "System.Security.Cryptography.X509Certificates.X500DistinguishedName" },
	{ "xml", "System.Xml.XmlDocument" }, { "mailaddress", "System.Net.Mail.MailAddress" },
	{ "semver", SMA "SemanticVersion" }, { "scriptblock", SMA "ScriptBlock" },
	{ "pspropertyexpression", "Microsoft.PowerShell.Commands.PSPropertyExpression" }, { "psvariable", SMA "PSVariable" },
	{ "type", "System.Type" }, { "psmoduleinfo", SMA "PSModuleInfo" }, { "powershell", SMA "PowerShell" },
	{ "runspacefactory", SMA "Runspaces.RunspaceFactory" }, { "runspace", SMA "Runspaces.Runspace" },
	{ "initialsessionstate", SMA "Runspaces.InitialSessionState" }, { "psscriptmethod", SMA "PSScriptMethod" },
	{ "psscriptproperty", SMA "PSScriptProperty" }, { "psnoteproperty", SMA "PSNoteProperty" },
	{ "psaliasproperty", SMA "PSAliasProperty" }, { "psvariableproperty", SMA "PSVariableProperty" },
};
/* clang-format on */

Str type_accelerator_find(Str accelerator)
{
	for (size_t i = 0; i < COUNT(accelerators); i++)
		if (str_ieq(str_from(accelerators[i].name), accelerator))
			return str_from(accelerators[i].full);
	return S("");
}

Str type_accelerator_of(Str full_name)
{
	/* recorded: "$([Management.Automation.PSCustomObject])" is PSCustomObject, which is no accelerator one can
	 * write */
	if (str_eq(full_name, S(SMA "PSCustomObject")))
		return S("PSCustomObject");
	for (size_t i = 0; i < COUNT(accelerators); i++)
		if (str_eq(str_from(accelerators[i].full), full_name))
			return str_from(accelerators[i].name);
	return S("");
}

void type_accelerator_each(void (*each)(void *self, Str accelerator, Str full_name), void *self)
{
	for (size_t i = 0; i < COUNT(accelerators); i++)
		each(self, str_from(accelerators[i].name), str_from(accelerators[i].full));
}

/* ---- spelling ---- */

Str type_short_name(const TypeDef *type)
{
	Str name = str_from(type->name);
	size_t end = str_find_byte(name, '[', 0), dot;
	Str head = str_cut(name, 0, end == STR_NONE ? name.n : end);
	size_t nested = str_rfind(head, S("+"), head.n);

	/* List`1[System.String] is List`1, but List`1[System.String][] keeps its [] : only arrays of plain types are
	 * asked for, and they end in [] right behind the name */
	dot = nested != STR_NONE ? nested : str_rfind(head, S("."), head.n);
	if (type->id == T_ARRAY)
		head.n = name.n;
	return dot == STR_NONE ? head : str_cut(head, dot + 1, head.n);
}

/* The name of an open generic without its `n. */
static Str generic_name(const TypeDef *type)
{
	Str name = str_from(type->generic->name);
	size_t tick = str_find_byte(name, '`', 0);

	return str_cut(name, 0, tick == STR_NONE ? name.n : tick);
}

void type_put_text(const TypeDef *type, Buf *out)
{
	Str name = str_from(type->name), accelerator;

	if (type->id == T_ARRAY && type->elem) {
		type_put_text(type->elem, out);
		buf_put(out, S("[]"));
		return;
	}
	if (type->elem && name.n > 2 && str_ends(name, S(",]"))) { /* several dimensions: int[,] */
		type_put_text(type->elem, out);
		buf_put(out, str_cut(name, str_rfind(name, S("["), name.n), name.n));
		return;
	}
	accelerator = type_accelerator_of(name);
	if (accelerator.n) {
		buf_put(out, accelerator);
	} else if (type->generic && type->elem) {
		buf_put(out, generic_name(type));
		buf_put_char(out, '[');
		type_put_text(type->elem, out);
		if (type->arg2) {
			buf_put_char(out, ',');
			type_put_text(type->arg2, out);
		}
		for (const TypeDef *const *i = type->rest; i && *i; i++) {
			buf_put_char(out, ',');
			type_put_text(*i, out);
		}
		buf_put_char(out, ']');
	} else {
		buf_put(out, name);
	}
}
