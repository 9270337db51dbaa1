namespace Headgate.Dbt.Confinement;

/// <summary>Names of environment variables whose values are secrets: no template but those of profiles and lists of packages reads them, and they are masked in what is written.</summary>
internal static class SecretNames
{
    /// <summary>How they begin, as dbt has it.</summary>
    public const string Prefix = "DBT_ENV_SECRET";

    /// <summary>Tokens of private repositories of packages.</summary>
    public const string PrivateGit = "DBT_ENV_PRIVATE_GIT_PROVIDER_INFO";

    /// <summary>Whether a name is one of them.</summary>
    public static bool Has(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) || name == PrivateGit;
}
