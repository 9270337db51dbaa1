namespace Headgate.Dbt.CommandLine;

/// <summary>A command line that dbt does not understand.</summary>
/// <param name="Usage">The form of the command that was meant: <c>dbt run [OPTIONS]</c>.</param>
/// <param name="Command">The words of the command, with <c>dbt</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Notice">A line for standard output besides, or null.</param>
internal sealed record UsageError(string Usage, string Command, string Message, string? Notice = null)
{
    /// <summary>The lines for standard error.</summary>
    public string Text => $"Usage: {Usage}\nTry '{Command} -h' for help.\n\nError: {Message}\n";
}
