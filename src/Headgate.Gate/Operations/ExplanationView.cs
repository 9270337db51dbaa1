namespace Headgate.Gate.Operations;

/// <summary>What would be decided about a call.</summary>
/// <param name="Caller">Who would make it, in words.</param>
/// <param name="Operation">The operation's id.</param>
/// <param name="Outcome"><c>allowed</c>, <c>denied</c>, <c>held</c> or <c>refused</c>.</param>
/// <param name="Reason">The reason's code, as the record would have it.</param>
/// <param name="Status">The status that the call would get.</param>
/// <param name="Message">The sentence of the record for an allowed call, else why not and what would allow it.</param>
/// <param name="Grant">The grant that decides; null where the lack of one does.</param>
/// <param name="Terms">What would be asked for first: a budget, a person's yes; null for nothing.</param>
/// <param name="Touches">What the run that it starts would touch, such as <c>14 models (3 in full) and 5 tests, by the manifest of run 12</c>; null where that is not known.</param>
/// <param name="Nodes">The unique ids of that, for whoever administers the gate; null for agents.</param>
public sealed record ExplanationView(
    string Caller,
    string Operation,
    string Outcome,
    string Reason,
    int Status,
    string Message,
    string? Grant,
    string? Terms,
    string? Touches,
    IReadOnlyList<string>? Nodes
);
