using Headgate.Dbt.Execution.Results;

namespace Headgate.Dbt.Execution;

/// <summary>What came of one step of the walk: a node's result, with those of the unit tests that ran before it.</summary>
/// <param name="Before">Results of unit tests of the node.</param>
/// <param name="Main">The node's own result.</param>
internal sealed record NodeOutcome(IReadOnlyList<NodeResult> Before, NodeResult Main)
{
    /// <summary>All results, in the order in which they came.</summary>
    public IEnumerable<NodeResult> All => Before.Append(Main);
}
