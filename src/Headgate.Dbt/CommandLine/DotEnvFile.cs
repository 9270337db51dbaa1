using System.Collections.Frozen;
using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.CommandLine;

/// <summary>
/// The variables of the nearest <c>.env</c> from the working folder upwards, as dbt 1.12 reads it before any flag. What the shell has set
/// goes before.
/// </summary>
internal static class DotEnvFile
{
    public const string FileName = ".env";

    /// <summary>The variable with which python-dotenv is told to leave the file alone.</summary>
    public const string Disabled = "PYTHON_DOTENV_DISABLED";

    /// <summary>A file above this size is none of ours.</summary>
    private const long MostBytes = 1 << 20;

    /// <summary>A project in a box is not trusted with the process's own variables, such as those of git.</summary>
    private const string NamesInBox = "DBT_";

    /// <summary>What names the run that made an artifact is the platform's to say, and so are options: whoever lets a run happen has judged it without this file.</summary>
    private static readonly string[] OfThePlatform = ["DBT_ENV_CUSTOM_ENV_", "DBT_CLOUD_", CommandLineReader.EnginePrefix];

    private static readonly FrozenSet<string> Options = GlobalOptions
        .All.Concat(CommandOptions.WithVariables)
        .SelectMany(option => new[] { option.Variable, option.OlderVariable })
        .OfType<string>()
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The environment with the file's variables behind the shell's.</summary>
    /// <param name="environment">The shell's variables.</param>
    /// <param name="workingDirectory">The folder of the call.</param>
    /// <param name="box">The box of the call: the file must lie in the run, and only names with <c>DBT_</c> count that are no option and no secret, and do not name the run itself; values take nothing of secrets.</param>
    public static IReadOnlyDictionary<string, string> Add(
        IReadOnlyDictionary<string, string> environment,
        string workingDirectory,
        Box? box
    )
    {
        if (IsDisabled(environment) || Find(workingDirectory, box) is not { } path || ReadText(path) is not { } text)
        {
            return environment;
        }
        var all = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        // A secret under another name would be none.
        var seen = box is null ? environment : environment.Where(v => !SecretNames.Has(v.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in DotEnvText.Read(text, seen))
        {
            if (box is null || IsOfProject(name))
            {
                all.TryAdd(name, value);
            }
        }
        return all;
    }

    private static bool IsDisabled(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault(Disabled)?.ToLowerInvariant() is "1" or "true" or "t" or "yes" or "y";

    private static bool IsOfProject(string name) =>
        name.StartsWith(NamesInBox, StringComparison.Ordinal)
        && !SecretNames.Has(name)
        && !Options.Contains(name)
        && !Array.Exists(OfThePlatform, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static string? Find(string workingDirectory, Box? box)
    {
        for (var at = workingDirectory; at is not null; at = Path.GetDirectoryName(at))
        {
            var path = Path.Combine(at, FileName);
            if (box is not null && (!box.IsInRun(path) || box.HasFurtherName(path)))
            {
                return null;
            }
            if (File.Exists(path))
            {
                return OperatingSystem.IsLinux() && FileFacts.Of(RealPath.Of(path) ?? path) is not { IsRegular: true } ? null : path;
            }
        }
        return null;
    }

    private static string? ReadText(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MostBytes ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
