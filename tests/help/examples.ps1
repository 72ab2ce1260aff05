# Runs the examples of one command's help.  An example must succeed, or its text must begin with "This is an error".
# The first of the thumbprints that examples name stands for a certificate, the other for a pending request.
param([string] $Name)
$certificate, $request = Get-Content C:\thumbprints.txt
$passed = 0
$help = Get-Help $Name
foreach ($example in $help.examples.example) {
    Set-Location C:\
    $code = $example.code -replace '5113ae0233a72fccb75b1d0198628675333d010e', $certificate -replace '72570529b260e556349f3403f5cf5819d19b3b58', $request
    $expected = "$($example.remarks.Text)" -like 'This is an error*'
    $problem = $null
    try {
        $problem = & ([scriptblock]::Create($code)) *>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | Select-Object -First 1
    } catch {
        $problem = $_
    }
    if ([bool]$problem -eq $expected) {
        $passed++
    } elseif ($expected) {
        "`nFAIL help of ${Name}: no error: $code"
    } else {
        "`nFAIL help of ${Name}: ${code}: $problem"
    }
}
if (@($help.examples.example).Count -lt 2) { "`nFAIL help of ${Name}: it has fewer than two examples" }
if (-not $help.description) { "`nFAIL help of ${Name}: it has no description" }
if (-not $help.relatedLinks.navigationLink) { "`nFAIL help of ${Name}: it has no related links" }
foreach ($link in $help.relatedLinks.navigationLink.linkText) {
    if (-not (Get-Command $link -ErrorAction SilentlyContinue) -and -not (Get-Help $link -ErrorAction SilentlyContinue)) {
        "`nFAIL help of ${Name}: its link $link leads nowhere"
    }
}
foreach ($parameter in $help.parameters.parameter) {
    if (-not $parameter.description) { "`nFAIL help of ${Name}: -$($parameter.name) is not described" }
}
"`npassed $passed"
exit 0
