namespace Headgate.Dbt.Project;

/// <summary>Where <c>adapter.dispatch</c> looks for macros of a namespace.</summary>
/// <param name="MacroNamespace">Package whose macros are dispatched.</param>
/// <param name="SearchOrder">Packages to search, first to last.</param>
internal sealed record DispatchRule(string MacroNamespace, IReadOnlyList<string> SearchOrder);
