namespace Headgate.Mcp.Foreign;

/// <summary>How much time and room foreign servers get.</summary>
public sealed record ForeignSettings
{
    /// <summary>How long a connection to one may take, with its greeting.</summary>
    public TimeSpan ConnectTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it may take to list its tools.</summary>
    public TimeSpan ListTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a tool may work.</summary>
    public TimeSpan CallTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most bytes of one answer as it comes in; a result is held to its own limit besides.</summary>
    public int MessageLimit { get; init; } = 12 * 1024 * 1024;

    /// <summary>Most bytes of all pages of a list of tools.</summary>
    public int ListLimit { get; init; } = 32 * 1024 * 1024;

    /// <summary>Calls that work on one server at the same time.</summary>
    public int CallsAtOnce { get; init; } = 32;

    /// <summary>How long a list of tools is believed before a call.</summary>
    public TimeSpan ListLives { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long what is open to a server stays open without being used.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(5);
}
