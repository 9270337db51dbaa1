namespace Headgate.Dbt.Selection;

/// <summary>How selections are combined.</summary>
internal enum SetOperation
{
    /// <summary>What is in any.</summary>
    Union,

    /// <summary>What is in all.</summary>
    Intersection,

    /// <summary>What is in the first and in none of the others.</summary>
    Difference,
}
