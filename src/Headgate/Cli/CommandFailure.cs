namespace Headgate.Cli;

/// <summary>A command cannot go on, for a reason that a person can act on. Its message is the one line that is shown; the exit code is 1.</summary>
internal sealed class CommandFailure(string message, Exception? cause = null) : Exception(message, cause);
