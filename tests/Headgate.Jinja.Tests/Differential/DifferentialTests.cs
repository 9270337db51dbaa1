namespace Headgate.Jinja.Tests.Differential;

/// <summary>Templates that Jinja rendered before: the same text, or the same kind of error at the same line of the same template.</summary>
public sealed class DifferentialTests
{
    public static TheoryData<string> Cases => [.. DifferentialCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_template_gives_what_Jinja_gives(string name)
    {
        var one = DifferentialCase.Of(name);
        one.Render().ShouldBe(one.Expected, $"{name}: {one.Template}");
    }

    [Fact]
    public void There_are_at_least_3000_cases() => DifferentialCase.Names.Count().ShouldBeGreaterThanOrEqualTo(3000);
}
