using System.Text.Json;
using Headgate.Metrics.Answering;
using Headgate.Wire.Sealing;
using Microsoft.AspNetCore.DataProtection;

namespace Headgate.Metrics.Elsewhere;

/// <summary>The ids of one caller's queries in an account elsewhere, as the caller has them. Nobody else can read by them, nor the same caller once its bounds have changed.</summary>
internal sealed class SealedQueryIds(IDataProtectionProvider protection, string caller, long environmentId, string operation, string bounds)
{
    private readonly SealedText _sealed = new(protection, "headgate.metrics.query-id");
    private readonly string _prefix = operation == "metrics.values.query" ? QueryIds.Values : QueryIds.Metrics;
    private readonly string _owner = $"{caller}|{environmentId}|{operation}|{bounds}";

    /// <summary>An id for the caller.</summary>
    public string Of(string id, IReadOnlyList<string> columns) =>
        _prefix + _sealed.Of(JsonSerializer.Serialize(new SealedQueryId(id, _owner, columns), ElsewhereJson.Default.SealedQueryId));

    /// <summary>What an id of the caller holds; null where it is none.</summary>
    public SealedQueryId? Read(string id) =>
        id.StartsWith(_prefix, StringComparison.Ordinal)
        && _sealed.Read(id[_prefix.Length..]) is { } text
        && JsonSerializer.Deserialize(text, ElsewhereJson.Default.SealedQueryId) is { } read
        && read.Owner == _owner
            ? read
            : null;
}
