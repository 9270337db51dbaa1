namespace Headgate.Platform.Runs.Box;

/// <summary>What keeps the processes of runs apart on this machine.</summary>
public enum BoxKind
{
    /// <summary>Nothing can, and the operator did not allow runs without it: runs are not executed.</summary>
    Missing,

    /// <summary>Namespaces of Linux, made by bubblewrap.</summary>
    Namespace,

    /// <summary>A user of its own for each run.</summary>
    User,

    /// <summary>Nothing, as the operator allows.</summary>
    None,
}
