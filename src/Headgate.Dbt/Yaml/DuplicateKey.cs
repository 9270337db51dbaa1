namespace Headgate.Dbt.Yaml;

/// <summary>A key that stands twice in one map.</summary>
/// <param name="Key">The key.</param>
/// <param name="Line">Line of its second place, from 1.</param>
/// <param name="Column">Column of its second place, from 1.</param>
internal sealed record DuplicateKey(string Key, int Line, int Column);
