namespace Headgate.Attacks.Tests.Pages;

/// <summary>The tests of the console's pages share one server.</summary>
[CollectionDefinition(Name)]
public sealed class PagesCollection : ICollectionFixture<PagesLab>
{
    public const string Name = "pages";
}
