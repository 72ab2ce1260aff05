# Setup says what it made and where; a refused one leaves nothing behind.
start_bare -Setup -Server CAS01,CAS02 -Domain contoso.com
see '^Exchange 2019: CAS01.contoso.com \(this server\), CAS02.contoso.com, with self-signed certificates.$'
see "^Kept in $home/.local/share/exsh/exsh.db; drive C: is $home/.local/share/exsh/drive_c.$"
ended
[ "$code" = 0 ] && [ -d "$home/.local/share/exsh/drive_c" ] && ok || bad "code $code, or no drive"
rm -rf "$home/.local/share/exsh/drive_c"
start_bare -Setup
see '^exsh: The store ".*exsh.db" has servers already.$'
ended
[ "$code" = 1 ] && [ ! -e "$home/.local/share/exsh/drive_c" ] && ok || bad "code $code, or a drive"
rm -rf "$home/.local"
start_bare -Setup -Server "'a b'"
see '^exsh: The server name "a b" isn.t valid.$'
ended
[ "$code" = 1 ] && [ ! -e "$home/.local" ] && ok || bad "code $code, or something was left"
mkdir -p "$home/.local/share/exsh"
chmod 755 "$home/.local/share/exsh"
start_bare -Setup
see '^Other users can look into its folder, which was there before \(mode 0755\): chmod 700 closes it.$'
ended
