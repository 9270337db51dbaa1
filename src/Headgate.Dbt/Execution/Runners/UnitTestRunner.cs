using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Console;
using Headgate.Dbt.Execution.Results;
using Headgate.Dbt.Execution.UnitTests;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>Unit tests: the tested model runs over the rows given in the place of what it reads, and its rows are compared with those expected.</summary>
internal sealed class UnitTestRunner(RunFrame frame, NodeLines lines) : INodeRunner
{
    /// <inheritdoc />
    public void TellStart(IManifestResource node, NodePlace place) => lines.Start("unit_test " + NameOf(node), place);

    /// <inheritdoc />
    public NodeResult Run(NodeJob job)
    {
        var test = (UnitTest)job.Node;
        var stage = UnitTestStage.Open(frame, test, job.Connection, job.Cancellation);
        var sql = job.Timer.Take(NodeJob.CompileStage, stage.Compile);
        try
        {
            var main = job.Timer.Take(NodeJob.ExecuteStage, stage.Execute);
            var difference = RowDifference.Of(main.Table.Table);
            return new()
            {
                Node = test,
                Status = difference is null ? NodeStatus.Pass : NodeStatus.Fail,
                Failures = difference is null ? 0 : 1,
                Message = Shown(difference),
                CompiledCode = sql,
                CompiledPath = stage.CompiledPath,
                AdapterResponse = Responses.Of(main.Response),
            };
        }
        catch (Exception refused) when (refused is DatabaseException or DbtException { Kind: DbtErrorKind.Database })
        {
            throw new DbtException(
                DbtErrorKind.Runtime,
                $"An error occurred during execution of unit test '{test.Name}'. There may be an error in the unit test definition: check the data types.\n "
                    + new DbtException(DbtErrorKind.Database, refused.Message.TrimEnd()).Text,
                NodeSubject.Of(test),
                refused
            );
        }
    }

    /// <inheritdoc />
    public void TellEnd(NodeResult result, NodePlace place) => lines.Tested(result, NameOf(result.Node), place);

    private string? Shown(string? difference) =>
        difference is null || frame.Session.Invocation.Options.Get(GlobalOptions.UseColors) ? difference : Paint.Remove(difference);

    private static string NameOf(IManifestResource node) => $"{((UnitTest)node).Model}::{node.Name}";
}
