using System.CommandLine;
using System.Globalization;
using Headgate.Catalogue;
using Headgate.Gate.Conditions;

namespace Headgate.Cli.Agents;

/// <summary>The options that say under which conditions a grant holds.</summary>
internal sealed class ConditionOptions
{
    private readonly Option<string?> _from = new("--from") { Description = "When it begins (UTC), such as 2027-01-31.", HelpName = "TIME" };
    private readonly Option<string[]> _hours = Several(
        "--hours",
        "HOURS",
        "When it holds, such as \"Mon-Fri 08:00-18:00 Europe/Berlin\". May be repeated."
    );
    private readonly Option<string[]> _networks = Several(
        "--network",
        "CIDR",
        "Where calls may come from, such as 10.0.0.0/8. May be repeated."
    );
    private readonly Option<string[]> _arguments = Several(
        "--argument",
        "FIELD=VALUE",
        "What a field may hold, such as git_branch=main or \"steps_override=dbt build --select tag:agent\"; a star stands for any text. May be repeated: the values of one field are alternatives."
    );
    private readonly Option<string[]> _models = Several(
        "--models",
        "SELECTION",
        "What runs may touch, in dbt's selection syntax, such as tag:agent. May be repeated."
    );
    private readonly Option<string[]> _without = Several(
        "--without-models",
        "SELECTION",
        "What they may not touch of that. May be repeated."
    );
    private readonly Option<bool> _full = new("--in-full") { Description = "With --models: also with --full-refresh." };
    private readonly Option<string[]> _budgets = Several(
        "--budget",
        "NAME=NUMBER",
        "How much a day: calls=1000, runs=10, run_minutes=60 or warehouse_seconds=900; rows=100000 of metric queries. May be repeated."
    );
    private readonly Option<long?> _fullRefreshes = new("--full-refreshes")
    {
        Description = "How many runs a day may build tables anew from nothing.",
        HelpName = "NUMBER",
    };
    private readonly Option<bool> _readErrorFirst = new("--read-error-first")
    {
        Description = "With runs.retry: only after the agent has read why the run failed.",
    };
    private readonly Option<string[]> _withhold = Several(
        "--withhold",
        "FACTS",
        $"With metadata: facts that it may not ask for ({string.Join(", ", ShownFacts.All)}). May be repeated."
    );
    private readonly Option<string[]> _mask = Several(
        "--mask",
        "FIELD",
        "A field of answers whose value is not told, such as email. May be repeated."
    );
    private readonly MetricBoundOptions _metrics = new();
    private readonly Option<bool> _approval = new("--approval")
    {
        Description = "A person has to agree to each call: 'headgate approval list'.",
    };

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (
            var option in new Option[]
            {
                _from,
                _hours,
                _networks,
                _arguments,
                _models,
                _without,
                _full,
                _budgets,
                _fullRefreshes,
                _readErrorFirst,
                _withhold,
                _mask,
                _approval,
            }
        )
        {
            command.Options.Add(option);
        }
        _metrics.AddTo(command);
    }

    /// <summary>The conditions that were asked for.</summary>
    /// <exception cref="CommandFailure">A word is no condition.</exception>
    public GrantConditions Read(ParseResult parsed) =>
        new()
        {
            From = parsed.GetValue(_from) is { } from
                ? PlaceOptions.Time(from) ?? throw new CommandFailure($"--from must be a time such as 2027-01-31, not \"{from}\".")
                : null,
            Hours = parsed.GetValue(_hours) ?? [],
            Networks = parsed.GetValue(_networks) ?? [],
            Arguments =
            [
                .. (parsed.GetValue(_arguments) ?? [])
                    .Select(word => Split("--argument", word, "git_branch=main"))
                    .GroupBy(pair => pair.Name, StringComparer.Ordinal)
                    .Select(field => new ArgumentCondition { Field = field.Key, OneOf = [.. field.Select(pair => pair.Value)] }),
            ],
            Models = ModelsOf(parsed),
            Metrics = _metrics.Read(parsed),
            Withhold = [.. (parsed.GetValue(_withhold) ?? []).SelectMany(word => word.Split(',', StringSplitOptions.TrimEntries))],
            Mask = [.. (parsed.GetValue(_mask) ?? []).SelectMany(word => word.Split(',', StringSplitOptions.TrimEntries))],
            Approval = parsed.GetValue(_approval) ? new ApprovalCondition() : null,
            Budget = BudgetOf(parsed.GetValue(_budgets) ?? []),
            History = HistoryOf(parsed),
        };

    private ModelsCondition? ModelsOf(ParseResult parsed)
    {
        var (select, exclude, full) = (parsed.GetValue(_models) ?? [], parsed.GetValue(_without) ?? [], parsed.GetValue(_full));
        return select.Length > 0
                ? new()
                {
                    Select = select,
                    Exclude = exclude,
                    FullRefresh = full,
                }
            : exclude.Length > 0 || full
                ? throw new CommandFailure("--without-models and --in-full narrow and widen what --models names: give --models too.")
            : null;
    }

    private HistoryCondition? HistoryOf(ParseResult parsed)
    {
        var (most, read) = (parsed.GetValue(_fullRefreshes), parsed.GetValue(_readErrorFirst));
        return most is null && !read ? null : new() { FullRefreshes = most, ReadErrorFirst = read };
    }

    private static DailyBudget? BudgetOf(string[] words)
    {
        if (words.Length == 0)
        {
            return null;
        }
        var budget = new DailyBudget();
        foreach (var (name, value) in words.Select(word => Split("--budget", word, "runs=10")))
        {
            if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                throw new CommandFailure($"--budget {name} takes a whole number, not \"{value}\".");
            }
            switch (name)
            {
                case "calls":
                    budget.Calls = number;
                    break;
                case "runs":
                    budget.Runs = number;
                    break;
                case "run_minutes":
                    budget.RunMinutes = number;
                    break;
                case "warehouse_seconds":
                    budget.WarehouseSeconds = number;
                    break;
                case "rows":
                    budget.Rows = number;
                    break;
                default:
                    throw new CommandFailure(
                        $"There is no budget \"{name}\"; the budgets are calls, runs, run_minutes, warehouse_seconds and rows."
                    );
            }
        }
        return budget;
    }

    internal static (string Name, string Value) Split(string option, string word, string example)
    {
        var at = word.IndexOf('=');
        return at > 0
            ? (word[..at], word[(at + 1)..])
            : throw new CommandFailure($"{option} takes a name and a value such as {example}, not \"{word}\".");
    }

    internal static Option<string[]> Several(string name, string help, string says) =>
        new(name)
        {
            Description = says,
            HelpName = help,
            AllowMultipleArgumentsPerToken = false,
        };
}
