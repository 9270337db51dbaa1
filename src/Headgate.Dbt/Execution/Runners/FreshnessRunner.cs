using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Objects;
using Headgate.Dbt.Context.Running;
using Headgate.Dbt.Execution.Results;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>Asks a source for the time of its newest row.</summary>
internal sealed class FreshnessRunner(RunFrame frame, NodeLines lines) : INodeRunner
{
    /// <inheritdoc />
    public void TellStart(IManifestResource node, NodePlace place)
    {
        var source = (SourceDefinition)node;
        lines.Start($"freshness of {source.SourceName}.{source.Name}", place);
    }

    /// <inheritdoc />
    public NodeResult Run(NodeJob job)
    {
        var source = (SourceDefinition)job.Node;
        job.Timer.Take(NodeJob.CompileStage, static () => true);
        try
        {
            var age = job.Timer.Take(NodeJob.ExecuteStage, () => Ask(source, job));
            return Result(source, age, job);
        }
        catch (Exception failure) when (failure is DbtException or DatabaseException)
        {
            var text = FailureText.Of(failure, source);
            return new()
            {
                Node = source,
                Status = NodeStatus.RuntimeError,
                Message = text,
                Freshness = new()
                {
                    UniqueId = source.UniqueId,
                    Error = text,
                    Status = NodeStatus.RuntimeError.Word(),
                },
            };
        }
    }

    /// <inheritdoc />
    public void TellEnd(NodeResult result, NodePlace place) => lines.Checked(result, (SourceDefinition)result.Node, place);

    private SourceAge Ask(SourceDefinition source, NodeJob job)
    {
        var context = frame.ContextOf(RunPreparation.Operation(frame), job.Connection, job.Cancellation);
        job.Connection.Name = source.UniqueId;
        Value given;
        if (source.LoadedAtQuery is { } query)
        {
            context.Variables.Add("this", RelationOf(context, source));
            given = context.Call(
                "collect_freshness_custom_sql",
                Arguments.Of(RelationOf(context, source), Value.From(context.Render(query)))
            );
        }
        else if (source.LoadedAtField is { } field)
        {
            var filter = source.Freshness?.Filter is { } condition ? Value.From(condition) : Value.None;
            given = context.Call("collect_freshness", Arguments.Of(RelationOf(context, source), Value.From(field), filter));
        }
        else
        {
            throw new DbtException(
                DbtErrorKind.Runtime,
                $"Could not compute freshness for source {source.Name}: no 'loaded_at_field' provided and "
                    + $"{frame.Session.Adapter.Type} adapter does not support metadata-based freshness checks.",
                NodeSubject.Of(source)
            );
        }
        return SourceAge.Read(given, frame.Time);
    }

    private static Value RelationOf(NodeContext context, SourceDefinition source) => RelationObject.Of(context.Shared.Names.Of(source));

    private static NodeResult Result(SourceDefinition source, SourceAge age, NodeJob job)
    {
        var criteria = source.Freshness ?? new FreshnessThreshold();
        var status = age.Judge(criteria);
        return new()
        {
            Node = source,
            Status = status,
            AdapterResponse = Responses.Of(age.Response),
            Freshness = new()
            {
                UniqueId = source.UniqueId,
                MaxLoadedAt = SourceAge.Iso(age.LoadedAt),
                SnapshottedAt = SourceAge.Iso(age.AskedAt),
                MaxLoadedAtTimeAgoInS = age.Age.TotalSeconds,
                Status = status.Word(),
                Criteria = criteria,
                AdapterResponse = Responses.Of(age.Response),
                Timing = job.Timer.Stages,
            },
        };
    }
}
