using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Runs;

/// <summary><c>headgate runs</c>: the newest runs.</summary>
internal static class RunsCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var job = new Option<string?>("--job") { Description = "Only runs of this job (number or name).", HelpName = "JOB" };
        var limit = new Option<int>("--limit")
        {
            Description = "How many, at most 100.",
            HelpName = "N",
            DefaultValueFactory = _ => 20,
        };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100)
            {
                result.AddError("--limit must be a number from 1 to 100.");
            }
        });
        var json = JsonOption.Create();
        var server = new ServerOption();
        var command = new Command("runs", "Shows the newest runs first.") { job, limit, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var filter = "";
                if (parsed.GetValue(job) is { } named)
                {
                    filter = $"&job_definition_id={(await JobLookup.FindAsync(api, named, cancellation)).Id}";
                }
                var path = $"runs/?order_by=-id&limit={parsed.GetValue(limit)}&include_related=[\"job\",\"trigger\"]{filter}";
                var runs = (JsonArray)await api.GetAsync("v2", path, cancellation);
                if (parsed.GetValue(json))
                {
                    terminal.Line(runs.ToJsonString(JsonOption.Format));
                }
                else if (runs.Count == 0)
                {
                    terminal.Line("No runs yet; 'headgate run JOB --wait' starts one.");
                }
                else
                {
                    Show(runs, terminal);
                }
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate runs --limit 5", """headgate runs --job "Nightly build" --json""");
    }

    private static void Show(JsonArray runs, Terminal terminal)
    {
        var rows = runs.OfType<JsonNode>()
            .Select(RunView.Of)
            .Select(r =>
                (IReadOnlyList<string>)
                    [
                        r.Id.ToString(CultureInfo.InvariantCulture),
                        r.Word,
                        r.JobName ?? r.JobId.ToString(CultureInfo.InvariantCulture),
                        r.CreatedAt.Length >= 19 ? r.CreatedAt[..19] : r.CreatedAt,
                        r.Duration,
                        r.Cause,
                    ]
            )
            .ToList();
        foreach (var line in TextTable.Lines(["RUN", "STATUS", "JOB", "CREATED (UTC)", "DURATION", "CAUSE"], rows, terminal))
        {
            terminal.Line(line);
        }
    }
}
