using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Discovery;

/// <summary><c>headgate health</c>: the models that are failing or stale, and why.</summary>
internal static class HealthCommand
{
    private const int MostTimes = 30;

    private const string Query = """
        query Health($id: BigInt!, $first: Int, $after: String) { environment(id: $id) { applied { models(first: $first, after: $after) {
          pageInfo { hasNextPage endCursor } edges { node { uniqueId name healthIssues { kind message uniqueId chain } } } } } } }
        """;

    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var (json, server, question) = (JsonOption.Create(), new ServerOption(), new EnvironmentQuestion());
        var run = new Option<long?>("--run")
        {
            Description = "Instead: the critical path of this run, the nodes that its length hung on.",
            HelpName = "RUN",
        };
        var times = new Option<int?>("--times")
        {
            Description = "Instead: what nodes took in the runs of so many last days, those that took most first.",
            HelpName = "DAYS",
        };
        var command = new Command("health", "Shows the models that are failing or stale, and why.") { run, times, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(run) is not null && result.GetValue(times) is not null)
            {
                result.AddError("Give --run or --times, not both.");
            }
        });
        question.AddTo(command);
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                if (parsed.GetValue(run) is { } one)
                {
                    var path = await api.GetAsync("gate/v1", $"runs/{one}/metadata/path/", cancellation);
                    Show(terminal, parsed.GetValue(json), path, TimesView.Path);
                    return ExitCode.Done;
                }
                var environment = await question.FindAsync(parsed, api, cancellation);
                if (parsed.GetValue(times) is { } days)
                {
                    var told = await api.GetAsync(
                        "gate/v1",
                        $"environments/{environment}/metadata/times/?days={days}&limit={MostTimes}",
                        cancellation
                    );
                    Show(terminal, parsed.GetValue(json), told, TimesView.Times);
                    return ExitCode.Done;
                }
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
        return command.WithExamples(
            "headgate health",
            "headgate health --environment Production --json",
            "headgate health --run 42",
            "headgate health --times 30"
        );
    }

    private static void Show(Terminal terminal, bool isJson, JsonNode told, Func<JsonNode, IEnumerable<string>> lines) =>
        (isJson ? [told.ToJsonString(JsonOption.Format)] : lines(told)).ToList().ForEach(terminal.Line);
}
