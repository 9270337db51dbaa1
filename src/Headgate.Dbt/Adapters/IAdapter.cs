using Headgate.Jinja.Values;

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

    /// <summary>Calls a method that only this adapter has, on <c>adapter</c> in templates; false where it has none of the name.</summary>
    /// <param name="name">The method.</param>
    /// <param name="arguments">What the template gives.</param>
    /// <param name="result">What it gets.</param>
    /// <exception cref="DbtException">An argument is not as the method needs it.</exception>
    bool TryCall(string name, Arguments arguments, out Value result)
    {
        result = default;
        return false;
    }

    /// <summary>Opens a connection for one worker.</summary>
    /// <param name="name">What the connection is for: a node's id or the command's name.</param>
    /// <exception cref="DatabaseException">The database cannot be reached or opened.</exception>
    IAdapterConnection Open(string name);
}
