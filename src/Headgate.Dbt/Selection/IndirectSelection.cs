namespace Headgate.Dbt.Selection;

/// <summary>Which tests are selected along with the nodes that they test.</summary>
internal enum IndirectSelection
{
    /// <summary>Those with any selected parent.</summary>
    Eager,

    /// <summary>Those with all parents selected.</summary>
    Cautious,

    /// <summary>Those whose parents are selected or above what is selected.</summary>
    Buildable,

    /// <summary>None.</summary>
    Empty,
}
