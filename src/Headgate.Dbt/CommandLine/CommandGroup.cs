namespace Headgate.Dbt.CommandLine;

/// <summary>Commands under one word; the root has the empty word.</summary>
/// <param name="Name">The word: <c>docs</c>.</param>
/// <param name="Summary">What the commands are about.</param>
/// <param name="Commands">The commands in it.</param>
/// <param name="Groups">The groups in it.</param>
internal sealed record CommandGroup(string Name, string Summary, IReadOnlyList<CommandSpec> Commands, IReadOnlyList<CommandGroup> Groups);
