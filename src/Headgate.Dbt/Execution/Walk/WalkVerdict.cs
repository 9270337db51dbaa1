namespace Headgate.Dbt.Execution.Walk;

/// <summary>What the outcome of one node means for the rest of the walk.</summary>
internal enum WalkVerdict
{
    /// <summary>The children may run.</summary>
    Continue,

    /// <summary>Everything below the node is skipped.</summary>
    SkipDescendants,

    /// <summary>Nothing more is started; what runs is cancelled.</summary>
    Stop,
}
