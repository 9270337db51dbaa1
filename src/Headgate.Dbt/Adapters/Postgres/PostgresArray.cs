using System.Text;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>Reads an array as the server writes it: <c>{1,NULL,"a b"}</c>, arrays in arrays too.</summary>
internal static class PostgresArray
{
    /// <summary>The elements.</summary>
    /// <param name="text">The server's text.</param>
    /// <param name="element">The number of the elements' type.</param>
    public static List<object?> Parse(string text, uint element)
    {
        // An array that does not start at 1 says so before its elements: [0:1]={a,b}.
        var at = text.IndexOf('{', StringComparison.Ordinal);
        return Read(text, ref at, element);
    }

    private static List<object?> Read(string text, ref int at, uint element)
    {
        var list = new List<object?>();
        at++;
        while (at < text.Length && text[at] != '}')
        {
            switch (text[at])
            {
                case ',':
                    at++;
                    break;
                case '{':
                    list.Add(Read(text, ref at, element));
                    break;
                case '"':
                    list.Add(PostgresValues.ToCell(Quoted(text, ref at), element));
                    break;
                default:
                    var word = Word(text, ref at);
                    list.Add(word == "NULL" ? null : PostgresValues.ToCell(word, element));
                    break;
            }
        }
        at++;
        return list;
    }

    private static string Quoted(string text, ref int at)
    {
        var content = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            content.Append(text[at]);
        }
        at++;
        return content.ToString();
    }

    private static string Word(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is not (',' or '}'))
        {
            at++;
        }
        return text[start..at];
    }
}
