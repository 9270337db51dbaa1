using DuckDB.NET.Data;

namespace Headgate.Dbt.Adapters.DuckDb;

/// <summary>DuckDB in this process. All connections of one adapter share one open database.</summary>
internal sealed class DuckDbAdapter : IAdapter
{
    /// <summary>The type's name in profiles.yml.</summary>
    public const string TypeName = "duckdb";

    private readonly DuckDbCredentials _credentials;
    private readonly Lock _opening = new();
    private DuckDBConnection? _root;

    /// <summary>Makes the adapter; the file is opened with the first connection.</summary>
    public DuckDbAdapter(DuckDbCredentials credentials)
    {
        _credentials = credentials;
        Credentials = new(
            credentials.Database,
            credentials.Schema,
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["path"] = credentials.Path }
        );
    }

    /// <inheritdoc />
    public string Type => TypeName;

    /// <inheritdoc />
    public IReadOnlyList<string> ParentTypes => [];

    /// <inheritdoc />
    public Dialect Dialect => DuckDbDialect.Instance;

    /// <inheritdoc />
    public TargetCredentials Credentials { get; }

    /// <inheritdoc />
    public IAdapterConnection Open(string name)
    {
        EnsureRoot();
        var connection = new DuckDBConnection(ConnectionString);
        try
        {
            connection.Open();
            ApplySettings(connection);
        }
        catch (DuckDBException e)
        {
            connection.Dispose();
            throw Unreachable(e);
        }
        return new DuckDbConnection(connection, name);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _root?.Dispose();
        _root = null;
    }

    private string ConnectionString =>
        _credentials.Path == DuckDbCredentials.InMemory ? "Data Source=:memory:?cache=shared" : "Data Source=" + _credentials.Path;

    /// <summary>The first connection keeps the database open, so that later ones cost microseconds and not a recovery.</summary>
    private void EnsureRoot()
    {
        lock (_opening)
        {
            if (_root is not null)
            {
                return;
            }
            var connection = new DuckDBConnection(ConnectionString);
            try
            {
                if (_credentials.Path != DuckDbCredentials.InMemory && Path.GetDirectoryName(_credentials.Path) is { Length: > 0 } folder)
                {
                    Directory.CreateDirectory(folder);
                }
                connection.Open();
                Prepare(connection);
                _root = connection;
            }
            catch (Exception e) when (e is DuckDBException or IOException or UnauthorizedAccessException)
            {
                connection.Dispose();
                throw Unreachable(e);
            }
        }
    }

    private void Prepare(DuckDBConnection connection)
    {
        foreach (var extension in _credentials.Extensions)
        {
            Run(connection, "load " + Dialect.Quote(extension));
        }
        foreach (var attachment in _credentials.Attach)
        {
            var alias = attachment.Alias is null ? "" : " as " + Dialect.Quote(attachment.Alias);
            var mode = attachment.ReadOnly ? " (read_only)" : "";
            Run(connection, $"attach if not exists {Literal(attachment.Path)}{alias}{mode}");
        }
    }

    private void ApplySettings(DuckDBConnection connection)
    {
        foreach (var (key, value) in _credentials.Settings)
        {
            Run(connection, $"set {Dialect.Quote(key)} = {Literal(value)}");
        }
    }

    private static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is built above from quoted names and literals; SET and ATTACH take no parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static DatabaseException Unreachable(Exception e) => new(e.Message, e) { IsConnection = true };
}
