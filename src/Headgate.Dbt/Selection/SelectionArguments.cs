namespace Headgate.Dbt.Selection;

/// <summary>Reads <c>--select</c> and <c>--exclude</c>: blanks unite, commas intersect, what is excluded is taken away.</summary>
internal static class SelectionArguments
{
    private static readonly string[] Everything =
    [
        "fqn:*",
        "source:*",
        "exposure:*",
        "metric:*",
        "semantic_model:*",
        "saved_query:*",
        "unit_test:*",
    ];

    /// <summary>The specification of the two options; everything where nothing is selected.</summary>
    /// <exception cref="DbtException">A criterion has no meaning.</exception>
    public static SelectionSpec Read(IReadOnlyList<string> select, IReadOnlyList<string> exclude, IndirectSelection indirect)
    {
        var included = select.Count == 0 ? Union(Everything, false, indirect) : Union(select, true, indirect);
        var excluded = Union(exclude, true, IndirectSelection.Eager);
        return new Combination
        {
            Operation = SetOperation.Difference,
            Parts = [included, excluded],
            Indirect = indirect,
        };
    }

    private static Combination Union(IReadOnlyList<string> texts, bool expectsMatch, IndirectSelection indirect) =>
        new()
        {
            Operation = SetOperation.Union,
            Indirect = indirect,
            Parts = [.. texts.SelectMany(t => t.Split(' ')).Select(raw => Intersection(raw, expectsMatch, indirect))],
        };

    private static Combination Intersection(string raw, bool expectsMatch, IndirectSelection indirect) =>
        new()
        {
            Operation = SetOperation.Intersection,
            Raw = raw,
            ExpectsMatch = expectsMatch,
            Indirect = indirect,
            Parts = [.. raw.Split(',').Select(part => CriterionText.Read(part, indirect))],
        };
}
