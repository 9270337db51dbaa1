namespace Headgate.Dbt.Project.Packages;

/// <summary>One entry of <c>packages.yml</c>.</summary>
/// <param name="Kind">Key that names its origin: <c>local</c>, <c>package</c>, <c>git</c> or <c>tarball</c>.</param>
/// <param name="Origin">Value of that key.</param>
/// <param name="Entry">The whole entry.</param>
internal sealed record PackageSpec(string Kind, string Origin, OrderedDictionary<string, object?> Entry);
