namespace Headgate.Dbt.CommandLine;

/// <summary>What a command line asks for: one of the three is set.</summary>
/// <param name="Call">A command to run.</param>
/// <param name="Text">A text for standard output: the help or the version.</param>
/// <param name="Error">A misuse.</param>
internal sealed record ParsedCommandLine(ParsedCall? Call = null, string? Text = null, UsageError? Error = null);
