using Headgate.Catalogue;
using Headgate.Gate.Conditions;

namespace Headgate.Gate.Agents;

/// <summary>
/// A grant as a body gives it. It is read strictly: what is misspelt, empty or null could be taken for no limit, so each of them is refused, and the whole account is
/// granted only where the body says so.
/// </summary>
internal sealed class GrantFields
{
    private static readonly string[] Places =
    [
        "project_ids",
        "environment_ids",
        "job_ids",
        "project_pattern",
        "environment_pattern",
        "job_pattern",
        "tools",
    ];

    public static Fields<GrantFields> All { get; } =
        new(refusesUnknown: true)
        {
            {
                In.Body.Text("capability", "Id of the capability, such as runs or runs.trigger.", 100).Required().Told(),
                (g, v) => g.Capability = v
            },
            {
                In
                    .Body.Choice(
                        "level",
                        "How much; actions know off, full and deny only. Deny takes the capability away at these places, whatever else is granted.",
                        "off",
                        "read",
                        "full",
                        "deny"
                    )
                    .Required()
                    .Told(),
                (g, v) => g.Level = v
            },
            {
                In
                    .Body.Flag("everywhere", "True for the whole account. Without it, at least one of the following fields says where.")
                    .Or(false)
                    .Told(),
                (g, v) => g.IsEverywhere = v
            },
            { Ids(0, "Only in these projects."), (g, v) => g.ProjectIds = v },
            { Ids(1, "Only in these environments."), (g, v) => g.EnvironmentIds = v },
            { Ids(2, "Only these jobs."), (g, v) => g.JobIds = v },
            { Pattern(3, "Only in projects of such a name; a star stands for any text."), (g, v) => g.ProjectPattern = v },
            { Pattern(4, "Only in environments of such a name."), (g, v) => g.EnvironmentPattern = v },
            { Pattern(5, "Only jobs of such a name."), (g, v) => g.JobPattern = v },
            {
                In
                    .Body.Texts(
                        Places[6],
                        "With foreign_tools.call: the foreign tools that may be called, by name; such a grant has no other places.",
                        100,
                        64
                    )
                    .Must(v => v is { Count: 0 } ? "An empty list is no place; name one, or leave it out." : null)
                    .NotNull()
                    .Told(),
                (g, v) => g.Tools = v
            },
            {
                In.Body.Texts("overrides", "Fields by which a trigger may change the run, such as git_branch.", 50, 100).Or([]).Told(),
                (g, v) => g.Overrides = v
            },
            {
                In
                    .Body.Flag(
                        "issue_credentials",
                        "With service_tokens: tokens may be made and revoked, and rights be given, which work without the gate."
                    )
                    .Or(false)
                    .Told(),
                (g, v) => g.IssueCredentials = v
            },
            {
                In
                    .Body.Object("when", "Under which conditions it holds.", ConditionFields.All, () => new GrantConditions())
                    .NotNull()
                    .Told(),
                (g, v) => g.When = v
            },
            { In.Body.Text("note", "Why it is granted.", 1000).Told(), (g, v) => g.Note = v },
            { In.Body.Time("expires_at", "When it ends; without it, never.").Told(), (g, v) => g.ExpiresAt = v },
            {
                In.Body.Int("version", "The version of the agent that this change was made from; refused where it has another by now.", 1),
                (g, v) => g.Version = v
            },
        };

    private string Capability { get; set; } = "";

    private string Level { get; set; } = "";

    private bool IsEverywhere { get; set; }

    private IReadOnlyList<long>? ProjectIds { get; set; }

    private IReadOnlyList<long>? EnvironmentIds { get; set; }

    private IReadOnlyList<long>? JobIds { get; set; }

    private string? ProjectPattern { get; set; }

    private string? EnvironmentPattern { get; set; }

    private string? JobPattern { get; set; }

    private IReadOnlyList<string>? Tools { get; set; }

    private IReadOnlyList<string> Overrides { get; set; } = [];

    private bool IssueCredentials { get; set; }

    private GrantConditions? When { get; set; }

    private string? Note { get; set; }

    private DateTimeOffset? ExpiresAt { get; set; }

    private int? Version { get; set; }

    /// <summary>The grant, with a problem noted where it does not say where it holds, or says it twice.</summary>
    public NewGrant Grant(Input<GrantFields> input)
    {
        var isNarrow =
            (ProjectIds ?? EnvironmentIds ?? JobIds) is not null
            || (ProjectPattern ?? EnvironmentPattern ?? JobPattern) is not null
            || Tools is not null;
        if (isNarrow == IsEverywhere)
        {
            input.Problem(
                "everywhere",
                isNarrow
                    ? "The whole account and single places do not go together; leave one of them out."
                    : $"Say where it holds: true here for the whole account, or one of {string.Join(", ", Places)}."
            );
        }
        return new NewGrant(Capability, Level)
        {
            ProjectIds = ProjectIds ?? [],
            EnvironmentIds = EnvironmentIds ?? [],
            JobIds = JobIds ?? [],
            ProjectPattern = ProjectPattern,
            EnvironmentPattern = EnvironmentPattern,
            JobPattern = JobPattern,
            Tools = Tools ?? [],
            Overrides = Overrides,
            IssueCredentials = IssueCredentials,
            When = When ?? new GrantConditions(),
            Note = Note,
            ExpiresAt = ExpiresAt,
            Version = Version,
        };
    }

    private static Field<IReadOnlyList<long>?> Ids(int place, string says) =>
        In
            .Body.Ids(Places[place], says)
            .Must(v => v is { Count: 0 } ? "An empty list is no place; name one, or leave it out." : null)
            .NotNull()
            .Told();

    private static Field<string?> Pattern(int place, string says) =>
        In
            .Body.Text(Places[place], says, 200)
            .Must(v => v is not null && string.IsNullOrWhiteSpace(v) ? "An empty text is no name; give one, or leave it out." : null)
            .NotNull()
            .Told();
}
