using System.Text.Json;
using Headgate.Wire;

namespace Headgate.Mcp.Tools;

/// <summary>What an operation answered a tool that called it.</summary>
/// <param name="Data">The data; of kind Undefined where it was refused.</param>
/// <param name="Refusal">Why it was not done; null where it was.</param>
internal sealed record ToolAnswer(JsonElement Data, Refusal? Refusal)
{
    /// <summary>The text of a file, instead of data.</summary>
    public string? File { get; init; }

    /// <summary>Bytes of the file, of which <see cref="File"/> may be the beginning only.</summary>
    public long? FileLength { get; init; }

    /// <summary>Things in the whole list, where it is a page of one.</summary>
    public long? Total { get; init; }

    /// <summary>Where the page begins in the list.</summary>
    public int Offset { get; init; }

    /// <summary>Whether the operation was done.</summary>
    public bool IsDone => Refusal is null;

    public static ToolAnswer Refused(Refusal refusal) => new(default, refusal);
}
