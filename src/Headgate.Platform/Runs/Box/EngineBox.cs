namespace Headgate.Platform.Runs.Box;

/// <summary>The variables by which the embedded engine is told to close its own box, and what may be in it.</summary>
internal static class EngineBox
{
    /// <summary>Adds the one that names a warehouse's file to which the server itself has given a second name.</summary>
    public static void AddLinked(Dictionary<string, string> environment, string file) => environment["HEADGATE_BOX_LINKED"] = file;

    /// <summary>Adds them.</summary>
    public static void AddTo(Dictionary<string, string> environment, RunBox box, BoxSettings settings, string? warehouse, string? nodes)
    {
        if (!settings.EngineLayer)
        {
            return;
        }
        environment["HEADGATE_BOX"] = "1";
        environment["HEADGATE_BOX_ROOT"] = box.Root;
        environment["HEADGATE_BOX_PATHS"] = string.Join(
            Path.PathSeparator,
            [.. warehouse is null ? Array.Empty<string>() : [box.Inner(warehouse)], .. settings.Readable]
        );
        environment["HEADGATE_BOX_PACKAGE_HOSTS"] = string.Join(',', settings.GitHosts);
        environment["HEADGATE_BOX_EXTENSIONS"] = string.Join(',', settings.Extensions);
        if (nodes is not null)
        {
            environment["HEADGATE_BOX_NODES"] = box.Inner(nodes);
        }
    }
}
