namespace Headgate.Mcp.Local.Commands;

/// <summary>How a command ended.</summary>
internal sealed record CommandEnd
{
    /// <summary>dbt's exit code; null where it did not run, or not to its end.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What dbt printed, without what it says of its own progress.</summary>
    public string Output { get; init; } = "";

    /// <summary>dbt's count of what passed and failed; null where it counted nothing.</summary>
    public string? Summary { get; init; }

    /// <summary>Why it did not run or did not come to its end, for the caller; null where it did.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether dbt was content.</summary>
    public bool IsSuccess => Fault is null && ExitCode == 0;
}
