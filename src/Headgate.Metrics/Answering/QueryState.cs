namespace Headgate.Metrics.Answering;

/// <summary>dbt's words for how far a query is.</summary>
internal static class QueryState
{
    public const string Pending = "PENDING";
    public const string Running = "RUNNING";
    public const string Successful = "SUCCESSFUL";
    public const string Failed = "FAILED";
}
