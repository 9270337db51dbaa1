namespace Headgate.Platform.Jobs;

/// <summary>Rules for the commands of a job: dbt's own, one line each, never a shell.</summary>
public static class DbtSteps
{
    private static readonly string[] Verbs =
    [
        "run",
        "test",
        "build",
        "seed",
        "snapshot",
        "compile",
        "parse",
        "ls",
        "list",
        "docs",
        "source",
        "run-operation",
        "retry",
        "clone",
        "show",
        "sl",
        "deps",
        "debug",
        "clean",
    ];

    /// <summary>What is wrong with the first bad one of some commands, in words, or null.</summary>
    public static string? Fault(IReadOnlyList<string>? steps) => steps?.Select(Fault).FirstOrDefault(fault => fault is not null);

    /// <summary>What is wrong with a command, in words, or null.</summary>
    public static string? Fault(string step)
    {
        if (step.Any(char.IsControl))
        {
            return "a command is one line without control characters";
        }
        var words = step.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !string.Equals(words[0], "dbt", StringComparison.Ordinal))
        {
            return $"\"{Short(step)}\" is no dbt command; each begins with \"dbt \"";
        }
        return words.Skip(1).Any(w => Verbs.Contains(w))
            ? null
            : $"\"{Short(step)}\" holds none of dbt's commands: {string.Join(", ", Verbs)}";
    }

    private static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
