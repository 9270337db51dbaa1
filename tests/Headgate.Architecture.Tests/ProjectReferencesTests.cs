using System.Xml.Linq;

namespace Headgate.Architecture.Tests;

/// <summary>The table "Projects in the solution" of docs/architecture.md, kept.</summary>
public sealed class ProjectReferencesTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Headgate.Catalogue"] = [],
        ["Headgate.Jinja"] = [],
        ["Headgate.Reach"] = [],
        ["Headgate.Dbt"] = ["Headgate.Jinja", "Headgate.Reach"],
        ["Headgate.Store"] = ["Headgate.Catalogue"],
        ["Headgate.Wire"] = ["Headgate.Catalogue"],
        ["Headgate.Wire.Generator"] = [],
        ["Headgate.Platform"] = ["Headgate.Catalogue", "Headgate.Reach", "Headgate.Store", "Headgate.Wire", "Headgate.Wire.Generator"],
        ["Headgate.Gate"] = ["Headgate.Catalogue", "Headgate.Store", "Headgate.Wire", "Headgate.Wire.Generator"],
        ["Headgate.Graph"] = ["Headgate.Catalogue", "Headgate.Wire"],
        ["Headgate.Metadata"] = ["Headgate.Catalogue", "Headgate.Graph", "Headgate.Store", "Headgate.Wire", "Headgate.Wire.Generator"],
        ["Headgate.Metrics"] =
        [
            "Headgate.Catalogue",
            "Headgate.Dbt",
            "Headgate.Graph",
            "Headgate.Store",
            "Headgate.Wire",
            "Headgate.Wire.Generator",
        ],
        ["Headgate.Mcp"] = ["Headgate.Catalogue", "Headgate.Wire"],
        ["Headgate.Console"] = ["Headgate.Catalogue", "Headgate.Wire"],
        ["Headgate"] =
        [
            "Headgate.Catalogue",
            "Headgate.Console",
            "Headgate.Dbt",
            "Headgate.Gate",
            "Headgate.Mcp",
            "Headgate.Metadata",
            "Headgate.Metrics",
            "Headgate.Platform",
            "Headgate.Reach",
            "Headgate.Store",
            "Headgate.Wire",
        ],
    };

    public static TheoryData<string> Projects() =>
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_table_allows(string project)
    {
        var references = XDocument
            .Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"))
            .Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!))
            .ToList();
        Allowed.ShouldContainKey(project, "a new project needs a line in the table of docs/architecture.md and here");
        references.Except(Allowed[project]).ShouldBeEmpty();
    }
}
