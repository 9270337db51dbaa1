using Headgate.Dbt.Project;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context;

/// <summary>What all contexts of one invocation share.</summary>
internal sealed class InvocationFacts
{
    private Value? _flags;
    private Value? _arguments;

    /// <summary>The project, its packages and the target.</summary>
    public required LoadedProject Project { get; init; }

    /// <summary>The value of <c>target</c>.</summary>
    public required Value Target { get; init; }

    /// <summary>Takes lines of <c>log()</c>: the text and whether it is for the console too.</summary>
    public required Action<string, bool> Log { get; init; }

    /// <summary>Takes lines of <c>print()</c>, which go to standard output as they are.</summary>
    public required Action<string> Print { get; init; }

    /// <summary>Takes texts of <c>exceptions.warn()</c>.</summary>
    public required Action<string> Warn { get; init; }

    /// <summary>Takes deprecations that templates meet: the event and the text.</summary>
    public Action<string, string> Deprecate { get; init; } = static (_, _) => { };

    /// <summary>Names and values that must not be shown; <c>env_var</c> of a secret name is refused outside profiles and packages.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentVariables => Project.Settings.EnvironmentVariables;

    /// <summary>The same facts with another project: other variables or another environment.</summary>
    public InvocationFacts With(LoadedProject project) =>
        new()
        {
            Project = project,
            Target = Target,
            Log = Log,
            Print = Print,
            Warn = Warn,
            Deprecate = Deprecate,
            SelectedResources = SelectedResources,
        };

    /// <summary>The value of <c>invocation_args_dict</c>.</summary>
    public Value Arguments => _arguments ??= Value.FromObject(Project.Settings.Arguments);

    /// <summary>The value of <c>flags</c>.</summary>
    public Value Flags => _flags ??= Value.From(new Objects.FlagsObject(Project));

    /// <summary>The unique ids that the command selected; empty at parse time.</summary>
    public IReadOnlyCollection<string> SelectedResources { get; set; } = [];
}
