namespace Headgate.Server;

/// <summary>Whether the server has started.</summary>
internal sealed class StartPhase
{
    /// <summary>True from the moment it listens.</summary>
    public bool IsOver { get; set; }
}
