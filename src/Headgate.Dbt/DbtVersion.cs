namespace Headgate.Dbt;

/// <summary>The release of dbt Core whose behaviour, artifacts and console lines the engine follows.</summary>
public static class DbtVersion
{
    /// <summary>The version that artifacts and the console name, and that <c>require-dbt-version</c> is checked against.</summary>
    public const string Compatible = "1.11.14";
}
