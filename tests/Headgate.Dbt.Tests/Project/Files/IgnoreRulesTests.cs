using Headgate.Dbt.Project.Files;

namespace Headgate.Dbt.Tests.Project.Files;

public sealed class IgnoreRulesTests
{
    [Theory]
    [InlineData("*.tmp.sql", "models/a/b.tmp.sql", true)]
    [InlineData("*.tmp.sql", "models/a/b.sql", false)]
    [InlineData("drafts/", "models/drafts/x.sql", true)]
    [InlineData("/models/old", "models/old/x.sql", true)]
    [InlineData("/old", "models/old/x.sql", false)]
    [InlineData("models/**/x.sql", "models/x.sql", true)]
    [InlineData("models/**/x.sql", "models/a/b/x.sql", true)]
    [InlineData("models/?.sql", "models/ab.sql", false)]
    [InlineData("[ab].sql", "models/b.sql", true)]
    [InlineData("[!ab].sql", "models/b.sql", false)]
    [InlineData("# words", "# words", false)]
    public void Patterns_mean_what_they_mean_to_git(string pattern, string path, bool ignored) =>
        IgnoreRules.From(pattern).Ignores(path).ShouldBe(ignored);

    [Fact]
    public void A_later_rule_takes_back_an_earlier_one()
    {
        var rules = IgnoreRules.From("*.sql", "!keep.sql");

        rules.Ignores("models/drop.sql").ShouldBeTrue();
        rules.Ignores("models/keep.sql").ShouldBeFalse();
    }
}
