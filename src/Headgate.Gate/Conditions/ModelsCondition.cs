namespace Headgate.Gate.Conditions;

/// <summary>
/// The nodes of a project that a run may touch, in dbt's selection syntax. Each command of the run is resolved on the newest manifest of its environment, and every node that it would build or
/// test has to be one of these; what cannot be resolved beforehand is not allowed.
/// </summary>
public sealed record ModelsCondition
{
    /// <summary>The nodes, as behind <c>--select</c>, with the tests that come along.</summary>
    public IReadOnlyList<string> Select { get; set; } = [];

    /// <summary>Nodes that are none of them, as behind <c>--exclude</c>.</summary>
    public IReadOnlyList<string> Exclude { get; set; } = [];

    /// <summary>Whether they may be built anew from nothing (<c>--full-refresh</c>).</summary>
    public bool FullRefresh { get; set; }

    /// <summary>The condition in words.</summary>
    public string Describe() => $"touching {Words()} only{(FullRefresh ? ", also in full" : "")}";

    /// <summary>The nodes in words: <c>tag:agent without orders</c>.</summary>
    public string Words() => string.Join(' ', Select) + (Exclude.Count > 0 ? $" without {string.Join(' ', Exclude)}" : "");
}
