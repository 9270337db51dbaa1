namespace Headgate.Catalogue;

/// <summary>One event of an answer that goes on as things happen.</summary>
/// <param name="Type">What it tells, such as <c>log</c>.</param>
/// <param name="Data">Its text; lines stay lines.</param>
/// <param name="Id">The place up to which the caller has everything once it has this event; null where it marks none.</param>
public sealed record AnswerEvent(string Type, string Data, string? Id = null)
{
    /// <summary>Nothing has happened for a while; it keeps connections open, and callers are not shown it.</summary>
    public static AnswerEvent Beat { get; } = new("", "");
}
