using System.Text.Json;
using Headgate.Gate.Upstreams.Forwarding;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>A page of a list as an account elsewhere sent it.</summary>
/// <param name="Fault">Why there is none; null where there is.</param>
/// <param name="Refused">What came back where the question was not accepted; null where it was.</param>
/// <param name="Rows">Its rows; they live as long as this does.</param>
/// <param name="Total">How many rows the list is said to have; null where nothing sensible is said.</param>
/// <param name="Read">Holds the rows.</param>
internal sealed record ListPage(UpstreamFault? Fault, bool Refused, IReadOnlyList<JsonElement> Rows, long? Total, ReadAnswer Read)
    : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Read.Dispose();
}
