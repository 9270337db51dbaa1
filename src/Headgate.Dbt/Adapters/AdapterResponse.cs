namespace Headgate.Dbt.Adapters;

/// <summary>What the database said about a statement; becomes <c>adapter_response</c> in run_results.json.</summary>
/// <param name="Message">The short text of dbt's console line, such as <c>CREATE VIEW</c> or <c>SELECT 92</c>.</param>
/// <param name="Code">The statement's kind without the count.</param>
/// <param name="RowsAffected">Rows written, or null where the database gives no number.</param>
internal sealed record AdapterResponse(string Message, string? Code, long? RowsAffected)
{
    /// <summary>A statement about which there is nothing to say.</summary>
    public static AdapterResponse Ok { get; } = new("OK", null, null);

    /// <inheritdoc />
    public override string ToString() => Message;
}
