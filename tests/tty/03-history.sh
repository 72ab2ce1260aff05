# Lines are kept between runs, in a file of their own, for several shells at once; secrets are not.
start
line '"first"'
prompt 2
line 'if ($true) {'
line '"two"'
line '}'
prompt 3
keys C-d
ended
file=$home/state/exsh/history
[ "$(stat -c %a "$file")" = 600 ] && ok || bad "mode $(stat -c %a "$file")"
[ "$(sed -n 1p "$file")" = '"first"' ] && ok || bad "first line: $(sed -n 1p "$file")"
start
keys Up
see '>if \(\$true\) \{$'
see '^>> "two"$'
keys Up
see '>"first" *$'
keys Enter
see '^first$'
line '$p = ConvertTo-SecureString "hunter2" -AsPlainText -Force'
prompt 3
line '"hunter3" | ConvertTo-SecureString -AsPlainText -Force | Out-Null'
prompt 4
line 'ConvertTo-SecureString hunter4 -AsPlainText -Force | Out-Null'
prompt 5
line '$x = 1'
prompt 6
grep -q hunter "$file" && bad 'a secret is kept' || ok
grep -qF '$x = 1' "$file" && ok || bad 'not kept'
printf '%s\n' '"from another shell"' >>"$file"
line '$y = 2'
prompt 7
grep -q 'another' "$file" && grep -qF '$y = 2' "$file" && ok || bad 'several shells'
keys C-r
text 'firs'
see 'firs.*first'
keys C-c
prompt 8
