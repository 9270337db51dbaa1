using Headgate.Architecture.Tests.Sources;

namespace Headgate.Architecture.Tests;

/// <summary>
/// Folders are layers: inside a project they use each other in one direction, so that each can be read without what stands on it.
/// </summary>
public sealed class FolderOrderTests
{
    [Theory]
    [MemberData(nameof(Projects.Ordered), MemberType = typeof(Projects))]
    [InlineData("Headgate.Gate")]
    [InlineData("Headgate.Mcp")]
    [InlineData("Headgate.Metadata")]
    [InlineData("Headgate.Wire")]
    [InlineData("Headgate.Catalogue")]
    [InlineData("Headgate.Store")]
    [InlineData("Headgate.Platform")]
    public void Folders_of_a_project_form_no_circle(string project)
    {
        var uses = FolderUses.Of(ProjectSource.Read(project), ProjectSource.FolderOf(project));
        uses.ShouldNotBeEmpty("the project was not understood");
        string.Join('\n', Circles.Of(uses)).ShouldBeEmpty();
    }

    [Fact]
    public void A_circle_is_told_with_the_files_and_types_that_make_it()
    {
        var source = ProjectSource.OfTexts(
            "Some",
            ("Low/Number.cs", "namespace Some.Low; class Number { Some.High.Sum? In; }"),
            ("High/Sum.cs", "namespace Some.High; class Sum { object Make() => Some.Middle.Parts.All().First(); }"),
            ("Middle/Parts.cs", "namespace Some.Middle; static class Parts { public static Some.Low.Number[] All() => []; }"),
            ("Apart/Text.cs", "using Some.High; namespace Some.Apart; class Text { }")
        );
        var circle = Circles.Of(FolderUses.Of(source, ProjectSource.FolderOf("Some"))).ShouldHaveSingleItem();
        circle.ShouldStartWith("The folders High -> Middle -> Low -> High form a circle:");
        circle.ShouldContain("Low/Number.cs -> Sum, High/Sum.cs");
        circle.ShouldContain("High/Sum.cs -> Parts, Middle/Parts.cs");
        circle.ShouldNotContain("Apart");
    }
}
