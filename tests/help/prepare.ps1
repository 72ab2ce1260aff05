# What the examples of the help find: certificates and a pending request on the local server, files on drive C:.
# What an example reads from the keyboard is Y, so that is the password of the PFX file.
$ErrorActionPreference = 'Stop'
Set-Location C:\
$password = ConvertTo-SecureString 'Y' -AsPlainText -Force

$mail = New-ExchangeCertificate -Force -SubjectName 'CN=mail.contoso.com' -DomainName mail.contoso.com, autodiscover.contoso.com `
    -FriendlyName 'mail' -PrivateKeyExportable $true -Services None
[IO.File]::WriteAllBytes('C:\mail.pfx', (Export-ExchangeCertificate -Thumbprint $mail.Thumbprint -BinaryEncoded -Password $password).FileData)
$null = Export-Certificate -Cert "Cert:\LocalMachine\My\$($mail.Thumbprint)" -FilePath C:\root.cer

$null = New-ExchangeCertificate -GenerateRequest -SubjectName 'CN=owa.contoso.com' -DomainName owa.contoso.com -RequestFile C:\owa.req
certreq -submit -attrib 'CertificateTemplate:WebServer' C:\owa.req C:\newcert.cer C:\chain.p7b | Out-Null
$null = New-ExchangeCertificate -GenerateRequest -SubjectName 'CN=smtp.contoso.com' -DomainName smtp.contoso.com -RequestFile C:\smtp.req
certreq -submit -attrib 'CertificateTemplate:WebServer' C:\smtp.req C:\issued.cer | Out-Null
Copy-Item newcert.cer new.cer
$null = New-ExchangeCertificate -GenerateRequest -SubjectName 'CN=www.fabrikam.com' -DomainName www.fabrikam.com -RequestFile C:\request.req
$request = Get-ExchangeCertificate -DomainName www.fabrikam.com
Set-Content thumbprints.txt $mail.Thumbprint, $request.Thumbprint

$null = New-Item -ItemType Directory certs, old, scripts
Copy-Item newcert.cer certs
Set-Content renewals.log 'renewed'
Set-Content setup.log (1..30 | ForEach-Object { "line $_ of setup, certificate $_" })
Set-Content list.txt 'mail.contoso.com', 'autodiscover.contoso.com'
Set-Content config.json '{ "server": "CAS01", "names": [ "mail.contoso.com" ] }'
Set-Content settings.properties 'server = CAS01', 'services = IIS, SMTP'
Set-Content servers.csv 'Name,Role', 'CAS01,Mailbox', 'CAS02,Mailbox'
Set-Content web.config '<configuration><binding protocol="https" port="443"/></configuration>'
Set-Content report.html '<p>report</p>'
Set-Content Messages.psd1 "@{ Expired = 'The certificate has expired.' }"
Set-Content scripts\check.ps1 "param(`$Server = 'CAS01')", 'Get-ExchangeCertificate -Server $Server | Select-Object Subject, NotAfter'
Set-Content Renewal.psm1 'function Get-Renewal { 1 }', 'function Set-Renewal { 2 }'
Get-ExchangeCertificate | Export-Clixml before.xml
$der = [Convert]::ToBase64String($mail.RawData)
Set-Content listings.json (ConvertTo-Json -Depth 4 @(@{
    index = 3; timeZone = 'UTC'
    certificates = @(@{ der = $der; Identity = "EX03.fabrikam.com\$($mail.Thumbprint)"; FriendlyName = 'mail'; Services = 8; RootCAType = 0; PrivateKeyExportable = $true; IISServices = @() })
}))
