using System.CommandLine;

namespace Headgate.Cli;

/// <summary>The option that names the data folder, the same for every command that has it.</summary>
internal static class DataOption
{
    /// <summary>A new option for one command.</summary>
    public static Option<string> Create() =>
        new("--data")
        {
            Description = "Folder with the database, artifacts, keys and journal.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("HEADGATE__DATA") is { Length: > 0 } set ? set : ".headgate",
        };
}
