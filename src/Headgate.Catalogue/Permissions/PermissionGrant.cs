namespace Headgate.Catalogue;

/// <summary>One permission set given to a token or group, for all projects or one.</summary>
/// <param name="Set">The set's enum name on the wire, such as <c>job_runner</c>.</param>
/// <param name="ProjectId">The only project in which it holds; null for all.</param>
/// <param name="WritableEnvironments">Categories of environments that it opens for writing.</param>
public sealed record PermissionGrant(string Set, long? ProjectId, EnvironmentCategories WritableEnvironments);
