using Headgate.Metadata.Settings;
using Headgate.Metrics.Settings;
using Headgate.Platform.Identities;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Keeping;
using Headgate.Platform.Webhooks.Keeping;
using Headgate.WebConsole;

namespace Headgate.Server;

/// <summary>What a server is started with: from <c>headgate.yaml</c>, <c>HEADGATE__…</c> variables and the command line, in this order.</summary>
public sealed record ServerSettings
{
    /// <summary>Folder with the database, artifacts, keys and journal. Absolute.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The settings file that these were read from, or would be; where the operator's commands write. Null where nothing was read.</summary>
    public string? SettingsFile { get; init; }

    /// <summary>IP address to listen on, or <c>localhost</c>.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>TCP port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; } = 8580;

    /// <summary>The server's certificate in PEM, with those between it and its authority; null for HTTP without TLS.</summary>
    public string? Certificate { get; init; }

    /// <summary>The certificate's key in PEM.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>Networks of proxies whose word about a caller's address is taken.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>How the server is spoken to: http or https.</summary>
    public string Scheme => Certificate is null ? "http" : "https";

    /// <summary>The address under which people reach the server, where it is another than the one it listens on; in links and in the guide.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Connection string of PostgreSQL; null for SQLite in the data folder.</summary>
    public string? PostgresConnection { get; init; }

    /// <summary>A single-tenant install has no cap on the records of a list; a multi-tenant one refuses to give more than 100 at once.</summary>
    public bool SingleTenant { get; init; }

    /// <summary>Requests that an account may make in a minute; null for no limit.</summary>
    public int? RequestsPerMinute { get; init; } = 5000;

    /// <summary>Requests that one agent may make in a minute; null for no limit.</summary>
    public int? AgentRequestsPerMinute { get; init; } = 1000;

    /// <summary>Connections that may be open at once.</summary>
    public int Connections { get; init; } = 10_000;

    /// <summary>Connections that one address may have open at once. Behind a proxy all come from the proxy's address.</summary>
    public int ConnectionsPerAddress { get; init; } = 1000;

    /// <summary>How long a caller may take to send a request's head.</summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes in a second that a caller must read of an answer, measured after <see cref="SlowReaderGrace"/>.</summary>
    public double LeastReadingRate { get; init; } = 4096;

    /// <summary>How long a slow reader is borne.</summary>
    public TimeSpan SlowReaderGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether webhooks may be posted to this machine's loopback addresses. The laptop's mode, <c>up</c>, allows it.</summary>
    public bool AllowLoopbackWebhookReceivers { get; init; }

    /// <summary>Whether webhooks may be posted to loopback and private networks.</summary>
    public bool AllowPrivateWebhookReceivers { get; init; }

    /// <summary>Whether foreign MCP servers may be at this machine's loopback addresses. The laptop's mode, <c>up</c>, allows it.</summary>
    public bool AllowLoopbackForeignServers { get; init; }

    /// <summary>Whether accounts elsewhere may be at hosts that are not dbt's. The laptop's mode, <c>up</c>, allows it.</summary>
    public bool AllowUpstreamTestBeds { get; init; }

    /// <summary>Whether foreign MCP servers may be at loopback and in private networks.</summary>
    public bool AllowPrivateForeignServers { get; init; }

    /// <summary>When webhooks that were not received are tried again.</summary>
    public RetrySettings WebhookRetries { get; init; } = new();

    /// <summary>Runs that work at the same time, in the whole install.</summary>
    public int RunSlots { get; init; } = 2;

    /// <summary>The program that runs dbt commands: null for the embedded engine, else the path of a real dbt.</summary>
    public string? DbtProgram { get; init; }

    /// <summary>Most MiB of a step's console log, and of its debug log.</summary>
    public int RunLogMiB { get; init; } = 1024;

    /// <summary>Longest time of git for a repository.</summary>
    public TimeSpan CloneTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long runs are kept, with their logs and artifacts.</summary>
    public RetentionSettings RunRetention { get; init; } = new();

    /// <summary>Discovery: how long history is kept, and what its GraphQL door takes.</summary>
    public MetadataSettings Metadata { get; init; } = new();

    /// <summary>The Semantic Layer: limits of queries, and what its GraphQL door takes.</summary>
    public MetricsSettings Metrics { get; init; } = new();

    /// <summary>The box around runs.</summary>
    public BoxSettings Box { get; init; } = new();

    /// <summary>Where the journal's signed heads are sent: files elsewhere, addresses of HTTP, <c>syslog</c>.</summary>
    public IReadOnlyList<string> JournalWitnesses { get; init; } = [];

    /// <summary>Collectors that get the record as it is written: addresses of syslog and OTLP.</summary>
    public IReadOnlyList<string> JournalForward { get; init; } = [];

    /// <summary>Days that closed files of the journal are kept; null for ever.</summary>
    public int? JournalKeepDays { get; init; }

    /// <summary>Mebibytes that the journal may have on the disk before its oldest closed files are removed; null for any number.</summary>
    public int? JournalKeepMebibytes { get; init; }

    /// <summary>The identity provider that people may sign in with.</summary>
    public OidcSettings Oidc { get; init; } = new();

    /// <summary>What becomes of people whom the identity provider sends.</summary>
    public IdentitySettings Identities { get; init; } = new();

    /// <summary>Least level of what the server logs: trace, debug, information, warning, error.</summary>
    public string LogLevel { get; init; } = "warning";

    /// <summary>The settings for people, without the connection string, in which a password may stand.</summary>
    public override string ToString() =>
        $"data {DataFolder}, listen {Address}:{Port}, database {(PostgresConnection is null ? "SQLite" : "PostgreSQL")}";
}
