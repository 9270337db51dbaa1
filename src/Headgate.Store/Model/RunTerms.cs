namespace Headgate.Store.Model;

/// <summary>The terms under which a run was allowed, which it is held against before it does anything.</summary>
public sealed class RunTerms
{
    /// <summary>The run.</summary>
    public long RunId { get; set; }

    /// <summary>The terms, in the form of the gate.</summary>
    public string Terms { get; set; } = "";
}
