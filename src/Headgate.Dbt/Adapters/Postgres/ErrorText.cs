using System.Text;
using Npgsql;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>An error of the server in the form of PostgreSQL's own library, which is what dbt prints.</summary>
internal static class ErrorText
{
    /// <summary>The text.</summary>
    /// <param name="error">What the server said.</param>
    /// <param name="sql">The whole text that was sent.</param>
    /// <param name="statement">The refused statement in it.</param>
    public static string Of(PostgresException error, string sql, SqlStatement statement)
    {
        var text = new StringBuilder(error.MessageText).Append('\n');
        if (statement.HoldsStatements && error.InternalPosition > 0)
        {
            ErrorExcerpt.Append(text, sql, statement.Start + error.InternalPosition - 1);
            return text.ToString().Trim();
        }
        if (error.Position > 0)
        {
            ErrorExcerpt.Append(text, sql, statement.Start + error.Position - 1);
        }
        else if (error is { InternalPosition: > 0, InternalQuery: { } inner })
        {
            ErrorExcerpt.Append(text, inner, error.InternalPosition - 1);
        }
        Append(text, "DETAIL", error.Detail);
        Append(text, "HINT", error.Hint);
        Append(text, "QUERY", error.InternalPosition > 0 ? null : error.InternalQuery);
        Append(text, "CONTEXT", error.Where);
        return text.ToString().Trim();
    }

    private static void Append(StringBuilder text, string name, string? part)
    {
        if (!string.IsNullOrEmpty(part))
        {
            text.Append(name).Append(":  ").Append(part).Append('\n');
        }
    }
}
