using Npgsql;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>A profile's keys as the driver's settings.</summary>
internal static class ConnectionSettings
{
    /// <summary>The source of connections for a profile's output; nothing is opened yet.</summary>
    /// <exception cref="DatabaseException">The output's <c>sslmode</c> is none.</exception>
    public static NpgsqlDataSource SourceOf(PostgresCredentials credentials)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = credentials.Host,
            Port = credentials.Port,
            Username = credentials.User,
            Password = credentials.Password,
            Database = credentials.Database,
            Timeout = credentials.ConnectTimeout,
            CommandTimeout = 0,
            MaxPoolSize = 1024,
            TcpKeepAlive = true,
            IncludeErrorDetail = true,
        };
        if (credentials.KeepalivesIdle > 0)
        {
            settings.TcpKeepAliveTime = credentials.KeepalivesIdle;
        }
        if (credentials.SearchPath is { Length: > 0 } path)
        {
            settings.SearchPath = path;
        }
        if (credentials.SslMode is { Length: > 0 } mode)
        {
            settings.SslMode = SslModeOf(mode);
        }
        settings.SslCertificate = credentials.SslCert;
        settings.SslKey = credentials.SslKey;
        settings.RootCertificate = credentials.SslRootCert;
        settings.ApplicationName = credentials.ApplicationName;
        // Values come as text and are read by their type's number, so that the driver needs no catalogue of types: a query that costs more than a small run.
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();
    }

    private static SslMode SslModeOf(string mode) =>
        mode switch
        {
            "disable" => SslMode.Disable,
            "allow" => SslMode.Allow,
            "prefer" => SslMode.Prefer,
            "require" => SslMode.Require,
            "verify-ca" => SslMode.VerifyCA,
            "verify-full" => SslMode.VerifyFull,
            _ => throw new DatabaseException($"invalid sslmode value: \"{mode}\"") { IsConnection = true },
        };
}
