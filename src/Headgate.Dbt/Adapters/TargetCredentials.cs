namespace Headgate.Dbt.Adapters;

/// <summary>The facts of a profile's output that templates may read. Secrets are not among them.</summary>
/// <param name="Database">The database's name.</param>
/// <param name="Schema">The schema of the target.</param>
/// <param name="Public">All keys that <c>target</c> and <c>dbt debug</c> show, in order: host, port, database, schema.</param>
internal sealed record TargetCredentials(string Database, string Schema, IReadOnlyDictionary<string, object?> Public);
