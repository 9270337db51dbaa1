namespace Headgate.WebConsole.Pages;

/// <summary>What an account is made of, and the operations that make, change and remove it: pages and forms follow from their declarations.</summary>
internal static class AccountParts
{
    public static IReadOnlyList<AccountPart> All { get; } =
    [
        new(
            "projects",
            "Projects",
            "project",
            "projects.list",
            "A project is a dbt project with its environments and jobs. 'headgate project add' makes one whole."
        )
        {
            Prefix = "projects",
        },
        new(
            "environments",
            "Environments",
            "environment",
            "environments.list.v2",
            "An environment says which dbt, branch and warehouse jobs run with."
        )
        {
            Prefix = "environments",
        },
        new("connections", "Connections", "connection", "connections.list", "A connection is a warehouse that environments use.")
        {
            Prefix = "connections",
        },
        new(
            "credentials",
            "Credentials",
            "set of credentials",
            "credentials.list",
            "Credentials are how an environment signs in to its warehouse."
        )
        {
            Prefix = "credentials",
            InProject = true,
        },
        new("repositories", "Repositories", "repository", "repositories.list.v2", "A repository is where a project's code comes from.")
        {
            Prefix = "repositories",
        },
        new("jobs", "Jobs", "job", "jobs.list", "A job is a list of dbt commands in an environment.") { Prefix = "jobs", Home = "/jobs" },
        new("users", "Users", "user", "users.list", "A user is a person; groups say what they may.")
        {
            Prefix = "users",
            Verb = "Invite",
            Facts = ["fullname", "created_at"],
        },
        new("groups", "Groups", "group", "groups.list", "A group gives its members permission sets.") { Prefix = "groups" },
        new(
            "tokens",
            "Service tokens",
            "service token",
            "service_tokens.list",
            "A service token is for a program that is no agent: it has permission sets, and no gate."
        )
        {
            Prefix = "service_tokens",
        },
        new(
            "webhooks",
            "Webhooks",
            "webhook subscription",
            "webhooks.list",
            "A subscription tells an address what becomes of runs, signed with its secret."
        )
        {
            Prefix = "webhooks",
        },
        new(
            "upstreams",
            "Upstreams",
            "upstream",
            "gate.upstreams.list",
            "An upstream is an account at dbt that this gate stands in front of."
        )
        {
            Prefix = "gate.upstreams",
        },
        new(
            "mcp-servers",
            "MCP servers",
            "MCP server",
            "gate.mcp_servers.list",
            "A foreign MCP server's tools can be granted to agents like everything else."
        )
        {
            Prefix = "gate.mcp_servers",
        },
        new(
            "workloads",
            "Workloads",
            "workload",
            "gate.workloads.list",
            "A workload acts as an agent by the token that its platform signs for it, without any key of ours."
        )
        {
            Prefix = "gate.workloads",
        },
        new("sessions", "Sessions", "session", "sessions.list", ""),
        new("password", "Password", "password", "passwords.set", "") { OfPerson = true },
        new("passkeys", "Passkeys", "passkey", "passkeys.list", "") { OfPerson = true },
    ];

    public static AccountPart? Find(string? path) => All.FirstOrDefault(p => p.Path == path);
}
