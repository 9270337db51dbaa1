namespace Headgate.Platform.Runs.Box;

/// <summary>The variables that every process of a run has, whatever it does.</summary>
internal static class BoxVariables
{
    private static readonly string[] Inherited = ["LANG", "LC_ALL", "TZ"];

    /// <summary>
    /// Keeps .NET's debugger and profiler out: they would let a process of the run be looked into, and lay pipes in its folder for temporary files, where the engine
    /// allows none.
    /// </summary>
    public static void AddQuiet(Dictionary<string, string> environment) => environment["DOTNET_EnableDiagnostics"] = "0";

    /// <summary>Adds those of a namespace: nothing in them tells of the server.</summary>
    public static void AddInner(Dictionary<string, string> environment, string? programFolder, bool dotnet)
    {
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }
        environment["PATH"] = (programFolder is null ? "" : programFolder + ":") + "/usr/local/bin:/usr/bin:/bin";
        environment["HOME"] = InnerPaths.Work + "/home";
        environment["USER"] = "run";
        environment["TMPDIR"] = "/tmp";
        if (dotnet)
        {
            environment["DOTNET_ROOT"] = BoxPrograms.Runtime;
            AddQuiet(environment);
        }
    }
}
