using Headgate.Dbt.Parsing.Properties;

namespace Headgate.Dbt.Parsing.Sources;

/// <summary>A table of a source as property files describe it.</summary>
/// <param name="Source">The source.</param>
/// <param name="Table">The table.</param>
/// <param name="PatchPath">Property file of another project that overrides it, or null.</param>
internal sealed record SourceTable(PropertyEntry Source, PropertyEntry Table, string? PatchPath);
