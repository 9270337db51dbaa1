using System.CommandLine;
using Headgate.Gate.Journal.Reading;

namespace Headgate.Cli.Audit;

/// <summary>The options that say which records are wanted.</summary>
internal sealed class QueryOptions
{
    private static readonly string[] Decisions = ["allowed", "denied", "refused", "held", "stopped"];

    private readonly Option<string?> _agent = Text("--agent", "Only of this agent or token (name or number).", "NAME");
    private readonly Option<string?> _for = Text("--for", "Only in the name of this client, workload or person (name or id).", "NAME");
    private readonly Option<string?> _operation = Text("--operation", "Only this operation; jobs.* takes all that begin so.", "ID");
    private readonly Option<string?> _decision = Text("--decision", "Only allowed, denied, refused, held or stopped.", "WORD");
    private readonly Option<string?> _reason = Text("--reason", "Only with this reason, such as area-off.", "CODE");
    private readonly Option<string?> _kind = Text("--kind", "Only this kind of record: decision, outcome, change, checkpoint …", "KIND");
    private readonly Option<long?> _project = Number("--project", "Only of this project.");
    private readonly Option<long?> _job = Number("--job", "Only of this job.");
    private readonly Option<long?> _run = Number("--run", "Only of this run.");
    private readonly Option<string?> _request = Text("--request", "Only of the request with this id.", "ID");
    private readonly Option<string?> _text = Text("--text", "Only where the sentence holds this text.", "TEXT");
    private readonly Option<string?> _since = TimeOption.Create(
        "--since",
        "Not before this time (UTC), such as 2026-11-24 or 2026-11-24T08:00."
    );
    private readonly Option<string?> _until = TimeOption.Create("--until", "Before this time (UTC).");

    private IReadOnlyList<Option> All =>
        [_agent, _for, _operation, _decision, _reason, _kind, _project, _job, _run, _request, _text, _since, _until];

    /// <summary>Takes the options.</summary>
    public QueryOptions()
    {
        _decision.Validators.Add(result =>
        {
            var word = result.GetValueOrDefault<string?>();
            if (word is not null && !Decisions.Contains(word, StringComparer.OrdinalIgnoreCase))
            {
                result.AddError($"--decision is one of {string.Join(", ", Decisions)}.");
            }
        });
    }

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The query that was asked for.</summary>
    public JournalQuery Read(ParseResult parsed) =>
        new()
        {
            Caller = parsed.GetValue(_agent),
            For = parsed.GetValue(_for),
            Operation = parsed.GetValue(_operation),
            Decision = parsed.GetValue(_decision),
            Reason = parsed.GetValue(_reason),
            Kind = parsed.GetValue(_kind),
            Project = parsed.GetValue(_project),
            Job = parsed.GetValue(_job),
            Run = parsed.GetValue(_run),
            Request = parsed.GetValue(_request),
            Text = parsed.GetValue(_text),
            Since = TimeOption.Read(parsed, _since),
            Until = TimeOption.Read(parsed, _until),
        };

    /// <summary>The limits that were given, as they were typed; empty where none was.</summary>
    public string Describe(ParseResult parsed) =>
        string.Join(
            ' ',
            All.Where(option => parsed.GetResult(option) is { Implicit: false })
                .Select(option => $"{option.Name} {string.Join(' ', parsed.GetResult(option)!.Tokens.Select(token => token.Value))}")
        );

    private static Option<string?> Text(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };

    private static Option<long?> Number(string name, string description) => new(name) { Description = description, HelpName = "ID" };
}
