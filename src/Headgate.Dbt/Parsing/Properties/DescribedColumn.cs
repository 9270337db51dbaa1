using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Properties;

/// <summary>A column of a property file.</summary>
/// <param name="Info">What the manifest keeps.</param>
/// <param name="Tests">Generic tests as written, or null where the key is absent.</param>
internal sealed record DescribedColumn(ColumnInfo Info, List<object?>? Tests);
