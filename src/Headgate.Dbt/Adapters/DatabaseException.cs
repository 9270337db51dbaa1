namespace Headgate.Dbt.Adapters;

/// <summary>The database refused a statement or a connection. The message is the database's own.</summary>
internal sealed class DatabaseException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Is it the connection that failed, and not a statement?</summary>
    public bool IsConnection { get; init; }
}
