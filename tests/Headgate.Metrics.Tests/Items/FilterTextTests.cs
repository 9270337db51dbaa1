using Headgate.Metrics.Items;

namespace Headgate.Metrics.Tests.Items;

/// <summary>Filters come from agents too: none may leave the parentheses that it is put between.</summary>
public sealed class FilterTextTests
{
    [Theory]
    [InlineData("a = 'x)' and (b > 1 or c like '%;--%')")]
    [InlineData("\"odd )name\" = 1")]
    [InlineData("a = 'it''s' and b in ('1', '2')")]
    [InlineData("a - 1 > b / 2")]
    [InlineData("name = 'fiancée' and cost > 5")]
    public void A_condition_passes(string sql) => FilterText.WhyNot(sql).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("1 = 1) or (1 = 1")]
    [InlineData("1 = 1); drop table x; --")]
    [InlineData("1 = 1 -- and")]
    [InlineData("1 = 1 /* and */")]
    [InlineData("(a = 1")]
    [InlineData("a = 'open")]
    [InlineData("a = $$)$$")]
    [InlineData("a = $tag$)$tag$")]
    [InlineData("a = E'\\') or (1=1'")]
    public void What_could_leave_the_condition_is_told(string sql) => FilterText.WhyNot(sql).ShouldNotBeNull();
}
