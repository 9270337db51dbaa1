namespace Headgate.Mcp.Tasks;

/// <summary>A call that waits for a person's yes, as a task.</summary>
/// <param name="Approval">The question.</param>
/// <param name="Created">When it was asked.</param>
/// <param name="Tool">The tool that was called.</param>
/// <param name="Arguments">What it was called with, as JSON.</param>
internal sealed record HeldTask(long Approval, DateTimeOffset Created, string Tool, string Arguments);
