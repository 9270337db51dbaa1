using Headgate.Jinja.Values;
using Npgsql;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>A PostgreSQL server. Connections come from a pool, so that a node costs no handshake and a connection that broke is replaced.</summary>
internal sealed class PostgresAdapter : IAdapter
{
    /// <summary>The type's name in profiles.yml.</summary>
    public const string TypeName = "postgres";

    private readonly PostgresCredentials _credentials;
    private readonly Lazy<NpgsqlDataSource> _source;

    /// <summary>Makes the adapter; nothing is opened yet.</summary>
    public PostgresAdapter(PostgresCredentials credentials)
    {
        _credentials = credentials;
        _source = new(() => ConnectionSettings.SourceOf(credentials));
        Credentials = credentials.Shown();
    }

    /// <inheritdoc />
    public string Type => TypeName;

    /// <inheritdoc />
    public IReadOnlyList<string> ParentTypes => [];

    /// <inheritdoc />
    public Dialect Dialect => PostgresDialect.Instance;

    /// <inheritdoc />
    public TargetCredentials Credentials { get; }

    /// <inheritdoc />
    public bool TryCall(string name, Arguments arguments, out Value result)
    {
        result = name == "parse_index" ? PostgresIndex.Parse(arguments.Get(0, "raw_index", Value.None)) : default;
        return name == "parse_index";
    }

    /// <inheritdoc />
    public IAdapterConnection Open(string name)
    {
        var connection = new PostgresConnection(new ServerConnections(_source.Value, _credentials), name, _credentials.Autocommit);
        try
        {
            connection.Connect(CancellationToken.None);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_source.IsValueCreated)
        {
            _source.Value.Dispose();
        }
    }
}
