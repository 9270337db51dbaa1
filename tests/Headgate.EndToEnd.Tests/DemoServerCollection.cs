namespace Headgate.EndToEnd.Tests;

/// <summary>Tests that share one demo server.</summary>
[CollectionDefinition(Name)]
public sealed class DemoServerCollection : ICollectionFixture<DemoServer>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "demo server";
}
