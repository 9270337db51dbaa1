using System.CommandLine;
using System.Text.Json.Nodes;
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
        var mermaid = new Option<bool>("--mermaid") { Description = "Print a Mermaid diagram." };
        var (json, server, question) = (JsonOption.Create(), new ServerOption(), new EnvironmentQuestion());
        var command = new Command("lineage", "Shows what a model is made from, and what is made from it.")
        {
            model,
            up,
            down,
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
            "headgate lineage model.shop.fct_orders --down 2 --mermaid"
        );
    }

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
