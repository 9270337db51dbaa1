using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Dbt;
using Headgate.Dbt.Commands;
using Headgate.Metrics;
using Headgate.Metrics.Semantics;

namespace Headgate.Cli.Metrics;

/// <summary>A dbt project whose metrics are asked for: its manifest is read, its warehouse is asked through the embedded engine.</summary>
internal sealed class MetricProject
{
    private readonly string _folder;
    private readonly string? _profiles;

    private MetricProject(string folder, string? profiles)
    {
        _folder = folder;
        _profiles = profiles;
    }

    public static Option<string> Folder { get; } =
        new("--project-dir") { Description = "The folder of the dbt project.", DefaultValueFactory = _ => Environment.CurrentDirectory };

    public static Option<string?> Profiles { get; } =
        new("--profiles-dir") { Description = "The folder of profiles.yml, as dbt takes it." };

    public static MetricProject Of(ParseResult parsed) => new(Path.GetFullPath(parsed.GetValue(Folder)!), parsed.GetValue(Profiles));

    /// <summary>The engine for the project's metrics; the project is parsed first if it never was.</summary>
    /// <exception cref="CommandFailure">The project cannot be parsed, or its manifest does not hold together.</exception>
    public async Task<MetricEngine> EngineAsync(CancellationToken cancellation)
    {
        var manifest = Path.Combine(_folder, "target", "semantic_manifest.json");
        if (!File.Exists(manifest))
        {
            await DbtAsync(["parse", "--quiet"], cancellation);
        }
        try
        {
            return new MetricEngine(SemanticManifest.Parse(await File.ReadAllTextAsync(manifest, cancellation)));
        }
        catch (InvalidSemanticManifestException invalid)
        {
            throw new CommandFailure($"{manifest}: {invalid.Message} 'headgate dbt parse' writes it anew.", invalid);
        }
    }

    /// <summary>The database that the project was parsed for.</summary>
    /// <exception cref="CommandFailure">It is one that metrics are not written for.</exception>
    public async Task<SqlEngine> DatabaseAsync(CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(Path.Combine(_folder, "target", "manifest.json"));
        using var manifest = await JsonDocument.ParseAsync(stream, default, cancellation);
        return manifest.RootElement.GetProperty("metadata").GetProperty("adapter_type").GetString() switch
        {
            "duckdb" => SqlEngine.DuckDb,
            "postgres" => SqlEngine.Postgres,
            var other => throw new CommandFailure(
                $"Metrics are written for DuckDB and PostgreSQL; this project's target is of type '{other}'."
            ),
        };
    }

    /// <summary>The rows that the warehouse gives for a statement.</summary>
    /// <exception cref="CommandFailure">The warehouse refuses it.</exception>
    public async Task<JsonArray> RowsAsync(string sql, CancellationToken cancellation)
    {
        var output = await DbtAsync(["show", "--quiet", "--inline-direct", sql, "--output", "json", "--limit", "-1"], cancellation);
        var start = output.IndexOf('{', StringComparison.Ordinal);
        return start >= 0 && JsonNode.Parse(output[start..])?["show"] is JsonArray rows
            ? rows
            : throw new CommandFailure($"The engine gave no rows: {output}");
    }

    private async Task<string> DbtAsync(string[] arguments, CancellationToken cancellation)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        string[] places = _profiles is null ? ["--project-dir", _folder] : ["--project-dir", _folder, "--profiles-dir", _profiles];
        var code = await DbtCommandLine.RunAsync(
            [.. arguments, .. places],
            DbtProcess.Current with
            {
                Output = output,
                Errors = errors,
            },
            cancellation
        );
        return code == 0
            ? output.ToString()
            : throw new CommandFailure(
                $"'headgate dbt {arguments[0]}' did not succeed:\n{output.ToString().Trim()}{errors.ToString().Trim()}"
            );
    }
}
