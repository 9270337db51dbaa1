namespace Headgate.Conformance.Tests.Spec;

/// <summary>What of the official description is left out on purpose: exact fields of exact operations, each with its reason.</summary>
internal static class DescriptionDepartures
{
    private const string Account = "/api/v3/accounts/{}";

    private static readonly string[] Connection = [$"POST {Account}/connections/", .. Both("connections/{}")];

    private static readonly string[] Credentials =
    [
        $"GET {Account}/projects/{{}}/credentials/",
        $"POST {Account}/projects/{{}}/credentials/",
        $"GET {Account}/projects/{{}}/credentials/{{}}/",
        $"POST {Account}/projects/{{}}/credentials/{{}}/",
    ];

    private static readonly string[] EnvironmentsOfV2 =
    [
        "GET /api/v2/accounts/{}/environments/",
        "POST /api/v2/accounts/{}/environments/",
        "GET /api/v2/accounts/{}/environments/{}/",
        "POST /api/v2/accounts/{}/environments/{}/",
    ];

    private static readonly Departure[] Known =
    [
        new(
            "it names nothing that could be included",
            "query",
            [
                "GET /api/v2/accounts/",
                "GET /api/v2/accounts/{}/",
                "GET /api/v2/accounts/{}/users/",
                "GET /api/v3/accounts/",
                $"GET {Account}/connections/",
                $"GET {Account}/connections/{{}}/",
                $"GET {Account}/projects/{{}}/credentials/",
                $"GET {Account}/projects/{{}}/credentials/{{}}/",
                $"GET {Account}/projects/{{}}/environment-variables/environment/",
                $"GET {Account}/projects/{{}}/environment-variables/job/",
                $"GET {Account}/projects/{{}}/environment-variables/user/",
                $"GET {Account}/projects/{{}}/extended-attributes/{{}}/",
                $"GET {Account}/semantic-layer-credentials/",
                $"GET {Account}/service-tokens/",
                $"GET {Account}/service-tokens/{{}}/",
                $"GET {Account}/service-tokens/{{}}/permissions/",
                $"GET {Account}/users/",
                $"GET {Account}/users/{{}}/",
                $"GET {Account}/webhooks/event/{{}}/",
                $"GET {Account}/webhooks/event/{{}}/receipts/",
                $"GET {Account}/webhooks/receipt/{{}}/",
                $"GET {Account}/webhooks/subscription/{{}}/",
                $"GET {Account}/webhooks/subscription/{{}}/event/{{}}/receipt/",
                $"GET {Account}/webhooks/subscription/{{}}/events/",
                $"GET {Account}/webhooks/subscription/{{}}/test/",
                $"GET {Account}/webhooks/subscriptions/",
            ],
            ["include_related"]
        ),
        new(
            "one thing is made, and has no pages",
            "query",
            [$"POST {Account}/connections/", $"POST {Account}/webhooks/subscriptions/"],
            ["limit", "offset"]
        ),
        new(
            "the body is a list; the description names its schema and no fields",
            "body",
            [$"POST {Account}/group-permissions/{{}}/"],
            [""]
        ),
        new(
            "clients send fields, and dbt's service makes the cipher text of them",
            "body",
            [.. Credentials.Where(o => o.StartsWith("POST", StringComparison.Ordinal))],
            ["credential_details._ciphertext"]
        ),
        new("a secret, which is write only", "answer", Credentials, ["data._refresh_token"]),
        new(
            "a secret, which is write only",
            "answer",
            [$"GET {Account}/connections/", .. Connection],
            [
                "data.config.private_key",
                "data.config.client_secret",
                "data.config.application_id",
                "data.config.application_secret",
                "data.config.oauth_client_id",
                "data.config.oauth_client_secret",
            ]
        ),
        new("the older name of token_string; a secret is sent once", "answer", [$"POST {Account}/service-tokens/"], ["data.token"]),
        new("of personal tokens only", "answer", [$"POST {Account}/service-tokens/"], ["data.user", "data.user_id", "data.last_identify"]),
        new(
            "of PostgreSQL only; the settings of a connection are shown in details, whatever its adapter, as in recorded answers",
            "answer",
            EnvironmentsOfV2,
            [
                "data.connection.dbt_project_id",
                "data.connection.hostname",
                "data.connection.dbname",
                "data.connection.port",
                "data.connection.tunnel_enabled",
            ]
        ),
        new(
            "stands for names of environments, which are keys that callers choose",
            "body",
            [$"POST {Account}/projects/{{}}/environment-variables/bulk/"],
            ["env_var[].environmentNameExample1", "env_var[].environmentNameExample2"]
        ),
    ];

    /// <summary>Lists of which the document prints one item as <c>data</c>; clients read a list.</summary>
    public static readonly IReadOnlySet<string> PrintedAsOne = new HashSet<string>(StringComparer.Ordinal)
    {
        $"GET {Account}/connections/",
    };

    /// <summary>Every single thing that is left out, with its reason. An item of a list is written as one thing is.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        Known
            .SelectMany(k => k.Operations.SelectMany(o => k.Fields.Select(f => (Missing: $"{o} {k.Place} {f}", k.Reason))))
            .ToDictionary(k => k.Missing, k => k.Reason, StringComparer.Ordinal);

    private static string[] Both(string path) => [$"GET {Account}/{path}/", $"PATCH {Account}/{path}/"];

    private sealed record Departure(string Reason, string Place, string[] Operations, string[] Fields);
}
