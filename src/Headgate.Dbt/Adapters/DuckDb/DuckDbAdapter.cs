using DuckDB.NET.Data;
using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.Adapters.DuckDb;

/// <summary>DuckDB in this process. All connections of one adapter share one open database.</summary>
internal sealed class DuckDbAdapter : IAdapter
{
    /// <summary>The type's name in profiles.yml.</summary>
    public const string TypeName = "duckdb";

    private readonly DuckDbCredentials _credentials;
    private readonly Box? _box;
    private readonly Lock _opening = new();
    private DuckDBConnection? _root;

    private DuckDbAdapter(DuckDbCredentials credentials, Box? box)
    {
        _credentials = credentials;
        _box = box;
        Credentials = new(
            credentials.Database,
            credentials.Schema,
            new OrderedDictionary<string, object?>
            {
                ["path"] = box?.Inner(credentials.Path) ?? credentials.Path,
                ["database"] = credentials.Database,
                ["schema"] = credentials.Schema,
            }
        );
    }

    /// <summary>Makes the adapter; the file is opened with the first connection.</summary>
    /// <param name="output">The keys of the profile's output.</param>
    /// <param name="projectDirectory">The folder that relative paths start from.</param>
    /// <param name="box">The box that the call is in; null for one by hand.</param>
    /// <exception cref="DatabaseException">The box does not allow a key of the output.</exception>
    public static DuckDbAdapter Of(IReadOnlyDictionary<string, object?> output, string projectDirectory, Box? box)
    {
        var credentials = DuckDbCredentials.Read(output, projectDirectory);
        if (box is not null)
        {
            BoxedOutput.Check(output, credentials, box);
        }
        return new(credentials, box);
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
            if (_box is null)
            {
                ApplySettings(connection);
            }
        }
        catch (DuckDBException e)
        {
            connection.Dispose();
            throw Unreachable(e);
        }
        return new DuckDbConnection(connection, name, _box);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_root is not null)
        {
            BoxedLog.Close(_root, _box);
            _root = null;
        }
    }

    private string ConnectionString =>
        BoxedDatabase
            .Opening(_credentials.Path == DuckDbCredentials.InMemory ? ":memory:?cache=shared" : _credentials.Path, _box)
            .ConnectionString;

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

    /// <summary>In a box nothing of a project has been executed before the last of these statements.</summary>
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
        foreach (var statement in _box is null ? [] : BoxedDatabase.Locking(_credentials, _box))
        {
            Run(connection, statement);
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

    internal static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    private DatabaseException Unreachable(Exception e) => new(BoxedErrors.Shown(e.Message, _box), e) { IsConnection = true };
}
