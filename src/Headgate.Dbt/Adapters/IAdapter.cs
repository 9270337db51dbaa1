namespace Headgate.Dbt.Adapters;

/// <summary>A database as the engine sees it. Nothing outside this folder knows a database's name.</summary>
internal interface IAdapter : IDisposable
{
    /// <summary>The adapter's type as in profiles.yml and as the prefix of its macros: <c>duckdb</c>.</summary>
    string Type { get; }

    /// <summary>The types whose macros stand in where this adapter has none, nearest first.</summary>
    IReadOnlyList<string> ParentTypes { get; }

    /// <summary>How the database quotes, names its types and which incremental strategies it has.</summary>
    Dialect Dialect { get; }

    /// <summary>The database, schema and other facts of the chosen target.</summary>
    TargetCredentials Credentials { get; }

    /// <summary>Opens a connection for one worker.</summary>
    /// <param name="name">What the connection is for: a node's id or the command's name.</param>
    /// <exception cref="DatabaseException">The database cannot be reached or opened.</exception>
    IAdapterConnection Open(string name);
}
