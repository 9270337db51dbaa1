using Headgate.Dbt.Console;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Parsing.Kept;

/// <summary>What a kept manifest was made from, and what was said about it. It counts only while all of that is as it was.</summary>
internal sealed record KeptHead
{
    /// <summary>Identity of the call that parsed.</summary>
    public required string Id { get; init; }

    /// <summary>The digest of engine, settings, target and variables.</summary>
    public required string Key { get; init; }

    /// <summary>The digest of all files' stamps.</summary>
    public required string Files { get; init; }

    /// <summary>Digests of the contents of files that had only just changed, by path.</summary>
    public Dictionary<string, string> Young { get; init; } = [];

    /// <summary>Digests of the environment variables that were asked for, by name; null for one that was not set.</summary>
    public Dictionary<string, string?> Variables { get; init; } = [];

    /// <summary>The options and behaviour flags that were asked for, as JSON.</summary>
    public Dictionary<string, string> Flags { get; init; } = [];

    /// <summary>The digest of all arguments of the call, where they were asked for.</summary>
    public string? Arguments { get; init; }

    /// <summary>The command, where it was asked for.</summary>
    public string? Command { get; init; }

    /// <summary>What every parse of these files warns of.</summary>
    public List<DbtWarning> Warnings { get; init; } = [];

    /// <summary>What the checks of the whole warn of; null where that hangs on the day, so that they are made each time.</summary>
    public List<DbtWarning>? CheckWarnings { get; init; }

    /// <summary>How many resources of the graph there are.</summary>
    public int Resources { get; init; }

    /// <summary>How many macros there are.</summary>
    public int Macros { get; init; }

    /// <summary>Lengths of the parts of the manifest.</summary>
    public List<int> Parts { get; init; } = [];

    /// <summary>Describes a parse that has just been made.</summary>
    /// <exception cref="IOException">A file that had only just changed cannot be read again.</exception>
    public static KeptHead Of(LoadedProject project, string key, FileStamps files, ParsedProject parsed, List<DbtWarning>? checkWarnings) =>
        new()
        {
            Id = project.Settings.InvocationId,
            Key = key,
            Files = files.Digest,
            Young = files.Young(),
            Variables = project.Reads.Variables.ToDictionary(v => v.Key, v => Digest(v.Value)),
            Flags = project.Reads.Flags.ToDictionary(f => f.Key, f => PythonJson.Write(f.Value)),
            Arguments = project.Reads.Arguments ? ArgumentsOf(project) : null,
            Command = project.Reads.Command ? project.Settings.Command : null,
            Warnings = [.. parsed.Warnings],
            CheckWarnings = checkWarnings,
            Resources = parsed.Manifest.GraphResources().Count(),
            Macros = parsed.Manifest.Macros.Count,
        };

    /// <summary>Would a parse give the same now?</summary>
    public bool Fits(LoadedProject project, string key, FileStamps files) =>
        Key == key
        && Files == files.Digest
        && Variables.All(v => Digest(project.Settings.EnvironmentVariables.GetValueOrDefault(v.Key)) == v.Value)
        && Flags.All(f => PythonJson.Write(project.Flag(f.Key)) == f.Value)
        && (Arguments is null || Arguments == ArgumentsOf(project))
        && (Command is null || Command == project.Settings.Command)
        && Young.AsParallel().All(file => FileStamps.ContentsOf(file.Key) == file.Value);

    private static string ArgumentsOf(LoadedProject project) => ParsedBefore.Digest([PythonJson.Write(project.Settings.Arguments)]);

    private static string? Digest(string? value) => value is null ? null : ParsedBefore.Digest([value]);
}
