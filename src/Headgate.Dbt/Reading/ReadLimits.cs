namespace Headgate.Dbt.Reading;

/// <summary>How much one statement may read.</summary>
/// <param name="Rows">Rows of its answer.</param>
/// <param name="Bytes">Bytes of its answer, about.</param>
/// <param name="Time">Time at the database.</param>
public sealed record ReadLimits(int Rows, long Bytes, TimeSpan Time);
