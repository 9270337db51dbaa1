namespace Headgate.Dbt.Adapters;

/// <summary>How a user of a database who may do too much is known.</summary>
/// <param name="ReachBeyond">A query that gives one truth value: whether the user reaches beyond the database, to its machine.</param>
/// <param name="Warning">What is said then.</param>
internal sealed record AdapterRights(string ReachBeyond, string Warning)
{
    /// <summary>The warning, where it is due. A database that does not answer the question gives none.</summary>
    public string? WarningFor(IAdapterConnection connection, CancellationToken cancellation)
    {
        try
        {
            var rows = connection.Execute(ReachBeyond, fetch: true, null, 1, cancellation).Table.Rows;
            return rows.Count == 1 && rows[0][0] is true ? Warning : null;
        }
        catch (DatabaseException)
        {
            return null;
        }
    }
}
