namespace Headgate.Dbt.CommandLine;

/// <summary>A command with the values of its options.</summary>
/// <param name="Command">The command.</param>
/// <param name="Options">Its options, the global ones among them.</param>
/// <param name="Argument">The word after the command, where it takes one.</param>
internal sealed record ParsedCall(CommandSpec Command, OptionValues Options, string? Argument);
