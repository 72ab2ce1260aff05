/* verb: the verbs that names of commands should begin with. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/verb.h"

/* docs: Approved Verbs for PowerShell Commands. */
/* clang-format off */
const Verb verb_all[] = {
	{ "Add", "a", "Common", "Adds a resource to a container, or attaches an item to another item", 0 },
	{ "Clear", "cl", "Common", "Removes all the resources from a container but does not delete the container", 0 },
	{ "Close", "cs", "Common", "Changes the state of a resource to make it inaccessible, unavailable, "
		"or unusable", 0 },
	{ "Copy", "cp", "Common", "Copies a resource to another name or to another container", 0 },
	{ "Enter", "et", "Common", "Specifies an action that allows the user to move into a resource", 0 },
	{ "Exit", "ex", "Common", "Sets the current environment or context to the most recently used context", 0 },
	{ "Find", "fd", "Common", "Looks for an object in a container that is unknown, implied, optional, "
		"or specified", 0 },
	{ "Format", "f", "Common", "Arranges objects in a specified form or layout", 0 },
	{ "Get", "g", "Common", "Specifies an action that retrieves a resource", 0 },
	{ "Hide", "h", "Common", "Makes a resource undetectable", 0 },
	{ "Join", "j", "Common", "Combines resources into one resource", 0 },
	{ "Lock", "lk", "Common", "Secures a resource", 0 },
	{ "Move", "m", "Common", "Moves a resource from one location to another", 0 },
	{ "New", "n", "Common", "Creates a resource", 0 },
	{ "Open", "op", "Common", "Changes the state of a resource to make it accessible, available, or usable", 0 },
	{ "Optimize", "om", "Common", "Increases the effectiveness of a resource", 0 },
	{ "Pop", "pop", "Common", "Removes an item from the top of a stack", 0 },
	{ "Push", "pu", "Common", "Adds an item to the top of a stack", 0 },
	{ "Redo", "re", "Common", "Resets a resource to the state that was undone", 0 },
	{ "Remove", "r", "Common", "Deletes a resource from a container", 0 },
	{ "Rename", "rn", "Common", "Changes the name of a resource", 0 },
	{ "Reset", "rs", "Common", "Sets a resource back to its original state", 0 },
	{ "Resize", "rz", "Common", "Changes the size of a resource", 0 },
	{ "Search", "sr", "Common", "Creates a reference to a resource in a container", 0 },
	{ "Select", "sc", "Common", "Locates a resource in a container", 0 },
	{ "Set", "s", "Common", "Replaces data on an existing resource or creates a resource that contains "
		"some data", 0 },
	{ "Show", "sh", "Common", "Makes a resource visible to the user", 0 },
	{ "Skip", "sk", "Common", "Bypasses one or more resources or points in a sequence", 0 },
	{ "Split", "sl", "Common", "Separates parts of a resource", 0 },
	{ "Step", "st", "Common", "Moves to the next point or resource in a sequence", 0 },
	{ "Switch", "sw", "Common", "Specifies an action that alternates between two resources, such as to "
		"change between two locations, responsibilities, or states", 0 },
	{ "Undo", "un", "Common", "Sets a resource to its previous state", 0 },
	{ "Unlock", "uk", "Common", "Releases a resource that was locked", 0 },
	{ "Watch", "wc", "Common", "Continually inspects or monitors a resource for changes", 0 },
	{ "Connect", "cc", "Communications", "Creates a link between a source and a destination", 0 },
	{ "Disconnect", "dc", "Communications", "Breaks the link between a source and a destination", 0 },
	{ "Read", "rd", "Communications", "Acquires information from a source", 0 },
	{ "Receive", "rc", "Communications", "Accepts information sent from a source", 0 },
	{ "Send", "sd", "Communications", "Delivers information to a destination", 0 },
	{ "Write", "wr", "Communications", "Adds information to a target", 0 },
	{ "Backup", "ba", "Data", "Stores data by replicating it", 0 },
	{ "Checkpoint", "ch", "Data", "Creates a snapshot of the current state of the data or of its "
		"configuration", 0 },
	{ "Compare", "cr", "Data", "Evaluates the data from one resource against the data from another resource", 0 },
	{ "Compress", "cm", "Data", "Compacts the data of a resource", 0 },
	{ "Convert", "cv", "Data", "Changes the data from one representation to another when the cmdlet "
		"supports bidirectional conversion or when the cmdlet supports conversion between multiple data types", 0 },
	{ "ConvertFrom", "cf", "Data", "Converts one primary type of input (the cmdlet noun indicates the "
		"input) to one or more supported output types", 0 },
	{ "ConvertTo", "ct", "Data", "Converts from one or more types of input to a primary output type "
		"(the cmdlet noun indicates the output type)", 0 },
	{ "Dismount", "dm", "Data", "Detaches a named entity from a location", 0 },
	{ "Edit", "ed", "Data", "Modifies existing data by adding or removing content", 0 },
	{ "Expand", "en", "Data", "Restores the data of a resource that has been compressed to its "
		"original state", 0 },
	{ "Export", "ep", "Data", "Encapsulates the primary input into a persistent data store, such as a "
		"file, or into an interchange format", 0 },
	{ "Group", "gp", "Data", "Arranges or associates one or more resources", 0 },
	{ "Import", "ip", "Data", "Creates a resource from data that is stored in a persistent data store "
		"(such as a file) or in an interchange format", 0 },
	{ "Initialize", "in", "Data", "Prepares a resource for use, and sets it to a default state", 0 },
	{ "Limit", "l", "Data", "Applies constraints to a resource", 0 },
	{ "Merge", "mg", "Data", "Creates a single resource from multiple resources", 0 },
	{ "Mount", "mt", "Data", "Attaches a named entity to a location", 0 },
	{ "Out", "o", "Data", "Sends data out of the environment", 0 },
	{ "Publish", "pb", "Data", "Makes a resource available to others", 0 },
	{ "Restore", "rr", "Data", "Sets a resource to a predefined state, such as a state set by Checkpoint", 0 },
	{ "Save", "sv", "Data", "Preserves data to avoid loss", 0 },
	{ "Sync", "sy", "Data", "Assures that two or more resources are in the same state", 0 },
	{ "Unpublish", "ub", "Data", "Makes a resource unavailable to others", 0 },
	{ "Update", "ud", "Data", "Brings a resource up-to-date to maintain its state, accuracy, "
		"conformance, or compliance", 0 },
	{ "Debug", "db", "Diagnostic", "Examines a resource to diagnose operational problems", 0 },
	{ "Measure", "ms", "Diagnostic", "Identifies resources that are consumed by a specified operation, "
		"or retrieves statistics about a resource", 0 },
	{ "Ping", "pi", "Diagnostic", "Use the Test verb", 0 },
	{ "Repair", "rp", "Diagnostic", "Restores a resource to a usable condition", 0 },
	{ "Resolve", "rv", "Diagnostic", "Maps a shorthand representation of a resource to a more complete "
		"representation", 0 },
	{ "Test", "t", "Diagnostic", "Verifies the operation or consistency of a resource", 0 },
	{ "Trace", "tr", "Diagnostic", "Tracks the activities of a resource", 0 },
	{ "Approve", "ap", "Lifecycle", "Confirms or agrees to the status of a resource or process", 0 },
	{ "Assert", "as", "Lifecycle", "Affirms the state of a resource", 0 },
	{ "Build", "bd", "Lifecycle", "Creates an artifact (usually a binary or document) out of some set "
		"of input files (usually source code or declarative documents)", WHERE_CORE },
	{ "Complete", "cmp", "Lifecycle", "Concludes an operation", 0 },
	{ "Confirm", "cn", "Lifecycle", "Acknowledges, verifies, or validates the state of a resource or process", 0 },
	{ "Deny", "dn", "Lifecycle", "Refuses, objects, blocks, or opposes the state of a resource or process", 0 },
	{ "Deploy", "dp", "Lifecycle", "Sends an application, website, or solution to a remote target[s] "
		"in such a way that a consumer of that solution can access it after deployment is complete", WHERE_CORE },
	{ "Disable", "d", "Lifecycle", "Configures a resource to an unavailable or inactive state", 0 },
	{ "Enable", "e", "Lifecycle", "Configures a resource to an available or active state", 0 },
	{ "Install", "is", "Lifecycle", "Places a resource in a location, and optionally initializes it", 0 },
	{ "Invoke", "i", "Lifecycle", "Performs an action, such as running a command or a method", 0 },
	{ "Register", "rg", "Lifecycle", "Creates an entry for a resource in a repository such as a database", 0 },
	{ "Request", "rq", "Lifecycle", "Asks for a resource or asks for permissions", 0 },
	{ "Restart", "rt", "Lifecycle", "Stops an operation and then starts it again", 0 },
	{ "Resume", "ru", "Lifecycle", "Starts an operation that has been suspended", 0 },
	{ "Start", "sa", "Lifecycle", "Initiates an operation", 0 },
	{ "Stop", "sp", "Lifecycle", "Discontinues an activity", 0 },
	{ "Submit", "sb", "Lifecycle", "Presents a resource for approval", 0 },
	{ "Suspend", "ss", "Lifecycle", "Pauses an activity", 0 },
	{ "Uninstall", "us", "Lifecycle", "Removes a resource from an indicated location", 0 },
	{ "Unregister", "ur", "Lifecycle", "Removes the entry for a resource from a repository", 0 },
	{ "Wait", "w", "Lifecycle", "Pauses an operation until a specified event occurs", 0 },
	{ "Use", "u", "Other", "Uses or includes a resource to do something", 0 },
	{ "Block", "bl", "Security", "Restricts access to a resource", 0 },
	{ "Grant", "gr", "Security", "Allows access to a resource", 0 },
	{ "Protect", "pt", "Security", "Safeguards a resource from attack or loss", 0 },
	{ "Revoke", "rk", "Security", "Specifies an action that does not allow access to a resource", 0 },
	{ "Unblock", "ul", "Security", "Removes restrictions to a resource", 0 },
	{ "Unprotect", "up", "Security", "Removes safeguards from a resource that were added to prevent it "
		"from attack or loss", 0 },
	{ NULL, NULL, NULL, NULL, 0 },
};
/* clang-format on */

bool verb_is_here(const Edition *edition, const Verb *verb)
{
	return !verb->where || (verb->where & edition->where);
}

const Verb *verb_find(const Edition *edition, Str name)
{
	for (const Verb *verb = verb_all; verb->name; verb++)
		if (str_ieq(name, str_from(verb->name)) && verb_is_here(edition, verb))
			return verb;
	return NULL;
}
