/* test_bind: what the binder makes of arguments and input, $PSCmdlet, blocks that are called; answers are 7.6's. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/session.h"

/* A function with one dynamic parameter N of the type and attributes given. */
#define DYNAMIC(type, attributes)                                                                                         \
	"function f { [CmdletBinding()] param([Parameter(Position = 0)][string] $A) dynamicparam { $script:ran = $A; "    \
	"$at = New-Object System.Collections.ObjectModel.Collection[System.Attribute]; foreach ($x in " attributes        \
	") { $at.Add($x) }; $d = New-Object System.Management.Automation.RuntimeDefinedParameterDictionary; $d.Add('N', " \
	"(New-Object System.Management.Automation.RuntimeDefinedParameter('N', [" type "], $at))); $d } process { "       \
	"\"A=$A N=$($PSBoundParameters['N']) keys=$($PSBoundParameters.Keys)\" } }; "

/* What $r is after the script; each row has a session of its own. */
static const struct {
	int line;
	const char *script, *expected;
} rows[] = {
	/* names and what follows them */
	{ __LINE__, "function f { param($a, $b) \"a=$a b=$b args=$args\" }; $r = f -foo x y", "a=y b= args=-foo x" },
	{ __LINE__, "function f { param($a, $b) \"a=$a b=$b args=$args\" }; $r = f -foo:x y z",
		"a=z b= args=-foo: x y" },
	{ __LINE__, "function f { param($a, $b) \"a=$a b=$b args=$args\" }; $r = f -foo -bar x y",
		"a=y b= args=-foo -bar x" },
	{ __LINE__, "function f { param($a, $b) \"a=$a b=$b args=$args\" }; $q = 'xyz'; $r = f @q", "a=x b=y args=z" },
	{ __LINE__,
		"function f { [CmdletBinding()] param($A, [Parameter(ValueFromRemainingArguments)] $R) \"A=$A R=$R\" }; $r = f -foo x y",
		"A=y R=-foo x" },
	{ __LINE__,
		"function f { [CmdletBinding()] param([int] $A) }; $p = @{ A = 'x' }; try { f @p } catch { $r = $_.InvocationInfo.PositionMessage.Split(\"`n\")[2] }",
		"+                                                              ~~" },
	{ __LINE__,
		"function f { [CmdletBinding()] param([int] $A) }; try { f -A 1 -A:2 } catch { $r = $_.FullyQualifiedErrorId }",
		"ParameterAlreadyBound,f" },
	{ __LINE__,
		"function f { [CmdletBinding()] param([int] $A) }; try { f -Nope:5 } catch { $r = $_.InvocationInfo.PositionMessage.Split(\"`n\")[2].Trim() }",
		"+                                                         ~~~~~~~" },
	{ __LINE__, "function f { [CmdletBinding()] param([string] $A) }; try { f x @(1, 2) } catch { $r = \"$_\" }",
		"A positional parameter cannot be found that accepts argument 'System.Object[]'." },
	{ __LINE__,
		"function f { [CmdletBinding()] param() $c = $PSCmdlet.CommandRuntime; \"$c $($c.GetType().Name)\";"
		" $c.WriteObject(@(1, 2), $true); $script:kept = $c }; $r = f;"
		" $r += try { $kept.WriteObject(3) } catch { 'ended' }",
		"f MshCommandRuntime 1 2 ended" },
	{ __LINE__,
		"function f { [CmdletBinding(SupportsShouldProcess)] param() $why = 0;"
		" \"$($PSCmdlet.ShouldProcess('d', 'w', 'c', [ref]$why)) $why\" }; $r = \"$(f) $(f -WhatIf)\"",
		"True None False WhatIf" },
	/* cmdlets: arrays, several parameters at a place */
	{ __LINE__, "try { Get-History -Id abc } catch { $r = $_.Exception.Message }",
		"Cannot bind parameter 'Id'. Cannot convert value \"abc\" to type \"System.Int64\". Error: \"The input string 'abc'"
		" was not in a correct format.\"" },
	{ __LINE__, "$r = @(@{ 5 = 'five' } | ForEach-Object 5).Count", "1" },
	{ __LINE__,
		"$e = 0; 1, 2 | ForEach-Object ToString 1 2 3 -ErrorVariable e -ErrorAction SilentlyContinue; $r = $e.Count",
		"2" },
	{ __LINE__, "try { Out-Null -OutVariable '' } catch { $r = $_ -match '\"path\" is not valid' }", "True" },
	/* members in arguments, and names of members that are keys */
	{ __LINE__, "function f { \"$($args.Count):$args\" }; $n = 3; $h = @{ 5 = 'five' }; $r = f $h.5 $n.5 $n .5",
		"4:five  3 .5" },
	{ __LINE__,
		"$d = [datetime]0; $h = @{ $d = 'date'; 2.5 = 'double' }; $o = [ordered]@{ 1 = 'one'; b = 2 };"
		" $r = $h.$d, $h.(2.5), $o.1, [string]$o.'1' -join ','",
		"date,double,one," },
	{ __LINE__,
		"$h = @{}; $h.7 = 8; $h.$null = 'none'; $o = [ordered]@{ 1 = 1 }; $o.1 = 2;"
		" $r = $h[7], $h[''], $o.Count, $o['1'] -join ','",
		"8,none,2,2" },
	{ __LINE__, "$n = 0; function k { $script:n++; 5 }; $h = @{ 5 = 1 }; $h.(k) += 2; $r = \"$n $($h.5)\"", "1 3" },
	{ __LINE__, "$h = @{}; $n = $null; try { $h.$n } catch { $r = $_.Exception.GetType().Name }",
		"ArgumentNullException" },
	{ __LINE__, "Set-StrictMode -Version Latest; $h = @{}; try { $h.77 } catch { $r = $_.FullyQualifiedErrorId }",
		"PropertyNotFoundStrict" },
	/* numbers that keep their text as strings, and nowhere else (reference 1.6.8) */
	{ __LINE__, "function f($x) { \"$x|\" + $x + '|' + [string]$x + '|' + 'a' + 'b' + $x }; $r = f 007",
		"7|7|007|ab7" },
	{ __LINE__,
		"function f($x) { switch ($x) { '007' { 'text' } 7 { 'number' } }; switch ('007') { $x { 'no' } } };"
		" $r = f 007",
		"number" },
	{ __LINE__, "function f($x) { \"$('x7 x007' -replace $x, 'Z') $('a' -replace 'a', $x)\" }; $r = f 007",
		"x7 xZ 7" },
	{ __LINE__,
		"function f($x) { [string]::Concat($x, 'b'), [string]::Join('-', $x, $x), [string]::Join('-', @($x, $x)),"
		" 'a7'.Replace('7', $x) -join ' ' }; $r = f 007",
		"7b 7-7 007-007 a007" },
	{ __LINE__,
		"function f([string[]]$s, [object[]]$o, [array]$a, $x) { \"$s $o $a $(([object[]]$x) -join 1) $([array]$x)\" };"
		" $r = f 007 007 007 007",
		"007 7 7 007 7" },
	{ __LINE__, "function f { [CmdletBinding()] param([string] $A) }; try { f x 0x10 } catch { $r = \"$_\" }",
		"A positional parameter cannot be found that accepts argument '0x10'." },
	/* positions */
	{ __LINE__,
		"function f { param([Parameter(ParameterSetName = 'A')] $X, $Y) }; try { f 1 } catch { $r = $_.FullyQualifiedErrorId }",
		"PositionalParameterNotFound,f" },
	{ __LINE__, "function f { [CmdletBinding(DefaultParameterSetName = 'A')] param($X, $Y) \"$X-$Y\" }; $r = f 1 2",
		"1-2" },
	{ __LINE__,
		"function f { param([Parameter(Position = 0)] $A, [Parameter(Position = 0)] $B) }; try { f 1 } catch { $r = $_.FullyQualifiedErrorId }",
		"AmbiguousPositionalParameterNoName,f" },
	{ __LINE__,
		"function f { param([Parameter(Position = 0)] $A, [Parameter(Position = 0)] $B) \"$A-$B\" }; $r = f -A 1 2",
		"1-2" },
	{ __LINE__,
		"function f { param([Parameter(Position = 0, ParameterSetName = 'x')] $A, [Parameter(Position = 0, ParameterSetName = 'y')] $B) }; try { f 1 } catch { $r = $_.FullyQualifiedErrorId }",
		"AmbiguousParameterSet,f" },
	{ __LINE__,
		"function f { param([Parameter(Position = 0, ParameterSetName = 'x')][int] $A, [Parameter(Position = 0, ParameterSetName = 'y')][string] $B) $PSCmdlet.ParameterSetName }; $r = \"$(f 1) $(f x) $(f '1')\"",
		"x y y" },
	/* sets */
	{ __LINE__,
		"function f { param([Parameter(ParameterSetName = 'A')] $A, $B) $PSCmdlet.ParameterSetName }; $r = \"$(f) $(f -B 1) $(f -A 1)\"",
		"__AllParameterSets __AllParameterSets A" },
	{ __LINE__,
		"function f { [CmdletBinding(DefaultParameterSetName = 'N')] param([Parameter(ParameterSetName = 'A')] $A) $PSCmdlet.ParameterSetName }; $r = \"$(f) $(f -A 1)\"",
		"N A" },
	{ __LINE__,
		"function f { param([Parameter(ParameterSetName = 'A')] $A, [Parameter(ParameterSetName = 'B')] $B) $PSCmdlet.ParameterSetName }; try { f } catch { $r = $_.FullyQualifiedErrorId }",
		"AmbiguousParameterSet,f" },
	{ __LINE__,
		"function f { [CmdletBinding(DefaultParameterSetName = 'B')] param([Parameter(ValueFromPipeline, ParameterSetName = 'A')][int] $I, [Parameter(ValueFromPipeline, ParameterSetName = 'B')][string] $S) begin { $PSCmdlet.ParameterSetName } process { $PSCmdlet.ParameterSetName } }; $r = 1, 'x' | f",
		"B A B" },
	{ __LINE__,
		"function f { [CmdletBinding(DefaultParameterSetName = 'B')] param([Parameter(Mandatory, ValueFromPipeline, ParameterSetName = 'A')][int] $I, [Parameter(ValueFromPipeline, ParameterSetName = 'B')][string] $S) process { $PSCmdlet.ParameterSetName } }; $r = 1, 'x' | f",
		"A B" },
	/* input */
	{ __LINE__,
		"function f { param([Parameter(ValueFromPipelineByPropertyName)] $A = 'da', [Parameter(ValueFromPipeline)] $P) process { \"A=$A\" } }; $r = [pscustomobject]@{ A = 1 }, 5 | f",
		"A=1 A=da" },
	{ __LINE__,
		"function f { param([Parameter(ValueFromPipelineByPropertyName)] $A, [Parameter(ValueFromPipelineByPropertyName)] $B) process { ($PSBoundParameters.Keys -join '') } }; $r = [pscustomobject]@{ A = 1 }, [pscustomobject]@{ B = 2 } | f",
		"A AB" },
	{ __LINE__,
		"function f { param([Parameter(ValueFromPipelineByPropertyName)][int] $N, [Parameter(ValueFromPipelineByPropertyName)][string] $S) process { \"ran\" } }; $r = [pscustomobject]@{ N = 'x'; S = 's' }, [pscustomobject]@{ N = 5 } | f 2> $null",
		"ran" },
	{ __LINE__,
		"function f { param([Parameter(ValueFromPipeline)][int] $I, [Parameter(ValueFromPipelineByPropertyName)][string] $S) process { \"$I$S\" } }; $r = 1, 2 | f -S { 'a', $_ }",
		"1a 1 2a 2" },
	{ __LINE__,
		"function f { param([Parameter(ValueFromPipeline)][int] $I, [Parameter(ValueFromPipelineByPropertyName)][string] $S) process { \"$I$S\" } }; $null = 1 | f -S { throw 'oops' } 2> $null; $r = $Error.FullyQualifiedErrorId -join ' '",
		"ScriptBlockArgumentInvocationFailed,f oops" },
	{ __LINE__,
		"function f { param([Parameter(ValueFromPipeline)] $I) process { } }; $null = [pscustomobject]@{ A = 3 } | f -Nope 2> $null; $r = 'on'",
		"on" },
	/* validation */
	{ __LINE__, "function f { param([ValidateScript({ $_ -gt 5 })] $A) }; try { f $null } catch { $r = \"$_\" }",
		"Cannot validate argument on parameter 'A'. The argument is null, empty, or an element of the argument collection contains a null value. Supply a collection that does not contain any null values and then try the command again." },
	{ __LINE__, "function f { param([ValidateRange(1, 5)] $A) 'ran' }; $r = f '3'", "ran" },
	{ __LINE__, "function f { param([ValidateCount(1, 2)] $A) 'ran' }; $r = f 'ab'", "ran" },
	{ __LINE__, "function f { param([ValidateCount(1, 2)] $A) 'ran' }; try { f 5 } catch { $r = \"$_\" }",
		"Cannot validate argument on parameter 'A'. The ValidateCount attribute cannot be applied to a non-array parameter. Either remove the attribute from the parameter or make the parameter an array parameter." },
	{ __LINE__,
		"function f { param([Parameter(Mandatory)][ValidateNotNullOrEmpty()][string] $A) }; try { f '' } catch { $r = $_.FullyQualifiedErrorId }",
		"ParameterArgumentValidationError,f" },
	{ __LINE__,
		"function f { param([Parameter(Mandatory)][string[]] $A) }; try { f @() } catch { $r = $_.FullyQualifiedErrorId }",
		"ParameterArgumentValidationErrorEmptyArrayNotAllowed,f" },
	{ __LINE__,
		"function f { param([Parameter(Mandatory)][System.Collections.ArrayList] $A) }; try { f @() } catch { $r = $_.FullyQualifiedErrorId }",
		"ParameterArgumentValidationErrorEmptyCollectionNotAllowed,f" },
	{ __LINE__, "function f { param([Parameter(Mandatory)][System.Collections.ICollection] $A) 'ran' }; $r = f @()",
		"ran" },
	{ __LINE__,
		"function f { param([PSTypeName('Lab.Cert')] $C) 'ran' }; try { f 5 } catch { $r = $_.FullyQualifiedErrorId }",
		"MismatchedPSTypeName,f" },
	{ __LINE__,
		"function f { param([PSTypeName('Lab.Cert')] $C) 'ran' }; $r = f ([pscustomobject]@{ PSTypeName = 'Lab.Cert' })",
		"ran" },
	/* common parameters */
	{ __LINE__,
		"function f { [CmdletBinding()] param() \"$VerbosePreference $($VerbosePreference.GetType().Name)\" }; $r = f -Verbose",
		"Continue ActionPreference" },
	{ __LINE__,
		"function f { [CmdletBinding(SupportsShouldProcess)] param() \"$ConfirmPreference $($ConfirmPreference.GetType().Name)\" }; $r = f -Confirm:$false",
		"None ConfirmImpact" },
	{ __LINE__,
		"function f { [CmdletBinding()] param() }; try { f -ErrorAction Foo } catch { $r = $_.FullyQualifiedErrorId }",
		"CannotConvertArgumentNoMessage,f" },
	{ __LINE__, "function f { [CmdletBinding()] param() 1; 2 }; $x = 5; $null = f -OutVariable +x; $r = \"$x\"",
		"5 1 2" },
	{ __LINE__,
		"function f { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $x) process { $x * 2 } }; $r = 1, 2 | f -PipelineVariable pv | f | ForEach-Object { \"$pv/$_\" }",
		"2/4 4/8" },
	/* $PSCmdlet */
	{ __LINE__,
		"function e { [CmdletBinding()] param($m) $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new($m), 'Id', 'InvalidData', 't')); 'on' }; $r = \"$(e x 2> $null) $($Error[0].FullyQualifiedErrorId) $($Error[0].CategoryInfo)\"", "on Id,e InvalidData: (t:String) [e], Exception" },
	{ __LINE__,
		"function e { [CmdletBinding()] param($m) $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new($m), 'Id', 'InvalidData', 't')) }; function f { [CmdletBinding()] param() e a; e b -ErrorAction Ignore; e c 2>&1; $null.x(); try { e d } catch { } }; $null = f -ErrorVariable v 2> $null; $r = \"$($v.Count)\"",
		"4" },
	{ __LINE__,
		"function f { [CmdletBinding()] param() try { $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([Exception]::new('m'), 'Id', 'InvalidData', 't')) } catch { 'caught' } finally { $script:x = 'finally' } 'on' }; $r = \"$(try { f } catch { \"out $_\" }) $x\"",
		"out m finally" },
	{ __LINE__,
		"function f { [CmdletBinding()] param() $PSCmdlet.WriteObject(@(1, 2)); $PSCmdlet.WriteObject(@(1, 2), $true) }; $r = @(f).Count",
		"3" },
	{ __LINE__,
		"function f { [CmdletBinding()] param() $script:c = $PSCmdlet }; f; try { $c.WriteObject(1) } catch { $r = $_.FullyQualifiedErrorId }",
		"NotImplementedException" },
	{ __LINE__,
		"function f { [CmdletBinding()] param() $x = 3; \"$($PSCmdlet.GetVariableValue('x')) $($PSCmdlet.GetVariableValue('nosuch', 'd')) $($PSCmdlet.SessionState.PSVariable.GetValue('x'))\" }; $r = f",
		"3 d 3" },
	{ __LINE__, "$x = 1; $r = $ExecutionContext.InvokeCommand.ExpandString('a \"b\" $x $($x + 1)')",
		"a \"b\" 1 2" },
	{ __LINE__, "$x = 1; $r = $ExecutionContext.InvokeCommand.InvokeScript('$x = 5; $args[0]; $x', 7); $r += $x",
		"7 5 1" },
	{ __LINE__,
		"$r = $ExecutionContext.SessionState.Path.Combine('/a', 'b') + $ExecutionContext.SessionState.Path.ParseChildName('/a/b/c')",
		"/a/bc" },
	/* numbers as arguments */
	{ __LINE__,
		"function f { param($x) \"$x \" + [string]$x + \" \" + ($x -join '') + \" \" + ('{0}' -f $x) + \" \" + $x.ToString() }; $r = f 0x10",
		"16 0x10 0x10 0x10 16" },
	{ __LINE__, "function f { param([int] $x) [string]$x }; $r = f 0x10", "16" },
	{ __LINE__, "function f { param([string] $x) $x }; $r = f 1.50", "1.50" },
	/* blocks that are called */
	{ __LINE__, "$t = 0; (1, 2).ForEach({ $t += $_ }); $r = $t", "3" },
	{ __LINE__, "try { (1).ForEach({ 1 / 0; 'on' }) } catch { $r = 'left' }", "left" },
	{ __LINE__,
		"$o = [pscustomobject]@{ A = 1 }; $o.psobject.Members.Add([System.Management.Automation.PSScriptMethod]::new('M', { throw 'm' })); try { $o.M() } catch { }; $r = $Error.FullyQualifiedErrorId -join ' '",
		"ScriptMethodRuntimeException m" },
	{ __LINE__,
		"function f { param([ValidateScript({ throw 'v' })] $x) }; try { f 1 } catch { }; $r = $Error.FullyQualifiedErrorId -join ' '",
		"ParameterArgumentValidationError,f v" },
	{ __LINE__, "$r = 'a1' -replace '\\d', { [int]$_.Value + 1 }", "a2" },
	/* language */
	{ __LINE__, "$r = switch ([DayOfWeek]::Friday) { 5 { 'five' } 'Friday' { 'fri' } }", "fri" },
	{ __LINE__, "$r = switch (@{ a = 1 }) { 'System.Collections.Hashtable' { 'text' } }", "text" },
	{ __LINE__, "try { [bool]$b = 'x' } catch { $r = $_.FullyQualifiedErrorId }", "RuntimeException" },
	{ __LINE__, "$p, ($q, $s) = 1, (2, 3); $r = \"$p$q$s\"", "123" },
	{ __LINE__, "$h = @{}; $h.1 = 'one'; $r = $h[1] + $h.1 + ($h['1'] -eq $null)", "oneoneTrue" },
	{ __LINE__, "$null = 'ab' -match '(a)(b)'; $r = $matches.1 + $matches.2", "ab" },
	{ __LINE__, "$r = [System.IO.FileAttributes]'ReadOnly, Hidden' -band 'Hidden'", "Hidden" },
	{ __LINE__, "try { & @() } catch { $r = $_.FullyQualifiedErrorId }", "BadExpression" },
	{ __LINE__, "$r = \"[$nod:x]\"", "[]" },
	{ __LINE__,
		"$m = [int[,]]::new(2, 3); $m[0, 1] = 5; $m[-1, -1] = '7'; $r = \"$m $($m.Rank) $($m.Length) $($m.GetLength(1)) $($m -is [array]) $($m.GetType().FullName)\"",
		"0 5 0 0 0 7 2 6 3 True System.Int32[,]" },
	{ __LINE__, "$m = [int[,]]::new(2, 3); try { $m[0] } catch { $r = \"$_\" }",
		"You cannot index into a 2 dimensional array with index [0]." },
	{ __LINE__, "$m = [int[,]]::new(2, 3); try { $m[5, 5] = 1 } catch { $r = $_.FullyQualifiedErrorId }",
		"System.IndexOutOfRangeException" },
	/* dynamic parameters */
	{ __LINE__, DYNAMIC("int", "@([Parameter]@{})") "$r = f -N 5 x", "A=x N=5 keys=A N" },
	{ __LINE__, DYNAMIC("int", "@([Parameter]@{ Position = 1 })") "$r = f x 7", "A=x N=7 keys=A N" },
	{ __LINE__, DYNAMIC("int", "@([Parameter]@{ ValueFromPipeline = $true })") "$r = 1, 2 | f",
		"A= N=1 keys=N A= N=2 keys=N" },
	{ __LINE__,
		DYNAMIC("int",
			"@([Parameter]@{}, [Alias]::new('Num'))") "$p = @{ A = 'q'; Num = 3 }; $r = f @p; $r += \" ran=$ran\"",
		"A=q N=3 keys=A N ran=q" },
	{ __LINE__,
		DYNAMIC("string",
			"@([Parameter]@{}, [ValidateSet]::new('x', 'y'))") "try { f -N z } catch { $r = $_.FullyQualifiedErrorId }",
		"ParameterArgumentValidationError,f" },
	{ __LINE__, DYNAMIC("int", "@([Parameter]@{})") "try { f -N z } catch { $r = $_.FullyQualifiedErrorId }",
		"CannotConvertArgumentNoMessage,f" },
	{ __LINE__, DYNAMIC("int", "@()") "try { f -N 1 } catch { $r = $_.FullyQualifiedErrorId }",
		"ParameterNotInParameterSet,f" },
	{ __LINE__,
		DYNAMIC("int",
			"@([Parameter]@{ Mandatory = $true })") "try { f } catch { $r = $_.FullyQualifiedErrorId }",
		"MissingMandatoryParameter,f" },
	{ __LINE__,
		DYNAMIC("int",
			"@([Parameter]@{}, [Alias]::new('A'))") "try { f } catch { $r = $_.FullyQualifiedErrorId }",
		"ParameterNameConflictsWithAlias" },
	{ __LINE__,
		DYNAMIC("int",
			"@([Parameter]@{})") "$r = (Get-Command f).Parameters['N'].IsDynamic; $r = \"$r $((Get-Command f -Syntax).Trim())\"",
		"True f [[-A] <string>] [-N <int>] [<CommonParameters>]" },
	{ __LINE__,
		"function f { [CmdletBinding()] param() dynamicparam { throw 'no' } end { } }; try { f } catch { $r = \"$($_.FullyQualifiedErrorId) $($Error.Count)\" }",
		"GetDynamicParametersException,f 2" },
	{ __LINE__,
		"function f { [CmdletBinding()] param() dynamicparam { 1; 2 } end { } }; try { f } catch { $r = $_.FullyQualifiedErrorId }",
		"GetDynamicParametersException,f" },
	{ __LINE__, "function f { param($A) dynamicparam { $script:ran = 1 } end { \"e$ran\" } }; $r = f", "e" },
	/* $PSBoundParameters keeps the order of binding */
	{ __LINE__,
		"function f { [CmdletBinding()] param($A, $B, [switch] $C) \"$($PSBoundParameters.Keys)\" }; $r = \"$(f -C -B 1 2)\"",
		"C B A" },
	{ __LINE__,
		"function f { [CmdletBinding()] param([Parameter(ValueFromPipelineByPropertyName)] $A, [Parameter(ValueFromPipelineByPropertyName)] $B, $C) process { \"$($PSBoundParameters.Keys)\" } }; $r = [pscustomobject]@{ A = 1; B = 2 } | f -C 3",
		"C B A" },
	/* what the constructors of attributes refuse, and obsolete parameters */
	{ __LINE__,
		"function f { param([ValidateRange(5, 1)] $A) }; try { f 1 } catch { $r = $_.FullyQualifiedErrorId }",
		"MaxRangeSmallerThanMinRange" },
	{ __LINE__,
		"function f { param([ValidateRange($null, 1)] $A) }; try { f 1 } catch { $r = $_.FullyQualifiedErrorId }",
		"ExceptionConstructingAttribute" },
	{ __LINE__, "function f { param([ValidateSet()] $A) }; try { f 1 } catch { $r = $_.FullyQualifiedErrorId }",
		"ArgumentOutOfRange" },
	{ __LINE__,
		"function f { param([ValidateLength(3, 2)] $A) }; try { f 1 } catch { $r = $_.FullyQualifiedErrorId }",
		"ValidateLengthMaxLengthSmallerThanMinLength" },
	{ __LINE__,
		"function f { param([ValidateDrive('Env')] $A) 'ok' }; $r = f Env:x; try { f Nope:x } catch { $r += \" $_\" }",
		"ok Cannot validate argument on parameter 'A'. Cannot find drive. A drive with the name 'Nope' does not exist." },
	{ __LINE__,
		"function f { param([Parameter(ValueFromPipeline)][Obsolete('old')] $A) process { $A } }; $r = 1, 2 | f 3>&1",
		"Parameter 'A' is obsolete. old 1 2" },
	{ __LINE__, "[ref] $q = 5; $q = 7; $r = \"$($q.Value) $($q.GetType().Name)\"", "7 PSReference`1" },
	{ __LINE__,
		"$r = Invoke-Command { $MyInvocation.InvocationName }; function f { Invoke-Command { $MyInvocation.InvocationName } }; $r = f",
		"f" },
};

static bool check_row(size_t i)
{
	Session s;
	bool right;

	session_open(&s, &edition_core);
	right = session_gives(&s, rows[i].line, rows[i].script, rows[i].expected);
	session_close(&s);
	return right;
}

static void test_rows(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		wrong += !check_row(i);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_rows) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
