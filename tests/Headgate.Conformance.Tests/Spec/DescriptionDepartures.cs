namespace Headgate.Conformance.Tests.Spec;

/// <summary>What of the official description is left out on purpose, each with its reason.</summary>
internal static class DescriptionDepartures
{
    private static readonly (string Part, string Reason)[] Known =
    [
        ("/accounts/ answer data[].groups[].", "groups have a list of their own; here it is empty, as in recorded answers"),
        ("/accounts/{}/ answer data.groups[].", "groups have a list of their own; here it is empty, as in recorded answers"),
        ("/accounts/ query include_related", "it names nothing that could be included"),
        ("GET /api/v2/accounts/{}/ query include_related", "it names nothing that could be included"),
        ("/users/ query include_related", "it names nothing that could be included"),
        ("/users/{}/ query include_related", "it names nothing that could be included"),
        ("/service-tokens/ query include_related", "it names nothing that could be included"),
        ("/service-tokens/{}/ query include_related", "it names nothing that could be included"),
        ("/service-tokens/{}/permissions/ query include_related", "it names nothing that could be included"),
        ("/group-permissions/{}/ body ", "the body is a list; the description names its schema and no fields"),
        ("deprecation.count", "deprecation is null: runs here count no deprecations yet"),
        ("POST /api/v3/accounts/{}/service-tokens/ answer data.token", "older name of token_string; a secret is sent once"),
        ("POST /api/v3/accounts/{}/service-tokens/ answer data.user", "of personal tokens only"),
        ("POST /api/v3/accounts/{}/service-tokens/ answer data.last_identify", "of personal tokens only"),
        (
            "GET /api/v3/accounts/{}/connections/ answer data.",
            "clients read data as a list of connections, and what is printed is one item"
        ),
        ("/connections/ query include_related", "it names nothing that could be included"),
        ("/connections/{}/ query include_related", "it names nothing that could be included"),
        ("/credentials/ query include_related", "it names nothing that could be included"),
        ("/credentials/{}/ query include_related", "it names nothing that could be included"),
        ("POST /api/v3/accounts/{}/connections/ query", "one connection has no pages"),
        ("credential_details._ciphertext", "clients send fields, and dbt's service makes the cipher text of them"),
        ("/connections/ answer data.config.", "config is shown as it was sent, without secrets"),
        ("/connections/{}/ answer data.config.", "config is shown as it was sent, without secrets"),
        ("environments/ answer data[].connection.", "the settings of a connection are shown in details, whatever its adapter"),
        ("environments/ answer data.connection.", "the settings of a connection are shown in details, whatever its adapter"),
        ("environments/{}/ answer data.connection.", "the settings of a connection are shown in details, whatever its adapter"),
        ("jobs[]", "the jobs of an environment have a list of their own; here it is null, as in recorded answers"),
        ("custom_environment_variables[]", "variables have addresses of their own; here they are null, as in recorded answers"),
        (" answer data.gitlab.", "kept as it was sent"),
        (" answer data[].gitlab.", "kept as it was sent"),
        ("/credentials/ answer data", "fields that one type of credentials has stand beside those of all, and secrets never do"),
        ("/credentials/{}/ answer data", "fields that one type of credentials has stand beside those of all, and secrets never do"),
        ("/environment-variables/environment/ query include_related", "it names nothing that could be included"),
        ("/environment-variables/job/ query include_related", "it names nothing that could be included"),
        ("/environment-variables/user/ query include_related", "it names nothing that could be included"),
        ("body env_var[].environmentNameExample", "stands for names of environments, which are keys that callers choose"),
        .. new[]
        {
            "event/{}",
            "event/{}/receipts",
            "receipt/{}",
            "subscription/{}",
            "subscription/{}/event/{}/receipt",
            "subscription/{}/events",
            "subscription/{}/test",
            "subscriptions",
        }.Select(path => ($"/webhooks/{path}/ query include_related", "it names nothing that could be included")),
        ("POST /api/v3/accounts/{}/webhooks/subscriptions/ query", "one subscription has no pages"),
    ];

    /// <summary>Why something is missing; null where that is a fault.</summary>
    public static string? Reason(string missing) =>
        Known.Where(k => missing.Contains(k.Part, StringComparison.Ordinal)).Select(k => k.Reason).FirstOrDefault();
}
