namespace Headgate.Dbt.Tests.Golden;

/// <summary>Expressions whose text differs for a reason: dbt was asked on PostgreSQL, the engine runs on DuckDB.</summary>
internal static class ZooDifferences
{
    private const string Target = "The target is a DuckDB file.";
    private const string Sql = "The SQL of this macro is that of DuckDB, or is laid out in our own way.";

    /// <summary>The reasons by expression.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["target.type"] = Target,
            ["adapter.type()"] = Target,
            ["dbt.dateadd('day', 3, 'd')"] = Sql,
            ["dbt.datediff('a', 'b', 'day')"] = Sql,
            ["dbt.safe_cast('a', 'integer')"] = Sql,
            ["dbt.split_part('a', \"','\", 1)"] = Sql,
            ["dbt.length('a')"] = Sql,
            ["dbt.position(\"'a'\", 'b')"] = Sql,
            ["dbt.replace('a',\"'x'\",\"'y'\")"] = Sql,
            ["dbt.right('a', 2)"] = Sql,
            ["dbt.last_day('d','month')"] = Sql,
            ["dbt.any_value('a')"] = Sql,
            ["dbt.listagg('a', \"','\", 'order by a')"] = Sql,
            ["dbt.except()"] = Sql,
            ["dbt.intersect()"] = Sql,
            ["dbt.cast_bool_to_text('true')"] = Sql,
            ["dbt.array_construct([1,2])"] = Sql,
            ["dbt.cast('a', 'text')"] = Sql,
            ["dbt.date(2024, 1, 2)"] = Sql,
            ["{'a':1} | attr('keys')"] = "dbt prints an address in the memory of its process.",
        };
}
