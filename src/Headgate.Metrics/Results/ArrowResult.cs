using System.Globalization;
using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace Headgate.Metrics.Results;

/// <summary>A page as an Arrow IPC stream.</summary>
internal static class ArrowResult
{
    private const int Precision = 38;
    private const int MostScale = 18;

    /// <summary>Writes a page, as base64.</summary>
    public static string Write(ResultPage page)
    {
        var columns = page.Columns.Select((name, i) => Column(page, name, i)).ToList();
        var schema = new Schema([.. columns.Select(column => column.Field)], null);
        using var batch = new RecordBatch(schema, columns.Select(column => column.Data), page.Rows.Count);
        using var bytes = new MemoryStream();
        using (var writer = new ArrowStreamWriter(bytes, schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(batch);
            writer.WriteEnd();
        }
        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static (Field Field, IArrowArray Data) Column(ResultPage page, string name, int at)
    {
        var cells = page.Rows.Select(row => row[at]);
        IArrowArray data = page.Kinds[at] switch
        {
            CellKind.Boolean => Built<bool, BooleanArray, BooleanArray.Builder>(new(), cells, cell => (bool)cell),
            CellKind.Whole => Built<long, Int64Array, Int64Array.Builder>(new(), cells, Whole),
            CellKind.Double => Built<double, DoubleArray, DoubleArray.Builder>(new(), cells, Double),
            CellKind.Decimal => Decimals(cells, Math.Min(page.Scales[at], MostScale)),
            CellKind.Day => Built<DateTime, Date32Array, Date32Array.Builder>(
                new(),
                cells,
                cell => ((DateOnly)cell).ToDateTime(TimeOnly.MinValue)
            ),
            CellKind.Moment => Built<DateTimeOffset, TimestampArray, TimestampArray.Builder>(
                new(new TimestampType(TimeUnit.Microsecond, (string?)null)),
                cells,
                cell => new DateTimeOffset(DateTime.SpecifyKind((DateTime)cell, DateTimeKind.Utc))
            ),
            CellKind.ZonedMoment => Built<DateTimeOffset, TimestampArray, TimestampArray.Builder>(
                new(new TimestampType(TimeUnit.Microsecond, "UTC")),
                cells,
                cell => (DateTimeOffset)cell
            ),
            _ => Texts(cells),
        };
        return (new Field(name, data.Data.DataType, nullable: true), data);
    }

    private static TArray Built<T, TArray, TBuilder>(TBuilder builder, IEnumerable<object?> cells, Func<object, T> value)
        where TArray : IArrowArray
        where TBuilder : IArrowArrayBuilder<T, TArray, TBuilder>
    {
        foreach (var cell in cells)
        {
            _ = cell is null ? builder.AppendNull() : builder.Append(value(cell));
        }
        return builder.Build(default);
    }

    private static StringArray Texts(IEnumerable<object?> cells)
    {
        var builder = new StringArray.Builder();
        foreach (var cell in cells)
        {
            _ = cell is null ? builder.AppendNull() : builder.Append(CellKinds.Text(cell));
        }
        return builder.Build();
    }

    private static Decimal128Array Decimals(IEnumerable<object?> cells, int scale)
    {
        var builder = new Decimal128Array.Builder(new Decimal128Type(Precision, scale));
        foreach (var cell in cells)
        {
            _ = cell switch
            {
                null => builder.AppendNull(),
                BigInteger number => builder.Append(number.ToString(CultureInfo.InvariantCulture)),
                _ => builder.Append(decimal.Round(Convert.ToDecimal(cell, CultureInfo.InvariantCulture), scale)),
            };
        }
        return builder.Build();
    }

    private static long Whole(object cell) => Convert.ToInt64(cell, CultureInfo.InvariantCulture);

    private static double Double(object cell) =>
        cell is BigInteger big ? (double)big : Convert.ToDouble(cell, CultureInfo.InvariantCulture);
}
