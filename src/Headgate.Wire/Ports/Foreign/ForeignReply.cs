using System.Net;
using System.Text.Json;

namespace Headgate.Wire;

/// <summary>What a foreign server answered a call of a tool.</summary>
/// <param name="Result">A tool's result in MCP's form, of blocks that are safe to hand on: <c>content</c>, <c>structuredContent</c>, <c>isError</c>.</param>
/// <param name="Fault">Why there is none, in a sentence; null where there is one.</param>
public sealed record ForeignReply(JsonElement Result, string? Fault)
{
    /// <summary>The status of HTTP that goes with the fault.</summary>
    public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

    /// <summary>What else happened, for the record: "its server asked for …"; null for nothing.</summary>
    public string? Also { get; init; }

    /// <summary>No result.</summary>
    public static ForeignReply Failed(string fault, HttpStatusCode status = HttpStatusCode.BadGateway) =>
        new(default, fault) { Status = status };
}
