namespace Headgate.WebConsole.Models;

/// <summary>What would be decided about a call.</summary>
public sealed record ExplanationModel
{
    /// <summary>Who.</summary>
    public string Caller { get; init; } = "";

    /// <summary>The operation.</summary>
    public string Operation { get; init; } = "";

    /// <summary>allowed, denied, held or refused.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>The code.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The status of HTTP.</summary>
    public int Status { get; init; }

    /// <summary>The words.</summary>
    public string Message { get; init; } = "";

    /// <summary>The grant that decides.</summary>
    public string? Grant { get; init; }

    /// <summary>What would be asked first.</summary>
    public string? Terms { get; init; }
}
