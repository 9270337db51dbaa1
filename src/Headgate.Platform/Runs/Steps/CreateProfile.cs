using System.Text.Json;
using Headgate.Platform.Adapters;
using Headgate.Platform.Profiles;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Execution;
using Headgate.Store;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Runs.Steps;

/// <summary>
/// Step 2: profiles.yml, outside the project. It is written as JSON, which is YAML too. Secrets are not in it: it reads them from variables
/// that only the child process gets.
/// </summary>
public sealed class CreateProfile(StoreSettings store)
{
    internal static string NameFor(RunPlan plan)
    {
        var name = $"Create profile from connection {plan.Connection?.Name ?? "(none)"}";
        return plan.SchemaOverride is { } schema ? $"{name} (override schema to '{schema}')" : name;
    }

    internal async Task<StepOutcome> RunAsync(StepContext step, ProfileSecrets secrets, CancellationToken cancellation)
    {
        var plan = step.Plan;
        if (plan.Connection is null)
        {
            return StepOutcome.Error($"The environment \"{plan.Environment.Name}\" has no connection. Set its connection_id.");
        }
        if (AttributeFault(plan, step.Settings.Box) is { } fault)
        {
            return StepOutcome.Error(fault);
        }
        var output = ProfileOutput.Of(plan, store, secrets, step.Box);
        if (await OwnDatabase.FaultAsync(plan.Connection, output, store, cancellation) is { } own)
        {
            return StepOutcome.Error($"box command: the connection \"{plan.Connection.Name}\": {own}.");
        }
        var profile = await ProfileNameAsync(Path.Combine(step.ProjectFolder, "dbt_project.yml"), cancellation);
        var file = Path.Combine(step.Folders.Profiles, "profiles.yml");
        await using (var stream = new FileStream(file, PrivateFolder.NewFile()))
        {
            await using var json = new Utf8JsonWriter(stream, new() { Indented = true });
            Write(json, profile, plan.Run.TargetName, output);
        }
        step.Log.WriteLine($"Wrote the profile \"{profile}\" with target \"{plan.Run.TargetName}\" of type {output["type"]}");
        step.Log.WriteLine(
            $"Threads: {plan.Run.Threads}; schema: {(output.TryGetValue("schema", out var schema) ? schema : "the adapter's default")}"
        );
        return StepOutcome.Success;
    }

    private static string? AttributeFault(RunPlan plan, BoxSettings box)
    {
        if (plan.ExtendedAttributes is not { } attributes)
        {
            return null;
        }
        using var json = JsonDocument.Parse(attributes);
        var type = WarehouseKinds.TypeOf(plan.Connection!.AdapterVersion);
        return ProfileAttributes.Fault(type, json.RootElement, box.ExtendedAttributes) is { } fault ? $"box command: {fault}" : null;
    }

    private static void Write(Utf8JsonWriter json, string profile, string target, IReadOnlyDictionary<string, object?> output)
    {
        json.WriteStartObject();
        json.WriteStartObject("config");
        json.WriteBoolean("send_anonymous_usage_stats", false);
        json.WriteEndObject();
        json.WriteStartObject(profile);
        json.WriteString("target", target);
        json.WriteStartObject("outputs");
        json.WriteStartObject(target);
        foreach (var (name, value) in output)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case JsonElement element:
                element.WriteTo(json);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    /// <summary>The project says which profile it wants, by one plain top-level key.</summary>
    private static async Task<string> ProfileNameAsync(string projectFile, CancellationToken cancellation)
    {
        await foreach (var line in File.ReadLinesAsync(projectFile, cancellation))
        {
            if (line.StartsWith("profile:", StringComparison.Ordinal))
            {
                var value = line["profile:".Length..].Split(" #")[0].Trim().Trim('\'', '"');
                return value.Length > 0 ? value : "default";
            }
        }
        return "default";
    }
}
