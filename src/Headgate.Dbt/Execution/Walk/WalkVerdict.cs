namespace Headgate.Dbt.Execution.Walk;

/// <summary>What the outcome of one node means for the rest of the walk.</summary>
internal enum WalkVerdict
{
    /// <summary>The children may run.</summary>
    Continue,

    /// <summary>Everything below the node is skipped.</summary>
    SkipDescendants,

    /// <summary>Nothing more is handed out; what still runs when there would be something to hand out is cancelled.</summary>
    Stop,
}
