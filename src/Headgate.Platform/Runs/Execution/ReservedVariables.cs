namespace Headgate.Platform.Runs.Execution;

/// <summary>
/// Which variables a project or an environment may set for its runs. Names other than <c>DBT_…</c> mean something to programs; and what the
/// platform sets, or what names a place, is the platform's.
/// </summary>
internal static class ReservedVariables
{
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

    /// <summary>Whether a run takes a variable of this name from its project.</summary>
    public static bool IsOfProject(string name) =>
        name.StartsWith("DBT_", StringComparison.Ordinal)
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
        && !Names.Contains(name)
        && !Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
