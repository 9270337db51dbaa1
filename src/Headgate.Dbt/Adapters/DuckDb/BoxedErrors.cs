using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.Adapters.DuckDb;

/// <summary>What DuckDB's errors become in a box: the layer is named, places have their names inside, and no one of the machine is told.</summary>
internal static class BoxedErrors
{
    private static readonly string[] Refusals =
    [
        "operations are disabled by configuration",
        "configuration has been locked",
        "to be loaded",
        "Loading external extensions is disabled",
        "Persistent secrets are disabled",
        "Displaying unredacted secrets is disabled",
    ];

    /// <summary>The text to show.</summary>
    public static string Shown(string message, Box? box)
    {
        var text = message.TrimEnd();
        if (box is null)
        {
            return text;
        }
        // DuckDB names the program, the process and the user that hold the file.
        if (text.Contains("Could not set lock on file", StringComparison.Ordinal))
        {
            return "IO Error: The warehouse's file is open in another process. Runs on one file take turns; end what else has it open.";
        }
        var inner = box.Inner(text);
        return Array.Exists(Refusals, r => text.Contains(r, StringComparison.Ordinal))
            ? $"{inner}\n{Box.EngineRefuses}: SQL reaches the run's folder, its warehouse and what the operator lists; settings and extensions are fixed."
            : inner;
    }
}
