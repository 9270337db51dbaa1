namespace Headgate.Wire;

/// <summary>Looks up where branches of projects' repositories are.</summary>
public interface IBranchHeads
{
    /// <summary>The commit that a run on a branch would check out now.</summary>
    /// <param name="environmentId">The environment in which it would run.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its id; null where there is no such branch, or where that cannot be looked up.</returns>
    ValueTask<string?> FindAsync(long environmentId, string branch, CancellationToken cancellation);
}
