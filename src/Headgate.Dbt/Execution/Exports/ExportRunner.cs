using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Running;
using Headgate.Dbt.Execution.Results;
using Headgate.Dbt.Execution.Runners;

namespace Headgate.Dbt.Execution.Exports;

/// <summary>Saved queries whose exports are written: each as the table or view that its configuration names.</summary>
internal sealed class ExportRunner(RunFrame frame, NodeLines lines) : INodeRunner
{
    private static readonly BuildWords Words = new("exported", "exporting", "");

    /// <summary>Runners of a build in which saved queries with exports are written; the rest runs as it does without.</summary>
    public static Func<IManifestResource, INodeRunner> Of(RunFrame frame, NodeLines lines)
    {
        var others = BuildRunners.Of(frame, lines);
        var exports = new ExportRunner(frame, lines);
        return node => node is SavedQuery query && ExportNodes.Made(query).Any() ? exports : others(node);
    }

    /// <inheritdoc />
    public void TellStart(IManifestResource node, NodePlace place) => lines.Start(Describe(node), place);

    /// <inheritdoc />
    public NodeResult Run(NodeJob job)
    {
        var query = (SavedQuery)job.Node;
        var sql = job.Timer.Take(NodeJob.CompileStage, () => Sql(query));
        AdapterResponse? response = null;
        string? path = null;
        job.Timer.Take(
            NodeJob.ExecuteStage,
            () =>
            {
                foreach (var export in ExportNodes.Made(query))
                {
                    var node = ExportNodes.Make(query, export, sql);
                    path ??= frame.Files.WriteCompiled(node, sql);
                    var made = Materialization.Run(frame.ContextOf(node, job.Connection, job.Cancellation), export.Config.ExportAs);
                    response = made.Main?.Response;
                }
                return true;
            }
        );
        return new()
        {
            Node = query,
            Status = NodeStatus.Success,
            AdapterResponse = Responses.Of(response),
            Message = response?.Message ?? "SUCCESS",
            CompiledCode = sql,
            CompiledPath = path,
        };
    }

    /// <inheritdoc />
    public void TellEnd(NodeResult result, NodePlace place) => lines.Built(result, Words, Describe(result.Node), place);

    private string Sql(SavedQuery query)
    {
        var metrics =
            frame.Session.Invocation.Process.SavedQueries
            ?? throw new DbtException(
                DbtErrorKind.Runtime,
                $"The saved query '{query.Name}' cannot be exported: this program runs the engine without metrics. Use headgate dbt, or leave --export-saved-queries out."
            );
        var statement = metrics.Write(frame.Session.Manifest, query.Name, frame.Session.Adapter.Type);
        return statement.Sql
            ?? throw new DbtException(
                DbtErrorKind.Compilation,
                statement.Refusal ?? $"The saved query '{query.Name}' gives no SQL.",
                NodeSubject.Of(query)
            );
    }

    private static string Describe(IManifestResource node) =>
        $"saved query {node.Name} as "
        + string.Join(
            ", ",
            ExportNodes
                .Made((SavedQuery)node)
                .Select(export => $"{export.Config.ExportAs} {export.Config.SchemaName}.{export.Config.Alias ?? export.Name}")
        );
}
