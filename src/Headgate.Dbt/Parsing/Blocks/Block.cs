namespace Headgate.Dbt.Parsing.Blocks;

/// <summary>A block at the top level of a file: <c>{% macro name() %}…{% endmacro %}</c>.</summary>
/// <param name="Kind">Word of the opening tag: <c>macro</c>, <c>test</c>, <c>snapshot</c>, <c>docs</c> and so on.</param>
/// <param name="Header">Rest of the opening tag, trimmed.</param>
/// <param name="Contents">Text between the tags.</param>
/// <param name="FullText">Text with the tags.</param>
/// <param name="Line">Line of the opening tag, from 1.</param>
internal sealed record Block(string Kind, string Header, string Contents, string FullText, int Line);
