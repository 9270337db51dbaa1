namespace Headgate.Dbt.Parsing.Blocks;

/// <summary>A statement tag of a template.</summary>
/// <param name="Name">First word: <c>macro</c>, <c>endif</c>.</param>
/// <param name="Header">Text after the first word, trimmed.</param>
/// <param name="Start">Position of <c>{%</c>.</param>
/// <param name="End">Position after <c>%}</c>.</param>
internal sealed record Tag(string Name, string Header, int Start, int End);
