#!/bin/sh
# Types the transcripts of this folder into the shell.  usage: run.sh [--update] EXSH [FILE.transcript ...]
# SPDX-License-Identifier: GPL-3.0-or-later
exec python3 "$(dirname "$0")/run.py" "$@"
