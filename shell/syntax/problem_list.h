/* problem_list: what can be wrong with a script. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SYNTAX_PROBLEM_LIST_H
#define SYNTAX_PROBLEM_LIST_H

/* PROBLEM(constant, .NET's ErrorId, FINAL | MORE, template).  MORE: more input could mend it when nothing but blanks
 * and comments follow.  MORE_FORM: the edition adds a line with the correct form.  {0}, {1} are .NET slots.  Texts:
 * reference 3.3 and editions 2. */
/* clang-format off */
#define PROBLEM_LIST \
	/* the words */ \
	PROBLEM(TERMINATOR_EXPECTED_AT_END_OF_STRING, "TerminatorExpectedAtEndOfString", MORE, "The string is missing the terminator: {0}.") \
	PROBLEM(WHITESPACE_BEFORE_HERE_STRING_FOOTER, "WhitespaceBeforeHereStringFooter", MORE, "White space is not allowed before the string terminator.") \
	PROBLEM(UNEXPECTED_CHARACTERS_AFTER_HERE_STRING_HEADER, "UnexpectedCharactersAfterHereStringHeader", FINAL, "No characters are allowed after a here-string header but before the end of the line.") \
	PROBLEM(INCOMPLETE_DOLLAR_SUBEXPRESSION_REFERENCE, "IncompleteDollarSubexpressionReference", MORE, "$(subexpression) is missing the closing ')'.") \
	PROBLEM(INCOMPLETE_DOLLAR_VARIABLE_REFERENCE, "IncompleteDollarVariableReference", MORE, "${{variable}} reference starting is missing the closing '}}'.") \
	PROBLEM(EMPTY_VARIABLE_REFERENCE, "EmptyVariableReference", FINAL, "An empty ${} variable reference was found. A name is required inside the braces.") \
	PROBLEM(INVALID_BRACED_VARIABLE_REFERENCE, "InvalidBracedVariableReference", FINAL, "Variable reference is not valid. The variable name is missing.") \
	PROBLEM(INVALID_VARIABLE_REFERENCE, "InvalidVariableReference", FINAL, "Variable reference is not valid. '$' was not followed by a valid variable name character. Consider using ${} to delimit the name.") \
	PROBLEM(INVALID_VARIABLE_REFERENCE_WITH_DRIVE, "InvalidVariableReferenceWithDrive", FINAL, "Variable reference is not valid. ':' was not followed by a valid variable name character. Consider using ${} to delimit the name.") \
	PROBLEM(OPEN_BRACE_NEEDS_TO_BE_BACK_TICKED_IN_VARIABLE_NAME, "OpenBraceNeedsToBeBackTickedInVariableName", FINAL, "Use `{ instead of { in variable names.") \
	PROBLEM(MISSING_TERMINATOR_MULTI_LINE_COMMENT, "MissingTerminatorMultiLineComment", MORE, "The terminator '#>' is missing from the multiline comment.") \
	PROBLEM(INCOMPLETE_STRING, "IncompleteString", MORE, "Incomplete string token.") \
	PROBLEM(UNRECOGNIZED_TOKEN, "UnrecognizedToken", FINAL, "Unrecognized token in source text.") \
	PROBLEM(BAD_NUMERIC_CONSTANT, "BadNumericConstant", FINAL, "The numeric constant {0} is not valid.") \
	PROBLEM(INVALID_UNICODE_ESCAPE_SEQUENCE, "InvalidUnicodeEscapeSequence", FINAL, "The Unicode escape sequence is not valid. A valid sequence is `u{ followed by one to six hex digits and a closing '}'.") \
	PROBLEM(INVALID_UNICODE_ESCAPE_SEQUENCE_VALUE, "InvalidUnicodeEscapeSequenceValue", FINAL, "The Unicode escape sequence value is out of range. The maximum value is 0x10FFFF.") \
	PROBLEM(MISSING_UNICODE_ESCAPE_SEQUENCE_TERMINATOR, "MissingUnicodeEscapeSequenceTerminator", MORE, "The Unicode escape sequence is missing the closing '}'.") \
	PROBLEM(TOO_MANY_DIGITS_IN_UNICODE_ESCAPE_SEQUENCE, "TooManyDigitsInUnicodeEscapeSequence", FINAL, "The Unicode escape sequence contains more than the maximum of six hex digits between braces.") \
	PROBLEM(TOKEN_AFTER_END_OF_VALID_SCRIPT_TEXT, "TokenAfterEndOfValidScriptText", FINAL, "Executable script code found in signature block.") \
	/* expressions */ \
	PROBLEM(UNEXPECTED_TOKEN, "UnexpectedToken", FINAL, "Unexpected token '{0}' in expression or statement.") \
	PROBLEM(EXPECTED_EXPRESSION, "ExpectedExpression", MORE, "An expression was expected after '('.") \
	PROBLEM(EXPECTED_VALUE_EXPRESSION, "ExpectedValueExpression", MORE, "You must provide a value expression following the '{0}' operator.") \
	PROBLEM(MISSING_EXPRESSION_AFTER_OPERATOR, "MissingExpressionAfterOperator", MORE, "Missing expression after unary operator '{0}'.") \
	PROBLEM(MISSING_EXPRESSION_AFTER_TOKEN, "MissingExpressionAfterToken", MORE, "Missing expression after '{0}'.") \
	PROBLEM(MISSING_COLON_IN_TERNARY_EXPRESSION, "MissingColonInTernaryExpression", MORE, "Missing ':' in the ternary expression.") \
	PROBLEM(MISSING_PROPERTY_NAME, "MissingPropertyName", MORE, "Missing property name after reference operator.") \
	PROBLEM(MISSING_ARRAY_INDEX_EXPRESSION, "MissingArrayIndexExpression", MORE, "Array index expression is missing or not valid.") \
	PROBLEM(MISSING_END_SQUARE_BRACKET, "MissingEndSquareBracket", MORE, "Missing ']' after array index expression.") \
	PROBLEM(MISSING_END_PARENTHESIS_IN_EXPRESSION, "MissingEndParenthesisInExpression", MORE, "Missing closing ')' in expression.") \
	PROBLEM(MISSING_END_PARENTHESIS_IN_SUBEXPRESSION, "MissingEndParenthesisInSubexpression", MORE, "Missing closing ')' in subexpression.") \
	PROBLEM(MISSING_END_PARENTHESIS_IN_METHOD_CALL, "MissingEndParenthesisInMethodCall", MORE, "Missing ')' in method call.") \
	PROBLEM(MISSING_EQUALS_IN_HASH_LITERAL, "MissingEqualsInHashLiteral", FINAL, "Missing '=' operator after key in hash literal.") \
	PROBLEM(MISSING_STATEMENT_IN_HASH_LITERAL, "MissingStatementInHashLiteral", MORE, "Missing statement after '=' in hash literal.") \
	PROBLEM(MISSING_END_CURLY_BRACE, "MissingEndCurlyBrace", MORE, "Missing closing '}' in statement block or type definition.") \
	PROBLEM(INVALID_END_OF_LINE, "InvalidEndOfLine", FINAL, "The token '{0}' is not a valid statement separator in this version.") \
	PROBLEM(AMPERSAND_NOT_ALLOWED, "AmpersandNotAllowed", FINAL, "The ampersand (&) character is not allowed. The & operator is reserved for future use; wrap an ampersand in double quotation marks (\"&\") to pass it as part of a string.") \
	/* types and attributes */ \
	PROBLEM(MISSING_TYPENAME, "MissingTypename", MORE, "Missing type name after '['.") \
	PROBLEM(END_SQUARE_BRACKET_EXPECTED_AT_END_OF_ATTRIBUTE, "EndSquareBracketExpectedAtEndOfAttribute", MORE, "Missing ] at end of attribute or type literal.") \
	PROBLEM(END_SQUARE_BRACKET_EXPECTED_AT_END_OF_TYPE, "EndSquareBracketExpectedAtEndOfType", MORE, "Missing ] at end of type token.") \
	PROBLEM(MISSING_ASSEMBLY_NAME_SPECIFICATION, "MissingAssemblyNameSpecification", FINAL, "The type name is missing the assembly name specification.") \
	PROBLEM(MISSING_TYPE_LITERAL_TOKEN, "MissingTypeLiteralToken", MORE, "Missing type literal.") \
	PROBLEM(MISSING_EXPRESSION_IN_NAMED_ARGUMENT, "MissingExpressionInNamedArgument", MORE, "Missing statement after '=' in named argument.") \
	PROBLEM(UNEXPECTED_ATTRIBUTE, "UnexpectedAttribute", MORE, "Unexpected attribute '{0}'.") \
	PROBLEM(TYPE_NOT_ALLOWED_BEFORE_STATEMENT, "TypeNotAllowedBeforeStatement", FINAL, "Unexpected type [{0}] was found before statement.") \
	PROBLEM(TYPE_NOT_ALLOWED_BEFORE_PARAM, "TypeNotAllowedBeforeParam", FINAL, "Unexpected type [{0}] was found in the parameter statement.") \
	/* commands and pipelines */ \
	PROBLEM(EMPTY_PIPE_ELEMENT, "EmptyPipeElement", MORE, "An empty pipe element is not allowed.") \
	PROBLEM(EMPTY_PIPELINE_CHAIN_ELEMENT, "EmptyPipelineChainElement", MORE, "A pipeline chain operator must be followed by a pipeline.") \
	PROBLEM(BACKGROUND_OPERATOR_IN_PIPELINE_CHAIN, "BackgroundOperatorInPipelineChain", FINAL, "Background operators can only be used at the end of a pipeline chain.") \
	PROBLEM(EXPRESSIONS_MUST_BE_FIRST_IN_PIPELINE, "ExpressionsMustBeFirstInPipeline", FINAL, "Expressions are only allowed as the first element of a pipeline.") \
	PROBLEM(MISSING_EXPRESSION, "MissingExpression", MORE, "Missing expression after '{0}' in pipeline element.") \
	PROBLEM(MISSING_ARGUMENT, "MissingArgument", FINAL, "Missing argument in parameter list.") \
	PROBLEM(PARAMETER_REQUIRES_ARGUMENT, "ParameterRequiresArgument", FINAL, "Parameter {0} requires an argument.") \
	PROBLEM(MISSING_FILE_SPECIFICATION, "MissingFileSpecification", FINAL, "Missing file specification after redirection operator.") \
	PROBLEM(REDIRECTION_NOT_SUPPORTED, "RedirectionNotSupported", FINAL, "The '{0}' operator is reserved for future use.") \
	PROBLEM(STREAM_ALREADY_REDIRECTED, "StreamAlreadyRedirected", FINAL, "The {0} for this command is already redirected.") \
	/* statements and declarations */ \
	PROBLEM(MISSING_STATEMENT_TERMINATOR, "MissingStatementTerminator", MORE, "Missing a newline or semicolon.") \
	PROBLEM(MISSING_OPEN_PARENTHESIS_IN_IF_STATEMENT, "MissingOpenParenthesisInIfStatement", MORE, "Missing '(' after '{0}' in if statement.") \
	PROBLEM(IF_STATEMENT_MISSING_CONDITION, "IfStatementMissingCondition", MORE, "Missing condition in if statement after '{0} ('.") \
	PROBLEM(MISSING_END_PARENTHESIS_AFTER_STATEMENT, "MissingEndParenthesisAfterStatement", MORE, "Missing closing ')' after expression in '{0}' statement.") \
	PROBLEM(MISSING_STATEMENT_BLOCK, "MissingStatementBlock", MORE, "Missing statement block after {0} ( condition ).") \
	PROBLEM(MISSING_STATEMENT_BLOCK_AFTER_ELSE, "MissingStatementBlockAfterElse", MORE, "Missing statement block after 'else' keyword.") \
	PROBLEM(MISSING_OPEN_PARENTHESIS_AFTER_KEYWORD, "MissingOpenParenthesisAfterKeyword", MORE, "Missing opening '(' after keyword '{0}'.") \
	PROBLEM(MISSING_EXPRESSION_AFTER_KEYWORD, "MissingExpressionAfterKeyword", MORE, "Missing expression after '{0}' in loop.") \
	PROBLEM(MISSING_LOOP_STATEMENT, "MissingLoopStatement", MORE, "Missing statement body in {0} loop.") \
	PROBLEM(MISSING_WHILE_OR_UNTIL_IN_DO_WHILE, "MissingWhileOrUntilInDoWhile", MORE, "Missing while or until keyword in do loop.") \
	PROBLEM(MISSING_VARIABLE_NAME_AFTER_FOREACH, "MissingVariableNameAfterForeach", MORE_FORM, "Missing variable name after foreach.") \
	PROBLEM(MISSING_IN_IN_FOREACH, "MissingInInForeach", MORE_FORM, "Missing 'in' after variable in foreach loop.") \
	PROBLEM(MISSING_FOREACH_EXPRESSION, "MissingForeachExpression", MORE_FORM, "Missing expression in foreach loop.") \
	PROBLEM(MISSING_END_PARENTHESIS_AFTER_FOREACH, "MissingEndParenthesisAfterForeach", MORE_FORM, "Missing closing ')' after expression part of foreach loop.") \
	PROBLEM(MISSING_FOREACH_STATEMENT, "MissingForeachStatement", MORE_FORM, "Missing statement body in foreach loop.") \
	PROBLEM(INVALID_FOREACH_FLAG, "InvalidForeachFlag", FINAL, "The parameter {0} is not valid for the foreach statement.") \
	PROBLEM(KEYWORD_PARAMETER_RESERVED_FOR_FUTURE_USE, "KeywordParameterReservedForFutureUse", FINAL, "The {0} '-{1}' parameter is reserved for future use.") \
	PROBLEM(THROTTLE_LIMIT_REQUIRES_PARALLEL_FLAG, "ThrottleLimitRequiresParallelFlag", FINAL, "The ThrottleLimit parameter is only supported on foreach statements that use the Parallel parameter.") \
	PROBLEM(MISSING_THROTTLE_LIMIT, "MissingThrottleLimit", MORE, "The ThrottleLimit parameter of the foreach statement is missing a value. Supply a throttle limit to the parameter.") \
	PROBLEM(PIPELINE_VALUE_REQUIRED, "PipelineValueRequired", MORE, "A switch statement must have one of the following:  '-file file_name' or '( expression )'.") \
	PROBLEM(MISSING_FILENAME_OPTION, "MissingFilenameOption", MORE, "Cannot process the 'switch' statement because of a missing file name argument to the -file option.") \
	PROBLEM(MISSING_END_PARENTHESIS_IN_SWITCH_STATEMENT, "MissingEndParenthesisInSwitchStatement", MORE, "Missing ')' after expression in switch statement.") \
	PROBLEM(MISSING_CURLY_BRACE_IN_SWITCH_STATEMENT, "MissingCurlyBraceInSwitchStatement", MORE, "Missing '{' in switch statement.") \
	PROBLEM(MISSING_SWITCH_CONDITION_EXPRESSION, "MissingSwitchConditionExpression", MORE, "Missing condition in switch statement clause.") \
	PROBLEM(MISSING_SWITCH_STATEMENT_CLAUSE, "MissingSwitchStatementClause", MORE, "Missing statement block in switch statement clause.") \
	PROBLEM(MULTIPLE_SWITCH_DEFAULT_CLAUSES, "MultipleSwitchDefaultClauses", FINAL, "A switch statement can have only one default clause.") \
	PROBLEM(INVALID_SWITCH_FLAG, "InvalidSwitchFlag", FINAL, "The parameter {0} is not valid for the switch statement.") \
	PROBLEM(MISSING_TRY_STATEMENT_BLOCK, "MissingTryStatementBlock", MORE, "The Try statement is missing its statement block.") \
	PROBLEM(MISSING_CATCH_OR_FINALLY, "MissingCatchOrFinally", MORE, "The Try statement is missing its Catch or Finally block.") \
	PROBLEM(MISSING_CATCH_HANDLER_BLOCK, "MissingCatchHandlerBlock", MORE, "The Catch block is missing its statement block.") \
	PROBLEM(MISSING_FINALLY_STATEMENT_BLOCK, "MissingFinallyStatementBlock", MORE, "The Finally block is missing its statement block.") \
	PROBLEM(MISSING_TRAP_STATEMENT, "MissingTrapStatement", MORE, "The 'trap' statement was incomplete. A trap statement requires a body.") \
	PROBLEM(MISSING_NAME_AFTER_KEYWORD, "MissingNameAfterKeyword", MORE, "Missing name after {0} keyword.") \
	PROBLEM(MISSING_FUNCTION_BODY, "MissingFunctionBody", MORE, "Missing function body in function declaration.") \
	PROBLEM(INVALID_FUNCTION_PARAMETER, "InvalidFunctionParameter", MORE, "Parameter declarations are a comma-separated list of variable names with optional initializer expressions.") \
	PROBLEM(MISSING_END_PARENTHESIS_IN_FUNCTION_PARAMETER_LIST, "MissingEndParenthesisInFunctionParameterList", MORE, "Missing ')' in function parameter list.") \
	PROBLEM(ONLY_ONE_PARAMETER_LIST_ALLOWED, "OnlyOneParameterListAllowed", FINAL, "The param statement cannot be used if arguments were specified in the function declaration.") \
	PROBLEM(MISSING_NAMED_STATEMENT_BLOCK, "MissingNamedStatementBlock", MORE, "Missing statement block after '{0}'.") \
	PROBLEM(MISSING_NAMED_BLOCKS, "MissingNamedBlocks", FINAL, "unexpected token '{0}', expected 'begin', 'process', 'end', 'clean', or 'dynamicparam'.") \
	PROBLEM(DUPLICATE_SCRIPT_COMMAND_CLAUSE, "DuplicateScriptCommandClause", FINAL, "Script command clause '{0}' has already been defined.") \
	PROBLEM(RESERVED_KEYWORD_NOT_ALLOWED, "ReservedKeywordNotAllowed", FINAL, "The '{0}' keyword is not supported in this version of the language.") \
	PROBLEM(UNEXPECTED_KEYWORD, "UnexpectedKeyword", FINAL, "Unexpected keyword '{0}'.") \
	PROBLEM(WORKFLOW_NOT_SUPPORTED_IN_POWER_SHELL_CORE, "WorkflowNotSupportedInPowerShellCore", FINAL, "Workflow is not supported in PowerShell 6+.") \
	PROBLEM(MISSING_STATEMENT_AFTER_KEYWORD, "MissingStatementAfterKeyword", MORE, "Missing statement body after keyword '{0}'.") \
	PROBLEM(MISSING_CONFIGURATION_NAME, "MissingConfigurationName", MORE, "The name for the configuration is missing. Provide the missing name as a simple name, string, or string-valued expression.") \
	PROBLEM(MISSING_CURLY_IN_CONFIGURATION_STATEMENT, "MissingCurlyInConfigurationStatement", MORE, "Missing '{' in configuration statement.") \
	PROBLEM(MISSING_STATEMENT_BLOCK_FOR_DATA_SECTION, "MissingStatementBlockForDataSection", MORE, "The Data section is missing its statement block.") \
	PROBLEM(INVALID_PARAMETER_FOR_DATA_SECTION_STATEMENT, "InvalidParameterForDataSectionStatement", FINAL, "The \"{0}\" parameter of the Data section is not valid. The valid Data section parameter is SupportedCommand.") \
	PROBLEM(MISSING_VALUE_FOR_SUPPORTED_COMMAND_IN_DATA_SECTION_STATEMENT, "MissingValueForSupportedCommandInDataSectionStatement", MORE, "The SupportedCommand parameter of the Data section is missing a value. Supply a cmdlet or function name to the parameter.") \
	PROBLEM(MISSING_USING_STATEMENT_DIRECTIVE, "MissingUsingStatementDirective", MORE, "Missing using directive") \
	PROBLEM(MISSING_USING_ITEM_NAME, "MissingUsingItemName", MORE, "Missing using name") \
	PROBLEM(INVALID_VALUE_FOR_USING_ITEM_NAME, "InvalidValueForUsingItemName", FINAL, "'{0}' is not a valid value for using name.") \
	PROBLEM(ERROR_LOADING_ASSEMBLY, "ErrorLoadingAssembly", FINAL, "Cannot load assembly '{0}'.") \
	PROBLEM(CANNOT_LOAD_ASSEMBLY_WITH_URI_SCHEMA, "CannotLoadAssemblyWithUriSchema", FINAL, "Cannot use assembly with uri schema '{0}'.") \
	PROBLEM(MODULE_NOT_FOUND_DURING_PARSE, "ModuleNotFoundDuringParse", FINAL, "Could not find the module '{0}'.") \
	PROBLEM(WILD_CARD_MODULE_NAME_ERROR, "WildCardModuleNameError", FINAL, "Wildcard characters are not supported for module names.") \
	PROBLEM(MISSING_EQUALS_IN_USING_ALIAS, "MissingEqualsInUsingAlias", MORE, "Missing '=' operator") \
	PROBLEM(MISSING_NAMESPACE_ALIAS, "MissingNamespaceAlias", MORE, "Missing namespace alias") \
	PROBLEM(USING_MUST_BE_AT_START_OF_SCRIPT, "UsingMustBeAtStartOfScript", FINAL, "A 'using' statement must appear before any other statements in a script.") \
	PROBLEM(USING_STATEMENT_NOT_SUPPORTED, "UsingStatementNotSupported", FINAL, "This syntax of the 'using' statement is not supported.") \
	PROBLEM(INVALID_NAMESPACE_VALUE, "InvalidNamespaceValue", FINAL, "The specified namespace in the 'using' statement contains invalid characters.") \
	PROBLEM(REQUIRES_MODULE_INVALID, "RequiresModuleInvalid", FINAL, "The argument for the Module parameter is not valid. {0}") \
	PROBLEM(MISSING_TYPE_BODY, "MissingTypeBody", MORE, "Missing '{0}' body in '{0}' declaration.") \
	PROBLEM(INCOMPLETE_MEMBER_DEFINITION, "IncompleteMemberDefinition", MORE, "Missing a property name or method definition.") \
	PROBLEM(MISSING_PROPERTY_TERMINATOR, "MissingPropertyTerminator", MORE, "Missing ';' or end-of-line in property definition.") \
	PROBLEM(MISSING_METHOD_PARAMETER_LIST, "MissingMethodParameterList", MORE, "Missing '(' in class method parameter list.") \
	PROBLEM(MISSING_BASE_CTOR_CALL, "MissingBaseCtorCall", MORE, "Missing 'base' after ':' in a base class constructor call.") \
	PROBLEM(DUPLICATE_QUALIFIER, "DuplicateQualifier", FINAL, "Duplicate '{0}' qualifier") \
	PROBLEM(TYPE_NAME_EXPECTED, "TypeNameExpected", MORE, "Type name expected.") \
	PROBLEM(TOO_MANY_TYPES, "TooManyTypes", FINAL, "Only one type may be specified on class members.") \
	PROBLEM(MODIFIERS_CANNOT_BE_COMBINED, "ModifiersCannotBeCombined", FINAL, "Modifier '{0}' cannot be combined with '{1}'") \
	/* semantic checks */ \
	PROBLEM(INVALID_LEFT_HAND_SIDE, "InvalidLeftHandSide", FINAL, "The assignment expression is not valid. The input to an assignment operator must be an object that is able to accept assignments, such as a variable or a property.") \
	PROBLEM(OPERATOR_REQUIRES_VARIABLE_OR_PROPERTY, "OperatorRequiresVariableOrProperty", FINAL, "The '{0}' operator works only on variables or on properties.") \
	PROBLEM(SPLATTING_NOT_PERMITTED, "SplattingNotPermitted", FINAL, "The splatting operator '@' cannot be used to reference variables in an expression. '@{0}' can be used only as an argument to a command. To reference variables in an expression use '${0}'.") \
	PROBLEM(SPLATTING_NOT_PERMITTED_IN_ARGUMENT_LIST, "SplattingNotPermittedInArgumentList", FINAL, "Splatted variables like '@{0}' cannot be part of a comma-separated list of arguments.") \
	PROBLEM(DUPLICATE_FORMAL_PARAMETER, "DuplicateFormalParameter", FINAL, "Duplicate parameter ${0} in parameter list.") \
	PROBLEM(DUPLICATE_KEY_IN_HASH_LITERAL, "DuplicateKeyInHashLiteral", FINAL, "Duplicate keys '{0}' are not allowed in hash literals.") \
	PROBLEM(DUPLICATE_NAMED_ARGUMENT, "DuplicateNamedArgument", FINAL, "Duplicate named arguments '{0}' are not allowed.") \
	PROBLEM(PROPERTY_NOT_FOUND_FOR_ATTRIBUTE, "PropertyNotFoundForAttribute", FINAL, "Property '{0}' cannot be found for attribute '{1}'. Specify one of the following properties: {2}.") \
	PROBLEM(PARAMETER_ATTRIBUTE_ARGUMENT_NEEDS_TO_BE_CONSTANT_OR_SCRIPT_BLOCK, "ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock", FINAL, "Attribute argument must be a constant or a script block.") \
	PROBLEM(PARAMETER_ATTRIBUTE_ARGUMENT_NEEDS_TO_BE_CONSTANT, "ParameterAttributeArgumentNeedsToBeConstant", FINAL, "Attribute argument must be a constant.") \
	PROBLEM(ORDERED_ATTRIBUTE_ONLY_ON_HASH_LITERAL_NODE, "OrderedAttributeOnlyOnHashLiteralNode", FINAL, "The {0} attribute can be specified only on a hash literal node.") \
	PROBLEM(VOID_TYPE_CONSTRAINT_NOT_ALLOWED, "VoidTypeConstraintNotAllowed", FINAL, "[void] cannot be used as a parameter type, or on the left side of an assignment.") \
	PROBLEM(REFERENCE_NEEDS_TO_BE_BY_ITSELF_IN_TYPE_CONSTRAINT, "ReferenceNeedsToBeByItselfInTypeConstraint", FINAL, "Cannot use [ref] with other types in a type constraint.") \
	PROBLEM(REFERENCE_NEEDS_TO_BE_BY_ITSELF_IN_TYPE_SEQUENCE, "ReferenceNeedsToBeByItselfInTypeSequence", FINAL, "Cannot have two occurrences of [ref] in a type sequence.") \
	PROBLEM(REFERENCE_NEEDS_TO_BE_LAST_TYPE_IN_TYPE_CONVERSION, "ReferenceNeedsToBeLastTypeInTypeConversion", FINAL, "[ref] can only be the final type in type conversion sequence.") \
	PROBLEM(EMPTY_CATCH_NOT_LAST, "EmptyCatchNotLast", FINAL, "Catch block must be the last catch block.") \
	PROBLEM(EXCEPTION_TYPE_ALREADY_CAUGHT, "ExceptionTypeAlreadyCaught", FINAL, "Exception type {0} is already handled by a previous handler.") \
	PROBLEM(CONTROL_LEAVING_FINALLY, "ControlLeavingFinally", FINAL, "Flow of control cannot leave a Finally block.") \
	PROBLEM(INVALID_USING_EXPRESSION, "InvalidUsingExpression", FINAL, "Expression is not allowed in a Using expression.") \
	PROBLEM(ATTRIBUTE_NOT_ALLOWED_ON_DECLARATION, "AttributeNotAllowedOnDeclaration", FINAL, "Attribute '{0}' is not valid on this declaration. It is valid on '{1}' declarations only.") \
	PROBLEM(TYPE_NOT_FOUND, "TypeNotFound", FINAL, "Unable to find type [{0}].") \
	PROBLEM(CUSTOM_ATTRIBUTE_TYPE_NOT_FOUND, "CustomAttributeTypeNotFound", FINAL, "Cannot find the type for custom attribute '{0}'. Make sure that the assembly that contains this type is loaded.") \
	/* data sections */ \
	PROBLEM(CMDLET_NOT_IN_ALLOWED_LIST_FOR_DATA_SECTION, "CmdletNotInAllowedListForDataSection", FINAL, "The command '{0}' is not allowed in restricted language mode or a Data section.") \
	PROBLEM(VARIABLE_REFERENCE_NOT_SUPPORTED_IN_DATA_SECTION, "VariableReferenceNotSupportedInDataSection", FINAL, "A variable that cannot be referenced in restricted language mode or a Data section is being referenced. Variables that can be referenced include the following: {0}.") \
	PROBLEM(TYPE_NOT_ALLOWED_IN_DATA_SECTION, "TypeNotAllowedInDataSection", FINAL, "The type {0} is not allowed in restricted language mode or a Data section.") \
	PROBLEM(OPERATOR_NOT_SUPPORTED_IN_DATA_SECTION, "OperatorNotSupportedInDataSection", FINAL, "The '{0}' operator is not allowed in restricted language mode or a Data section.") \
	PROBLEM(ARRAY_REFERENCE_NOT_SUPPORTED_IN_DATA_SECTION, "ArrayReferenceNotSupportedInDataSection", FINAL, "Array references are not allowed in restricted language mode or a Data section.") \
	PROBLEM(ASSIGNMENT_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION, "AssignmentStatementNotSupportedInDataSection", FINAL, "Assignment statements are not allowed in restricted language mode or a Data section.") \
	PROBLEM(ATTRIBUTE_NOT_SUPPORTED_IN_DATA_SECTION, "AttributeNotSupportedInDataSection", FINAL, "Attributes are not allowed in restricted language mode or a Data section.") \
	PROBLEM(DATA_SECTION_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION, "DataSectionStatementNotSupportedInDataSection", FINAL, "The data statement is not allowed in restricted language mode or another Data section.") \
	PROBLEM(DO_WHILE_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION, "DoWhileStatementNotSupportedInDataSection", FINAL, "The Do and While statements are not allowed in restricted language mode or a Data section.") \
	PROBLEM(DOT_SOURCING_NOT_SUPPORTED_IN_DATA_SECTION, "DotSourcingNotSupportedInDataSection", FINAL, "Dot sourcing is not allowed in restricted language mode or a Data section.") \
	PROBLEM(EXPANDABLE_STRING_NOT_SUPPORTED_IN_DATA_SECTION, "ExpandableStringNotSupportedInDataSection", FINAL, "Expandable strings are not allowed in restricted language mode or a Data section.") \
	PROBLEM(FLOW_CONTROL_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION, "FlowControlStatementNotSupportedInDataSection", FINAL, "Flow control statements such as Break, Continue, Return, Exit, and Throw are not allowed in restricted language mode or a Data section.") \
	PROBLEM(FOR_WHILE_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION, "ForWhileStatementNotSupportedInDataSection", FINAL, "For and While statements are not allowed in restricted language mode or a Data section.") \
	PROBLEM(FOREACH_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION, "ForeachStatementNotSupportedInDataSection", FINAL, "Foreach statements are not allowed in restricted language mode or a Data section.") \
	PROBLEM(FUNCTION_DECLARATION_NOT_SUPPORTED_IN_DATA_SECTION, "FunctionDeclarationNotSupportedInDataSection", FINAL, "Function declarations are not allowed in restricted language mode or a Data section.") \
	PROBLEM(INVALID_SCRIPT_BLOCK_IN_DATA_SECTION, "InvalidScriptBlockInDataSection", FINAL, "A Begin statement block, Process statement block, or parameter statement is not allowed in a Data section.") \
	PROBLEM(METHOD_CALL_NOT_SUPPORTED_IN_DATA_SECTION, "MethodCallNotSupportedInDataSection", FINAL, "Method calls are not allowed in restricted language mode or a Data section.") \
	PROBLEM(PARALLEL_AND_SEQUENCE_BLOCK_NOT_SUPPORTED_IN_DATA_SECTION, "ParallelAndSequenceBlockNotSupportedInDataSection", FINAL, "Parallel and sequence blocks are not allowed in restricted language mode or a Data section.") \
	PROBLEM(PARAMETER_DECLARATION_NOT_SUPPORTED_IN_DATA_SECTION, "ParameterDeclarationNotSupportedInDataSection", FINAL, "Parameter declarations are not allowed in restricted language mode or a Data section.") \
	PROBLEM(PROPERTY_REFERENCE_NOT_SUPPORTED_IN_DATA_SECTION, "PropertyReferenceNotSupportedInDataSection", FINAL, "Property references are not allowed in restricted language mode or a Data section.") \
	PROBLEM(REDIRECTION_NOT_SUPPORTED_IN_DATA_SECTION, "RedirectionNotSupportedInDataSection", FINAL, "Redirection is not allowed in restricted language mode or a Data section.") \
	PROBLEM(SCRIPT_BLOCK_NOT_SUPPORTED_IN_DATA_SECTION, "ScriptBlockNotSupportedInDataSection", FINAL, "Script block literals are not allowed in restricted language mode or a Data section.") \
	PROBLEM(SWITCH_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION, "SwitchStatementNotSupportedInDataSection", FINAL, "The switch statement is not allowed in restricted language mode or a Data section.") \
	PROBLEM(TRAP_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION, "TrapStatementNotSupportedInDataSection", FINAL, "The Trap statement is not allowed in restricted language mode or a Data section.") \
	PROBLEM(TRY_STATEMENT_NOT_SUPPORTED_IN_DATA_SECTION, "TryStatementNotSupportedInDataSection", FINAL, "The Try statement is not allowed in restricted language mode or a Data section.") \
	/* classes and enums */ \
	PROBLEM(MEMBER_ALREADY_DEFINED, "MemberAlreadyDefined", FINAL, "The member '{0}' is already defined.") \
	PROBLEM(CONSTRUCTOR_CANT_HAVE_RETURN_TYPE, "ConstructorCantHaveReturnType", FINAL, "A constructor cannot specify a return type.") \
	PROBLEM(STATIC_CONSTRUCTOR_CANT_HAVE_PARAMETERS, "StaticConstructorCantHaveParameters", FINAL, "A static constructor cannot have any parameters.") \
	PROBLEM(MULTIPLE_TYPE_CONSTRAINTS_ON_METHOD_PARAM, "MultipleTypeConstraintsOnMethodParam", FINAL, "Multiple type constraints are not allowed on a method parameter.") \
	PROBLEM(NAMED_BLOCK_NOT_ALLOWED_IN_METHOD, "NamedBlockNotAllowedInMethod", FINAL, "A named block is not allowed in a class method.") \
	PROBLEM(PARAM_BLOCK_NOT_ALLOWED_IN_METHOD, "ParamBlockNotAllowedInMethod", FINAL, "A param block is not allowed in a class method.") \
	PROBLEM(MISSING_THIS, "MissingThis", FINAL, "Cannot assign property, use '{0}{1}'.") \
	PROBLEM(MISSING_TYPE_IN_STATIC_PROPERTY_ASSIGNMENT, "MissingTypeInStaticPropertyAssignment", FINAL, "Cannot assign property, use '{0}{1}'.") \
	PROBLEM(NON_STATIC_MEMBER_ACCESS_IN_STATIC_MEMBER, "NonStaticMemberAccessInStaticMember", FINAL, "Cannot access the non-static member '{0}' in a static method or initializer of a static property.") \
	PROBLEM(NON_VOID_METHOD_MISSING_RETURN_VALUE, "NonVoidMethodMissingReturnValue", FINAL, "Invalid return statement within non-void method.") \
	PROBLEM(VOID_METHOD_HAS_RETURN, "VoidMethodHasReturn", FINAL, "Invalid return statement within void method.") \
	PROBLEM(METHOD_HAS_CODE_PATH_NOT_RETURN, "MethodHasCodePathNotReturn", FINAL, "Not all code path returns value within method.") \
	PROBLEM(VARIABLE_NOT_LOCAL, "VariableNotLocal", FINAL, "Variable is not assigned in the method.") \
	PROBLEM(ASSIGNMENT_STATEMENT_TO_AUTOMATIC_NOT_SUPPORTED, "AssignmentStatementToAutomaticNotSupported", FINAL, "Cannot assign automatic variable '{0}' with type '{1}'") \
	PROBLEM(LABEL_NOT_FOUND, "LabelNotFound", FINAL, "Label '{0}' not found inside the method.") \
	PROBLEM(ENUMERATOR_VALUE_MUST_BE_CONSTANT, "EnumeratorValueMustBeConstant", FINAL, "Enumerator value must be a constant value.") \
	PROBLEM(ENUMERATOR_VALUE_OUT_OF_BOUNDS, "EnumeratorValueOutOfBounds", FINAL, "Enumerator value is either too large or too small for {0}.") \
	PROBLEM(CYCLE_IN_ENUM_INITIALIZERS, "CycleInEnumInitializers", FINAL, "Cannot define enum because of a cycle in the initialization expressions.") \
	PROBLEM(INVALID_UNDERLYING_TYPE, "InvalidUnderlyingType", FINAL, "'{0}' is not a valid underlying type for enums. Expected a builtin integral type (one of byte, sbyte, short, ushort, int, uint, long or ulong)") \
	PROBLEM(SUBTYPE_ARRAY, "SubtypeArray", FINAL, "Invalid base type '{0}'. Base type cannot be an array.") \
	PROBLEM(INTERFACE_NAME_EXPECTED, "InterfaceNameExpected", FINAL, "'{0}': Interface name expected.") \
	PROBLEM(SEALED_BASE_CLASS, "SealedBaseClass", FINAL, "Cannot inherit from sealed class '{0}'.") \
	/* #requires */ \
	PROBLEM(PARAMETER_ALREADY_BOUND, "ParameterAlreadyBound", FINAL, "Cannot bind parameter because parameter '{1}' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, \"-parameter value1,value2,value3\".") \
	PROBLEM(PARAMETER_CANNOT_HAVE_ARGUMENT, "ParameterCannotHaveArgument", FINAL, "Parameter {0} cannot have an argument.") \
	PROBLEM(REQUIRES_ARGUMENT_MUST_BE_CONSTANT, "RequiresArgumentMustBeConstant", FINAL, "Argument must be constant.") \
	PROBLEM(REQUIRES_INVALID_STRING_ARGUMENT, "RequiresInvalidStringArgument", FINAL, "The argument for the {0} parameter is not valid. Specify a valid string argument.") \
	PROBLEM(REQUIRES_VERSION_INVALID, "RequiresVersionInvalid", FINAL, "The argument for the Version parameter is not valid. Specify a valid PowerShell version, in the format major.minor version.") \
	PROBLEM(REQUIRES_PSEDITION_INVALID, "RequiresPSEditionInvalid", FINAL, "The argument for the {0} parameter is not valid. Specify a valid PowerShell edition.") \
	PROBLEM(REQUIRES_PSEDITION_VALUE_IS_ALREADY_SPECIFIED, "RequiresPSEditionValueIsAlreadySpecified", FINAL, "The argument for the {0} parameter contains duplicate values. Do not specify duplicate PowerShell edition values.") \
	PROBLEM(SCRIPT_REQUIRES_INVALID_FORMAT, "ScriptRequiresInvalidFormat", FINAL, "Cannot process the #requires statement because it is not in the correct format.\nThe #requires statement must be in one of the following formats:\n \"#requires -shellid <shellID>\"\n \"#requires -version <major.minor>\"\n \"#requires -psedition <edition>\"\n \"#requires -pssnapin <psSnapInName> [-version <major.minor>]\"\n \"#requires -modules <ModuleSpecification>\"\n \"#requires -runasadministrator\"") \
	PROBLEM(SCRIPT_TOO_COMPLICATED, "ScriptTooComplicated", FINAL, "Processing was stopped because the script is too complex.")
/* clang-format on */

#endif
