namespace Headgate.Store.Totals;

/// <summary>A table whose rows are counted, and by which columns.</summary>
internal sealed record CountedTable(CountedList List, string Table, bool HasState, IReadOnlyList<CountScope> Scopes)
{
    private static readonly CountScope[] ByAccount = [CountScope.Account];
    private static readonly CountScope[] ByProject = [CountScope.Account, CountScope.Project];

    public static IReadOnlyList<CountedTable> All { get; } =
    [
        new(CountedList.Projects, "projects", HasState: true, ByAccount),
        new(CountedList.Environments, "environments", HasState: true, ByProject),
        new(CountedList.Jobs, "jobs", HasState: true, [CountScope.Account, CountScope.Project, CountScope.Environment]),
        new(CountedList.Runs, "runs", HasState: false, [CountScope.Account, CountScope.Project, CountScope.Environment, CountScope.Job]),
        new(CountedList.Connections, "connections", HasState: true, ByAccount),
        new(CountedList.Repositories, "repositories", HasState: true, ByProject),
        new(CountedList.Groups, "groups", HasState: true, ByAccount),
        new(CountedList.ServiceTokens, "service_tokens", HasState: true, ByAccount),
        new(CountedList.WebhookSubscriptions, "webhook_subscriptions", HasState: true, ByAccount),
        new(CountedList.Memberships, "memberships", HasState: true, ByAccount),
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
    public IEnumerable<string> Columns => Scopes.Select(ColumnOf).Concat(HasState ? ["state"] : []);
}
