namespace Headgate.Platform.EnvironmentVariables;

/// <summary>
/// Which variables a project or an environment may set for its runs. Names other than <c>DBT_…</c> mean something to programs; and what the
/// platform sets, or what names a place, is the platform's.
/// </summary>
internal static class VariableNames
{
    /// <summary>Most characters of a name.</summary>
    public const int Longest = 255;

    private const string Prefix = "DBT_";

    private const string SecretPrefix = "DBT_ENV_SECRET";

    /// <summary>Tokens of private repositories of packages.</summary>
    private const string PrivateGit = "DBT_ENV_PRIVATE_GIT_PROVIDER_INFO";

    private static readonly string[] Prefixes = ["DBT_CLOUD_", "DBT_ENV_CUSTOM_ENV_DBT_CLOUD_", "DBT_ENV_SECRET_HEADGATE_", "DBT_ENGINE_"];

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "DBT_ENV",
        "DBT_PROFILES_DIR",
        "DBT_PROJECT_DIR",
        "DBT_TARGET_PATH",
        "DBT_LOG_PATH",
        "DBT_LOG_FILE_MAX_BYTES",
        "DBT_STATE",
        "DBT_ARTIFACT_STATE_PATH",
        "DBT_DEFER_STATE",
        "DBT_DEFER_TO_STATE",
        "DBT_DEFER",
        "DBT_PACKAGES_INSTALL_PATH",
        "DBT_PROFILE",
        "DBT_TARGET",
        "DBT_RECORDED_FILE_PATH",
        "DBT_RECORDER_FILE_PATH",
        "DBT_RECORDER_MODE",
        "DBT_MACRO_DEBUGGING",
        "DBT_SEND_ANONYMOUS_USAGE_STATS",
    };

    /// <summary>Whether a variable of this name is a secret: kept encrypted, never shown, masked in what runs leave behind.</summary>
    public static bool IsSecret(string name) => name.StartsWith(SecretPrefix, StringComparison.Ordinal) || name == PrivateGit;

    /// <summary>Whether a run takes a variable of this name from its project.</summary>
    public static bool IsOfProject(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
        && !Names.Contains(name)
        && !Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with the name of a new variable, in words; null where nothing is.</summary>
    public static string? Fault(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || name.Length == Prefix.Length)
        {
            return $"must begin with {Prefix}, such as DBT_REGION; DBT_ENV_SECRET_… for a secret";
        }
        if (!name.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_'))
        {
            return "must be of capital letters A to Z, digits and underscores";
        }
        return IsOfProject(name)
            ? null
            : "is a name that the platform sets itself in every run, or that names a place of it; choose another";
    }
}
