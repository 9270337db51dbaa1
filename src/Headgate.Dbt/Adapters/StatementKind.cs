namespace Headgate.Dbt.Adapters;

/// <summary>The kind of a statement, read from its first words; gives the short text of dbt's console lines.</summary>
/// <param name="Word">The first word, in capitals; empty for text without a statement.</param>
/// <param name="Thing">For CREATE and DROP: what is made or removed; else empty.</param>
/// <param name="FromQuery">Is it a table made from a query?</param>
internal readonly record struct StatementKind(string Word, string Thing, bool FromQuery)
{
    /// <summary>Reads the kind of the last statement of a text.</summary>
    public static StatementKind Of(string sql)
    {
        var words = SqlWords.First(sql, 8);
        if (words.Count == 0)
        {
            return new("", "", false);
        }
        var word = words[0];
        if (word is not ("CREATE" or "DROP" or "ALTER"))
        {
            return new(word, "", false);
        }
        var thing =
            words.Skip(1).FirstOrDefault(w => w is "TABLE" or "VIEW" or "SCHEMA" or "INDEX" or "SEQUENCE" or "TYPE" or "MACRO") ?? "";
        return new(word, thing, word == "CREATE" && thing == "TABLE" && SqlWords.HasQuery(sql));
    }

    /// <summary>The response for a statement of this kind.</summary>
    /// <param name="rows">Rows written, when the database gave the number.</param>
    public AdapterResponse Response(long? rows)
    {
        var counted = rows is >= 0;
        return Word switch
        {
            "" => AdapterResponse.Ok,
            "INSERT" or "UPDATE" or "DELETE" or "MERGE" or "COPY" when counted => new($"{Word} {rows}", Word, rows),
            "CREATE" when FromQuery && counted => new($"SELECT {rows}", "SELECT", rows),
            "CREATE" or "DROP" or "ALTER" when Thing.Length > 0 => new($"{Word} {Thing}", $"{Word} {Thing}", null),
            "WITH" or "SELECT" or "FROM" => new("SELECT", "SELECT", null),
            _ => new(Word, Word, null),
        };
    }
}
