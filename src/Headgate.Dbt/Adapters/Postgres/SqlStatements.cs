namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>
/// Takes a text apart at the semicolons between its statements. Those inside quotes, dollar quotes, comments, parentheses and the bodies of
/// <c>BEGIN ATOMIC</c> stay.
/// </summary>
internal static class SqlStatements
{
    /// <summary>The statements; those of nothing but comments are left out.</summary>
    public static IReadOnlyList<SqlStatement> Split(string sql)
    {
        var found = new List<SqlStatement>();
        var scan = new Scan(sql);
        var start = 0;
        while (scan.At < sql.Length)
        {
            if (sql[scan.At] == ';' && scan.IsOutside)
            {
                Add(found, sql, start, scan.At, scan.HoldsStatements);
                start = ++scan.At;
                scan.Begin();
            }
            else
            {
                scan.Step();
            }
        }
        Add(found, sql, start, sql.Length, scan.HoldsStatements);
        return found;
    }

    private static void Add(List<SqlStatement> found, string sql, int start, int end, bool holdsStatements)
    {
        var text = sql[start..end];
        if (SqlText.HasContent(text))
        {
            found.Add(new(text, start, holdsStatements));
        }
    }

    /// <summary>A walk over a text, one token a step.</summary>
    private sealed class Scan(string sql)
    {
        private int _parentheses;
        private int _blocks;
        private string _word = "";

        public int At { get; set; }

        public bool IsOutside => _parentheses == 0 && _blocks == 0;

        public bool HoldsStatements { get; private set; }

        public void Begin() => (_parentheses, _blocks, _word, HoldsStatements) = (0, 0, "", false);

        public void Step()
        {
            var end = SqlText.EndOfHidden(sql, At);
            if (end > At)
            {
                At = end;
                return;
            }
            var c = sql[At];
            if (char.IsLetter(c) || c == '_')
            {
                end = SqlText.EndOfWord(sql, At);
                Take(sql[At..end].ToUpperInvariant());
                At = end;
                return;
            }
            _parentheses = Math.Max(
                0,
                _parentheses
                    + (
                        c == '(' ? 1
                        : c == ')' ? -1
                        : 0
                    )
            );
            At++;
        }

        private void Take(string word)
        {
            if (_blocks == 0)
            {
                _blocks = word == "ATOMIC" && _word == "BEGIN" ? 1 : 0;
                HoldsStatements |= _blocks == 1;
            }
            else
            {
                _blocks += word switch
                {
                    "CASE" => 1,
                    "END" => -1,
                    _ => 0,
                };
            }
            _word = word;
        }
    }
}
