namespace Headgate.Gate.Policies;

/// <summary>What a policy file would change, in sentences.</summary>
public sealed record PolicyPlan
{
    /// <summary>What is wrong with the file; nothing else is told then.</summary>
    public IReadOnlyList<PolicyFault> Faults { get; init; } = [];

    /// <summary>What it would change, agent by agent: <c>Agent "reader" gains: jobs read in project 10</c>.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>What has been changed beside the file since it was last applied; applying the file takes it back.</summary>
    public IReadOnlyList<string> Drift { get; init; } = [];

    /// <summary>The tests of the file, each with what came of it.</summary>
    public IReadOnlyList<PolicyTestResult> Tests { get; init; } = [];

    /// <summary>Rules that no call can reach.</summary>
    public IReadOnlyList<string> Unreachable { get; init; } = [];

    /// <summary>The version that is in effect; 0 for none.</summary>
    public int CurrentVersion { get; init; }

    /// <summary>The version that was made; null where nothing was applied.</summary>
    public int? AppliedVersion { get; init; }

    /// <summary>Whether the file can be applied as it is.</summary>
    public bool IsGood => Faults.Count == 0 && Tests.All(t => t.Passed);
}

/// <summary>What came of a test of a policy.</summary>
/// <param name="Line">Where it stands in the file.</param>
/// <param name="Name">Its name.</param>
/// <param name="Passed">Whether it holds.</param>
/// <param name="Message">What was decided and why.</param>
public sealed record PolicyTestResult(int Line, string Name, bool Passed, string Message);
