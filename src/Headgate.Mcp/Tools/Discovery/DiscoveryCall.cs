using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Mcp.Results;
using Headgate.Mcp.Tools.Dbt;

namespace Headgate.Mcp.Tools.Discovery;

/// <summary>A tool or a resource that asks in GraphQL, at work: its questions are calls of their own, decided and recorded.</summary>
internal sealed class DiscoveryCall(ToolCall call, long environment)
{
    private const int Page = 500;

    /// <summary>Most items of a list; dbt's tools stop there too.</summary>
    private const int Most = 10_000;

    /// <summary>The environment that a call means; null where it names none.</summary>
    public static long? EnvironmentOf(ToolCall call) =>
        call.Argument("environment_id") is { ValueKind: JsonValueKind.Number } sent && sent.TryGetInt64(out var id)
            ? id
            : call.Caller.Headers.Environment;

    /// <summary>An argument; of kind Undefined where it was not sent.</summary>
    public JsonElement Argument(string name) => call.Argument(name);

    /// <summary>A text that was sent; null for none.</summary>
    public string? Text(string name) =>
        call.Argument(name) is { ValueKind: JsonValueKind.String } sent && sent.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>Texts that were sent; null for none.</summary>
    public IReadOnlyList<string>? Texts(string name) =>
        call.Argument(name) is { ValueKind: JsonValueKind.Array } sent
            ? [.. sent.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString()!)]
            : null;

    /// <summary>Whether a flag was sent as true.</summary>
    public bool Flag(string name) => call.Argument(name).ValueKind == JsonValueKind.True;

    /// <summary>A whole number that was sent, within a range.</summary>
    public int Number(string name, int fallback, int most) =>
        call.Argument(name) is { ValueKind: JsonValueKind.Number } sent && sent.TryGetInt32(out var number)
            ? Math.Clamp(number, 1, most)
            : fallback;

    /// <summary>What a query answers below <c>environment</c>.</summary>
    /// <exception cref="DiscoveryStop">It was refused or has errors.</exception>
    public ValueTask<JsonElement> AskAsync(string query, JsonObject variables, CancellationToken cancellation) =>
        AskAtAsync("environment", query, variables, cancellation);

    /// <summary>What a query answers below a field at its top.</summary>
    /// <exception cref="DiscoveryStop">It was refused or has errors.</exception>
    public async ValueTask<JsonElement> AskAtAsync(string top, string query, JsonObject variables, CancellationToken cancellation) =>
        (await DataAsync(DiscoveryTools.Read, query, variables, cancellation)).At(top);

    /// <summary>What an operation that takes queries answers as data.</summary>
    /// <exception cref="DiscoveryStop">It was refused or has errors.</exception>
    public async ValueTask<JsonElement> DataAsync(string operation, string query, JsonObject variables, CancellationToken cancellation)
    {
        variables["environmentId"] = environment;
        var arguments = new JsonObject
        {
            ["environment_id"] = environment,
            ["query"] = query,
            ["variables"] = variables,
        };
        var sent = JsonElement.Parse(arguments.ToJsonString()).EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value));
        var answer = await call.AskAsync(operation, sent, cancellation);
        if (answer.Refusal is { } refusal)
        {
            throw new DiscoveryStop(ToolResults.Error(refusal));
        }
        return answer.Data.TryGetProperty("errors", out var errors) && errors.GetArrayLength() > 0
            ? throw new DiscoveryStop(ToolResults.Error(errors[0].At("message").GetString() ?? "The query was not answered."))
            : answer.Data.At("data");
    }

    /// <summary>What another operation at the environment answers; of kind Undefined where it is refused, for which the record says why.</summary>
    public async ValueTask<JsonElement> OperationAsync(string operation, JsonObject arguments, CancellationToken cancellation)
    {
        arguments["environment_id"] = environment;
        var sent = JsonElement.Parse(arguments.ToJsonString()).EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value));
        return (await call.AskAsync(operation, sent, cancellation)).Data;
    }

    /// <summary>All nodes of a list, page by page. The query has <c>$first</c> and <c>$after</c>.</summary>
    public async ValueTask<List<JsonElement>> AllAsync(
        string query,
        JsonObject variables,
        string state,
        string list,
        CancellationToken cancellation
    )
    {
        var nodes = new List<JsonElement>();
        string? after = null;
        do
        {
            var page = variables.DeepClone().AsObject();
            (page["first"], page["after"]) = (Page, after);
            var connection = (await AskAsync(query, page, cancellation)).At(state, list);
            if (connection.ValueKind != JsonValueKind.Object)
            {
                return nodes;
            }
            nodes.AddRange(connection.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("node")));
            var info = connection.GetProperty("pageInfo");
            after = info.At("hasNextPage").ValueKind == JsonValueKind.False ? null : info.At("endCursor").GetString();
        } while (after is not null && nodes.Count < Most);
        return nodes;
    }

    /// <summary>A filter that names one model by what was sent: its id, or the name of its relation.</summary>
    /// <exception cref="DiscoveryStop">Neither was sent.</exception>
    public JsonObject OneModel() =>
        Text("unique_id") is { } id ? new JsonObject { ["uniqueIds"] = new JsonArray(id) }
        : Text("name") is { } name ? new JsonObject { ["identifier"] = name }
        : throw new DiscoveryStop(ToolResults.Error("Either unique_id or name must be provided."));

    /// <summary>A list as the value of a result.</summary>
    public static JsonElement List(IEnumerable<JsonElement> items) =>
        Cut.Written(json =>
        {
            json.WriteStartArray();
            foreach (var item in items)
            {
                item.WriteTo(json);
            }
            json.WriteEndArray();
        });
}
