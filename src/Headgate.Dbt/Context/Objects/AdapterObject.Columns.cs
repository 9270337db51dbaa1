using Headgate.Dbt.Adapters;
using Headgate.Dbt.Adapters.Seeds;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Objects;

/// <summary>Columns and seeds.</summary>
internal sealed partial class AdapterObject
{
    private static Dictionary<string, HostMethod<AdapterObject>> ColumnMethods() =>
        new(StringComparer.Ordinal)
        {
            ["get_columns_in_relation"] = static (self, c, a) => self.Node.CallMacro(c, "get_columns_in_relation", a),
            ["get_missing_columns"] = static (self, c, a) => self.Missing(c, a),
            ["get_column_schema_from_query"] = static (self, _, a) =>
                self.Described(a.RequiredText(0, "sql", "get_column_schema_from_query")),
            ["expand_target_column_types"] = static (self, c, a) => self.Expand(c, a),
            ["alter_column_type"] = static (self, c, a) => self.Node.CallMacro(c, "alter_column_type", a),
            ["convert_type"] = static (self, _, a) => self.SeedType(a),
            ["quote_seed_column"] = static (self, _, a) => self.SeedColumn(a),
            ["load_rows"] = static (self, _, a) => self.LoadRows(a),
        };

    private List<ColumnObject> ColumnsOf(CallContext context, in Value relation)
    {
        var columns = Node.CallMacro(context, "get_columns_in_relation", Arguments.Of(relation));
        return columns.TryGet<IEnumerable<Value>>(out var items)
            ? items.Select(v => v.TryGet<ColumnObject>(out var column) ? column : null).OfType<ColumnObject>().ToList()
            : [];
    }

    private Value Missing(CallContext context, in Arguments arguments)
    {
        var known = ColumnsOf(context, arguments.Required(1, "to_relation", "get_missing_columns"))
            .Select(c => c.Column.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = ColumnsOf(context, arguments.Required(0, "from_relation", "get_missing_columns"))
            .Where(c => !known.Contains(c.Column.Name));
        return Value.From(new JinjaList(missing.Select(c => Value.From(c)).ToList()));
    }

    private Value Described(string sql)
    {
        Node.NoteQuery(sql);
        var columns = Node.Connection.Describe(sql, Node.Cancellation);
        return Value.From(new JinjaList(columns.Select(c => Value.From(new ColumnObject(c, Dialect))).ToList()));
    }

    /// <summary>Widens text columns of the target that are too narrow for the new rows.</summary>
    private Value Expand(CallContext context, in Arguments arguments)
    {
        var target = arguments.Required(1, "to_relation", "expand_target_column_types");
        var existing = ColumnsOf(context, target).ToDictionary(c => c.Column.Name, c => c.Column, StringComparer.OrdinalIgnoreCase);
        foreach (var wanted in ColumnsOf(context, arguments.Required(0, "from_relation", "expand_target_column_types")))
        {
            if (existing.TryGetValue(wanted.Column.Name, out var column) && column.Size is not null && column.CanExpandTo(wanted.Column))
            {
                Node.CallMacro(
                    context,
                    "alter_column_type",
                    Arguments.Of(target, Value.From(column.Name), Value.From($"character varying({wanted.Column.TextSize})"))
                );
            }
        }
        return Value.EmptyString;
    }

    private Value SeedType(in Arguments arguments)
    {
        arguments.Required(1, "col_idx", "convert_type").TryGetInt64(out var index);
        return arguments.Required(0, "agate_table", "convert_type").TryGet<TableObject>(out var table)
            ? Value.From(SeedTypeNames.Of(table.Table, (int)index, Dialect.SeedTypes))
            : Value.None;
    }

    private Value SeedColumn(in Arguments arguments)
    {
        var name = arguments.RequiredText(0, "column", "quote_seed_column");
        var setting = arguments.Get(1, "quote_config", Value.None);
        if (!setting.IsNone && setting.Kind != ValueKind.Bool)
        {
            throw new DbtException(
                DbtErrorKind.Compilation,
                $"The seed configuration value of \"quote_columns\" has an invalid type {setting.TypeName}"
            );
        }
        return Value.From(setting.IsTruthy ? Dialect.Quote(name) : name);
    }

    /// <summary>Writes rows; gives the SQL that dbt would send for the first of its batches, for the run's record.</summary>
    private Value LoadRows(in Arguments arguments)
    {
        var relation = arguments.RequiredText(0, "relation", "load_rows");
        if (!arguments.Required(1, "columns", "load_rows").TryGet<IEnumerable<Value>>(out var names))
        {
            throw new DbtException(DbtErrorKind.Compilation, "load_rows takes a list of columns, quoted as SQL needs them.");
        }
        string[] columns = [.. names.Select(n => n.ToString())];
        if (!arguments.Required(2, "agate_table", "load_rows").TryGet<TableObject>(out var rows) || rows.Table.Rows.Count == 0)
        {
            return Value.EmptyString;
        }
        var first = (int)Math.Min(rows.Table.Rows.Count, arguments.Get(3, "batch_size", Value.From(10_000)).AsInt64());
        var sql = InsertStatements.Text(relation, string.Join(", ", columns), columns.Length, first, Dialect.Placeholder);
        Node.Connection.Begin();
        Node.NoteQuery($"insert into {relation} ({string.Join(", ", columns)}): {rows.Table.Rows.Count} rows");
        Node.Connection.Load(relation, columns, rows.Table, Node.Cancellation);
        return Value.From(sql);
    }
}
