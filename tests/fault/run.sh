#!/bin/sh
# Each certificate command while the disk is full or fails, at every call in turn, while another program holds the store,
# and with a store that cannot be written.  A command that says it failed leaves the store as it was; one that says
# nothing has done its work; the file is whole either way.  usage: run.sh EXSH
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/../.." || exit 2
exsh=$(realpath "$1") || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
export TZ=UTC LC_ALL=C.UTF-8
cc -shared -fPIC -O1 -D_GNU_SOURCE -o "$work/fail_call.so" tests/fault/fail_call.c -ldl || exit 2
passed=0 failed=0
good() { passed=$((passed + 1)); }
bad() {
	failed=$((failed + 1))
	echo "FAIL $*"
}

run() { # STORE COMMAND: DONE or FAILED on the last line
	timeout 100 "$exsh" -NoProfile -NonInteractive -Store "$1/exsh.db" -Command \
		"\$ErrorActionPreference = 'Stop'; cd C:\\; try { $2 | Out-Null; 'DONE' } catch { \"\$_\"; 'FAILED' }" 2>&1
}
state() { # what the store holds, in a fixed order
	timeout 100 "$exsh" -NoProfile -NonInteractive -Store "$1/exsh.db" -Command \
		"Get-ExchangeCertificate | Sort-Object Thumbprint | ForEach-Object { '{0} {1} {2} {3}' -f \$_.Thumbprint, \$_.Services, \$_.Status, \$_.FriendlyName }" 2>&1
}
files() { # what lies beside the store, but for what SQLite keeps while it is open
	(cd "$1" && find . -type f ! -name 'exsh.db-*' | sort)
}
whole() { [ "$(sqlite3 "$1/exsh.db" 'pragma integrity_check' 2>&1)" = ok ]; }

# The store all begin with: Setup's certificate, an issued one with its key, a request and the answer to it.
base=$work/base
mkdir "$base"
"$exsh" -NoProfile -Store "$base/exsh.db" -Setup -Server CAS01 -Domain contoso.com >/dev/null || exit 2
setup=$(run "$base" "New-ExchangeCertificate -GenerateRequest -SubjectName 'cn=mail.contoso.com' -RequestFile c:\\a.req;
	certreq -submit -attrib CertificateTemplate:WebServer c:\\a.req c:\\a.cer;
	\$c = Import-ExchangeCertificate -FileName c:\\a.cer -FriendlyName issued -PrivateKeyExportable:\$true;
	New-ExchangeCertificate -GenerateRequest -SubjectName 'cn=www.contoso.com' -RequestFile c:\\b.req;
	certreq -submit -attrib CertificateTemplate:WebServer c:\\b.req c:\\b.cer;
	New-ExchangeCertificate -SubjectName 'cn=pfx.contoso.com' -PrivateKeyExportable:\$true -Force")
[ "$(echo "$setup" | tail -n 1)" = DONE ] || {
	echo "$setup"
	bad 'the store to begin with cannot be made'
}
before=$(state "$base")
files_before=$(files "$base")

# name|changes the store (1) or only writes a file (0)|command
commands() {
	cat <<'END'
new request|1|New-ExchangeCertificate -GenerateRequest -SubjectName 'cn=new.contoso.com' -RequestFile c:\new.req
new certificate|1|New-ExchangeCertificate -SubjectName 'cn=self.contoso.com' -Force
import|1|Import-ExchangeCertificate -FileName c:\b.cer -FriendlyName answer
enable|1|Get-ExchangeCertificate | Where-Object { $_.FriendlyName -eq 'issued' } | Enable-ExchangeCertificate -Services IIS,POP -Force
remove|1|Get-ExchangeCertificate | Where-Object { $_.FriendlyName -eq 'issued' } | Remove-ExchangeCertificate -Confirm:$false
export|0|$t = (Get-ExchangeCertificate | Where-Object { $_.Subject -eq 'CN=pfx.contoso.com' }).Thumbprint; Export-ExchangeCertificate -Thumbprint $t -FileName c:\out.pfx -BinaryEncoded -Password (ConvertTo-SecureString x -AsPlainText -Force)
END
}

judge() { # WHAT STORE CHANGES OUTPUT
	after=$(state "$2")
	if ! whole "$2"; then
		bad "$1: the store is damaged"
	elif [ "$(echo "$4" | tail -n 1)" = DONE ]; then
		if [ "$3" = 1 ] && [ "$after" = "$before" ]; then bad "$1: says nothing and has done nothing"; else good; fi
	elif [ "$(echo "$4" | tail -n 1)" != FAILED ]; then
		bad "$1: ends without a word: $(echo "$4" | tail -n 2)"
	elif [ "$after" != "$before" ]; then
		bad "$1: failed and changed the store"
		echo "$4" | sed 's/^/    /' | head -n 3
	elif [ "$(files "$2")" != "$files_before" ]; then
		bad "$1: failed and left a file behind: $(files "$2" | grep -vxF "$files_before" | head -n 3)"
	else
		good
	fi
}

each_call() { # NAME CHANGES COMMAND ERRNO
	at=1
	while [ $at -le 400 ]; do
		rm -rf "$work/store" "$work/hit"
		cp -r "$base" "$work/store"
		said=$(FAIL_BELOW="$work/store" FAIL_AT=$at FAIL_ERRNO=$4 FAIL_LOG="$work/hit" LD_PRELOAD="$work/fail_call.so" \
			run "$work/store" "$3")
		judge "$1, call $at fails with $4" "$work/store" "$2" "$said"
		[ -e "$work/hit" ] || return
		at=$((at + 1))
	done
}

commands >"$work/commands"
while IFS='|' read -r name changes command <&3; do
	each_call "$name" "$changes" "$command" 28
	each_call "$name" "$changes" "$command" 5
	[ "$changes" = 1 ] || continue
	# another program holds the store for longer than the command waits, or for a moment
	rm -rf "$work/store"
	cp -r "$base" "$work/store"
	(echo 'begin exclusive;'; sleep 30) | sqlite3 "$work/store/exsh.db" &
	holder=$!
	sleep 1
	said=$(run "$work/store" "$command")
	kill $holder 2>/dev/null
	wait $holder 2>/dev/null
	judge "$name, the store is held" "$work/store" "$changes" "$said"
done 3<"$work/commands"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
