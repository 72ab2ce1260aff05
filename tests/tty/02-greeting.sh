# Three lines for a user who has neither a store nor a history; none for others.
start
see '^exsh [0-9.]+: the Exchange Management Shell'
see "^Servers and certificates are kept in .*/exsh/exsh.db\.$"
see '^Get-Command shows what there is'
line '1'
prompt 2
keys C-d
ended
start
unseen '^exsh [0-9]'
keys C-d
ended
rm -rf "$home/state"
start -NoLogo
unseen '^exsh [0-9]'
