namespace Headgate.Dbt.Execution.Walk;

/// <summary>Why a walk ended.</summary>
internal enum WalkEnd
{
    /// <summary>Every node has an outcome.</summary>
    Complete,

    /// <summary>An outcome asked to stop.</summary>
    Stopped,

    /// <summary>The caller cancelled.</summary>
    Cancelled,
}
