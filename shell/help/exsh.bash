# exsh.bash: completion of exsh's options in bash.
# SPDX-License-Identifier: GPL-3.0-or-later
_exsh() {
	local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
	case ${previous,,} in
	-edition) mapfile -t COMPREPLY < <(compgen -W 'Desktop Core' -- "$word") ;;
	-exchangeversion) mapfile -t COMPREPLY < <(compgen -W '2007 2010 2013 2016 2019' -- "$word") ;;
	-workingdirectory) mapfile -t COMPREPLY < <(compgen -d -- "$word") ;;
	-command | -encodedcommand | -commandwithargs | -server | -domain) COMPREPLY=() ;;
	*)
		case $word in
		-*) mapfile -t COMPREPLY < <(compgen -W '-File -Command -CommandWithArgs -EncodedCommand -NoExit -NoLogo -NoProfile
			-NonInteractive -WorkingDirectory -Store -Edition -ExchangeVersion -Drive -Setup -Server -Domain
			-NoCertificate -AllCertificates --help --version' -- "$word") ;;
		*) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
		esac
		;;
	esac
}
complete -o filenames -F _exsh exsh
