# Tab puts in what there is one of, what several have in common, and lists them.
start -NoProfile
text 'Get-ChildI'
keys Tab
see '>Get-ChildItem$'
text ' -Rec'
keys Tab
see '>Get-ChildItem -Recurse$'
keys C-c
line 'function Get-GoldOne { param([ValidateSet("red","green")][string]$Colour) $Colour }; function Get-GoldTwo { }'
text 'Get-Go'
keys Tab
see '>Get-Gold$'
keys Tab
keys Tab
see '^Get-GoldOne  Get-GoldTwo$'
text 'O'
keys Tab
text ' -Colour gr'
keys Tab Enter
see '^green$'
: >"$work/some file.txt"
text 'Test-Path som'
keys Tab
see "Test-Path '.*some file.txt'$"
keys Enter
see '^True$'
line 'if ($true) {'
text '$longvariablename = 5; $longv'
keys Tab Enter
line '}'
see '^5$'
text 'no-such-thing-x'
keys Tab
text 'y'
see '>no-such-thing-xy$'
keys C-c
