using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Discovery;

/// <summary><c>headgate health</c>: the models that are failing or stale, and why.</summary>
internal static class HealthCommand
{
    private const string Query = """
        query Health($id: BigInt!, $first: Int, $after: String) { environment(id: $id) { applied { models(first: $first, after: $after) {
          pageInfo { hasNextPage endCursor } edges { node { uniqueId name healthIssues { kind message uniqueId chain } } } } } } }
        """;

    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var (json, server, question) = (JsonOption.Create(), new ServerOption(), new EnvironmentQuestion());
        var command = new Command("health", "Shows the models that are failing or stale, and why.") { json };
        question.AddTo(command);
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var environment = await question.FindAsync(parsed, api, cancellation);
                var models = await EnvironmentQuestion.AllAsync(api, environment, "models", Query, cancellation);
                var ill = models.FindAll(model => model["healthIssues"]!.AsArray().Count > 0);
                if (parsed.GetValue(json))
                {
                    terminal.Line(new JsonArray([.. ill.Select(model => model.DeepClone())]).ToJsonString(JsonOption.Format));
                    return ExitCode.Done;
                }
                foreach (var model in ill)
                {
                    terminal.Line($"{model["name"]}");
                    foreach (var issue in model["healthIssues"]!.AsArray())
                    {
                        var chain = issue!["chain"]!.AsArray().Select(id => id!.ToString()).ToList();
                        terminal.Line($"  {issue["message"]}{(chain.Count > 1 ? $" ({string.Join(" -> ", chain)})" : "")}");
                    }
                }
                terminal.Line($"{models.Count - ill.Count} of {models.Count} models are well.");
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate health", "headgate health --environment Production --json");
    }
}
