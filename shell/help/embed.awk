# embed: turns .help files into one C table, name to text, sorted by cmdlet name.
# usage: awk -f embed.awk FILE.help ... </dev/null
BEGIN {
	print "/* Made by embed.awk from the .help files. */"
	print "#include \"shell/help/help_texts.h\"\n"
	print "const HelpText help_texts[] = {"
	for (i = 1; i < ARGC; i++) {
		file = ARGV[i]
		name = file
		sub(/.*\//, "", name)
		sub(/\.help$/, "", name)
		printf "\t{ \"%s\",\n", name
		while ((getline line < file) > 0) {
			gsub(/\\/, "&&", line)
			gsub(/"/, "\\\"", line)
			gsub(/\t/, "\\t", line)
			printf "\t  \"%s\\n\"\n", line
		}
		close(file)
		print "\t  \"\" },"
		ARGV[i] = ""
	}
	print "\t{ NULL, NULL },\n};"
}
