using System.Globalization;
using System.Text.Json.Nodes;

namespace Headgate.WebConsole.Models;

/// <summary>A thing of an account as its list shows it, whatever it is.</summary>
/// <param name="Id">Its id: a number for most, a text for some.</param>
/// <param name="Title">Its name, or what it is known by.</param>
/// <param name="About">What else is worth a glance.</param>
/// <param name="ProjectId">The project that it belongs to; null for none.</param>
public sealed record ListedThing(string Id, string Title, string About, long? ProjectId)
{
    private static readonly string[] Names = ["name", "email", "remote_url", "username", "user", "issuer"];
    private static readonly string[] Facts =
    [
        "description",
        "type",
        "deployment_type",
        "dbt_version",
        "adapter_version",
        "email",
        "remote_url",
        "client_url",
        "base_address",
        "health",
        "issuer",
        "subject",
    ];

    /// <summary>Reads the things of a list.</summary>
    public static IReadOnlyList<ListedThing> Of(JsonNode? list) => [.. (list as JsonArray ?? []).OfType<JsonObject>().Select(Of)];

    private static ListedThing Of(JsonObject thing)
    {
        var id = thing["id"]?.ToString() ?? "";
        var named = Names.FirstOrDefault(n => Text(thing, n) is not null);
        var about = Facts.Where(f => f != named).Select(f => Text(thing, f)).OfType<string>();
        if (thing["active"] is JsonValue active && active.TryGetValue<bool>(out var isActive) && !isActive)
        {
            about = about.Prepend("switched off");
        }
        var project =
            thing["project_id"] is JsonValue value
            && long.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : (long?)null;
        return new(id, named is null ? $"#{id}" : Text(thing, named)!, string.Join(", ", about), project);
    }

    private static string? Text(JsonObject thing, string name) =>
        thing[name] is JsonValue value
        && value.GetValueKind() == System.Text.Json.JsonValueKind.String
        && value.ToString() is { Length: > 0 } text
            ? text
            : null;
}
