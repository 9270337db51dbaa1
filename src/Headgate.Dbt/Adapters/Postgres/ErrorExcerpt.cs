using System.Text;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>The line of a text in which something is wrong, cut to a width, with a mark below the place.</summary>
internal static class ErrorExcerpt
{
    private const int Width = 60;

    /// <summary>What is shown right of the place, even where the line is cut.</summary>
    private const int RightOfPlace = 10;

    /// <summary>Appends the line and its mark.</summary>
    /// <param name="text">Takes them.</param>
    /// <param name="sql">The text.</param>
    /// <param name="place">The place, counted from 0 in characters as the server counts them.</param>
    public static void Append(StringBuilder text, string sql, int place)
    {
        var runes = sql.EnumerateRunes().Select(r => r.ToString()).ToList();
        place = Math.Clamp(place, 0, runes.Count);
        var (begin, number) = LineOf(runes, place);
        var end = begin;
        while (end < runes.Count && runes[end] is not ("\n" or "\r"))
        {
            end++;
        }
        var (from, to) = Cut(begin, Math.Max(end, place), place);
        var prefix = $"LINE {number}: {(from > begin ? "..." : "")}";
        text.Append(prefix);
        for (var i = from; i < Math.Min(to, end); i++)
        {
            text.Append(runes[i] == "\t" ? " " : runes[i]);
        }
        text.Append(to < end ? "..." : "").Append('\n').Append(' ', prefix.Length + place - from).Append("^\n");
    }

    private static (int Begin, int Number) LineOf(List<string> runes, int place)
    {
        var (begin, number) = (0, 1);
        for (var i = 0; i < place; i++)
        {
            if (runes[i] == "\n" || (runes[i] == "\r" && (i + 1 >= runes.Count || runes[i + 1] != "\n")))
            {
                (begin, number) = (i + 1, number + 1);
            }
        }
        return (begin, number);
    }

    private static (int From, int To) Cut(int begin, int end, int place)
    {
        if (end - begin <= Width)
        {
            return (begin, end);
        }
        if (begin + Width >= place + RightOfPlace)
        {
            return (begin, begin + Width);
        }
        var to = Math.Min(end, place + RightOfPlace);
        return (Math.Max(begin, to - Width), to);
    }
}
