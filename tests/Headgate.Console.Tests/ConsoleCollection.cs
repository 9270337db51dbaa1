namespace Headgate.Console.Tests;

/// <summary>One server and one browser for all tests.</summary>
[CollectionDefinition(Name)]
public sealed class ConsoleCollection : ICollectionFixture<ConsoleFixture>
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "console";
}
