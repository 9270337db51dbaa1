using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Execution.Batches;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>The runners of commands that build and test.</summary>
internal static class BuildRunners
{
    /// <summary>Gives each node the runner of its kind.</summary>
    public static Func<IManifestResource, INodeRunner> Of(RunFrame frame, NodeLines lines)
    {
        var model = new MaterializingRunner(frame, BuildWords.Model, lines);
        var batched = new MicrobatchRunner(frame, lines);
        var seed = new MaterializingRunner(frame, BuildWords.Seed, lines);
        var snapshot = new MaterializingRunner(frame, BuildWords.Snapshot, lines);
        var test = new TestRunner(frame, lines);
        var unitTest = new UnitTestRunner(frame, lines);
        var function = new MaterializingRunner(frame, BuildWords.Function, lines);
        var nothing = new NoOpRunner(lines);
        return node =>
            node.ResourceType switch
            {
                ResourceType.Model when BatchPlan.Applies((ManifestNode)node, frame) => batched,
                ResourceType.Model => model,
                ResourceType.Seed => seed,
                ResourceType.Snapshot => snapshot,
                ResourceType.Function => function,
                ResourceType.Test => test,
                ResourceType.UnitTest => unitTest,
                _ => nothing,
            };
    }
}
