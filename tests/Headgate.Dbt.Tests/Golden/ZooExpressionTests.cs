using Headgate.Testing;

namespace Headgate.Dbt.Tests.Golden;

/// <summary>The expressions that dbt itself was asked inside the project jinja_zoo.</summary>
public sealed class ZooExpressionTests
{
    public static TheoryData<int> Numbers() => [.. Enumerable.Range(1, 468)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task An_expression_gives_what_dbt_gives(int number)
    {
        var all = ZooExpression.ReadAll();
        if (number > all.Count)
        {
            Prerequisite.Missing($"The reference data has only {all.Count} expressions.");
        }
        var known = all[number - 1];

        var answers = await ZooAnswers.GetAsync();

        if (known.Rendered is null)
        {
            answers.RefusalOf(number - 1).ShouldNotBeNull($"{known.Expression} gave: {answers.TextOf(number - 1)}");
            return;
        }
        answers.RefusalOf(number - 1).ShouldBeNull(known.Expression);
        var text = answers.TextOf(number - 1);
        if (ZooDifferences.Reasons.TryGetValue(known.Expression, out var reason))
        {
            text.ShouldNotBe(known.Rendered, $"No longer different, so it can leave the list ({reason}): {known.Expression}");
            return;
        }
        text.ShouldBe(known.Rendered, known.Expression);
    }
}
