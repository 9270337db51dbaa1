namespace Headgate.Dbt.Parsing.Macros;

/// <summary>A call that a template makes by name.</summary>
/// <param name="Package">Name before the dot, or null.</param>
/// <param name="Name">Name of what is called.</param>
/// <param name="Texts">Constant texts among its first arguments, for <c>adapter.dispatch('name', 'package')</c>.</param>
internal sealed record MacroCall(string? Package, string Name, IReadOnlyList<string> Texts);
