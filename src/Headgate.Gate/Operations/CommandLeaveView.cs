namespace Headgate.Gate.Operations;

/// <summary>Leave to run a command. Without leave there is no such answer.</summary>
/// <param name="IsAllowed">Always true.</param>
/// <param name="Name">The command.</param>
public sealed record CommandLeaveView(bool IsAllowed, string Name);
