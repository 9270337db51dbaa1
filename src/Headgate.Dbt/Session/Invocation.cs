using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Console;
using Headgate.Dbt.Parsing;
using Headgate.Dbt.Project;
using Headgate.Dbt.Rendering;

namespace Headgate.Dbt.Session;

/// <summary>One call of the engine: what was asked, and where it speaks.</summary>
internal sealed class Invocation
{
    /// <summary>The command with its options.</summary>
    public required ParsedCall Call { get; init; }

    /// <summary>The process around.</summary>
    public required DbtProcess Process { get; init; }

    /// <summary>The console and the log file.</summary>
    public required ConsoleLog Log { get; init; }

    /// <summary>Warnings of loading, parsing and rendering.</summary>
    public required WarningLog Warnings { get; init; }

    /// <summary>The folder of dbt_project.yml, absolute.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>The folder of the log file.</summary>
    public required string LogDirectory { get; init; }

    /// <summary>Identity of the call in artifacts.</summary>
    public required string Id { get; init; }

    /// <summary>When the call began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The call as it was typed, for run_results.json.</summary>
    public required string CommandText { get; init; }

    /// <summary>The options.</summary>
    public OptionValues Options => Call.Options;

    /// <summary>Loads projects.</summary>
    public static ProjectLoader Loader { get; } = new(YamlRenderers.Instance);

    /// <summary>The clock.</summary>
    public TimeProvider Time => Process.Time;

    /// <summary>Where templates log and print to.</summary>
    public ParseOutput TemplateOutput => new(TellTemplateLine, Print);

    /// <summary>The same process with another command and other options, for <c>retry</c>.</summary>
    public Invocation With(ParsedCall call) =>
        new()
        {
            Call = call,
            Process = Process,
            Log = Log,
            Warnings = Warnings,
            ProjectDirectory = ProjectDirectory,
            LogDirectory = LogDirectory,
            Id = Id,
            StartedAt = StartedAt,
            CommandText = CommandText,
        };

    /// <summary>Loads the project that the call names.</summary>
    /// <exception cref="DbtException">A file is missing or wrong, or packages are not installed.</exception>
    public LoadedProject LoadProject() => Loader.Load(ToSettings(), Warnings);

    /// <summary>What the project's loader is given.</summary>
    public InvocationSettings ToSettings() =>
        new()
        {
            ProjectDir = ProjectDirectory,
            ProfilesDir = Options.Get(CommandOptions.ProfilesDir) is { } folder ? Path.GetFullPath(folder, Process.WorkingDirectory) : null,
            Profile = Options.Get(GlobalOptions.Profile),
            Target = Options.Get(GlobalOptions.Target),
            Threads = Options.Get(GlobalOptions.SingleThreaded) ? 1 : Options.Get(CommandOptions.Threads),
            Vars = Options.Get(CommandOptions.Vars),
            Box = Process.Box,
            EnvironmentVariables = Process.EnvironmentVariables,
            TargetPath = Options.Get(CommandOptions.TargetPath),
            LogPath = LogDirectory,
            Command = Call.Command.Which,
            Arguments = InvocationArguments.Of(this),
            VersionCheck = Options.Get(GlobalOptions.VersionCheck),
            StartedAt = StartedAt,
            InvocationId = Id,
            HomeDirectory = Process.EnvironmentVariables.GetValueOrDefault("HOME"),
            WorkingDirectory = Process.WorkingDirectory,
        };

    private void TellTemplateLine(string text, bool isInfo) =>
        Log.Tell(new(isInfo ? EventLevel.Info : EventLevel.Debug, "I062", isInfo ? "JinjaLogInfo" : "JinjaLogDebug", text));

    private void Print(string text)
    {
        if (Options.Get(GlobalOptions.Print))
        {
            Log.Tell(new(EventLevel.Info, "Z052", "PrintEvent", text) { IsOutput = true });
        }
    }
}
