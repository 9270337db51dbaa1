namespace Headgate.Store.Totals;

/// <summary>A table whose rows are counted, and by which columns.</summary>
/// <param name="List">The list.</param>
/// <param name="Table">The table.</param>
/// <param name="StateColumn">What rows of one place are told apart by; null where they are not.</param>
/// <param name="Scopes">The places.</param>
internal sealed record CountedTable(CountedList List, string Table, string? StateColumn, IReadOnlyList<CountScope> Scopes)
{
    /// <summary>Active, or deleted.</summary>
    private const string State = "state";

    private static readonly CountScope[] ByAccount = [CountScope.Account];
    private static readonly CountScope[] ByProject = [CountScope.Account, CountScope.Project];

    public static IReadOnlyList<CountedTable> All { get; } =
    [
        new(CountedList.Projects, "projects", State, ByAccount),
        new(CountedList.Environments, "environments", State, ByProject),
        new(CountedList.Jobs, "jobs", State, [CountScope.Account, CountScope.Project, CountScope.Environment]),
        new(CountedList.Runs, "runs", "status", [CountScope.Account, CountScope.Project, CountScope.Environment, CountScope.Job]),
        new(CountedList.Connections, "connections", State, ByAccount),
        new(CountedList.Repositories, "repositories", State, ByProject),
        new(CountedList.Groups, "groups", State, ByAccount),
        new(CountedList.ServiceTokens, "service_tokens", State, ByAccount),
        new(CountedList.WebhookSubscriptions, "webhook_subscriptions", State, ByAccount),
        new(CountedList.Memberships, "memberships", State, ByAccount),
    ];

    public static CountedTable Of(CountedList list) => All.First(table => table.List == list);

    public static string NameOf(CountScope scope) =>
        scope switch
        {
            CountScope.Account => "account",
            CountScope.Project => "project",
            CountScope.Environment => "environment",
            _ => "job",
        };

    public string ColumnOf(CountScope scope) =>
        scope switch
        {
            CountScope.Account => "account_id",
            CountScope.Project => "project_id",
            CountScope.Environment => "environment_id",
            _ => "job_definition_id",
        };

    /// <summary>Columns whose change moves a row from one total to another.</summary>
    public IEnumerable<string> Columns => Scopes.Select(ColumnOf).Concat(StateColumn is null ? [] : [StateColumn]);
}
