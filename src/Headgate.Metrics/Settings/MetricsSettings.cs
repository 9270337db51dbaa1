namespace Headgate.Metrics.Settings;

/// <summary>What the operator can set of the Semantic Layer.</summary>
public sealed record MetricsSettings
{
    /// <summary>Most rows of an answer.</summary>
    public int Rows { get; init; } = 100_000;

    /// <summary>Most bytes of an answer, about.</summary>
    public long Bytes { get; init; } = 64L << 20;

    /// <summary>Longest time of a query, waiting for its turn included.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Queries that work at the same time; others wait for their turn.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>Requests that one IP address may make in a minute at the GraphQL door; null for no limit.</summary>
    public int? RequestsPerMinute { get; init; } = 1000;

    /// <summary>The port of Arrow Flight SQL, which speaks HTTP/2 alone; null for none.</summary>
    public int? FlightPort { get; init; }

    /// <summary>Whether the schema is told to whoever asks. It holds nothing of any project.</summary>
    public bool OpenIntrospection { get; init; } = true;
}
