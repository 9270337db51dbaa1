using Headgate.Metrics.Statements;

namespace Headgate.Metrics.Planning;

/// <summary>A step that has one row for each group, with a metric's value in it.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="Column">The column of the value.</param>
/// <param name="Fill">What stands where there is no value.</param>
internal sealed record MetricRows(string Step, string Column, long? Fill = null)
{
    /// <summary>The value, read from the step under a name of it.</summary>
    public Expression ValueIn(string source) => Filled(new ColumnOf(source, Column));

    /// <summary>The value, with what stands for none.</summary>
    public Expression Filled(Expression value) => Fill is { } fill ? new FirstGiven([value, new NumberLiteral(fill)]) : value;
}
