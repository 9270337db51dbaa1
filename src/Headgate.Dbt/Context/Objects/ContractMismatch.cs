using System.Text;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Objects;

/// <summary>Words the difference between a contract's columns and those of the model's query, as dbt tabulates it.</summary>
internal static class ContractMismatch
{
    private static readonly string[] Header = ["column_name", "definition_type", "contract_type", "mismatch_reason"];

    /// <summary>The message.</summary>
    /// <param name="contract">The columns of the properties: dicts with name and data_type.</param>
    /// <param name="query">The columns of the query.</param>
    public static string Describe(in Value contract, in Value query)
    {
        var wanted = Columns(contract);
        var seen = Columns(query);
        if (wanted.Count == 0 && seen.Count == 0)
        {
            return "This model has an enforced contract, and its 'columns' specification is missing";
        }
        var rows = new List<string[]>();
        foreach (var (name, type) in wanted)
        {
            var match = seen.Find(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
            if (match.Name is null)
            {
                rows.Add([name, "", type, "missing in definition"]);
            }
            else if (!string.Equals(match.Type, type, StringComparison.Ordinal))
            {
                rows.Add([name, match.Type, type, "data type mismatch"]);
            }
        }
        foreach (
            var (name, type) in seen.Where(c => !wanted.Exists(w => string.Equals(w.Name, c.Name, StringComparison.OrdinalIgnoreCase)))
        )
        {
            rows.Add([name, type, "", "missing in contract"]);
        }
        rows.Sort((a, b) => string.CompareOrdinal(a[0], b[0]));
        return "This model has an enforced contract that failed.\n"
            + "Please ensure the name, data_type, and number of columns in your contract match the columns in your model's definition.\n\n"
            + Tabulate(rows);
    }

    private static string Tabulate(List<string[]> rows)
    {
        var widths = Header.Select((h, i) => rows.Select(r => r[i].Length).Append(h.Length).Max()).ToArray();
        var text = new StringBuilder();
        Append(text, Header, widths);
        text.Append("| ").AppendJoin(" | ", widths.Select(w => new string('-', w))).Append(" |");
        foreach (var row in rows)
        {
            text.Append('\n');
            Append(text, row, widths, last: true);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, string[] cells, int[] widths, bool last = false)
    {
        text.Append("| ").AppendJoin(" | ", cells.Select((c, i) => c.PadRight(widths[i]))).Append(" |");
        if (!last)
        {
            text.Append('\n');
        }
    }

    private static List<(string Name, string Type)> Columns(in Value columns)
    {
        var list = new List<(string, string)>();
        if (columns.TryGet<IEnumerable<Value>>(out var items))
        {
            foreach (var item in items)
            {
                if (
                    item.TryGet<JinjaDict>(out var dict)
                    && dict.TryGetValue("name", out var name)
                    && dict.TryGetValue("data_type", out var type)
                )
                {
                    list.Add((name.ToString(), type.ToString()));
                }
            }
        }
        return list;
    }
}
