namespace Headgate.Metrics.Answering;

/// <summary>How ids of queries begin. What a query gives is read by the right that it was asked with, so that its id has to say which that is.</summary>
internal static class QueryIds
{
    /// <summary>Of queries of metrics.</summary>
    public const string Metrics = "query-";

    /// <summary>Of queries for values of dimensions.</summary>
    public const string Values = "values-";
}
