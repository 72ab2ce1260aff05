#!/bin/sh
# Installs what is missing on Debian 12 for the named purposes: make, build, test, extra.  Says what it installs.
# SPDX-License-Identifier: GPL-3.0-or-later
build="gcc libc6-dev libssl-dev libsqlite3-dev libreadline-dev libpcre2-dev libutf8proc-dev libidn2-dev libicu-dev libxml2-dev pkg-config"
test="libcmocka-dev tmux openssl sqlite3 python3 clang clang-format libclang-rt-14-dev binutils pmccabe procps time"
extra="clang-tidy cppcheck valgrind lcov afl++ shellcheck"

want=
for purpose in "$@"; do
	case $purpose in
	make) want="$want make" ;;
	build) want="$want $build" ;;
	test) want="$want $test" ;;
	extra) want="$want $extra" ;;
	*) echo "packages.sh: no such purpose: $purpose" >&2; exit 2 ;;
	esac
done

missing=
for p in $want; do
	dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing="$missing $p"
done
[ -n "$missing" ] || exit 0

echo "exsh: installing$missing"
if [ "$(id -u)" = 0 ]; then sudo=; else
	sudo=sudo
	command -v sudo >/dev/null || { echo "exsh: not root and no sudo: run 'apt-get install$missing' as root" >&2; exit 1; }
fi
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq || exit 1
# shellcheck disable=SC2086
$sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
