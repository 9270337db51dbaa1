namespace Headgate.Gate.Foreign;

/// <summary>A foreign server as administrators see it: never its secrets.</summary>
public sealed record ForeignServerView
{
    /// <summary>Its id.</summary>
    public required long Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its address; null where it is a program.</summary>
    public string? Url { get; init; }

    /// <summary>The program that is started for it; null where it has an address.</summary>
    public string? Command { get; init; }

    /// <summary>The program's arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables of this server's environment that the program gets.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Names of the headers, or of the program's variables, that are kept secret.</summary>
    public IReadOnlyList<string> SecretNames { get; init; } = [];

    /// <summary>Tools that it has.</summary>
    public required int Tools { get; init; }

    /// <summary>Tools that can be used: looked at, and unchanged since.</summary>
    public required int ToolsOn { get; init; }

    /// <summary>When its tools were last had; null for never.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>Why they could not be had the last time; null where they could.</summary>
    public string? ListFault { get; init; }

    /// <summary>What it lists that is no tool that could be named, in words; null for nothing.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Who added it.</summary>
    public string? CreatedBy { get; init; }
}
