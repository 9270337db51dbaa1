using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Context.Running;
using Headgate.Dbt.Execution.Results;
using Headgate.Dbt.Execution.Runners;

namespace Headgate.Dbt.Execution.Batches;

/// <summary>Models of the incremental strategy <c>microbatch</c>: each batch is compiled and built by itself; what failed does not undo the rest.</summary>
internal sealed class MicrobatchRunner(RunFrame frame, NodeLines lines) : INodeRunner
{
    /// <inheritdoc />
    public void TellStart(IManifestResource node, NodePlace place) => lines.Start(Describe((ManifestNode)node), place);

    /// <inheritdoc />
    public NodeResult Run(NodeJob job)
    {
        var node = job.ManifestNode;
        var options = frame.Session.Invocation.Options;
        var now = frame.Session.Invocation.StartedAt;
        job.Timer.Take(NodeJob.CompileStage, static () => true);
        return job.Timer.Take(
            NodeJob.ExecuteStage,
            () =>
            {
                var exists = IsIncremental(node, job);
                var left = node.LeftBatches;
                var batches = left is null
                    ? BatchPlan.Of(node, AskedWindow.OfBatches(options, now), exists, now)
                    : BatchPlan.Of(node, left.Failed);
                var result = Result(node, Build(job, batches, exists, AskedWindow.OfSample(options, now)), left);
                if (result.Status == NodeStatus.Success)
                {
                    var context = frame.ContextOf(node, job.Connection, job.Cancellation);
                    LatestPointer.Make(frame, context, [context.This]);
                }
                return result;
            }
        );
    }

    /// <inheritdoc />
    public void TellEnd(NodeResult result, NodePlace place) =>
        lines.Built(result, BuildWords.Model, Describe((ManifestNode)result.Node), place);

    private BatchResults Build(NodeJob job, IReadOnlyList<Batch> batches, bool exists, EventWindow? sample)
    {
        var (done, failed) = (new List<IReadOnlyList<string>>(), new List<IReadOnlyList<string>>());
        for (var i = 0; i < batches.Count; i++)
        {
            var place = new NodePlace(i + 1, batches.Count);
            var run = new BatchRun(frame, lines, job, batches[i], sample)
            {
                IsFirst = i == 0,
                IsLast = i == batches.Count - 1,
                Continues = exists,
            };
            if (failed.Count > 0 && !exists)
            {
                // Without the table that the first batch makes there is nothing to add to.
                run.Skip(place);
                failed.Add(batches[i].Moments);
                continue;
            }
            var succeeded = run.Execute(place);
            exists |= succeeded;
            (succeeded ? done : failed).Add(batches[i].Moments);
        }
        return new() { Successful = done, Failed = failed };
    }

    private static NodeResult Result(ManifestNode node, BatchResults results, BatchResults? left)
    {
        var all = left is null ? results : results with { Successful = [.. left.Successful, .. results.Successful] };
        var (done, failed) = (all.Successful.Count, all.Failed.Count);
        var (status, message) =
            failed == 0 ? (NodeStatus.Success, "SUCCESS")
            : done == 0 ? (NodeStatus.Error, "ERROR")
            : (NodeStatus.PartialSuccess, $"PARTIAL SUCCESS ({done}/{done + failed})");
        return new()
        {
            Node = node,
            Status = status,
            Message = message,
            Failures = failed,
            BatchResults = all,
        };
    }

    private bool IsIncremental(ManifestNode node, NodeJob job)
    {
        var context = frame.ContextOf(node, job.Connection, job.Cancellation);
        var fullRefresh = node.Config.Flag("full_refresh") ?? frame.Session.Invocation.Options.Get(CommandOptions.FullRefresh);
        return !fullRefresh && context.Existing() is { IsTable: true };
    }

    private string Describe(ManifestNode node) => $"{node.Language} microbatch model {lines.NameOf(node)}";
}
