using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;
using Headgate.Metrics;

namespace Headgate.Cli.Metrics;

/// <summary><c>headgate metrics list</c>: the metrics, or what some of them can be grouped by.</summary>
internal static class ListMetricsCommand
{
    public static Command Build(Terminal terminal)
    {
        var metrics = new Argument<string[]>("METRIC")
        {
            Description = "Lists what all of these can be grouped by, in place of the metrics.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var json = JsonOption.Create();
        var command = new Command("list", "The metrics of the project, or what given ones can be grouped and filtered by.")
        {
            metrics,
            json,
            MetricProject.Folder,
            MetricProject.Profiles,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var engine = await MetricProject.Of(parsed).EngineAsync(cancellation);
                if (parsed.GetValue(metrics) is { Length: > 0 } named)
                {
                    Items(engine, named, parsed.GetValue(json), terminal);
                }
                else
                {
                    Metrics(engine, parsed.GetValue(json), terminal);
                }
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate metrics list", "headgate metrics list revenue --json");
    }

    private static void Metrics(MetricEngine engine, bool json, Terminal terminal)
    {
        var list = new JsonArray([
            .. engine.Metrics.Select(metric => new JsonObject
            {
                ["name"] = metric.Name,
                ["type"] = metric.Type,
                ["label"] = metric.Label,
                ["description"] = metric.Description,
                ["requires_metric_time"] = metric.NeedsTime,
            }),
        ]);
        JsonTable.Print(
            list,
            json,
            "The project has no metrics.",
            terminal,
            ("METRIC", "name"),
            ("TYPE", "type"),
            ("NEEDS TIME", "requires_metric_time"),
            ("LABEL", "label")
        );
    }

    private static void Items(MetricEngine engine, string[] named, bool json, Terminal terminal)
    {
        var items =
            engine.ItemsOf(named)
            ?? throw MetricQueryOptions.Refused(engine.Compile(new MetricQuery { Metrics = named }, SqlEngine.DuckDb).Refusal!);
        var list = new JsonArray([
            .. items.Select(item => new JsonObject
            {
                ["name"] = item.Name,
                ["kind"] = item.Kind,
                ["grains"] = new JsonArray([.. item.Grains.Select(grain => JsonValue.Create(grain))]),
                ["description"] = item.Description,
            }),
        ]);
        JsonTable.Print(
            list,
            json,
            "Nothing is common to these metrics.",
            terminal,
            ("NAME", "name"),
            ("KIND", "kind"),
            ("GRAINS", "grains")
        );
    }
}
