using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Dbt.Adapters;
using Headgate.Dbt.Project;
using Headgate.Dbt.Rendering;

namespace Headgate.Dbt.Session;

/// <summary>What a project and its profile say of themselves, read as a call of dbt reads them: for a platform that is to run the project.</summary>
public sealed record ProjectFacts
{
    private ProjectFacts() { }

    /// <summary>Folder of <c>dbt_project.yml</c>, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>The project's name.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the chosen target.</summary>
    public required string Target { get; init; }

    /// <summary>The target's adapter, as <c>duckdb</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Whether the engine has that adapter.</summary>
    public bool IsSupported => AdapterFactory.Types.Contains(Type);

    /// <summary>The target's threads.</summary>
    public required int Threads { get; init; }

    /// <summary>The target's schema.</summary>
    public required string Schema { get; init; }

    /// <summary>The rendered keys of the target; secrets among them, so never print it.</summary>
    public required JsonObject Output { get; init; }

    /// <summary>Adapters that the engine has.</summary>
    public static IReadOnlyList<string> Adapters => AdapterFactory.Types;

    /// <summary>Reads <c>dbt_project.yml</c> and <c>profiles.yml</c>, with their templates; gives what stands in the way instead.</summary>
    /// <param name="folder">Folder of the project.</param>
    /// <param name="profilesDir">Folder of <c>profiles.yml</c>; null searches where dbt does.</param>
    /// <param name="target">Target in place of the profile's own.</param>
    /// <param name="process">Its environment is what <c>env_var</c> reads.</param>
    /// <returns>The facts, or what is wrong, with the environment variable whose lack it is.</returns>
    public static (ProjectFacts? Facts, string? Fault, string? MissingVariable) Read(
        string folder,
        string? profilesDir,
        string? target,
        DbtProcess process
    )
    {
        var settings = new InvocationSettings
        {
            ProjectDir = Path.GetFullPath(folder, process.WorkingDirectory),
            ProfilesDir = profilesDir is null ? null : Path.GetFullPath(profilesDir, process.WorkingDirectory),
            Target = target,
            EnvironmentVariables = process.EnvironmentVariables,
            HomeDirectory = process.EnvironmentVariables.GetValueOrDefault("HOME"),
            StartedAt = process.Time.GetUtcNow(),
            VersionCheck = false,
        };
        try
        {
            var renderers = YamlRenderers.Instance;
            var renderer = renderers.ForProject(settings, target: null);
            var raw = ProjectFile.ReadRaw(settings.ProjectDir, new WarningLog());
            var profile = raw.GetValueOrDefault("profile") is string written ? renderer.RenderText(written) as string : null;
            var chosen = ProfileFile.Read(
                settings,
                profile,
                renderers.ForSecrets(settings),
                (type, output) => Identify(type, output, settings)
            );
            var name = raw.GetValueOrDefault("name") is string text ? renderer.RenderText(text) as string : null;
            return name is null
                ? (null, $"dbt_project.yml in {settings.ProjectDir} has no name.", null)
                : (
                    new ProjectFacts
                    {
                        Folder = settings.ProjectDir,
                        Name = name,
                        Target = chosen.Name,
                        Type = chosen.Type,
                        Threads = chosen.Threads,
                        Schema = chosen.Schema,
                        Output = (JsonObject)Json(chosen.Output)!,
                    },
                    null,
                    null
                );
        }
        catch (DbtException failure)
        {
            return (null, failure.Message, failure.MissingVariable);
        }
    }

    /// <summary>Opens the warehouse and asks it something; gives what it says where it does not answer.</summary>
    public string? TestConnection(CancellationToken cancellation)
    {
        try
        {
            var output = Output.ToDictionary(key => key.Key, key => Plain(key.Value), StringComparer.Ordinal);
            using var adapter = AdapterFactory.Create(Type, output, Folder, box: null);
            using var connection = adapter.Open("debug");
            connection.Execute("select 1 as id", fetch: true, null, null, cancellation);
            return null;
        }
        catch (DatabaseException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"{Name}.{Target} ({Type})";

    private static TargetCredentials Identify(string type, OrderedDictionary<string, object?> output, InvocationSettings settings)
    {
        if (!AdapterFactory.Types.Contains(type))
        {
            return new("", output.GetValueOrDefault("schema") as string ?? "", new Dictionary<string, object?>());
        }
        using var adapter = AdapterFactory.Create(type, output, settings.ProjectDir, box: null);
        return adapter.Credentials;
    }

    private static JsonNode? Json(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            bool flag => flag,
            long whole => whole,
            int whole => whole,
            double number => number,
            IEnumerable<KeyValuePair<string, object?>> fields => new JsonObject(
                fields.Select(field => KeyValuePair.Create(field.Key, Json(field.Value)))
            ),
            IEnumerable<object?> list => new JsonArray([.. list.Select(Json)]),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    private static object? Plain(JsonNode? value) =>
        value switch
        {
            null => null,
            JsonObject fields => new OrderedDictionary<string, object?>(
                fields.Select(field => KeyValuePair.Create(field.Key, Plain(field.Value)))
            ),
            JsonArray list => list.Select(Plain).ToList(),
            JsonValue one when one.TryGetValue<bool>(out var flag) => flag,
            JsonValue one when one.TryGetValue<long>(out var whole) => whole,
            JsonValue one when one.TryGetValue<double>(out var number) => number,
            _ => value.ToString(),
        };
}
