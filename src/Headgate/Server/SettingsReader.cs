using System.Globalization;
using System.Net;
using Headgate.Platform.Runs.Box;
using Microsoft.Extensions.Configuration;

namespace Headgate.Server;

/// <summary>Reads settings and collects everything that is wrong with them, so that one start shows all of it.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private static readonly string[] Known =
    [
        "data",
        "listen:address",
        "listen:port",
        "listen:connections",
        "listen:connections_per_address",
        "public_url",
        "database:postgres",
        "single_tenant",
        "requests_per_minute",
        "agent_requests_per_minute",
        "webhooks:allow_loopback_receivers",
        "webhooks:allow_private_receivers",
        "runs:slots",
        "runs:dbt_program",
        "journal:witness",
        "journal:keep_days",
        "journal:keep_mib",
        "runs:isolation",
        "runs:folders",
        "runs:warehouses",
        "runs:git_hosts",
        "runs:readable",
        "runs:extensions",
        "runs:extended_attributes",
        "runs:memory_mib",
        "runs:processes",
        "runs:open_files",
        "runs:disk_mib",
        "runs:free_disk_mib",
        "log:level",
    ];

    private static readonly string[] Lists =
    [
        "journal:witness",
        "runs:folders",
        "runs:warehouses",
        "runs:git_hosts",
        "runs:readable",
        "runs:extensions",
        "runs:extended_attributes",
    ];

    private static readonly string[] Isolations = [.. Enum.GetNames<Isolation>().Select(name => name.ToLowerInvariant())];

    private static readonly string[] Levels = ["trace", "debug", "information", "warning", "error", "critical"];

    private readonly List<string> _faults = [];

    /// <summary>What is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The settings; they hold only where <see cref="Faults"/> is empty.</summary>
    public ServerSettings Read()
    {
        foreach (var (key, value) in configuration.AsEnumerable().Where(pair => pair.Value is not null))
        {
            if (!Known.Contains(NameOf(key), StringComparer.OrdinalIgnoreCase))
            {
                _faults.Add($"{Shown(key)} is no setting{Nearest(key)}.");
            }
        }
        return new ServerSettings
        {
            DataFolder = Path.GetFullPath(Text("data") ?? ".headgate"),
            Address = Checked(
                "listen:address",
                "127.0.0.1",
                v => v == "localhost" || IPAddress.TryParse(v, out _),
                "an IP address of this machine"
            ),
            Port = Number("listen:port", 8580, 0, 65535),
            PublicUrl = Text("public_url") is { } url
                ? Checked(
                    "public_url",
                    url,
                    v => Uri.TryCreate(v, UriKind.Absolute, out var u) && u.Scheme is "http" or "https",
                    "an address that starts with http:// or https://"
                )
                : null,
            PostgresConnection = Text("database:postgres"),
            SingleTenant = Flag("single_tenant"),
            RequestsPerMinute = Number("requests_per_minute", 5000, 0, 1_000_000) is > 0 and var limit ? limit : null,
            AgentRequestsPerMinute = Number("agent_requests_per_minute", 1000, 0, 1_000_000) is > 0 and var own ? own : null,
            Connections = Number("listen:connections", 10_000, 1, 1_000_000),
            ConnectionsPerAddress = Number("listen:connections_per_address", 1000, 1, 1_000_000),
            AllowLoopbackWebhookReceivers = Flag("webhooks:allow_loopback_receivers"),
            AllowPrivateWebhookReceivers = Flag("webhooks:allow_private_receivers"),
            RunSlots = Number("runs:slots", 2, 1, 256),
            DbtProgram = Text("runs:dbt_program") is { } program
                ? Checked("runs:dbt_program", program, File.Exists, "the path of a program")
                : null,
            JournalWitnesses = Witnesses(),
            JournalKeepDays = Number("journal:keep_days", 0, 0, 36_500) is > 0 and var days ? days : null,
            JournalKeepMebibytes = Number("journal:keep_mib", 0, 0, int.MaxValue) is > 0 and var most ? most : null,
            Box = Box(),
            LogLevel = Checked(
                "log:level",
                "warning",
                v => Levels.Contains(v, StringComparer.OrdinalIgnoreCase),
                "one of " + string.Join(", ", Levels)
            ),
        };
    }

    /// <summary>One value, or a list of them.</summary>
    private List<string> Witnesses()
    {
        var section = configuration.GetSection("journal:witness");
        List<string> found = [.. new[] { section.Value }.Concat(section.GetChildren().Select(c => c.Value)).OfType<string>()];
        found.RemoveAll(w => w.Length == 0);
        foreach (var wrong in found.Where(w => w.Contains("://", StringComparison.Ordinal) && !IsHttp(w)))
        {
            _faults.Add(
                $"journal.witness is \"{wrong}\"; it must be a file's path, an address that starts with http:// or https://, or syslog."
            );
        }
        return found;
    }

    private static bool IsHttp(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https");

    /// <summary>A setting's name without the number of its place in a list.</summary>
    private static string NameOf(string key)
    {
        var last = key.LastIndexOf(':');
        return last > 0 && Lists.Contains(key[..last], StringComparer.OrdinalIgnoreCase) && int.TryParse(key[(last + 1)..], out _)
            ? key[..last]
            : key;
    }

    private BoxSettings Box() =>
        new()
        {
            Isolation = Enum.Parse<Isolation>(
                Checked("runs:isolation", "automatic", Isolations.Contains, string.Join(", ", Isolations)),
                ignoreCase: true
            ),
            Folders = Folders("runs:folders"),
            Warehouses = Folders("runs:warehouses"),
            Readable = Folders("runs:readable"),
            GitHosts = List("runs:git_hosts"),
            Extensions = List("runs:extensions"),
            ExtendedAttributes = List("runs:extended_attributes"),
            Limits = new()
            {
                MemoryMiB = Number("runs:memory_mib", 4096, 256, 16_777_216),
                Processes = Number("runs:processes", 512, 32, 1_000_000),
                OpenFiles = Number("runs:open_files", 4096, 64, 1_000_000),
                DiskMiB = Number("runs:disk_mib", 20_480, 64, 1_000_000_000),
                FreeDiskMiB = Number("runs:free_disk_mib", 256, 0, 1_000_000_000),
            },
        };

    private IReadOnlyList<string> List(string key) =>
        [.. configuration.GetSection(key).GetChildren().Select(entry => entry.Value).OfType<string>().Where(value => value.Length > 0)];

    private IReadOnlyList<string> Folders(string key)
    {
        var folders = List(key);
        foreach (var folder in folders.Where(folder => !Path.IsPathFullyQualified(folder)))
        {
            _faults.Add($"{Shown(key)} has \"{folder}\"; each entry must be the full path of a folder.");
        }
        return folders;
    }

    private string? Text(string key) => configuration[key] is { Length: > 0 } text ? text : null;

    private string Checked(string key, string fallback, Func<string, bool> holds, string wanted)
    {
        var value = Text(key) ?? fallback;
        if (!holds(value))
        {
            _faults.Add($"{Shown(key)} is \"{value}\"; it must be {wanted}.");
        }
        return holds(value) ? value : fallback;
    }

    private int Number(string key, int fallback, int least, int most)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }
        if (
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }
        _faults.Add($"{Shown(key)} is \"{text}\"; it must be a whole number from {least} to {most}.");
        return fallback;
    }

    private bool Flag(string key)
    {
        if (Text(key) is not { } text)
        {
            return false;
        }
        if (bool.TryParse(text, out var flag))
        {
            return flag;
        }
        _faults.Add($"{Shown(key)} is \"{text}\"; it must be true or false.");
        return false;
    }

    private static string Nearest(string key)
    {
        var last = key.Split(':')[^1];
        var near = Known.FirstOrDefault(k =>
            k.EndsWith(last, StringComparison.OrdinalIgnoreCase) || k.Split(':').Contains(last, StringComparer.OrdinalIgnoreCase)
        );
        return near is null ? "; the settings are " + string.Join(", ", Known.Select(Shown)) : $"; did you mean {Shown(near)}";
    }

    private static string Shown(string key) => key.Replace(':', '.');
}
