using System.Data.Common;
using System.Globalization;
using System.Text;
using Headgate.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Headgate.Metadata.Ingestion;

/// <summary>
/// Writes rows of one table, many in a statement: a run brings tens of thousands, and each would be followed, compared and sent by itself. Columns and their forms are those of the
/// model; it works in the transaction that is open.
/// </summary>
internal sealed class ManyRows<T>
    where T : class
{
    /// <summary>Values in a statement; both databases take more, and gain nothing by it.</summary>
    private const int MostValues = 1_500;

    private readonly HeadgateDb _db;
    private readonly ISqlGenerationHelper _sql;
    private readonly string _table;
    private readonly Column _key;
    private readonly Dictionary<string, Column> _columns;

    /// <summary>Of the database with an open transaction.</summary>
    public ManyRows(HeadgateDb db)
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var store = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var all = type.GetProperties()
            .Select(property => new Column(property, property.GetColumnName(store)!, property.GetRelationalTypeMapping()))
            .ToList();
        (_db, _sql, _table) = (db, db.GetService<ISqlGenerationHelper>(), store.Name);
        _key = all.First(column => column.Property.IsPrimaryKey());
        _columns = all.Where(column => column != _key).ToDictionary(column => column.Property.Name, StringComparer.Ordinal);
    }

    /// <summary>Inserts rows. Gives the number of each by one of its values, which no two of them share; of nothing where none is named.</summary>
    public async Task<Dictionary<string, long>> InsertAsync(IReadOnlyList<T> rows, string? by, CancellationToken cancellation)
    {
        var (ids, columns) = (new Dictionary<string, long>(StringComparer.Ordinal), _columns.Values.ToList());
        var returning = by is null ? "" : $" RETURNING {Name(_key.Name)}, {Name(_columns[by].Name)}";
        var head = $"INSERT INTO {Name(_table)} ({string.Join(", ", columns.Select(column => Name(column.Name)))}) VALUES ";
        await EachAsync(
            rows,
            columns,
            values => head + values + returning,
            async command =>
            {
                if (by is null)
                {
                    await command.ExecuteNonQueryAsync(cancellation);
                    return;
                }
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                while (await reader.ReadAsync(cancellation))
                {
                    ids[reader.GetString(1)] = reader.GetInt64(0);
                }
            }
        );
        return ids;
    }

    /// <summary>Changes some columns of rows, and no others.</summary>
    public Task UpdateAsync(IReadOnlyList<T> rows, IEnumerable<string> properties, CancellationToken cancellation)
    {
        var changed = properties.Select(name => _columns[name]).ToList();
        // Both databases call the columns of a list of values so. What is null in all of them has no type there.
        var set = changed.Select(
            (column, i) =>
                string.Create(CultureInfo.InvariantCulture, $"{Name(column.Name)} = CAST(v.column{i + 2} AS {column.Mapping.StoreType})")
        );
        var head = $"UPDATE {Name(_table)} SET {string.Join(", ", set)} FROM (VALUES ";
        var tail = $") AS v WHERE {Name(_table)}.{Name(_key.Name)} = v.column1";
        return EachAsync(rows, [_key, .. changed], values => head + values + tail, command => command.ExecuteNonQueryAsync(cancellation));
    }

    private async Task EachAsync(IReadOnlyList<T> rows, List<Column> columns, Func<string, string> text, Func<DbCommand, Task> execute)
    {
        DbCommand? command = null;
        try
        {
            foreach (var batch in rows.Chunk(Math.Max(1, MostValues / columns.Count)))
            {
                if (command?.Parameters.Count != batch.Length * columns.Count)
                {
                    command?.Dispose();
                    command = Command(batch, columns, text);
                }
                else
                {
                    for (var i = 0; i < command.Parameters.Count; i++)
                    {
                        command.Parameters[i].Value = columns[i % columns.Count].Sent(batch[i / columns.Count]);
                    }
                }
                await execute(command);
            }
        }
        finally
        {
            command?.Dispose();
        }
    }

    private DbCommand Command(T[] rows, List<Column> columns, Func<string, string> text)
    {
        var command = _db.Database.GetDbConnection().CreateCommand();
        command.Transaction = _db.Database.CurrentTransaction!.GetDbTransaction();
        var values = new StringBuilder();
        foreach (var row in rows)
        {
            values.Append(values.Length == 0 ? "(" : "), (");
            foreach (var (index, column) in columns.Index())
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
                values.Append(index == 0 ? "" : ", ").Append(name);
                command.Parameters.Add(column.Mapping.CreateParameter(command, name, column.Value(row), column.Property.IsNullable));
            }
        }
        command.CommandText = text(values.Append(')').ToString());
        return command;
    }

    private string Name(string name) => _sql.DelimitIdentifier(name);

    /// <summary>A column, with how its values are read and sent.</summary>
    private sealed record Column(IProperty Property, string Name, RelationalTypeMapping Mapping)
    {
        public object? Value(object row) => Property.GetGetter().GetClrValue(row);

        public object Sent(object row) =>
            (
                Value(row) is { } value
                    ? Mapping.Converter is { } form
                        ? form.ConvertToProvider(value)
                        : value
                    : null
            ) ?? DBNull.Value;
    }
}
