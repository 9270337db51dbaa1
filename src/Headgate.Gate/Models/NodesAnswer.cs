namespace Headgate.Gate.Models;

/// <summary>The engine's answer to a <see cref="NodesQuestion"/>, in its order.</summary>
/// <param name="Commands">Of each command.</param>
/// <param name="Selections">Of each selection.</param>
public sealed record NodesAnswer(IReadOnlyList<NodesAnswer.Taken> Commands, IReadOnlyList<NodesAnswer.Taken> Selections)
{
    /// <summary>What one command or selection would take.</summary>
    /// <param name="Nodes">Unique ids; of a command those that it would build or test.</param>
    /// <param name="Materialized">How each of them is built: <c>table</c>, <c>incremental</c>, <c>test</c> and so on.</param>
    /// <param name="Names">Under which name each of them is built, as the project's configuration says it: <c>finance.fct_orders</c>.</param>
    /// <param name="FullRefresh">Whether a command builds tables anew.</param>
    /// <param name="Fault">Why it cannot be said beforehand; null where it can.</param>
    public sealed record Taken(
        IReadOnlyList<string> Nodes,
        IReadOnlyList<string> Materialized,
        IReadOnlyList<string> Names,
        bool FullRefresh = false,
        string? Fault = null
    );
}
