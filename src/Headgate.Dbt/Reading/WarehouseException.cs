namespace Headgate.Dbt.Reading;

/// <summary>A warehouse does not answer a reader.</summary>
/// <param name="message">Why; it may hold values of rows.</param>
/// <param name="isAway">Whether it could not be reached or opened at all.</param>
/// <param name="inner">The cause.</param>
public sealed class WarehouseException(string message, bool isAway, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether it could not be reached or opened at all.</summary>
    public bool IsAway => isAway;

    /// <summary>Whether the database itself said it, and not a limit of the reader.</summary>
    public bool IsFromDatabase => InnerException is not null;
}
