using System.Text;
using Headgate.Gate.Conditions;

namespace Headgate.Gate.Decisions;

/// <summary>
/// Where a grant holds. Members that are empty do not narrow; several kinds narrow together (jobs named "Nightly*" of project 10).
/// Within a kind a place fits when its id is listed or its name fits the pattern.
/// </summary>
public sealed record GrantPlaces
{
    /// <summary>The whole account.</summary>
    public static GrantPlaces Everywhere { get; } = new();

    /// <summary>Projects by id.</summary>
    public IReadOnlyList<long> Projects { get; init; } = [];

    /// <summary>Environments by id.</summary>
    public IReadOnlyList<long> Environments { get; init; } = [];

    /// <summary>Jobs by id.</summary>
    public IReadOnlyList<long> Jobs { get; init; } = [];

    /// <summary>Projects by name; a star stands for any text.</summary>
    public string? ProjectPattern { get; init; }

    /// <summary>Environments by name; a star stands for any text.</summary>
    public string? EnvironmentPattern { get; init; }

    /// <summary>Jobs by name; a star stands for any text.</summary>
    public string? JobPattern { get; init; }

    /// <summary>Foreign tools by name; nothing but them is covered then.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Whether it names foreign tools.</summary>
    public bool NamesTools => Tools.Count > 0;

    /// <summary>Whether projects narrow it.</summary>
    public bool NarrowsProjects => Projects.Count > 0 || ProjectPattern is not null;

    /// <summary>Whether environments narrow it.</summary>
    public bool NarrowsEnvironments => Environments.Count > 0 || EnvironmentPattern is not null;

    /// <summary>Whether jobs narrow it.</summary>
    public bool NarrowsJobs => Jobs.Count > 0 || JobPattern is not null;

    /// <summary>Whether nothing narrows it.</summary>
    public bool IsEverywhere => !NarrowsProjects && !NarrowsEnvironments && !NarrowsJobs && !NamesTools;

    /// <summary>The places in words: <c>the whole account</c>, <c>project 10</c>, <c>jobs named "Nightly*" in project 10</c>.</summary>
    public string Describe()
    {
        if (IsEverywhere)
        {
            return "the whole account";
        }
        if (NamesTools)
        {
            return $"tool{(Tools.Count == 1 ? "" : "s")} {string.Join(", ", Tools.Take(10))}{(Tools.Count > 10 ? " …" : "")}";
        }
        var text = new StringBuilder();
        Add(text, "job", Jobs, JobPattern);
        Add(text, "environment", Environments, EnvironmentPattern);
        Add(text, "project", Projects, ProjectPattern);
        return text.ToString();
    }

    /// <summary>What of it matches nothing in an account, in words: a place that does not exist, a name that nothing has. Empty where everything matches.</summary>
    public IReadOnlyList<string> Unmatched(AccountPlaces account)
    {
        List<string> none =
        [
            .. Missing("project", Projects, ProjectPattern, [.. account.Projects.Select(p => (p.Id, p.Name))]),
            .. Missing("environment", Environments, EnvironmentPattern, [.. account.Environments.Select(e => (e.Id, e.Name))]),
            .. Missing("job", Jobs, JobPattern, [.. account.Jobs.Select(j => (j.Id, j.Name))]),
        ];
        return none.Count == 0 && RuleScope.Resolve(this, account).IsEmpty ? [Describe()] : none;
    }

    private static IEnumerable<string> Missing(string noun, IReadOnlyList<long> ids, string? pattern, List<(long Id, string Name)> all) =>
        ids.Where(id => all.TrueForAll(a => a.Id != id))
            .Select(id => $"{noun} {id}")
            .Concat(pattern is not null && all.TrueForAll(a => !NamePattern.Fits(pattern, a.Name)) ? [$"{noun}s named \"{pattern}\""] : []);

    private static void Add(StringBuilder text, string noun, IReadOnlyList<long> ids, string? pattern)
    {
        if (ids.Count == 0 && pattern is null)
        {
            return;
        }
        if (text.Length > 0)
        {
            text.Append(" in ");
        }
        if (ids.Count > 0)
        {
            text.Append(noun).Append(ids.Count == 1 ? " " : "s ").AppendJoin(", ", ids.Take(10)).Append(ids.Count > 10 ? " …" : "");
        }
        if (pattern is not null)
        {
            text.Append(ids.Count > 0 ? " and " : "").Append(noun).Append("s named \"").Append(pattern).Append('"');
        }
    }
}
