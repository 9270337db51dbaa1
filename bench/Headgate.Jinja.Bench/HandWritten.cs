using System.Globalization;
using System.Text;

namespace Headgate.Jinja.Bench;

/// <summary>The templates as a C# programmer would write them out by hand, with typed data: how quick a template could be at all.</summary>
internal static class HandWritten
{
    public static Func<string> Of(string name, BenchData data) =>
        name switch
        {
            "loops" => () => Loops(data),
            "conditions" => () => Conditions(data),
            "macro calls" => () => MacroCalls(data),
            "filters" => () => Filters(data),
            "big strings" => BigStrings,
            _ => () => Long(data),
        };

    private static string Loops(BenchData data)
    {
        var text = new StringBuilder();
        foreach (var row in data.Rows)
        {
            text.Append("<tr>");
            foreach (var cell in row)
            {
                text.Append("<td>").Append(cell).Append("</td>");
            }
            text.Append("</tr>\n");
        }
        return text.ToString();
    }

    private static string Conditions(BenchData data)
    {
        var text = new StringBuilder();
        for (var i = 0; i < data.Items.Length; i++)
        {
            var item = data.Items[i];
            if (item.Price > 50 && item.Name != "x")
            {
                text.Append(i + 1).Append(": ").Append(item.Name).Append(' ').Append(item.Price).Append('\n');
            }
            else
            {
                text.Append('-');
            }
        }
        return text.ToString();
    }

    private static string MacroCalls(BenchData data)
    {
        var text = new StringBuilder();
        foreach (var item in data.Items)
        {
            Field(text, item.Name, "", 20);
            Field(text, item.Name, item.Price.ToString(CultureInfo.InvariantCulture), 20);
            Field(text, "x", "", 3);
        }
        return text.ToString();
    }

    private static void Field(StringBuilder text, string name, string value, int size) =>
        text.Append("<input name=\"").Append(name).Append("\" value=\"").Append(value).Append("\" size=\"").Append(size).Append("\">");

    private static string Filters(BenchData data)
    {
        var text = new StringBuilder();
        foreach (var item in data.Items)
        {
            var replaced = item.Name.ToUpperInvariant().Replace("E", "e", StringComparison.Ordinal);
            text.Append(char.ToUpperInvariant(replaced[0])).Append(replaced[1..].ToLowerInvariant());
            text.Append(item.Name.Length).Append(item.Price);
        }
        return text.ToString();
    }

    private static string BigStrings()
    {
        var lines = new StringBuilder();
        for (var i = 0; i < 300; i++)
        {
            lines.Append("line ").Append(i).Append('\n');
        }
        var part = new StringBuilder();
        for (var i = 0; i < 300; i++)
        {
            part.Append("column_").Append(i).Append(',');
        }
        return string.Concat(lines.ToString(), part.ToString());
    }

    private static string Long(BenchData data)
    {
        var text = new StringBuilder();
        for (var i = 0; i < 100; i++)
        {
            text.Append("-- part ").Append(i).Append("\nselect ").Append(data.Name).Append('_').Append(i).Append(",\n ");
            text.Append(data.Flag ? 'a' : 'b').Append(i).Append(", \n");
            for (var c = 0; c < data.Columns.Length; c++)
            {
                text.Append(data.Columns[c]).Append(" as c").Append(c + 1).Append(", ");
            }
            text.Append("\nfrom t").Append(i).Append(" where x = ").Append(data.Name).Append('\n');
        }
        // A template's last newline is not printed.
        text.Length--;
        return text.ToString();
    }
}
