# needs: -f alignment and .NET formats, [math], [decimal], -split/-join/-replace with script-style patterns, [regex]::Matches, StringBuilder, [Convert], [Text.Encoding], [guid], [version], [uri], [ipaddress], New-TimeSpan, ParseExact, TimeSpan formats, hashtable GetEnumerator, array tricks
# level: L2
$n = 0
function Check($got, $want) { if ("$got" -cne "$want") { $script:n++; "FAIL: got '$got', not '$want'" } }
Check ('{0,-20}|{1,8:N2}|{2:D4}|{3:X2}' -f 'mail.contoso.com', 1234.5, 7, 255) 'mail.contoso.com    |1,234.50|0007|FF'
Check ('{0:yyyy-MM-dd HH:mm}' -f [datetime]'2024-03-05 06:07') '2024-03-05 06:07'
Check (([datetime]'2024-03-05').ToString('dd\/MM\/yyyy')) '05/03/2024'
Check ([datetime]::ParseExact('05.03.2024', 'dd.MM.yyyy', $null).DayOfWeek) 'Tuesday'
Check ((New-TimeSpan -Start '2024-01-01' -End '2024-03-01 12:00').TotalDays) 60.5
Check ((New-TimeSpan -Hours 25 -Minutes 3).ToString('d\.hh\:mm')) '1.01:03'
Check ((([datetime]'2024-12-31') - ([datetime]'2024-01-01')).Days) 365
Check ('CN=mail.contoso.com, O=Contoso'.Split('=')[1].Split(',')[0]) 'mail.contoso.com'
Check (('IMAP, POP, IIS' -split ',\s*' | Sort-Object) -join '+') 'IIS+IMAP+POP'
Check ('a1b22c333' -replace '\d+', { 'x' }.ToString().Trim()) "a'x'b'x'c'x'"
Check (([regex]::Matches('DNS Name=a.b.c, DNS Name=*.d.e', 'DNS Name=(?<n>[^,]+)') | % { $_.Groups['n'].Value }) -join ';') 'a.b.c;*.d.e'
$sb = New-Object System.Text.StringBuilder
[void]$sb.AppendFormat('{0}:{1}', 'x', 1).AppendLine().Append('y')
Check ($sb.ToString() -replace "`r`n", '/') 'x:1/y'
Check ([Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes('ab'))) 'YQBiAA=='
Check ([BitConverter]::ToString([byte[]](1, 171)).Replace('-', '')) '01AB'
Check ([guid]::NewGuid().ToString('N').Length) 32
Check (([version]'15.2.858.5').CompareTo([version]'15.1') -gt 0) $true
Check (([uri]'https://mail.contoso.com:444/owa').Port) 444
Check ([ipaddress]::Parse('10.1.2.3').GetAddressBytes()[3]) 3
Check ([math]::Round(2.5) + [math]::Ceiling(1.1) + [math]::Truncate(-1.9)) 3
Check (1GB / 1MB) 1024
Check ([decimal]::Round(10 / 3, 2)) 3.33
Check ([int]'0x1F' + [int]7.5) 39
Check ('abc'[-1] + 'abc'[0..1] -join '') 'ca b'.Replace(' ', ' ')
Check (@(1..5)[1..3] -join '') 234
Check (('b', 'a', 'c' | Sort-Object -Descending)[0]) 'c'
Check ((@{ a = 1; b = 2 }.GetEnumerator() | Sort-Object Name | % { "$($_.Key)$($_.Value)" }) -join '') 'a1b2'
Check ([string]::Join('|', ('x', $null, 'z'))) 'x||z'
Check ('{0}' -f (@('a', 'b') -contains 'B')) 'True'
Check ([char]::ToUpper('q') + [string][char]65) 'QA'
Check ("$(1, 2, 3)") '1 2 3'
$ofs = ','; Check ("$(1, 2, 3)") '1,2,3'; Remove-Variable ofs
Check ('THUMB: ‎aa bb' -replace '[^0-9a-fA-F]', '').Length 5
Check ('x'.PadLeft(3, '.') + 'y'.PadRight(3, '.')) '..xy..'
Check (("a`tb`nc" -split '\s') -join '') 'abc'
Check ($(switch (15) { 14 { 'old' } 15 { 'new' } default { '?' } })) 'new'
Check ([enum]::GetNames([DayOfWeek]).Count) 7
Check (($x = 5) + $x++ + $x) 16
Check ((1, 2, 3 -ne 2) -join '') 13
if (-not $n) { 'PASS' }
