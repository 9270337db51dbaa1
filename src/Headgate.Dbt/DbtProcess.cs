namespace Headgate.Dbt;

/// <summary>What a call of the engine gets from the process around it.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
/// <param name="EnvironmentVariables">The environment; nothing else of the process is read.</param>
/// <param name="WorkingDirectory">The folder that the call was made in.</param>
/// <param name="Time">The clock.</param>
public sealed record DbtProcess(
    TextWriter Output,
    TextWriter Errors,
    IReadOnlyDictionary<string, string> EnvironmentVariables,
    string WorkingDirectory,
    TimeProvider Time
)
{
    /// <summary>Writes saved queries as SQL, for those that are exported; null where the engine runs without metrics.</summary>
    public ISavedQuerySql? SavedQueries { get; init; }

    /// <summary>Standard input, for commands that ask; null where nobody answers.</summary>
    public TextReader? Input { get; init; }

    /// <summary>The box that the call is in; null for one by hand.</summary>
    internal Confinement.Box? Box { get; init; }

    /// <summary>The process that this code runs in.</summary>
    public static DbtProcess Current { get; } =
        new(
            System.Console.Out,
            System.Console.Error,
            Environment
                .GetEnvironmentVariables()
                .Cast<System.Collections.DictionaryEntry>()
                .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? ""),
            Environment.CurrentDirectory,
            TimeProvider.System
        )
        {
            Input = System.Console.In,
        };
}
