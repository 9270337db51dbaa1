namespace Headgate.WebConsole.Models;

/// <summary>A record of the journal.</summary>
public sealed record RecordModel
{
    /// <summary>Its number.</summary>
    public long Seq { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>decision, outcome, change …</summary>
    public string Kind { get; init; } = "";

    /// <summary>The decision.</summary>
    public string? Decision { get; init; }

    /// <summary>Its code.</summary>
    public string? Reason { get; init; }

    /// <summary>The request.</summary>
    public string? Request { get; init; }

    /// <summary>Who.</summary>
    public RecordCallerModel? Caller { get; init; }

    /// <summary>The address of the socket.</summary>
    public string? From { get; init; }

    /// <summary>The door.</summary>
    public string? Surface { get; init; }

    /// <summary>The tool.</summary>
    public string? Tool { get; init; }

    /// <summary>The operation.</summary>
    public string? Operation { get; init; }

    /// <summary>The method.</summary>
    public string? Method { get; init; }

    /// <summary>The address.</summary>
    public string? Url { get; init; }

    /// <summary>What was sent.</summary>
    public IReadOnlyDictionary<string, string>? Arguments { get; init; }

    /// <summary>The grant that decided.</summary>
    public string? Grant { get; init; }

    /// <summary>The version of the grants.</summary>
    public long? Policy { get; init; }

    /// <summary>The status of HTTP.</summary>
    public int? Status { get; init; }

    /// <summary>Bytes of the answer.</summary>
    public long? Bytes { get; init; }

    /// <summary>How long it took.</summary>
    public long? Micros { get; init; }

    /// <summary>How it ended.</summary>
    public string? Ended { get; init; }

    /// <summary>The record in words.</summary>
    public string? Sentence { get; init; }

    /// <summary>Hash of the line before.</summary>
    public string Prev { get; init; } = "";

    /// <summary>Hash of this line.</summary>
    public string Hash { get; init; } = "";
}
