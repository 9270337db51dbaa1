namespace Headgate.Platform.Runs.Box;

/// <summary>What the operator says about the box around runs.</summary>
public sealed record BoxSettings
{
    /// <summary>How processes are kept apart.</summary>
    public Isolation Isolation { get; init; }

    /// <summary>Limits of a step's processes.</summary>
    public BoxLimits Limits { get; init; } = new();

    /// <summary>Folders of this server below which repositories may lie. None: repositories come by git from elsewhere only.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Folders of this server below which warehouses may lie, beside the data folder and its <c>warehouse</c>.</summary>
    public IReadOnlyList<string> Warehouses { get; init; } = [];

    /// <summary>Hosts of git repositories that may lie in a private network or on this machine, and may be reached without TLS.</summary>
    public IReadOnlyList<string> GitHosts { get; init; } = [];

    /// <summary>Folders of this server that every run may read, such as the one in which a real dbt is installed.</summary>
    public IReadOnlyList<string> Readable { get; init; } = [];

    /// <summary>Extensions of DuckDB that a run may load.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Names of extended attributes that are allowed although they name a place, a host or a setting of the engine.</summary>
    public IReadOnlyList<string> ExtendedAttributes { get; init; } = [];

    /// <summary>Whether the embedded engine closes its own box too. For tests of one layer alone; an operator cannot set it.</summary>
    public bool EngineLayer { get; init; } = true;

    /// <summary>Program and first arguments of the relay; null means this executable with <see cref="Egress.EgressRelay.Command"/>.</summary>
    public IReadOnlyList<string>? Relay { get; init; }
}
