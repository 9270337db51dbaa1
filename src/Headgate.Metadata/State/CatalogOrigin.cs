namespace Headgate.Metadata.State;

/// <summary>Which run asked the warehouse, and when.</summary>
internal sealed record CatalogOrigin(long? RunId, long? JobId, DateTimeOffset? At);
