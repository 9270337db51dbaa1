using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Metrics;

/// <summary><c>headgate metrics explain</c>: how metrics are computed, in sentences and as SQL.</summary>
internal static class ExplainMetricsCommand
{
    public static Command Build(Terminal terminal)
    {
        var query = new MetricQueryOptions();
        var json = JsonOption.Create();
        var command = new Command(
            "explain",
            "How metrics are computed: each step in a sentence, then the SQL. Nothing is asked of the warehouse."
        )
        {
            json,
        };
        query.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var project = MetricProject.Of(parsed);
                var engine = await project.EngineAsync(cancellation);
                var compiled = engine.Compile(query.Read(parsed), await project.DatabaseAsync(cancellation));
                if (compiled.Refusal is { } refusal)
                {
                    throw MetricQueryOptions.Refused(refusal);
                }
                if (parsed.GetValue(json))
                {
                    var steps = new JsonArray([
                        .. compiled.Steps.Select(step => new JsonObject { ["name"] = step.Name, ["purpose"] = step.Purpose }),
                    ]);
                    terminal.Line(new JsonObject { ["steps"] = steps, ["sql"] = compiled.Sql }.ToJsonString(JsonOption.Format));
                    return ExitCode.Done;
                }
                foreach (var (i, step) in compiled.Steps.Index())
                {
                    terminal.Line($"{i + 1}. {step.Name}: {step.Purpose}.");
                }
                terminal.Line();
                terminal.Line(compiled.Sql!);
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate metrics explain --metrics revenue --group-by metric_time__month");
    }
}
