namespace Headgate.Gate.Upstreams.Forwarding;

/// <summary>What accounts elsewhere may cost at most, whatever they send.</summary>
public sealed record UpstreamLimits
{
    /// <summary>Most bytes of an answer that is judged, which is held in memory.</summary>
    public int JsonBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Most bytes of a file, which is passed on piece by piece.</summary>
    public long FileBytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>How long a file may stand still.</summary>
    public TimeSpan FileIdle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a connection may take to be made.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Failures in a row after which an account is left alone.</summary>
    public int FailuresInRow { get; init; } = 5;

    /// <summary>How long it is left alone.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Most calls of an account that one call of an agent may lead to.</summary>
    public int PagesOfList { get; init; } = 18;

    /// <summary>How long a place that was looked up counts, for calls that change nothing.</summary>
    public TimeSpan TargetLife { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the names and places of an account count, for grants that name some of them.</summary>
    public TimeSpan PlacesLife { get; init; } = TimeSpan.FromSeconds(5);
}
