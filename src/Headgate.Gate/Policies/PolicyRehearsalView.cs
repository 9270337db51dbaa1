namespace Headgate.Gate.Policies;

/// <summary>What a policy file would have decided about recorded calls.</summary>
/// <param name="Calls">Calls of the file's agents in the time that was asked for.</param>
/// <param name="Same">Those that would be decided as they were.</param>
/// <param name="NowDenied">Those that passed and would be denied.</param>
/// <param name="NowAllowed">Those that were denied and would pass.</param>
/// <param name="NotJudged">Those that no rule was asked about.</param>
/// <param name="DeniedExamples">Some of those that would be denied, one for each act of an agent.</param>
/// <param name="AllowedExamples">Some of those that would pass.</param>
public sealed record PolicyRehearsalView(
    long Calls,
    long Same,
    long NowDenied,
    long NowAllowed,
    long NotJudged,
    IReadOnlyList<PolicyRehearsalExample> DeniedExamples,
    IReadOnlyList<PolicyRehearsalExample> AllowedExamples
);

/// <summary>A recorded call that would be decided otherwise.</summary>
/// <param name="Sequence">Its number in the record.</param>
/// <param name="Time">When it was made.</param>
/// <param name="Agent">Who made it.</param>
/// <param name="Operation">The operation's id.</param>
/// <param name="Sentence">What the record says of it.</param>
/// <param name="Message">What would be decided, and why.</param>
public sealed record PolicyRehearsalExample(
    long Sequence,
    DateTimeOffset Time,
    string Agent,
    string Operation,
    string Sentence,
    string Message
);
