namespace Headgate.Dbt.Artifacts;

/// <summary>Role of a column in a slowly changing dimension.</summary>
public sealed class ValidityParams
{
    /// <summary>Start of validity.</summary>
    public bool IsStart { get; set; }

    /// <summary>End of validity.</summary>
    public bool IsEnd { get; set; }
}
