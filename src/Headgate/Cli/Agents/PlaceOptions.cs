using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Headgate.Catalogue;
using Headgate.Gate.Agents;

namespace Headgate.Cli.Agents;

/// <summary>The options that say what is granted, and where.</summary>
internal sealed class PlaceOptions
{
    private readonly Option<string[]> _projects = Place("--project", "project");
    private readonly Option<string[]> _environments = Place("--environment", "environment");
    private readonly Option<string[]> _jobs = Place("--job", "job");
    private readonly Option<bool> _everywhere = new("--everywhere") { Description = "In the whole account, instead of single places." };
    private readonly Option<string[]> _tools = new("--tool")
    {
        Description = "With foreign_tools.call: a foreign tool by name, such as weather__forecast. May be repeated.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = false,
    };
    private readonly Option<string[]> _overrides = new("--override")
    {
        Description = "With runs.trigger: a field that may change the run, such as git_branch.",
        HelpName = "FIELD",
        AllowMultipleArgumentsPerToken = false,
    };
    private readonly Option<string?> _until = new("--until")
    {
        Description = "When it ends (UTC), such as 2027-01-31 or 2027-01-31T18:00; without it, never.",
        HelpName = "TIME",
    };
    private readonly Option<bool> _credentials = new("--issue-credentials")
    {
        Description = "With service_tokens=full: tokens may be made and revoked, and rights be given, which work without the gate.",
    };
    private readonly Option<string?> _note = new("--note") { Description = "Why it is granted.", HelpName = "TEXT" };

    /// <summary>Takes the options.</summary>
    public PlaceOptions() =>
        _until.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } value && Time(value) is null)
            {
                result.AddError($"--until must be a time such as 2027-01-31 or 2027-01-31T18:00, not \"{value}\".");
            }
        });

    /// <summary>Gives the options to a command, which then is misused where grants are given and not where.</summary>
    /// <param name="command">The command.</param>
    /// <param name="grants">The words that the command line has for grants.</param>
    public void AddTo(Command command, Func<CommandResult, string[]?> grants)
    {
        command.Validators.Add(result =>
        {
            var isNarrow = new[] { _projects, _environments, _jobs, _tools }.Any(o => result.GetValue(o) is { Length: > 0 });
            var isEverywhere = result.GetValue(_everywhere);
            if (isNarrow && isEverywhere)
            {
                result.AddError("--everywhere does not go together with --project, --environment, --job or --tool.");
            }
            else if (!isNarrow && !isEverywhere && grants(result) is { Length: > 0 })
            {
                result.AddError(
                    "Say where the grants hold: --project, --environment or --job, or --everywhere for the whole account; for foreign tools --tool."
                );
            }
        });
        foreach (
            var option in new Option[] { _everywhere, _projects, _environments, _jobs, _tools, _overrides, _until, _credentials, _note }
        )
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The grants that were asked for: each <c>capability=level</c> at the same places.</summary>
    /// <exception cref="CommandFailure">A word is no grant.</exception>
    public IReadOnlyList<NewGrant> Read(ParseResult parsed, IReadOnlyList<string> words)
    {
        var (projectIds, projectPattern) = Split(parsed.GetValue(_projects) ?? [], "--project");
        var (environmentIds, environmentPattern) = Split(parsed.GetValue(_environments) ?? [], "--environment");
        var (jobIds, jobPattern) = Split(parsed.GetValue(_jobs) ?? [], "--job");
        return
        [
            .. words.Select(word =>
                Grant(word) with
                {
                    ProjectIds = projectIds,
                    ProjectPattern = projectPattern,
                    EnvironmentIds = environmentIds,
                    EnvironmentPattern = environmentPattern,
                    JobIds = jobIds,
                    JobPattern = jobPattern,
                    Tools = parsed.GetValue(_tools) ?? [],
                    Overrides = parsed.GetValue(_overrides) ?? [],
                    IssueCredentials = parsed.GetValue(_credentials),
                    ExpiresAt = parsed.GetValue(_until) is { } end ? Time(end) : null,
                    Note = parsed.GetValue(_note),
                }
            ),
        ];
    }

    /// <summary>A time of the command line; null where the text is none.</summary>
    public static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static NewGrant Grant(string word)
    {
        var parts = word.Split('=');
        if (parts.Length != 2 || Capabilities.Find(parts[0]) is not { } capability)
        {
            throw new CommandFailure(
                $"\"{word}\" is no grant; write CAPABILITY=LEVEL, such as jobs=read or runs.trigger=full. The capabilities are {string.Join(", ", Capabilities.All)}."
            );
        }
        var levels = capability.Kind == CapabilityKind.Action ? new[] { "off", "full", "deny" } : ["off", "read", "full", "deny"];
        return levels.Contains(parts[1], StringComparer.Ordinal)
            ? new NewGrant(capability.Id, parts[1])
            : throw new CommandFailure($"The level of {capability.Id} is {string.Join(" or ", levels)}, not \"{parts[1]}\".");
    }

    private static (IReadOnlyList<long> Ids, string? Pattern) Split(string[] values, string option)
    {
        var ids = values.Where(v => long.TryParse(v, out _)).Select(v => long.Parse(v, CultureInfo.InvariantCulture)).ToList();
        var names = values.Where(v => !long.TryParse(v, out _)).ToList();
        if (names.Exists(string.IsNullOrWhiteSpace))
        {
            throw new CommandFailure($"{option} takes a number or a name; an empty text is neither.");
        }
        return names.Count > 1
            ? throw new CommandFailure(
                $"{option} takes one name (a star stands for any text) beside any number of ids; give a grant for each name."
            )
            : (ids, names.Count == 1 ? names[0] : null);
    }

    private static Option<string[]> Place(string name, string noun) =>
        new(name)
        {
            Description = $"Only in this {noun}: its number, or its name, where a star stands for any text. May be repeated.",
            HelpName = "ID|NAME",
            AllowMultipleArgumentsPerToken = false,
        };
}
