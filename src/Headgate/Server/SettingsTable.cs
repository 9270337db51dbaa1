using System.Globalization;
using System.Net;
using Headgate.Gate.Journal.Forwarding;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Webhooks.Keeping;

namespace Headgate.Server;

/// <summary>All settings of a server, in the order in which they are shown. A setting is added here, and nowhere else.</summary>
internal static class SettingsTable
{
    private const int MostPauses = 20;
    private const int LongestPause = 24 * 60 * 60;
    private const int MostRequests = 1_000_000;
    private const string FullFolder = "the full path of a folder";

    private static readonly string[] Isolations = [.. Enum.GetNames<Isolation>().Select(name => name.ToLowerInvariant())];

    private static readonly string[] Levels = ["trace", "debug", "information", "warning", "error", "critical"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Setting.Text(
            "data",
            "Folder with the database, artifacts, keys and journal.",
            ".headgate",
            (s, v) => s with { DataFolder = Path.GetFullPath(v) }
        ),
        Setting.Checked(
            "listen:address",
            "The address to listen on; 0.0.0.0 for all of this machine.",
            "an IP address of this machine",
            "127.0.0.1",
            v => v == "localhost" || IPAddress.TryParse(v, out _),
            (s, v) => s with { Address = v }
        ),
        Setting.Number("listen:port", "TCP port to listen on; 0 takes a free one.", 8580, 0, 65_535, (s, v) => s with { Port = v }),
        Setting.Number(
            "listen:connections",
            "Connections that may be open at once.",
            10_000,
            1,
            1_000_000,
            (s, v) => s with { Connections = v }
        ),
        Setting.Number(
            "listen:connections_per_address",
            "Connections that one address may have open at once; trusted proxies may have more.",
            1000,
            1,
            1_000_000,
            (s, v) => s with { ConnectionsPerAddress = v }
        ),
        Setting.Checked(
            "listen:certificate",
            "The server's certificate in PEM, followed by those between it and its authority: then it speaks HTTPS. Renewed files are used from the next connection on.",
            "the path of a file",
            "none",
            File.Exists,
            (s, v) => s with { Certificate = Path.GetFullPath(v) }
        ),
        Setting.Checked(
            "listen:certificate_key",
            "The certificate's key in PEM.",
            "the path of a file",
            "none",
            File.Exists,
            (s, v) => s with { CertificateKey = Path.GetFullPath(v) }
        ),
        Setting.List(
            "listen:trusted_proxies",
            "Networks of proxies whose X-Forwarded-For is believed: rates, rules about addresses and the record see the caller behind them.",
            "an IP address or a network such as 10.0.0.0/8",
            Server.TrustedProxies.IsNetwork,
            (s, v) => s with { TrustedProxies = v }
        ),
        Setting.Checked(
            "public_url",
            "The address under which people reach the server, where it is another than the one it listens on; in links and in the guide.",
            "an address that starts with http:// or https://",
            "the address it listens on",
            v => Uri.TryCreate(v, UriKind.Absolute, out var u) && u.Scheme is "http" or "https",
            (s, v) => s with { PublicUrl = v }
        ),
        .. SignInSettings.All,
        Setting.Secret(
            "database:postgres",
            "Connection string of PostgreSQL, such as Host=db;Database=headgate;Username=headgate;Password=….",
            "SQLite in the data folder",
            (s, v) => s with { PostgresConnection = v }
        ),
        Setting.Flag(
            "single_tenant",
            "Whether lists have no cap of 100 records, as dbt's single-tenant installs.",
            (s, v) => s with { SingleTenant = v }
        ),
        Setting.Number(
            "requests_per_minute",
            "Requests that an account may make in a minute; 0 for no limit.",
            5000,
            0,
            MostRequests,
            (s, v) => s with { RequestsPerMinute = v == 0 ? null : v }
        ),
        Setting.Number(
            "agent_requests_per_minute",
            "Requests that one agent may make in a minute; 0 for no limit.",
            1000,
            0,
            MostRequests,
            (s, v) => s with { AgentRequestsPerMinute = v == 0 ? null : v }
        ),
        Setting.Flag(
            "webhooks:allow_loopback_receivers",
            "Whether webhooks may be posted to this machine's loopback addresses. 'headgate up' allows it.",
            (s, v) => s with { AllowLoopbackWebhookReceivers = v }
        ),
        Setting.Flag(
            "webhooks:allow_private_receivers",
            "Whether webhooks may be posted to loopback and private networks.",
            (s, v) => s with { AllowPrivateWebhookReceivers = v }
        ),
        Setting.Flag(
            "upstreams:allow_test_beds",
            "Whether upstreams may be at hosts that are not dbt's, such as another Headgate, also by http. 'headgate up' allows it.",
            (s, v) => s with { AllowUpstreamTestBeds = v }
        ),
        Setting.Flag(
            "mcp:allow_loopback_servers",
            "Whether foreign MCP servers may be at this machine's loopback addresses. 'headgate up' allows it.",
            (s, v) => s with { AllowLoopbackForeignServers = v }
        ),
        Setting.Flag(
            "mcp:allow_private_servers",
            "Whether foreign MCP servers may be at loopback and in private networks.",
            (s, v) => s with { AllowPrivateForeignServers = v }
        ),
        Setting.Checked(
            "webhooks:retry_pauses",
            "Seconds after which a webhook that was not received is tried again, with commas between them.",
            $"at most {MostPauses} whole numbers of seconds from 1 to {LongestPause}, with commas between them, such as \"15, 60, 240, 960\"",
            string.Join(", ", new RetrySettings().Pauses.Select(p => p.TotalSeconds.ToString("0", CultureInfo.InvariantCulture))),
            v => Pauses(v) is { Count: <= MostPauses } pauses && !pauses.Contains(null),
            (s, v) =>
                s with
                {
                    WebhookRetries = s.WebhookRetries with { Pauses = [.. Pauses(v).Select(p => TimeSpan.FromSeconds(p!.Value))] },
                }
        ),
        Setting.Number(
            "webhooks:retry_spread_percent",
            "How much longer than that a pause may become by chance, in percent.",
            50,
            0,
            100,
            (s, v) => s with { WebhookRetries = s.WebhookRetries with { Spread = v / 100.0 } }
        ),
        Setting.Number(
            "runs:slots",
            "Runs that work at the same time, in the whole install.",
            2,
            1,
            256,
            (s, v) => s with { RunSlots = v }
        ),
        Setting.Number(
            "runs:keep_days",
            "Days that ended runs are kept, with their logs and artifacts; 0 for ever. The newest run and the newest success of a job always stay.",
            0,
            0,
            36_500,
            (s, v) => s with { RunRetention = s.RunRetention with { KeepFor = v == 0 ? null : TimeSpan.FromDays(v) } }
        ),
        Setting.Number(
            "runs:keep_per_job",
            "Runs of a job that are kept; 0 for all.",
            0,
            0,
            int.MaxValue,
            (s, v) => s with { RunRetention = s.RunRetention with { KeepOfJob = v == 0 ? null : v } }
        ),
        Setting.Number(
            "metadata:keep_days",
            "Days that Discovery keeps the history of nodes; what they are now stays.",
            92,
            1,
            36_500,
            (s, v) => s with { Metadata = s.Metadata with { KeepDays = v } }
        ),
        Setting.Number(
            "metadata:requests_per_minute",
            "Requests that one IP address may make in a minute at the GraphQL door of Discovery; 0 for no limit.",
            200,
            0,
            MostRequests,
            (s, v) => s with { Metadata = s.Metadata with { RequestsPerMinute = v == 0 ? null : v } }
        ),
        Setting.Flag(
            "metadata:closed_introspection",
            "Whether the schema of Discovery is told only to callers with a credential. It holds nothing of any project, and dbt's API tells it to anyone.",
            (s, v) => s with { Metadata = s.Metadata with { OpenIntrospection = !v } }
        ),
        Setting.Number(
            "metrics:rows",
            "Most rows that a query of the Semantic Layer may give.",
            100_000,
            1,
            1_000_000,
            (s, v) => s with { Metrics = s.Metrics with { Rows = v } }
        ),
        Setting.Number(
            "metrics:seconds",
            "Most seconds that a query of the Semantic Layer may take.",
            60,
            1,
            3600,
            (s, v) => s with { Metrics = s.Metrics with { Time = TimeSpan.FromSeconds(v) } }
        ),
        Setting.Number(
            "metrics:at_once",
            "Queries of the Semantic Layer that work at the same time; others wait for their turn.",
            4,
            1,
            256,
            (s, v) => s with { Metrics = s.Metrics with { AtOnce = v } }
        ),
        Setting.Number(
            "metrics:requests_per_minute",
            "Requests that one IP address may make in a minute at the GraphQL door of the Semantic Layer; 0 for no limit.",
            1000,
            0,
            MostRequests,
            (s, v) => s with { Metrics = s.Metrics with { RequestsPerMinute = v == 0 ? null : v } }
        ),
        Setting.Number(
            "metrics:flight_port",
            "Port of Arrow Flight SQL (gRPC over HTTP/2, for JDBC and ADBC drivers), beside the server's own; 0 for none. Without a certificate it speaks in plain text.",
            0,
            0,
            65_535,
            (s, v) => s with { Metrics = s.Metrics with { FlightPort = v == 0 ? null : v } }
        ),
        Setting.Number(
            "runs:log_mib",
            "Most of a step's console log, and of its debug log, in MiB; the rest is left out. They are compressed when the run has ended.",
            1024,
            1,
            1_048_576,
            (s, v) => s with { RunLogMiB = v }
        ),
        Setting.Number(
            "runs:clone_seconds",
            "Longest time that git may take for a project's repository, in seconds.",
            600,
            1,
            86_400,
            (s, v) => s with { CloneTimeout = TimeSpan.FromSeconds(v) }
        ),
        Setting.Checked(
            "runs:dbt_program",
            "A real dbt that executes the commands of runs.",
            "the path of a program",
            "the embedded engine",
            File.Exists,
            (s, v) => s with { DbtProgram = v }
        ),
        Setting.Choice(
            "runs:isolation",
            "How the processes of runs are kept apart; see security-runs.md.",
            "automatic",
            Isolations,
            (s, v) => InBox(s, box => box with { Isolation = Enum.Parse<Isolation>(v, ignoreCase: true) })
        ),
        Folders("runs:folders", "Folders below which repositories may lie.", (box, v) => box with { Folders = v }),
        Folders(
            "runs:warehouses",
            "Folders below which warehouses may lie, beside the data folder and its \"warehouse\".",
            (box, v) => box with { Warehouses = v }
        ),
        Texts(
            "runs:git_hosts",
            "Hosts of git repositories that may lie in a private network or on this machine, and may be reached without TLS.",
            (box, v) => box with { GitHosts = v }
        ),
        Folders("runs:readable", "Folders that every run may read, such as the one of a real dbt.", (box, v) => box with { Readable = v }),
        Texts("runs:extensions", "Extensions of DuckDB that a run may load.", (box, v) => box with { Extensions = v }),
        Texts(
            "runs:extended_attributes",
            "Extended attributes that are allowed although they name a place, a host or a setting of the engine.",
            (box, v) => box with { ExtendedAttributes = v }
        ),
        Limit("runs:memory_mib", "Memory of one step, in MiB.", 4096, 256, 16_777_216, (l, v) => l with { MemoryMiB = v }),
        Limit("runs:processes", "Processes of one step.", 512, 32, 1_000_000, (l, v) => l with { Processes = v }),
        Limit("runs:open_files", "Open files of a process of a step.", 4096, 64, 1_000_000, (l, v) => l with { OpenFiles = v }),
        Limit("runs:disk_mib", "What one step may write, in MiB.", 20_480, 64, 1_000_000_000, (l, v) => l with { DiskMiB = v }),
        Limit(
            "runs:free_disk_mib",
            "What must stay free of the disk while a step works, in MiB.",
            256,
            0,
            1_000_000_000,
            (l, v) => l with { FreeDiskMiB = v }
        ),
        Setting.List(
            "journal:witness",
            "Where the journal's signed heads are sent; see journal.md.",
            "a file's path, an address that starts with http:// or https://, or syslog",
            v =>
                !v.Contains("://", StringComparison.Ordinal)
                || (Uri.TryCreate(v, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"),
            (s, v) => s with { JournalWitnesses = v }
        ),
        Setting.List(
            "journal:forward",
            "Collectors that get each record as it is written; see journal.md.",
            "syslog+udp://HOST:PORT, syslog+tcp://…, syslog+tls://… (with ?format=ocsf), otlp+http://… or otlp+https://…",
            ForwardAddress.Is,
            (s, v) => s with { JournalForward = v }
        ),
        Setting.Number(
            "journal:keep_days",
            "Days that closed files of the journal are kept; 0 for ever.",
            0,
            0,
            36_500,
            (s, v) => s with { JournalKeepDays = v == 0 ? null : v }
        ),
        Setting.Number(
            "journal:keep_mib",
            "What the journal may have on the disk before its oldest closed files are removed, in MiB; 0 for any number.",
            0,
            0,
            int.MaxValue,
            (s, v) => s with { JournalKeepMebibytes = v == 0 ? null : v }
        ),
        Setting.Choice("log:level", "Least level of what the server logs.", "warning", Levels, (s, v) => s with { LogLevel = v }),
    ];

    private static Setting Folders(string key, string says, Func<BoxSettings, IReadOnlyList<string>, BoxSettings> set) =>
        Setting.List(key, says, FullFolder, Path.IsPathFullyQualified, (s, v) => InBox(s, box => set(box, v)));

    private static Setting Texts(string key, string says, Func<BoxSettings, IReadOnlyList<string>, BoxSettings> set) =>
        Setting.List(key, says, "a text", _ => true, (s, v) => InBox(s, box => set(box, v)));

    private static Setting Limit(string key, string says, int fallback, int least, int most, Func<BoxLimits, int, BoxLimits> set) =>
        Setting.Number(key, says, fallback, least, most, (s, v) => InBox(s, box => box with { Limits = set(box.Limits, v) }));

    private static ServerSettings InBox(ServerSettings settings, Func<BoxSettings, BoxSettings> change) =>
        settings with
        {
            Box = change(settings.Box),
        };

    private static List<int?> Pauses(string text) => [.. text.Split(',', StringSplitOptions.TrimEntries).Select(Seconds)];

    private static int? Seconds(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= LongestPause
            ? seconds
            : null;
}
