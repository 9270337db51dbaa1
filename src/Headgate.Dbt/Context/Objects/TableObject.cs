using System.Buffers;
using System.Globalization;
using System.Text;
using Headgate.Dbt.Adapters;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Objects;

/// <summary>
/// Rows as templates read them, with the members of the Python library that dbt's documentation describes: columns, rows, column_names,
/// iteration over rows, <c>table.columns[0].values()</c>, print_table.
/// </summary>
internal sealed class TableObject : IJinjaObject
{
    private static readonly HostMethods<TableObject> Methods = new(
        new Dictionary<string, HostMethod<TableObject>>(StringComparer.Ordinal)
        {
            ["print_table"] = static (self, context, _) => self.Print(context),
            ["print_json"] = static (self, context, a) => self.PrintJson(context, a),
            ["to_json"] = static (_, _, _) => throw Writes("to_json", "print_json"),
            ["to_csv"] = static (_, _, _) => throw Writes("to_csv", "print_csv"),
            ["join"] = static (self, context, a) => self.Join(context, a),
            ["group_by"] = static (self, context, a) => self.GroupBy(context, a),
            ["print_csv"] = static (self, context, _) => self.PrintCsv(context),
            ["select"] = static (self, context, a) => self.Select(context, a.Required(0, "key", "select"), keep: true),
            ["exclude"] = static (self, context, a) => self.Select(context, a.Required(0, "key", "exclude"), keep: false),
            ["rename"] = static (self, _, a) => self.Rename(a),
            ["where"] = static (self, context, a) => self.Where(context, a.Required(0, "test", "where")),
            ["order_by"] = static (self, context, a) =>
                self.OrderBy(context, a.Required(0, "key", "order_by"), a.Flag(1, "reverse", false)),
            ["distinct"] = static (self, context, a) => self.Distinct(context, a.Get(0, "key", Value.None)),
            ["limit"] = static (self, _, a) => self.Limit(a),
            ["find"] = static (self, context, a) => self.Find(context, a.Required(0, "test", "find")),
        }
    );

    private static readonly SearchValues<char> QuotedInCsv = SearchValues.Create(",\"\r\n");

    private readonly Action<string>? _print;
    private List<Value>? _rows;

    /// <summary>Wraps a table.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="print">Where print_table writes.</param>
    public TableObject(QueryTable table, Action<string>? print)
    {
        Table = table;
        _print = print;
    }

    /// <summary>The rows.</summary>
    public QueryTable Table { get; }

    /// <inheritdoc />
    public string TypeName => "Table";

    /// <inheritdoc />
    public int? Length => Table.Rows.Count;

    /// <inheritdoc />
    public bool IsSequence => true;

    /// <summary>The rows as values.</summary>
    public IReadOnlyList<Value> Rows => _rows ??= [.. Table.Rows.Select(row => Value.From(new RowObject(Table, row)))];

    /// <summary>The rows as a list of tuples: <c>load_result(…)['data']</c>.</summary>
    public Value Data() =>
        Value.From(new JinjaList(Table.Rows.Select(row => Value.Tuple([.. row.Select(cell => CellValue.Of(cell))])).ToList()));

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        switch (name)
        {
            case "column_names":
                value = Value.Tuple([.. Table.Columns.Select(c => Value.From(c))]);
                return true;
            case "columns":
                value = Value.From(new TableColumns(Table));
                return true;
            case "column_types":
                value = Value.Tuple([.. Table.Columns.Select((_, i) => Value.From(TableColumn.DataType(Table, i)))]);
                return true;
            case "row_names":
                value = Value.None;
                return true;
            case "rows":
                value = Value.From(new TableRows(this));
                return true;
            default:
                return Methods.TryGet(this, name, out value);
        }
    }

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value) => new TableRows(this).TryGetItem(context, key, out value);

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result) =>
        Methods.TryCall(this, context, name, arguments, out result);

    /// <inheritdoc />
    public IEnumerator<Value> Iterate(CallContext context) => Rows.GetEnumerator();

    /// <inheritdoc />
    public string Repr() => "<agate.table.Table object>";

    /// <summary>The table with lines, as dbt shows it on a terminal.</summary>
    public string Render(int maximumRows)
    {
        var shown = Table.Rows.Take(maximumRows).Select(row => row.Select(Text).ToArray()).ToList();
        var widths = Table.Columns.Select((c, i) => shown.Select(r => r[i].Length).Append(c.Length).Max()).ToArray();
        var text = new StringBuilder();
        AppendLine(text, Table.Columns, widths, _ => false);
        text.Append("| ").AppendJoin(" | ", widths.Select(w => new string('-', w))).Append(" |\n");
        foreach (var (row, cells) in Table.Rows.Zip(shown))
        {
            AppendLine(text, cells, widths, i => row[i] is long or double or decimal or System.Numerics.BigInteger);
        }
        if (Table.Rows.Count > shown.Count)
        {
            AppendLine(text, widths.Select(_ => "...").ToArray(), widths, _ => false);
        }
        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, IReadOnlyList<string> cells, int[] widths, Func<int, bool> right)
    {
        text.Append('|');
        for (var i = 0; i < cells.Count; i++)
        {
            text.Append(' ').Append(right(i) ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i])).Append(" |");
        }
        text.Append('\n');
    }

    private static string Text(object? cell) =>
        cell switch
        {
            null => "",
            decimal or double => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
            _ => CellValue.Of(cell).ToString(),
        };

    /// <summary>Prints the rows as Python's csv module writes them, lines ended by one character as agate asks.</summary>
    private Value PrintCsv(CallContext context)
    {
        context.Reserve(Table.Rows.Count);
        var text = new StringBuilder().AppendJoin(',', Table.Columns.Select(CsvText));
        foreach (var row in Table.Rows)
        {
            text.Append('\n').AppendJoin(',', row.Select(cell => cell is null ? "" : CsvText(CellValue.Of(cell).ToString())));
        }
        _print?.Invoke(text.ToString());
        return Value.None;
    }

    private Value PrintJson(CallContext context, in Arguments arguments)
    {
        context.Reserve(Table.Rows.Count);
        var indent =
            arguments.TryGet(2, "indent", out var blanks) && blanks.TryGetInt64(out var count) ? (int?)Math.Clamp(count, 0, 16) : null;
        _print?.Invoke(TableJson.Of(Table, arguments.Text(0, "key"), arguments.Flag(1, "newline", false), indent));
        return Value.None;
    }

    private static DbtException Writes(string method, string instead) =>
        new(DbtErrorKind.Compilation, $"{method} would write a file, which templates cannot; {instead} prints the same.");

    private Value Join(CallContext context, in Arguments arguments)
    {
        var right = arguments.Required(0, "right_table", "join").TryGet<TableObject>(out var other)
            ? other
            : throw new DbtException(DbtErrorKind.Compilation, "join() wants a table to join with.");
        var leftKey = arguments.Get(1, "left_key", Value.None);
        var rightKey = arguments.Get(2, "right_key", leftKey);
        rightKey = rightKey.IsNone ? leftKey : rightKey;
        context.Step(Table.Rows.Count + right.Table.Rows.Count);
        var columns = arguments.Get(6, "columns", Value.None);
        var joined = new TableJoin
        {
            Left = (Table, KeysOf(context, leftKey)),
            Right = (right.Table, right.KeysOf(context, rightKey)),
            RightKeyColumns = [.. Names(rightKey).Select(right.Table.IndexOf)],
            Inner = arguments.Flag(3, "inner", false),
            FullOuter = arguments.Flag(4, "full_outer", false),
            RequireMatch = arguments.Flag(5, "require_match", false),
            Columns = columns.IsNone ? null : Names(columns),
        }.Make();
        context.Reserve(joined.Rows.Count);
        return With(joined);
    }

    private Value GroupBy(CallContext context, in Arguments arguments)
    {
        var key = arguments.Required(0, "key", "group_by");
        context.Step(Table.Rows.Count);
        var keys = Table.Rows.Select(row => CellValue.Of(Keys(context, key, row)[0]).ToString()).ToList();
        var groups = Table.Rows.Zip(keys).GroupBy(pair => pair.Second, pair => pair.First, StringComparer.Ordinal).ToList();
        var name = arguments.Text(1, "key_name") ?? (key.TryGetString(out var column) ? column : "group");
        return Value.From(
            new TableSet(
                name,
                groups.ConvertAll(group => group.Key),
                groups.ConvertAll(group => new TableObject(new QueryTable(Table.Columns, [.. group]), _print))
            )
        );
    }

    /// <summary>The key of each row as text that equals that of an equal key; without a key, rows are told by their number.</summary>
    private List<string> KeysOf(CallContext context, Value key) =>
        [
            .. Table.Rows.Select(
                (row, i) =>
                    key.IsNone
                        ? i.ToString(CultureInfo.InvariantCulture)
                        : string.Join('\u001f', Keys(context, key, row).Select(cell => CellValue.Of(cell).Repr()))
            ),
        ];

    private static List<string> Names(in Value key) =>
        key.TryGetString(out var one) ? [one]
        : key.TryGet<IEnumerable<Value>>(out var several) ? [.. several.Select(name => name.ToString())]
        : [];

    private static string CsvText(string text) =>
        text.AsSpan().ContainsAny(QuotedInCsv) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private Value Print(CallContext context)
    {
        context.Reserve(Table.Rows.Count);
        _print?.Invoke(Render(20));
        return Value.None;
    }

    private Value Select(CallContext context, in Value key, bool keep)
    {
        var named = key.TryGetString(out var one) ? [one] : new List<string>();
        if (key.TryGet<IEnumerable<Value>>(out var several))
        {
            named.AddRange(several.Select(v => v.ToString()));
        }
        context.Step(named.Count);
        var indexes = Enumerable
            .Range(0, Table.Columns.Count)
            .Where(i => named.Contains(Table.Columns[i], StringComparer.Ordinal) == keep)
            .ToList();
        var columns = indexes.ConvertAll(i => Table.Columns[i]);
        return With(new QueryTable(columns, [.. Table.Rows.Select(row => indexes.Select(i => row[i]).ToArray())]));
    }

    private Value Rename(in Arguments arguments)
    {
        if (!arguments.TryGet(0, "column_names", out var names))
        {
            return Value.From(this);
        }
        var columns =
            names.TryGet<JinjaDict>(out var map)
                ? Table.Columns.Select(c => map.TryGetValue(c, out var renamed) ? renamed.ToString() : c).ToList()
            : names.TryGet<IEnumerable<Value>>(out var list) ? list.Select(v => v.ToString()).ToList()
            : [.. Table.Columns];
        return With(new QueryTable(columns, Table.Rows));
    }

    private Value Where(CallContext context, Value test) =>
        With(
            new QueryTable(
                Table.Columns,
                [.. Table.Rows.Where(row => context.Call(test, Arguments.Of(Value.From(new RowObject(Table, row)))).IsTruthy)]
            )
        );

    private Value Find(CallContext context, Value test) =>
        Rows.FirstOrDefault(row => context.Call(test, Arguments.Of(row)).IsTruthy, Value.None);

    private Value OrderBy(CallContext context, Value key, bool reverse)
    {
        context.Step(Table.Rows.Count);
        var keyed = Table.Rows.Select(row => (Row: row, Key: Keys(context, key, row))).ToList();
        var ordered = keyed.OrderBy(k => k.Key[0], CellOrder.Instance);
        for (var i = 1; i < keyed.Select(k => k.Key.Length).FirstOrDefault(); i++)
        {
            var at = i;
            ordered = ordered.ThenBy(k => k.Key[at], CellOrder.Instance);
        }
        var rows = ordered.Select(k => k.Row);
        return With(new QueryTable(Table.Columns, [.. reverse ? rows.Reverse() : rows]));
    }

    private Value Distinct(CallContext context, Value key)
    {
        context.Step(Table.Rows.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return With(
            new QueryTable(
                Table.Columns,
                [
                    .. Table.Rows.Where(row =>
                        seen.Add(
                            string.Join('\u001f', (key.IsNone ? row : Keys(context, key, row)).Select(cell => CellValue.Of(cell).Repr()))
                        )
                    ),
                ]
            )
        );
    }

    /// <summary>What a key gives for a row: the cells of the columns that it names, or what the function that it is says.</summary>
    private object?[] Keys(CallContext context, in Value key, object?[] row)
    {
        if (key.TryGetString(out var name))
        {
            return [Cell(row, name)];
        }
        if (key.TryGet<IEnumerable<Value>>(out var names))
        {
            return [.. names.Select(n => Cell(row, n.ToString()))];
        }
        return [PlainValues.ToPlain(context.Call(key, Arguments.Of(Value.From(new RowObject(Table, row)))))];
    }

    private object? Cell(object?[] row, string name) =>
        Table.IndexOf(name) is var at and >= 0
            ? row[at]
            : throw new DbtException(
                DbtErrorKind.Compilation,
                $"The table has no column '{name}': it has {string.Join(", ", Table.Columns)}."
            );

    private Value Limit(in Arguments arguments)
    {
        var count =
            arguments.TryGet(0, "start_or_stop", out var value) && value.TryGetInt64(out var n)
                ? (int)Math.Clamp(n, 0, int.MaxValue)
                : int.MaxValue;
        return With(new QueryTable(Table.Columns, [.. Table.Rows.Take(count)]));
    }

    private Value With(QueryTable table) => Value.From(new TableObject(table, _print));
}
