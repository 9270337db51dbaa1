namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>The word with which the server ends a statement that counts no rows. The driver does not pass it on, and the statement's first words are it.</summary>
internal static class CommandTag
{
    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal)
    {
        "OR",
        "REPLACE",
        "TEMP",
        "TEMPORARY",
        "GLOBAL",
        "LOCAL",
        "UNLOGGED",
        "RECURSIVE",
        "UNIQUE",
        "TRUSTED",
        "PROCEDURAL",
        "CONSTRAINT",
    };

    /// <summary>The tag of a statement.</summary>
    public static string Of(string sql)
    {
        var words = SqlWords.First(sql, 8);
        return words switch
        {
            [] => "",
            ["CREATE" or "ALTER" or "DROP", ..] => $"{words[0]} {Thing(words)}",
            ["REFRESH", ..] => "REFRESH MATERIALIZED VIEW",
            ["TRUNCATE", ..] => "TRUNCATE TABLE",
            ["LOCK", ..] => "LOCK TABLE",
            ["START", ..] => "START TRANSACTION",
            ["END", ..] => "COMMIT",
            ["ABORT", ..] => "ROLLBACK",
            ["IMPORT", ..] => "IMPORT FOREIGN SCHEMA",
            ["REASSIGN", ..] => "REASSIGN OWNED",
            ["SET", "CONSTRAINTS", ..] => "SET CONSTRAINTS",
            ["SECURITY", ..] => "SECURITY LABEL",
            ["DECLARE", ..] => "DECLARE CURSOR",
            ["CLOSE", ..] => "CLOSE CURSOR",
            ["DISCARD", "ALL", ..] => "DISCARD ALL",
            _ => words[0],
        };
    }

    private static string Thing(List<string> words)
    {
        var rest = words.Skip(1).Where(w => !Fillers.Contains(w)).ToList();
        return rest switch
        {
            ["MATERIALIZED", ..] => "MATERIALIZED VIEW",
            ["FOREIGN", "DATA", ..] => "FOREIGN DATA WRAPPER",
            ["FOREIGN", ..] => "FOREIGN TABLE",
            ["EVENT", ..] => "EVENT TRIGGER",
            ["ACCESS", ..] => "ACCESS METHOD",
            ["USER", "MAPPING", ..] => "USER MAPPING",
            ["USER" or "GROUP", ..] => "ROLE",
            ["DEFAULT", "PRIVILEGES", ..] => "DEFAULT PRIVILEGES",
            ["OPERATOR", "CLASS", ..] => "OPERATOR CLASS",
            ["OPERATOR", "FAMILY", ..] => "OPERATOR FAMILY",
            ["TEXT", "SEARCH", var kind, ..] => "TEXT SEARCH " + kind,
            ["LARGE", ..] => "LARGE OBJECT",
            [var thing, ..] => thing,
            [] => "",
        };
    }
}
