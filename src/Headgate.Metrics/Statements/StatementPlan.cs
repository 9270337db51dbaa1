namespace Headgate.Metrics.Statements;

/// <summary>How a query is answered: steps in order, the last of which gives the rows.</summary>
internal sealed record StatementPlan(IReadOnlyList<Step> Steps, Selection Result)
{
    /// <summary>The same with other names for some columns of the result.</summary>
    public StatementPlan Called(IReadOnlyDictionary<string, string> aliases) =>
        this with
        {
            Result = Result with
            {
                Columns = [.. Result.Columns.Select(column => column with { Name = aliases.GetValueOrDefault(column.Name, column.Name) })],
                OrderBy = [.. Result.OrderBy.Select(by => by with { Column = aliases.GetValueOrDefault(by.Column, by.Column) })],
            },
        };
}
