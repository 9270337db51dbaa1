namespace Headgate.Dbt.Execution.Results;

/// <summary>What came of a node.</summary>
internal enum NodeStatus
{
    /// <summary>A model, seed, snapshot, hook or operation was built or run.</summary>
    Success,

    /// <summary>A test found nothing; a source is fresh.</summary>
    Pass,

    /// <summary>A test found something that only warns; a source is getting old.</summary>
    Warn,

    /// <summary>A test failed.</summary>
    Fail,

    /// <summary>The node could not be run; a source is too old.</summary>
    Error,

    /// <summary>Something above the node went wrong, or the call ended early.</summary>
    Skipped,

    /// <summary>There is nothing to run.</summary>
    NoOp,

    /// <summary>Some batches of a microbatch model were built, others not.</summary>
    PartialSuccess,

    /// <summary>The freshness of a source could not be told.</summary>
    RuntimeError,
}
