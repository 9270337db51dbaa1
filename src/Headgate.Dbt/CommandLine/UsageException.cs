namespace Headgate.Dbt.CommandLine;

/// <summary>Carries a misuse from deep in the reading of a command line to <see cref="CommandLineReader"/>.</summary>
internal sealed class UsageException(string message, string? notice = null) : Exception(message)
{
    /// <summary>A line for standard output besides, or null.</summary>
    public string? Notice { get; } = notice;
}
