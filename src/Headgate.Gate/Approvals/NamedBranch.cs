namespace Headgate.Gate.Approvals;

/// <summary>A branch that a call names.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Commit">Where it is; null where that cannot be looked up.</param>
internal sealed record NamedBranch(string Name, string? Commit)
{
    /// <summary>What a person who agrees has to know of it.</summary>
    public string Words() =>
        Commit is { } commit
            ? $" The branch is at commit {commit}, and that one is executed."
            : " At which commit the branch is cannot be looked up: a yes to it is worth nothing unless the agent sends git_sha too.";
}
