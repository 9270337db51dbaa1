using System.Net;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Forwarding;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>What came back: a fault, or a status with its JSON.</summary>
/// <param name="Fault">Why there is nothing to judge; null where there is.</param>
/// <param name="Document">The JSON; null where there is none.</param>
/// <param name="Status">The status.</param>
/// <param name="FoundToken">Whether the token stood in a header, of which none is passed on.</param>
internal sealed record ReadAnswer(UpstreamFault? Fault, JsonDocument? Document, HttpStatusCode Status, bool FoundToken) : IDisposable
{
    /// <summary>The JSON's text.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether what was asked for was done.</summary>
    public bool IsGood => Fault is null && (int)Status < 300;

    /// <summary>The envelope's <c>data</c>; of kind Undefined where there is none.</summary>
    public JsonElement Data =>
        Document?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("data", out var data) ? data : default;

    /// <summary>The remark for a token that came back.</summary>
    public static AnswerRemark TokenFound { get; } =
        new("upstream-token-found", "upstream token found in what it sent; it was withheld", IsSevere: true);

    /// <inheritdoc/>
    public void Dispose() => Document?.Dispose();
}
