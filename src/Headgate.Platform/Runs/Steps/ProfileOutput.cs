using System.Text.Json;
using Headgate.Platform.Adapters;
using Headgate.Platform.Profiles;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Execution;
using Headgate.Store;
using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Steps;

/// <summary>The target of a profile, from connection, credentials, overrides and extended attributes, in dbt's names.</summary>
internal static class ProfileOutput
{
    public static IReadOnlyDictionary<string, object?> Of(RunPlan plan, StoreSettings store, ProfileSecrets secrets, RunBox box)
    {
        var connection = plan.Connection!;
        var type = WarehouseKinds.TypeOf(connection.AdapterVersion);
        var kind = WarehouseKinds.Of(connection.AdapterVersion);
        var output = Plain(connection, plan.Credential);
        foreach (var field in secrets.Fields.Keys)
        {
            output[ProfileNames.InProfile(field)] = ProfileSecrets.Reference(field);
        }
        if (WarehouseFile.Of(connection, store) is { } file)
        {
            output[kind!.File!.Setting] = box.Inner(file);
        }
        if (kind?.File is null && RunEgress.TargetOf(connection) is { } target)
        {
            output["host"] = box.Host(target.Host);
            if (kind is not null)
            {
                output["port"] = target.Port;
            }
        }
        output["threads"] = plan.Run.Threads;
        if (plan.ExtendedAttributes is { } attributes)
        {
            Add(output, attributes);
        }
        AddText(output, SchemaName(type), plan.SchemaOverride);
        if (!output.ContainsKey(SchemaName(type)))
        {
            output[SchemaName(type)] = kind?.Schema ?? "public";
        }
        return output;
    }

    /// <summary>The same for a reader outside of runs, with the secrets themselves.</summary>
    public static Dictionary<string, object?> ForReading(
        Connection connection,
        Credential? credential,
        string? attributes,
        ProfileSecrets secrets
    )
    {
        var output = Plain(connection, credential);
        foreach (var (field, secret) in secrets.Fields)
        {
            output[ProfileNames.InProfile(field)] = secret.Reveal();
        }
        if (attributes is not null)
        {
            Add(output, attributes);
        }
        return output.ToDictionary(
            key => key.Key,
            key => key.Value is JsonElement json ? JsonValue(json) : key.Value,
            StringComparer.Ordinal
        );
    }

    private static object? JsonValue(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => json.TryGetInt64(out var whole) ? (object)whole : json.GetDouble(),
            JsonValueKind.Array => json.EnumerateArray().Select(JsonValue).ToList(),
            JsonValueKind.Object => json.EnumerateObject().ToDictionary(p => p.Name, p => JsonValue(p.Value), StringComparer.Ordinal),
            _ => null,
        };

    private static Dictionary<string, object?> Plain(Connection connection, Credential? credential)
    {
        var output = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["type"] = WarehouseKinds.TypeOf(connection.AdapterVersion),
        };
        Add(output, connection.Config);
        if (credential is not null)
        {
            Add(output, credential.Fields);
            AddText(output, "user", credential.Username);
            AddText(output, "schema", credential.Schema);
        }
        return output;
    }

    private static string SchemaName(string type) => type == "bigquery" ? "dataset" : "schema";

    private static void Add(Dictionary<string, object?> output, string json)
    {
        using var fields = JsonDocument.Parse(json);
        foreach (var field in fields.RootElement.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null))
        {
            output[ProfileNames.InProfile(field.Name)] = field.Value.Clone();
        }
    }

    private static void AddText(Dictionary<string, object?> output, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            output[name] = value;
        }
    }
}
