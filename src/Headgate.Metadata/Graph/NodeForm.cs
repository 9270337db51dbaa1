namespace Headgate.Metadata.Graph;

/// <summary>The forms that the schema has of a node.</summary>
internal enum NodeForm
{
    /// <summary>In a list of its own.</summary>
    Whole,

    /// <summary>As a parent, child, ancestor or test of another.</summary>
    Nested,

    /// <summary>In lineage.</summary>
    Lineage,

    /// <summary>As one run left it.</summary>
    Run,
}
