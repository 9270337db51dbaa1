namespace Headgate.Mcp.Local.Commands;

/// <summary>Asks whether a command may run, before it does.</summary>
internal interface IGate
{
    /// <summary>Why it may not, for the caller; null where it may, and the record says so.</summary>
    Task<string?> RefusalAsync(DbtCommand command, CancellationToken cancellation);
}
