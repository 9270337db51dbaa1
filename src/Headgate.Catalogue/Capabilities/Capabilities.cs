using System.Collections.Frozen;

namespace Headgate.Catalogue;

/// <summary>The closed set of capabilities. A grant that names none of these is refused.</summary>
public static class Capabilities
{
    /// <summary>Job definitions.</summary>
    public static Capability Jobs { get; } =
        Resource(
            "jobs",
            "Jobs",
            Area.Jobs,
            "Job definitions: their commands, schedules and settings.",
            "A changed job runs other commands with production credentials."
        );

    /// <summary>Runs and their steps.</summary>
    public static Capability Runs { get; } =
        Resource(
            "runs",
            "Job runs",
            Area.Runs,
            "Runs: their status, steps and logs.",
            "Logs can show table names, row counts and query text."
        );

    /// <summary>Artifacts of runs.</summary>
    public static Capability Artifacts { get; } =
        Resource(
            "artifacts",
            "Run artifacts",
            Area.Runs,
            "Files that a run leaves: manifest, run results, catalog, compiled SQL.",
            "Compiled SQL and the manifest describe the whole warehouse."
        );

    /// <summary>Starting a job.</summary>
    public static Capability TriggerRun { get; } =
        Action(
            "runs.trigger",
            "Trigger a job run",
            Area.Runs,
            "Starts a job now.",
            "Starts work against the warehouse, which costs money and changes tables."
        );

    /// <summary>Running a failed job again.</summary>
    public static Capability RetryRun { get; } =
        Action(
            "runs.retry",
            "Retry a job run",
            Area.Runs,
            "Runs a failed job again, from the point of failure.",
            "Starts work against the warehouse, which costs money and changes tables."
        );

    /// <summary>Stopping a run.</summary>
    public static Capability CancelRun { get; } =
        Action(
            "runs.cancel",
            "Cancel a job run",
            Area.Runs,
            "Stops a run that waits or works.",
            "Stops real work; tables can stay half built until the next run."
        );

    /// <summary>Projects.</summary>
    public static Capability Projects { get; } =
        Resource(
            "projects",
            "Projects",
            Area.Projects,
            "Projects and their settings.",
            "Deleting a project removes its environments, jobs and history from view."
        );

    /// <summary>Environments.</summary>
    public static Capability Environments { get; } =
        Resource(
            "environments",
            "Environments",
            Area.Environments,
            "Environments: dbt version, branch, connection, credentials by id.",
            "A changed environment points every job in it at another warehouse or branch."
        );

    /// <summary>Credentials of environments.</summary>
    public static Capability Credentials { get; } =
        Resource(
            "credentials",
            "Warehouse credentials",
            Area.Environments,
            "The warehouse user, schema and threads of an environment; passwords are write only.",
            "Replaced credentials run jobs as another warehouse user."
        );

    /// <summary>Environment variables.</summary>
    public static Capability EnvironmentVariables { get; } =
        Resource(
            "environment_variables",
            "Environment variables",
            Area.Environments,
            "Variables that jobs and models read, with the names of the environments where they have values.",
            "Values steer what models build; secret ones are masked, others are shown."
        );

    /// <summary>Connections.</summary>
    public static Capability Connections { get; } =
        Resource(
            "connections",
            "Connections",
            Area.ConnectionsAndRepositories,
            "Connections to warehouses; secrets are write only.",
            "A changed connection sends every job that uses it to another warehouse."
        );

    /// <summary>Repositories.</summary>
    public static Capability Repositories { get; } =
        Resource(
            "repositories",
            "Repositories",
            Area.ConnectionsAndRepositories,
            "Git repositories of projects.",
            "Another repository means other code run with production credentials."
        );

    /// <summary>Users.</summary>
    public static Capability Users { get; } =
        Resource(
            "users",
            "Users",
            Area.UsersGroupsAndTokens,
            "People of the account: names, e-mail addresses, licences.",
            "Names and e-mail addresses are personal data."
        );

    /// <summary>Groups.</summary>
    public static Capability Groups { get; } =
        Resource(
            "groups",
            "Groups",
            Area.UsersGroupsAndTokens,
            "Groups and the permission sets they carry.",
            "Whoever changes groups decides what people may do."
        );

    /// <summary>Service tokens.</summary>
    public static Capability ServiceTokens { get; } =
        Resource(
            "service_tokens",
            "Service tokens",
            Area.UsersGroupsAndTokens,
            "Service tokens and their permission sets; a secret is shown once, at creation.",
            "Whoever creates a token can act without the gate."
        );

    /// <summary>Webhook subscriptions.</summary>
    public static Capability WebhookSubscriptions { get; } =
        Resource(
            "webhook_subscriptions",
            "Webhook subscriptions",
            Area.WebhookSubscriptions,
            "Where run events are posted.",
            "Sends run data to an address outside."
        );

    /// <summary>Sending a test event.</summary>
    public static Capability SendTestEvent { get; } =
        Action(
            "webhooks.test",
            "Send a test event",
            Area.WebhookSubscriptions,
            "Posts a made-up event to a subscription's address.",
            "Makes the server send a request to an address that a caller chose."
        );

    /// <summary>Notifications.</summary>
    public static Capability Notifications { get; } =
        Resource(
            "notifications",
            "Job notifications",
            Area.WebhookSubscriptions,
            "Who is told when jobs succeed, fail or are cancelled.",
            "Silenced notifications hide a failure."
        );

    /// <summary>Metadata.</summary>
    public static Capability Metadata { get; } =
        Resource(
            "metadata",
            "Metadata",
            Area.MetadataAndMetrics,
            "Models, sources, tests, lineage and freshness, through the Discovery API.",
            "Describes every table and column that dbt knows."
        );

    /// <summary>Metric definitions.</summary>
    public static Capability Metrics { get; } =
        Resource(
            "metrics",
            "Metrics",
            Area.MetadataAndMetrics,
            "Definitions of metrics, dimensions and saved queries.",
            "Tells what the company measures."
        );

    /// <summary>Metric queries.</summary>
    public static Capability QueryMetrics { get; } =
        Action(
            "metrics.query",
            "Query metrics",
            Area.MetadataAndMetrics,
            "Asks the Semantic Layer for numbers.",
            "Returns data of the warehouse and costs warehouse time."
        );

    /// <summary>Values of dimensions.</summary>
    public static Capability QueryDimensionValues { get; } =
        Action(
            "metrics.values.query",
            "Query values of dimensions",
            Area.MetadataAndMetrics,
            "Asks the Semantic Layer which values a dimension has.",
            "Lists values of columns as they are, such as names of people."
        );

    /// <summary>SQL of metrics.</summary>
    public static Capability CompileMetrics { get; } =
        Action(
            "metrics.compile",
            "See the SQL of metrics",
            Area.MetadataAndMetrics,
            "Shows the SQL that would answer a query of metrics.",
            "Shows names of tables and columns, and how metrics are computed."
        );

    /// <summary>SQL of an agent.</summary>
    public static Capability ExecuteSql { get; } =
        Action(
            "sql.execute",
            "Execute SQL",
            Area.MetadataAndMetrics,
            "Runs a query of the agent's own.",
            "Reads whatever the credentials can read."
        );

    /// <summary>dbt commands.</summary>
    public static Capability RunDbtCommand { get; } =
        Action(
            "dbt.run",
            "Run a dbt command",
            Area.MetadataAndMetrics,
            "Runs dbt's commands (build, run, test) outside a job.",
            "Builds and replaces tables."
        );

    /// <summary>Tools of foreign MCP servers, each granted by its name.</summary>
    public static Capability CallForeignTool { get; } =
        Action(
            "foreign_tools.call",
            "Call a tool of a foreign server",
            Area.Account,
            "Calls tools of other MCP servers that stand behind this gate; a grant names each tool.",
            "Does whatever the other server does with it, with that server's credentials."
        ) with
        {
            IsGrantedByName = true,
        };

    /// <summary>The account and its settings.</summary>
    public static Capability AccountSettings { get; } =
        Resource(
            "account",
            "Account settings",
            Area.Account,
            "The account's name, plan and limits.",
            "Settings of the account touch every project."
        );

    /// <summary>The record.</summary>
    public static Capability Audit { get; } =
        Resource("audit", "Audit record", Area.Account, "The record of who called what, and what was decided.", "Names everyone's habits.");

    /// <summary>All of them, in the order of the guide.</summary>
    public static IReadOnlyList<Capability> All { get; } =
        Numbered([
            Jobs,
            Runs,
            Artifacts,
            TriggerRun,
            RetryRun,
            CancelRun,
            Projects,
            Environments,
            Credentials,
            EnvironmentVariables,
            Connections,
            Repositories,
            Users,
            Groups,
            ServiceTokens,
            WebhookSubscriptions,
            SendTestEvent,
            Notifications,
            Metadata,
            Metrics,
            QueryMetrics,
            QueryDimensionValues,
            CompileMetrics,
            ExecuteSql,
            RunDbtCommand,
            CallForeignTool,
            AccountSettings,
            Audit,
        ]);

    private static readonly FrozenDictionary<string, Capability> ById = All.ToFrozenDictionary(c => c.Id);

    /// <summary>The capability of an id, or null where there is none.</summary>
    public static Capability? Find(string id) => ById.GetValueOrDefault(id);

    private static Capability[] Numbered(Capability[] all)
    {
        for (var i = 0; i < all.Length; i++)
        {
            all[i].Number = i;
        }
        return all;
    }

    private static Capability Resource(string id, string name, Area area, string summary, string risk) =>
        new(id, name, CapabilityKind.Resource, area, summary, risk);

    private static Capability Action(string id, string name, Area area, string summary, string risk) =>
        new(id, name, CapabilityKind.Action, area, summary, risk);
}
