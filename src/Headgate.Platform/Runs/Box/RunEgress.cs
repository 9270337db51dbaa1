using System.Text.Json;
using Headgate.Platform.Adapters;
using Headgate.Platform.Runs.Box.Egress;
using Headgate.Platform.Runs.Steps;
using Headgate.Reach;
using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Box;

/// <summary>Which network a command of dbt needs: packages only while they are installed, a warehouse only where it is a server.</summary>
internal static class RunEgress
{
    /// <summary>The port of a server of a kind that the engine does not know.</summary>
    private const int UsualPort = 5432;

    /// <summary>What a step could not keep it need not receive.</summary>
    public static long MostBytes(BoxSettings settings) => Math.Min(4L << 30, (long)settings.Limits.DiskMiB << 20);

    private static readonly string[] PackageFiles = ["packages.yml", "dependencies.yml"];

    /// <summary>Where a command may connect to; null for nowhere.</summary>
    public static EgressPolicy? Of(StepContext step, bool installsPackages)
    {
        if (installsPackages)
        {
            return PackageFiles.Any(file => File.Exists(Path.Combine(step.ProjectFolder, file)))
                ? new(
                    [.. step.Settings.Box.GitHosts.Select(host => new EgressTarget(host, EgressPolicy.Https, ReceiverReach.Private))],
                    PublicHttps: true
                )
                : null;
        }
        if (step.Plan.Connection is not { } connection || WarehouseKinds.Of(connection.AdapterVersion)?.File is not null)
        {
            return null;
        }
        return TargetOf(connection) is { } target ? new([target]) : new([], PublicHttps: true);
    }

    /// <summary>The server of a connection; null where it is a service without a fixed name.</summary>
    public static EgressTarget? TargetOf(Connection connection)
    {
        using var json = JsonDocument.Parse(connection.Config);
        if (Text(json.RootElement, "hostname") is not { } host && (host = Text(json.RootElement, "host")!) is null)
        {
            return null;
        }
        var port =
            json.RootElement.TryGetProperty("port", out var value) && value.ValueKind == JsonValueKind.Number
                ? value.GetInt32()
                : WarehouseKinds.Of(connection.AdapterVersion)?.Port ?? UsualPort;
        return new(host, port, ReceiverReach.Private, Local: port);
    }

    private static string? Text(JsonElement config, string name) =>
        config.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
