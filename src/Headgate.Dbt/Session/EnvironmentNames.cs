using Headgate.Dbt.CommandLine;

namespace Headgate.Dbt.Session;

/// <summary>Names of variables that dbt asks to change: older ones, and own ones where dbt's begin.</summary>
internal static class EnvironmentNames
{
    /// <summary>Names that are no option's.</summary>
    private static readonly string[] Further =
    [
        "INVOCATION_ENV",
        "RECORDED_FILE_PATH",
        "TEST_STATE_MODIFIED",
        "PACKAGE_HUB_URL",
        "DOWNLOAD_DIR",
        "PP_FILE_DIFF_TEST",
        "PP_TEST",
    ];

    /// <summary>Tells of the names of a call's environment.</summary>
    public static void Deprecate(Invocation invocation)
    {
        foreach (var (old, now) in invocation.Options.Renamed)
        {
            invocation.Warnings.Deprecate(
                "EnvironmentVariableRenamed",
                $"The environment variable `{old}` has been renamed as `{now}`.\n"
                    + $"If `{old}` is currently set, its value will be used instead of `{now}`.\n"
                    + $"Set `{now}` and unset `{old}` to avoid this deprecation warning and ensure it works properly in a future release.",
                showsEvent: false
            );
        }
        var known = Known();
        foreach (var name in invocation.Process.EnvironmentVariables.Keys.Order(StringComparer.Ordinal))
        {
            if (name.StartsWith(CommandLineReader.EnginePrefix, StringComparison.Ordinal) && !known.Contains(name))
            {
                const string Prefix = "DBT_ENGINE";
                invocation.Warnings.Deprecate(
                    "EnvironmentVariableNamespaceDeprecation",
                    $"Found custom environment variable `{name}` in the environment. The prefix `{Prefix}` is reserved for dbt engine "
                        + $"environment variables. Custom environment variables with the prefix `{Prefix}` may cause collisions and runtime errors.",
                    showsEvent: false
                );
            }
        }
    }

    private static HashSet<string> Known() =>
        [
            .. GlobalOptions
                .All.Concat(CommandOptions.WithVariables)
                .SelectMany(o => (string?[])[o.Variable, o.OlderVariable])
                .OfType<string>()
                .Select(variable => CommandLineReader.EnginePrefix + variable["DBT_".Length..])
                .Concat(Further.Select(name => CommandLineReader.EnginePrefix + name)),
        ];
}
