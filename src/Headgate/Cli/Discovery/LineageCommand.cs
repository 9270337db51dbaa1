using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Runs;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Discovery;

/// <summary><c>headgate lineage</c>: what a node is made from, and what is made from it.</summary>
internal static class LineageCommand
{
    private const string Query = """
        query Lineage($id: BigInt!) { environment(id: $id) { applied { lineage(filter: {types: [Model, Source, Seed, Snapshot, Exposure, Metric, SemanticModel, SavedQuery]}) {
          uniqueId name resourceType parentIds } } } }
        """;

    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var model = new Argument<string>("MODEL")
        {
            Description = "The model, or any other node: its name, or dbt's id such as model.shop.orders.",
        };
        var (up, down) = (
            Steps("--up", "Steps upwards; all where neither --up nor --down is given."),
            Steps("--down", "Steps downwards; all where neither --up nor --down is given.")
        );
        var column = new Option<string?>("--column")
        {
            Description = "A column of it: where its values come from, and what is made of them.",
            HelpName = "COLUMN",
        };
        var impact = new Option<bool>("--impact")
        {
            Description = "Instead: everything that a change of it, or with --column of the column, reaches, and who may rebuild that.",
        };
        var mermaid = new Option<bool>("--mermaid") { Description = "Print a Mermaid diagram." };
        var (json, server, question) = (JsonOption.Create(), new ServerOption(), new EnvironmentQuestion());
        var command = new Command("lineage", "Shows what a model is made from, and what is made from it.")
        {
            model,
            up,
            down,
            column,
            impact,
            mermaid,
            json,
        };
        question.AddTo(command);
        server.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(mermaid))
            {
                result.AddError("Give --json or --mermaid, not both.");
            }
            if (result.GetValue(impact) && result.GetValue(mermaid))
            {
                result.AddError("--impact does not go with --mermaid.");
            }
        });
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var environment = await question.FindAsync(parsed, api, cancellation);
                var data = await EnvironmentQuestion.AskAsync(
                    api,
                    $"environments/{environment}",
                    Query,
                    new JsonObject { ["id"] = environment },
                    cancellation
                );
                if (data["environment"]?["applied"]?["lineage"] is not JsonArray nodes)
                {
                    throw new CommandFailure("Nothing is known of the environment yet: no run of it has ended.");
                }
                var (above, below) = (parsed.GetValue(up), parsed.GetValue(down));
                var all = above is null && below is null ? int.MaxValue : 0;
                var graph = LineageView.Of(nodes, parsed.GetRequiredValue(model), above ?? all, below ?? all);
                if (parsed.GetValue(impact))
                {
                    await ImpactAsync(terminal, api, environment, graph.Root, parsed.GetValue(column), parsed.GetValue(json), cancellation);
                    return ExitCode.Done;
                }
                if (parsed.GetValue(column) is { } name)
                {
                    var around = new ColumnPart(environment, graph.Root, name, above ?? all, below ?? all);
                    await ShowAsync(terminal, api, around, parsed.GetValue(json), parsed.GetValue(mermaid), cancellation);
                    return ExitCode.Done;
                }
                foreach (
                    var line in parsed.GetValue(json) ? [graph.Json()]
                    : parsed.GetValue(mermaid) ? graph.Mermaid()
                    : graph.Lines()
                )
                {
                    terminal.Line(line);
                }
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate lineage fct_orders",
            "headgate lineage fct_orders --up 1",
            "headgate lineage model.shop.fct_orders --down 2 --mermaid",
            "headgate lineage fct_orders --column amount",
            "headgate lineage stg_orders --impact",
            "headgate lineage stg_orders --column status --impact"
        );
    }

    private static async Task ShowAsync(
        Terminal terminal,
        PlatformApi api,
        ColumnPart part,
        bool isJson,
        bool isMermaid,
        CancellationToken cancellation
    )
    {
        var (query, variables) = ColumnView.Lineage(part.Environment, part.Node, part.Column);
        var told = await EnvironmentQuestion.AskAsync(api, $"environments/{part.Environment}", query, variables, cancellation);
        var view = ColumnView.Of(told["column"], $"\"{part.Column}\" of {part.Node}", part.Up, part.Down);
        (
            isJson ? [view.Json()]
            : isMermaid ? view.Mermaid()
            : view.Lines()
        ).ToList().ForEach(terminal.Line);
    }

    private static async Task ImpactAsync(
        Terminal terminal,
        PlatformApi api,
        long environment,
        string node,
        string? column,
        bool isJson,
        CancellationToken cancellation
    )
    {
        var (query, variables) = ColumnView.Impact(environment, node, column);
        var told = await EnvironmentQuestion.AskAsync(api, $"environments/{environment}", query, variables, cancellation);
        var reached = told["column"]!["impact"]!.AsArray();
        var nodes = reached.Select(n => n!["uniqueId"]!.ToString()).Prepend(node).ToList();
        if (isJson)
        {
            var rebuilders = await RebuildersLines.AskAsync(api, environment, nodes, cancellation);
            terminal.Line(
                new JsonObject { ["reached"] = reached.DeepClone(), ["rebuilders"] = rebuilders.DeepClone() }.ToJsonString(
                    JsonOption.Format
                )
            );
            return;
        }
        (reached.Count == 0 ? ["Nothing is made of it."] : ColumnView.Lines(reached)).ToList().ForEach(terminal.Line);
        (await RebuildersLines.OfAsync(api, environment, nodes, cancellation)).ToList().ForEach(terminal.Line);
    }

    /// <summary>The part of a column's lineage that is asked for.</summary>
    private sealed record ColumnPart(long Environment, string Node, string Column, int Up, int Down);

    private static Option<int?> Steps(string name, string says)
    {
        var option = new Option<int?>(name) { Description = says, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 0 or > 1000)
            {
                result.AddError($"{name} must be a number from 0 to 1000.");
            }
        });
        return option;
    }
}
