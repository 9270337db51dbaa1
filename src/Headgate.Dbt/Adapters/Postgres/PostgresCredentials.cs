namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>A profile's output of type <c>postgres</c>, with dbt's keys.</summary>
internal sealed record PostgresCredentials
{
    /// <summary>The server: a name, an address, or the folder of its socket.</summary>
    public required string Host { get; init; }

    /// <summary>The server's port.</summary>
    public required int Port { get; init; }

    /// <summary>Who connects.</summary>
    public required string User { get; init; }

    /// <summary>The secret of the user.</summary>
    public required string Password { get; init; }

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>The target's schema.</summary>
    public required string Schema { get; init; }

    /// <summary>Seconds until a server that does not answer is given up.</summary>
    public int ConnectTimeout { get; init; } = 10;

    /// <summary>The role that each connection takes.</summary>
    public string? Role { get; init; }

    /// <summary>The schemas in which bare names are looked for.</summary>
    public string? SearchPath { get; init; }

    /// <summary>Seconds of silence after which the connection is tested; 0 for what the system does.</summary>
    public int KeepalivesIdle { get; init; }

    /// <summary>How the connection is encrypted, in the words of libpq.</summary>
    public string? SslMode { get; init; }

    /// <summary>File of the client's certificate, absolute.</summary>
    public string? SslCert { get; init; }

    /// <summary>File of the certificate's key, absolute.</summary>
    public string? SslKey { get; init; }

    /// <summary>File of the certificates that the server's must come from, absolute.</summary>
    public string? SslRootCert { get; init; }

    /// <summary>The name by which the server lists the connection.</summary>
    public string? ApplicationName { get; init; } = "dbt";

    /// <summary>Does each statement take effect by itself?</summary>
    public bool Autocommit { get; init; }

    /// <summary>How often a connection that fails is tried again.</summary>
    public int Retries { get; init; } = 1;

    /// <summary>Reads the output's keys.</summary>
    /// <exception cref="CredentialsException">A key is missing or of the wrong kind.</exception>
    public static PostgresCredentials Read(IReadOnlyDictionary<string, object?> output, string projectDirectory)
    {
        var keys = new OutputKeys(output, new() { ["dbname"] = "database", ["pass"] = "password" });
        var credentials = new PostgresCredentials
        {
            ConnectTimeout = keys.Whole("connect_timeout") ?? 10,
            Role = keys.Text("role"),
            SearchPath = keys.Text("search_path"),
            KeepalivesIdle = keys.Whole("keepalives_idle") ?? 0,
            SslMode = keys.Text("sslmode"),
            SslCert = Full(keys.Text("sslcert"), projectDirectory),
            SslKey = Full(keys.Text("sslkey"), projectDirectory),
            SslRootCert = Full(keys.Text("sslrootcert"), projectDirectory),
            ApplicationName = keys.Has("application_name") ? keys.Text("application_name") : "dbt",
            Autocommit = keys.Flag("autocommit") ?? false,
            Retries = keys.Whole("retries") ?? 1,
            Host = keys.Text("host") ?? "",
            User = keys.Text("user") ?? "",
            Port = keys.Whole("port", 0, 65_535) ?? 0,
            Password = keys.Text("password") ?? "",
            Database = keys.Text("database") ?? "",
            Schema = keys.Text("schema") ?? "",
        };
        keys.Require("database", "schema", "host", "user", "port", "password");
        return credentials;
    }

    /// <summary>What templates and <c>dbt debug</c> show: all but the password, in dbt's order.</summary>
    public TargetCredentials Shown() =>
        new(
            Database,
            Schema,
            new OrderedDictionary<string, object?>
            {
                ["host"] = Host,
                ["port"] = Port,
                ["user"] = User,
                ["database"] = Database,
                ["schema"] = Schema,
                ["connect_timeout"] = ConnectTimeout,
                ["role"] = Role,
                ["search_path"] = SearchPath,
                ["keepalives_idle"] = KeepalivesIdle,
                ["sslmode"] = SslMode,
                ["sslcert"] = SslCert,
                ["sslkey"] = SslKey,
                ["sslrootcert"] = SslRootCert,
                ["application_name"] = ApplicationName,
                ["autocommit"] = Autocommit,
                ["retries"] = Retries,
            }
        );

    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"{User}@{Host}:{Port}/{Database}";

    private static string? Full(string? path, string folder) => path is null ? null : Path.GetFullPath(path, folder);
}
