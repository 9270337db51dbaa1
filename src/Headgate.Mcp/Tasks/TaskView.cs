using System.Text.Json.Nodes;
using Headgate.Mcp.Held;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Tasks;

/// <summary>A task, as it is told when it is made (tasks extension, 2026-07-28).</summary>
internal sealed class TaskView : Result
{
    /// <summary>Its name.</summary>
    public required string TaskId { get; init; }

    /// <summary><c>working</c>, <c>input_required</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>How it stands, in words.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was looked at last.</summary>
    public required DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>How long it can be asked for; null for as long as its run is kept.</summary>
    public long? TtlMs { get; init; }

    /// <summary>How long to wait before asking again.</summary>
    public required int PollIntervalMs { get; init; }

    /// <summary>What a person is asked, where the task waits for that.</summary>
    public IReadOnlyDictionary<string, InputRequiredView.Request>? InputRequests { get; init; }

    /// <summary>The tool's result, where it is completed.</summary>
    public JsonNode? Result { get; init; }
}
