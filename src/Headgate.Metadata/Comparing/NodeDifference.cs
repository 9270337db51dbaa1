namespace Headgate.Metadata.Comparing;

/// <summary>One difference between a node as it was, and as it is.</summary>
/// <param name="What"><c>added</c>, <c>removed</c>, <c>code</c>, <c>columns</c>, <c>materialized</c>, <c>status</c>, <c>rows</c> or <c>time</c>.</param>
/// <param name="UniqueId">dbt's id of the node.</param>
/// <param name="ResourceType">Its kind, in dbt's word.</param>
/// <param name="Name">Its name.</param>
/// <param name="Detail">From what to what; empty where there is no more to say, and of columns where the grant withholds them.</param>
public sealed record NodeDifference(string What, string UniqueId, string ResourceType, string Name, string Detail);
