namespace Headgate.WebConsole.Calls;

/// <summary>Why a call of a page was not done.</summary>
/// <param name="Status">The status of HTTP that it would have.</param>
/// <param name="Message">For the person.</param>
/// <param name="RequestId">What the record has of it.</param>
public sealed record Fault(int Status, string Message, string RequestId)
{
    /// <summary>What is wrong by field; empty where no field is meant.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>All of it as one text.</summary>
    public string Whole =>
        Fields.Count == 0 ? Message : string.Join(" ", Fields.Select(f => f.Key is "reason" ? f.Value : $"{f.Key}: {f.Value}"));
}
