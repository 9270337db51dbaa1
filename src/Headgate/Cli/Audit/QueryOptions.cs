using System.CommandLine;
using System.Globalization;
using Headgate.Gate.Journal.Reading;

namespace Headgate.Cli.Audit;

/// <summary>The options that say which records are wanted.</summary>
internal sealed class QueryOptions
{
    private static readonly string[] Decisions = ["allowed", "denied", "refused", "held", "stopped"];

    private readonly Option<string?> agent = Text("--agent", "Only of this agent or token (name or number).", "NAME");
    private readonly Option<string?> operation = Text("--operation", "Only this operation; jobs.* takes all that begin so.", "ID");
    private readonly Option<string?> decision = Text("--decision", "Only allowed, denied, refused, held or stopped.", "WORD");
    private readonly Option<string?> reason = Text("--reason", "Only with this reason, such as area-off.", "CODE");
    private readonly Option<string?> kind = Text("--kind", "Only this kind of record: decision, outcome, change, checkpoint …", "KIND");
    private readonly Option<long?> project = Number("--project", "Only of this project.");
    private readonly Option<long?> job = Number("--job", "Only of this job.");
    private readonly Option<long?> run = Number("--run", "Only of this run.");
    private readonly Option<string?> request = Text("--request", "Only of the request with this id.", "ID");
    private readonly Option<string?> text = Text("--text", "Only where the sentence holds this text.", "TEXT");
    private readonly Option<string?> since = Text("--since", "Not before this time (UTC), such as 2026-11-24 or 2026-11-24T08:00.", "TIME");
    private readonly Option<string?> until = Text("--until", "Before this time (UTC).", "TIME");

    /// <summary>Takes the options.</summary>
    public QueryOptions()
    {
        decision.Validators.Add(result =>
        {
            var word = result.GetValueOrDefault<string?>();
            if (word is not null && !Decisions.Contains(word, StringComparer.OrdinalIgnoreCase))
            {
                result.AddError($"--decision is one of {string.Join(", ", Decisions)}.");
            }
        });
        foreach (var time in new[] { since, until })
        {
            time.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<string?>() is { } value && Time(value) is null)
                {
                    result.AddError($"{time.Name} must be a time such as 2026-11-24 or 2026-11-24T08:00, not \"{value}\".");
                }
            });
        }
    }

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { agent, operation, decision, reason, kind, project, job, run, request, text, since, until })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The query that was asked for.</summary>
    public JournalQuery Read(ParseResult parsed) =>
        new()
        {
            Caller = parsed.GetValue(agent),
            Operation = parsed.GetValue(operation),
            Decision = parsed.GetValue(decision),
            Reason = parsed.GetValue(reason),
            Kind = parsed.GetValue(kind),
            Project = parsed.GetValue(project),
            Job = parsed.GetValue(job),
            Run = parsed.GetValue(run),
            Request = parsed.GetValue(request),
            Text = parsed.GetValue(text),
            Since = parsed.GetValue(since) is { } from ? Time(from) : null,
            Until = parsed.GetValue(until) is { } to ? Time(to) : null,
        };

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static Option<string?> Text(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };

    private static Option<long?> Number(string name, string description) => new(name) { Description = description, HelpName = "ID" };
}
