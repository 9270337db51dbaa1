using Headgate.Dbt.Adapters;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Objects;

/// <summary>Writes the columns and constraints of a contract as a CREATE TABLE states them.</summary>
internal static class ConstraintText
{
    /// <summary>One line a column: name, type, constraints.</summary>
    /// <param name="columns">The model's columns: a dict of dicts.</param>
    /// <param name="dialect">What the database can write.</param>
    public static IEnumerable<string> Columns(Value columns, Dialect dialect)
    {
        if (!columns.TryGet<JinjaDict>(out var all))
        {
            yield break;
        }
        foreach (var (_, value) in all)
        {
            if (!value.TryGet<JinjaDict>(out var column))
            {
                continue;
            }
            var name = Text(column, "name") ?? "";
            var quoted = column.TryGetValue("quote", out var quote) && quote.IsTruthy ? dialect.Quote(name) : name;
            var parts = new List<string> { quoted, Text(column, "data_type") ?? "" };
            foreach (var constraint in Constraints(column))
            {
                if (Column(constraint, dialect) is { } written)
                {
                    parts.Add(written);
                }
            }
            yield return string.Join(" ", parts);
        }
    }

    /// <summary>One line a constraint of the whole model.</summary>
    public static IEnumerable<string> Model(Value constraints, Dialect dialect)
    {
        foreach (var constraint in List(constraints))
        {
            var type = Text(constraint, "type") ?? "";
            if (Support(dialect, type) == ConstraintSupport.NotSupported)
            {
                continue;
            }
            var named = Text(constraint, "name") is { } name ? $"constraint {name} " : "";
            var expression = Text(constraint, "expression");
            var columns = string.Join(
                ", ",
                constraint.TryGetValue("columns", out var list) && list.TryGet<IEnumerable<Value>>(out var items)
                    ? items.Select(v => v.ToString())
                    : []
            );
            var body = type switch
            {
                "check" when expression is not null => $"check ({expression})",
                "unique" => $"unique{Spaced(expression)} ({columns})",
                "primary_key" => $"primary key{Spaced(expression)} ({columns})",
                "foreign_key" when Text(constraint, "to") is { } to =>
                    $"foreign key ({columns}) references {to} ({Referenced(constraint)})",
                "foreign_key" when expression is not null => $"foreign key ({columns}) references {expression}",
                "custom" when expression is not null => expression,
                _ => null,
            };
            if (body is not null)
            {
                yield return named + body;
            }
        }
    }

    private static string? Column(JinjaDict constraint, Dialect dialect)
    {
        var type = Text(constraint, "type") ?? "";
        if (Support(dialect, type) == ConstraintSupport.NotSupported)
        {
            return null;
        }
        var expression = Text(constraint, "expression");
        var named = Text(constraint, "name") is { } name ? $"constraint {name} " : "";
        var body = type switch
        {
            "check" when expression is not null => $"check ({expression})",
            "not_null" => "not null" + Spaced(expression),
            "unique" => "unique" + Spaced(expression),
            "primary_key" => "primary key" + Spaced(expression),
            "foreign_key" when Text(constraint, "to") is { } to => $"references {to} ({Referenced(constraint)})",
            "foreign_key" when expression is not null => "references " + expression,
            "custom" when expression is not null => expression,
            _ => null,
        };
        return body is null ? null : named + body;
    }

    private static string Spaced(string? expression) => expression is null ? "" : " " + expression;

    private static string Referenced(JinjaDict constraint) =>
        string.Join(
            ", ",
            constraint.TryGetValue("to_columns", out var list) && list.TryGet<IEnumerable<Value>>(out var items)
                ? items.Select(v => v.ToString())
                : []
        );

    private static ConstraintSupport Support(Dialect dialect, string type) =>
        dialect.Constraints.TryGetValue(type, out var support) ? support : ConstraintSupport.NotSupported;

    private static IEnumerable<JinjaDict> Constraints(JinjaDict column) =>
        column.TryGetValue("constraints", out var list) ? List(list) : [];

    private static IEnumerable<JinjaDict> List(Value value) =>
        value.TryGet<IEnumerable<Value>>(out var items)
            ? items.Select(v => v.TryGet<JinjaDict>(out var dict) ? dict : null).OfType<JinjaDict>()
            : [];

    private static string? Text(JinjaDict dict, string key) =>
        dict.TryGetValue(key, out var value) && !value.IsNone ? value.ToString() : null;
}
