using System.Text.RegularExpressions;

namespace Headgate.Conformance.Tests;

/// <summary>An operation is added by adding its file: what the sources declare is what the server has.</summary>
public sealed partial class DeclaredOperationsTests(ConformanceServer shared)
{
    [Fact]
    public void The_server_has_every_operation_that_a_file_declares_and_no_other()
    {
        var declared = Directory
            .EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .Where(text => Declaration().IsMatch(text))
            .Select(text => Id().Match(text).Groups[1].Value)
            .ToList();
        declared.Count.ShouldBeGreaterThan(50);
        var twins = shared.Server.Catalogue.Operations.Count(o => !declared.Contains(o.Id));
        shared.Server.Catalogue.Operations.Select(o => o.Id).Intersect(declared).Order().ShouldBe(declared.Order());
        shared.Server.Catalogue.Operations.Where(o => !declared.Contains(o.Id)).ShouldAllBe(twin => !twin.InGuide);
        twins.ShouldBeGreaterThan(0);
    }

    [GeneratedRegex(@"class \w+ : IOperation\b", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();

    [GeneratedRegex("""(?:Id = |id: )"([a-z_.]+)",""", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Headgate.slnx")))
        {
            at = at.Parent;
        }
        return at.FullName;
    }
}
