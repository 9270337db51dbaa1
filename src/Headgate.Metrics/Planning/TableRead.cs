using Headgate.Metrics.Statements;

namespace Headgate.Metrics.Planning;

/// <summary>What is read of a table: columns gather while a plan is made, so that nothing is read that no step needs.</summary>
internal sealed class TableRead(string name, string relation, string purpose, QueryBounds bounds)
{
    private readonly List<OutputColumn> _columns = [];

    public string Name => name;

    /// <summary>The column of the project's SQL; under the wanted name, or a longer one if that is taken.</summary>
    public string Column(string wanted, string sql)
    {
        bounds.CheckColumn(relation, sql);
        var value = new ProjectSql(sql);
        while (_columns.Find(column => column.Name == wanted) is { } taken)
        {
            if (taken.Value == value)
            {
                return wanted;
            }
            wanted += "_value";
        }
        _columns.Add(new OutputColumn(wanted, value));
        return wanted;
    }

    public Step ToStep() =>
        new(
            name,
            purpose,
            new Selection
            {
                Columns = _columns.Count > 0 ? _columns : [new OutputColumn("present", new NumberLiteral(1))],
                From = new Source(name, relation),
            }
        );
}
