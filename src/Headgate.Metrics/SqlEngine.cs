namespace Headgate.Metrics;

/// <summary>The database that SQL is written for.</summary>
public enum SqlEngine
{
    /// <summary>PostgreSQL.</summary>
    Postgres,

    /// <summary>DuckDB.</summary>
    DuckDb,
}
