using System.Text;
using Headgate.Metrics.Statements;

namespace Headgate.Metrics.Sql;

/// <summary>Writes a plan as one statement: a common table expression for each step, then the result.</summary>
internal sealed class PlanWriter(SqlDialect dialect)
{
    private const string Indent = "    ";

    private readonly ExpressionWriter _expressions = new(dialect);
    private readonly StringBuilder _sql = new();

    public static string Write(StatementPlan plan, SqlDialect dialect) => new PlanWriter(dialect).Write(plan);

    private string Write(StatementPlan plan)
    {
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            var step = plan.Steps[i];
            _sql.Append(i == 0 ? "with " : "\n").Append(SqlText.Name(step.Name)).Append(" as (\n");
            Write(step.Selection, Indent);
            _sql.Append("\n)").Append(i < plan.Steps.Count - 1 ? ",\n" : "\n\n");
        }
        Write(plan.Result, "");
        return _sql.ToString();
    }

    private void Write(Selection selection, string margin)
    {
        List(margin, "select", selection.Columns.Select(Column));
        _sql.Append('\n').Append(margin).Append("from ").Append(Source(selection.From));
        foreach (var join in selection.Joins)
        {
            Write(join, margin);
        }
        All(margin, "where", selection.Where.Select(_expressions.Write));
        if (selection.IsGrouped)
        {
            var keys = selection
                .Columns.Index()
                .Where(column => column.Item.IsKey)
                .Select(column => (column.Index + 1).ToString())
                .ToList();
            if (keys.Count > 0)
            {
                _sql.Append('\n').Append(margin).Append("group by ").AppendJoin(", ", keys);
            }
        }
        if (selection.OrderBy.Count > 0)
        {
            var order = selection.OrderBy.Select(one => SqlText.Name(one.Column) + dialect.Direction(one.Descending));
            _sql.Append('\n').Append(margin).Append("order by ").AppendJoin(", ", order);
        }
        if (selection.Limit is { } limit)
        {
            _sql.Append('\n').Append(margin).Append("limit ").Append(limit);
        }
    }

    private string Column(OutputColumn column)
    {
        var value = _expressions.Write(column.Value);
        var name = SqlText.Name(column.Name);
        return value == name ? value : $"{value} as {name}";
    }

    private static string Source(Source source)
    {
        var from = source.Relation ?? SqlText.Name(source.Name);
        return source.Alias is { } alias && alias != source.Name ? $"{from} as {SqlText.Name(alias)}" : from;
    }

    private void Write(Join join, string margin)
    {
        var kind = join.Kind switch
        {
            JoinKind.Left => "left join",
            JoinKind.Inner => "inner join",
            JoinKind.Full => "full join",
            _ => "cross join",
        };
        _sql.Append('\n').Append(margin).Append(kind).Append(' ').Append(Source(join.Source));
        All(margin + Indent, "on", join.On.Select(_expressions.Write));
    }

    private void List(string margin, string word, IEnumerable<string> items)
    {
        _sql.Append(margin).Append(word);
        var first = true;
        foreach (var item in items)
        {
            _sql.Append(first ? "\n" : ",\n").Append(margin).Append(Indent).Append(item);
            first = false;
        }
    }

    private void All(string margin, string word, IEnumerable<string> conditions)
    {
        var first = true;
        foreach (var condition in conditions)
        {
            _sql.Append('\n').Append(margin).Append(first ? word : Indent + "and").Append(' ').Append(condition);
            first = false;
        }
    }
}
