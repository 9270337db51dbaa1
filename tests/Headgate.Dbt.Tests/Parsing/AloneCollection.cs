namespace Headgate.Dbt.Tests.Parsing;

/// <summary>Tests that measure the whole process, and so run when no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
