using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;

namespace Headgate.Metadata.Columns.Binding;

/// <summary>
/// A database in memory, with empty tables, that reaches no file and no network and whose settings are locked. Queries are bound in it and never executed.
/// </summary>
internal sealed class BindingBox : IDisposable
{
    /// <summary>The database that DuckDB has by itself: of tables whose project names none.</summary>
    private const string Own = "memory";

    private const int MostArguments = 12;

    private static readonly string[] Locking =
    [
        "set autoinstall_known_extensions = false",
        "set autoload_known_extensions = false",
        "set temp_directory = ''",
        "set threads = 1",
        "set memory_limit = '256MB'",
        "set old_implicit_casting = true",
        "create type jsonb as json",
        "set enable_external_access = false",
        "set lock_configuration = true",
    ];

    private readonly DuckDBConnection _connection = new("DataSource=:memory:");
    private readonly HashSet<string> _places = new(StringComparer.OrdinalIgnoreCase) { $"{Own}.main", Own };
    private readonly Dictionary<string, string> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _nodes = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens and locks it.</summary>
    public BindingBox()
    {
        _connection.Open();
        Array.ForEach(Locking, Execute);
    }

    /// <summary>The node behind a table; null for none.</summary>
    public string? NodeOf(string database, string schema, string table) => _nodes.GetValueOrDefault(Key(database, schema, table));

    /// <summary>Puts a table in, in the place of one that has other columns.</summary>
    /// <exception cref="DbException">It cannot be.</exception>
    public void Put(BoundTable table)
    {
        var (database, schema) = (table.Database ?? Own, table.Schema ?? "main");
        var key = Key(database, schema, table.Name);
        _nodes[key] = table.Node;
        var columns = table.Columns.DistinctBy(column => column.Name, StringComparer.OrdinalIgnoreCase).ToList();
        // A table must have a column; this one is nobody's.
        var text = string.Join(
            ", ",
            columns.Count == 0
                ? [$"{Quote(TableTypes.Nobody)} integer"]
                : columns.Select(column => $"{Quote(column.Name)} {TableTypes.Of(column.Type ?? "varchar")}")
        );
        if (_tables.TryGetValue(key, out var there) && there == text)
        {
            return;
        }
        if (_places.Add(database))
        {
            Execute($"attach ':memory:' as {Quote(database)}");
        }
        if (_places.Add($"{database}.{schema}"))
        {
            Execute($"create schema if not exists {Quote(database)}.{Quote(schema)}");
        }
        var name = $"{Quote(database)}.{Quote(schema)}.{Quote(table.Name)}";
        _tables.Remove(key);
        Execute($"create or replace table {name} ({text})");
        _tables[key] = text;
    }

    /// <summary>The plan of a query, or what is wrong with it, as JSON.</summary>
    public string Plan(string sql) => Texts($"select json_serialize_plan({Literal(sql)})")[0][0];

    /// <summary>Names and types of what a query answers. It must be known to be one query.</summary>
    public List<(string Name, string Type)> Describe(string sql) =>
        [.. Texts($"select column_name, column_type from (describe {sql}\n)").Select(row => (row[0], row[1]))];

    /// <summary>Stands in for a function that the binder does not have: of texts, made of all its arguments.</summary>
    public void AddFunction(string name)
    {
        var forms = Enumerable
            .Range(0, MostArguments + 1)
            .Select(count => Enumerable.Range(0, count).Select(at => $"a{at.ToString(CultureInfo.InvariantCulture)}").ToList())
            .Select(a => $"({string.Join(", ", a)}) as {(a.Count == 0 ? "null::varchar" : $"concat({string.Join(", ", a)})")}");
        Execute($"create macro {Quote(name)} {string.Join(", ", forms)}");
    }

    /// <summary>Takes it away again.</summary>
    public void RemoveFunction(string name) => Execute($"drop macro {Quote(name)}");

    /// <summary>Stands in for a type that the binder does not have.</summary>
    public void AddType(string name) => Execute($"create type {Quote(name)} as varchar");

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();

    private static string Key(string database, string schema, string table) => $"{database}\n{schema}\n{table}";

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<string[]> Texts(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }
        return rows;
    }
}
