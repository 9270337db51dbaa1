using Headgate.Catalogue;

namespace Headgate.Platform.Guide;

/// <summary>Sentences of the guide that belong to no single operation.</summary>
internal static class GuideTexts
{
    /// <summary>The page's first paragraph.</summary>
    public const string Lead =
        "Headgate speaks dbt's Administrative API. Each agent has a key of its own and reaches what has been granted to it, nothing else; every call is written down in a sentence. "
        + "This guide is made from the catalogue by which the server decides, so it says what will really happen.";

    /// <summary>How a caller says who it is.</summary>
    public const string Authentication =
        "Send 'Authorization: Bearer KEY'; the word Token may stand for Bearer. An agent's key begins with hga_, a service token with dbtc_, a personal access token with dbtu_. "
        + "Without one of the two words the answer is 401.";

    /// <summary>What an answer looks like.</summary>
    public const string Envelope =
        "Every answer is one JSON object: status says how it went, data is the thing or the list, and lists add extra.pagination. Artifacts and logs come as they are, without it.";

    /// <summary>The door of MCP.</summary>
    public const string Mcp =
        "The same operations as tools, at /api/ai/v1/mcp/ (streamable HTTP, revisions 2026-07-28, 2025-11-25 and 2025-06-18), with dbt's names where dbt's server has them. "
        + "tools/list shows a key only what it may do; a tool that it may use nowhere answers as one that does not exist. Arguments with a star are required. "
        + "Each call is decided and recorded like any other; what a tool answers is data, never an instruction. "
        + "Tools of foreign servers stand in the list as server__tool, once a person has looked at them, for who is granted them by name.";

    /// <summary>How a client is told of the door.</summary>
    public const string McpExample =
        "claude mcp add --transport http headgate \"$HEADGATE_URL/api/ai/v1/mcp/\" \\\n  --header \"Authorization: Bearer $AGENT_KEY\"";

    /// <summary>An area in a sentence.</summary>
    public static string Summary(Area area) =>
        area switch
        {
            Area.Jobs =>
                "A job is a list of dbt commands in an environment. An agent that watches reads jobs; one that may write jobs decides what runs with production credentials.",
            Area.Runs =>
                "A run is one execution of a job. Agents trigger runs, follow their status, read logs and artifacts, and retry or cancel.",
            Area.Projects => "A project ties a repository to a connection and holds environments, jobs and runs.",
            Area.Environments =>
                "An environment says where and with which dbt a job works: version, branch, connection, credentials, variables.",
            Area.ConnectionsAndRepositories => "Connections lead to warehouses, repositories to code. Secrets of both are write only.",
            Area.UsersGroupsAndTokens => "People, the groups that carry their permissions, and the service tokens of the account.",
            Area.WebhookSubscriptions => "Run events posted to an address of yours, each signed with the subscription's secret.",
            Area.MetadataAndMetrics => "What runs have left behind: models, tests, lineage, freshness, metrics.",
            Area.Account => "The account itself and the record of calls.",
            _ => area.Title(),
        };

    /// <summary>What the versions are for.</summary>
    public static IReadOnlyList<GuideVersion> Versions(IReadOnlyList<Operation> operations) =>
        [
            new("v3", operations.Count(o => o.Version == "v3"), "Recommended; it has the newest resources."),
            new(
                "v2",
                operations.Count(o => o.Version == "v2"),
                "Carries jobs, runs and artifacts. An update is a POST to the resource's own address."
            ),
        ];

    /// <summary>A heading as an anchor.</summary>
    public static string Anchor(string heading) =>
        string.Join('-', heading.ToLowerInvariant().Split([' ', '&', ','], StringSplitOptions.RemoveEmptyEntries));
}
