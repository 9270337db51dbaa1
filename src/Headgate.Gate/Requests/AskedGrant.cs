using System.Globalization;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Agents;

namespace Headgate.Gate.Requests;

/// <summary>The least grant that would let an agent make a call, as its arguments name it. Nothing is looked up: what the agent asks for tells it nothing about what there is.</summary>
internal static class AskedGrant
{
    /// <summary>The grant, or what is missing to say it.</summary>
    /// <param name="operation">The call's operation.</param>
    /// <param name="arguments">The call's arguments by name.</param>
    public static (NewGrant? Grant, string? Fault) Of(Operation operation, JsonElement arguments)
    {
        var capability = operation.Capability;
        if (capability.IsGrantedByName || operation.IsGateAdministration || operation.NeedsNoGrant)
        {
            return (null, $"\"{operation.Id}\" is not granted by this.");
        }
        var grant = new NewGrant(capability.Id, operation.NeededLevel == Level.Full ? "full" : "read")
        {
            Overrides =
            [
                .. operation
                    .Fields.All.Where(f =>
                        f.IsOverride && Find(arguments, f.Name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)
                    )
                    .Select(f => f.Name),
            ],
        };
        if (Id(arguments, "job_id") is { } job)
        {
            return (grant with { JobIds = [job] }, null);
        }
        if (Id(arguments, "environment_id") is { } environment)
        {
            return (grant with { EnvironmentIds = [environment] }, null);
        }
        if (Id(arguments, "project_id") is { } project)
        {
            return (grant with { ProjectIds = [project] }, null);
        }
        return operation.Target.Kind == TargetKind.Account
            ? (grant, null)
            : (null, "Say where: add project_id, environment_id or job_id to the arguments.");
    }

    private static long? Id(JsonElement arguments, string name) =>
        Find(arguments, name) switch
        {
            { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var id) && id > 0 => id,
            { ValueKind: JsonValueKind.String } text
                when long.TryParse(text.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 => id,
            _ => null,
        };

    private static JsonElement Find(JsonElement arguments, string name) =>
        arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty(name, out var value) ? value : default;
}
