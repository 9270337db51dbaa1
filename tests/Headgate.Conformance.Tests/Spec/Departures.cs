namespace Headgate.Conformance.Tests.Spec;

/// <summary>
/// Where the official description contradicts what the platform's real answers and its clients show: each with the reason. Everything else
/// must fit, and every field that the description names must be there.
/// </summary>
internal static class Departures
{
    /// <summary>
    /// Null is allowed for any field: the document marks almost nothing as nullable, while recorded answers hold null for
    /// dbt_version, connection_id, related objects that were not asked for, and more.
    /// </summary>
    public const bool NullIsAllowedEverywhere = true;

    /// <summary>
    /// Times may have a blank between date and time and +00:00: recorded answers of runs, projects, environments and repositories do
    /// (2025-02-03 10:11:12.123456+00:00), and clients parse that.
    /// </summary>
    public const bool TimesMayHaveABlank = true;

    /// <summary>Fields of schemas that are left out, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> LeftOut = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Subscription.dispatched_at"] = "absent until the first delivery, as the documentation's samples show",
        ["Subscription.deactivate_reason"] = "absent until the platform switches the subscription off",
        ["CreateServiceToken.token"] = "older name of token_string; a secret is sent once",
        ["CreateServiceToken.last_identify"] = "of personal tokens only",
        ["CreateServiceToken.user_id"] = "of personal tokens only",
        ["CreateServiceToken.user"] = "of personal tokens only",
        ["EnvVarJobScopeMap.project"] = "absent where no value is set, as in the description's own sample",
        ["EnvVarJobScopeMap.environment"] = "the same",
        ["EnvVarJobScopeMap.job"] = "the same",
        ["EnvVarUserScopeMap.project"] = "the same",
        ["EnvVarUserScopeMap.environment"] = "the same",
        ["EnvVarUserScopeMap.user"] = "the same",
        ["HumanReadableDateStrategy.days"] = "only of days_of_week; clients refuse extra keys",
        ["HumanReadableDateStrategy.cron"] = "only of cron schedules",
        ["HumanReadableTimeStrategy.hours"] = "only of at_exact_hours",
        ["HumanReadableTimeStrategy.interval"] = "only of every_hour",
    };

    /// <summary>Schemas whose values are not checked further, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> Unchecked = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["DbtAdapterVersion"] = "the document lists dbt's hosted adapters; duckdb_v0 is ours",
        ["AdapterVersionEnum"] = "the same",
        ["PostgresCredentials"] = "the environment's credentials may be of any adapter",
        ["PostgresConnection"] = "the v2 environment's connection may be of any adapter",
        ["JobDefinitionV2"] = "docs_job and freshness_job are sent in the form of the job's own address",
        ["InternalJobDefinition"] = "the job of a run is sent in the form of the job's own address",
    };

    /// <summary>Schemas that the document prints as one object where lists of them are answered, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> PrintedAsOne = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AccountConnectionList"] = "clients read data as a list of connections, and the fields printed are those of one item",
    };

    /// <summary>204 without body becomes 200 with the deleted object: recorded answers are so, and dagster and dbt-cloud-cli parse it.</summary>
    public const string DeletesAnswerTheObject = "200";

    /// <summary>Creation answers 201 where the document prints 200: recorded answers are so.</summary>
    public const string CreationAnswers201 = "201";
}
