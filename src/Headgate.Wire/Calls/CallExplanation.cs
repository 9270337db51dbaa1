using System.Net;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>What would be decided about a call.</summary>
/// <param name="Outcome"><c>allowed</c>, <c>denied</c>, <c>held</c>, or <c>refused</c> where it is no call.</param>
/// <param name="Reason">The reason's code.</param>
/// <param name="Status">The status that the call would get; 200 for an allowed one, whatever its operation then says.</param>
/// <param name="Message">For an allowed call the sentence of its record, else why not and what would allow it.</param>
/// <param name="Grant">The grant that decided; null where the lack of one did.</param>
/// <param name="Terms">What would be asked for before it is done; null for nothing.</param>
public sealed record CallExplanation(string Outcome, Reason Reason, HttpStatusCode Status, string Message, string? Grant, string? Terms)
{
    /// <summary>What a run that the call starts would touch, in words; null where that is not known.</summary>
    public string? Touches { get; init; }

    /// <summary>The unique ids of what it would touch.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];
}
