# store: servers=EX01,EX02
# needs: "<I>$($c.Issuer)<S>$($c.Subject)", Get-/Set-SendConnector, Get-/Set-ReceiveConnector, New-SendConnector, Remove- refused by a connector, virtual directories, Get-ClientAccessService, Get-/Set-ImapSettings, Get-TransportService, ConvertTo-Json, Compare-Object
# level: L4
$wrong = 0
function Note($ok, $text) { if (-not $ok) { $script:wrong++; Write-Output "FAIL: $text" } }
$c = New-ExchangeCertificate -SubjectName 'C=DE, O=Contoso, CN=smtp.contoso.com' -DomainName smtp.contoso.com, mail.contoso.com -PrivateKeyExportable $true -FriendlyName TLS -Services None
$name = "<I>$($c.Issuer)<S>$($c.Subject)"
if (-not (Get-SendConnector -Identity 'Outbound to Office 365' -ErrorAction SilentlyContinue)) {
    New-SendConnector -Name 'Outbound to Office 365' -AddressSpaces 'smtp:contoso.mail.onmicrosoft.com;1' -RequireTLS $true -DNSRoutingEnabled $true | Out-Null
}
$before = Get-SendConnector | Select-Object Name, @{ n = 'Tls'; e = { "$($_.TlsCertificateName)" } }
Get-SendConnector '*Office*' | Set-SendConnector -TlsCertificateName $name
$after = Get-SendConnector | Select-Object Name, @{ n = 'Tls'; e = { "$($_.TlsCertificateName)" } }
$diff = Compare-Object $before $after -Property Name, Tls -PassThru | Where-Object SideIndicator -eq '=>'
Note (@($diff).Count -eq 1) "changed: $(@($diff).Count)"
Note ((Get-SendConnector 'Outbound to Office 365').TlsCertificateName.ToString() -eq $name) 'send connector'
foreach ($server in Get-ExchangeServer | Where-Object { $_.ServerRole -match 'Mailbox' }) {
    $front = Get-ReceiveConnector -Server $server | Where-Object { $_.Name -like "*Default Frontend $server*" }
    Note ($null -ne $front) "no default front end of $server"
    Set-ReceiveConnector -Identity $front.Identity -TlsCertificateName $name -Fqdn smtp.contoso.com
    Note ("$((Get-ReceiveConnector "$server\Default Frontend $server").TlsCertificateName)" -eq $name) "receive connector of $server"
    Get-OwaVirtualDirectory -Server $server -ADPropertiesOnly | Set-OwaVirtualDirectory -InternalUrl https://mail.contoso.com/owa -ExternalUrl https://mail.contoso.com/owa -WarningAction SilentlyContinue
    Get-WebServicesVirtualDirectory -Server $server | Set-WebServicesVirtualDirectory -ExternalUrl https://mail.contoso.com/EWS/Exchange.asmx -Force
    Get-ClientAccessService -Identity $server.Name | Set-ClientAccessService -AutoDiscoverServiceInternalUri https://autodiscover.contoso.com/Autodiscover/Autodiscover.xml
    Set-ImapSettings -Server $server.Name -X509CertificateName mail.contoso.com
}
$urls = Get-ExchangeServer | ForEach-Object { Get-OwaVirtualDirectory -Server $_.Name } | Select-Object Server, @{ n = 'Url'; e = { $_.ExternalUrl.AbsoluteUri } }
Note (($urls.Url | Sort-Object -Unique) -eq 'https://mail.contoso.com/owa') "urls: $($urls.Url)"
$json = $urls | ConvertTo-Json | ConvertFrom-Json
Note ($json.Count -eq 2 -and $json[1].Server -eq 'EX02') 'json'
Note ((Get-ClientAccessService EX02).AutoDiscoverServiceInternalUri.Host -eq 'autodiscover.contoso.com') 'autodiscover'
Note ((Get-ImapSettings -Server EX02).X509CertificateName -eq 'mail.contoso.com') 'imap'
try { Remove-ExchangeCertificate -Thumbprint $c.Thumbprint -Confirm:$false -ErrorAction Stop; Note $false 'a connector lost its certificate' }
catch { Write-Host "refused: $($_.Exception.Message)" }
Set-SendConnector 'Outbound to Office 365' -TlsCertificateName $Null
Note (-not (Get-SendConnector 'Outbound to Office 365').TlsCertificateName) 'not cleared'
Get-ExchangeServer | % { Set-ReceiveConnector "$_\Default Frontend $_" -TlsCertificateName $null }
try { Remove-ExchangeCertificate -Thumbprint $c.Thumbprint -Confirm:$false -ErrorAction Stop } catch { Note $false "removal: $_" }
Note (@(Get-ExchangeCertificate | ? Thumbprint -eq $c.Thumbprint).Count -eq 0) 'it is still there'
if (-not $wrong) { 'PASS' }
