using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Headgate.Metrics.Results;

/// <summary>A page as JSON, in the forms that pandas gives a table.</summary>
internal static class JsonResult
{
    /// <summary>Writes a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="orient">pandas' name of the form, in capitals.</param>
    public static string Write(ResultPage page, string orient)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            switch (orient)
            {
                case "SPLIT":
                    Split(json, page);
                    break;
                case "RECORDS":
                    List(json, page.Rows, row => Record(json, page, row, null));
                    break;
                case "INDEX":
                    Index(json, page);
                    break;
                case "COLUMNS":
                    Columns(json, page);
                    break;
                case "VALUES":
                    List(json, page.Rows, row => List(json, row, cell => Cell(json, cell)));
                    break;
                default:
                    Table(json, page);
                    break;
            }
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Table(Utf8JsonWriter json, ResultPage page)
    {
        json.WriteStartObject();
        json.WriteStartObject("schema");
        json.WriteStartArray("fields");
        Field("index", "integer");
        for (var i = 0; i < page.Columns.Count; i++)
        {
            Field(page.Columns[i], TypeOf(page.Kinds[i]));
        }
        json.WriteEndArray();
        json.WriteStartArray("primaryKey");
        json.WriteStringValue("index");
        json.WriteEndArray();
        json.WriteString("pandas_version", "1.4.0");
        json.WriteEndObject();
        json.WriteStartArray("data");
        for (var i = 0; i < page.Rows.Count; i++)
        {
            Record(json, page, page.Rows[i], i);
        }
        json.WriteEndArray();
        json.WriteEndObject();

        void Field(string name, string type)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("type", type);
            json.WriteEndObject();
        }
    }

    private static void Split(Utf8JsonWriter json, ResultPage page)
    {
        json.WriteStartObject();
        json.WriteStartArray("columns");
        foreach (var column in page.Columns)
        {
            json.WriteStringValue(column);
        }
        json.WriteEndArray();
        json.WriteStartArray("index");
        for (var i = 0; i < page.Rows.Count; i++)
        {
            json.WriteNumberValue(i);
        }
        json.WriteEndArray();
        json.WritePropertyName("data");
        List(json, page.Rows, row => List(json, row, cell => Cell(json, cell)));
        json.WriteEndObject();
    }

    private static void Index(Utf8JsonWriter json, ResultPage page)
    {
        json.WriteStartObject();
        for (var i = 0; i < page.Rows.Count; i++)
        {
            json.WritePropertyName(i.ToString(CultureInfo.InvariantCulture));
            Record(json, page, page.Rows[i], null);
        }
        json.WriteEndObject();
    }

    private static void Columns(Utf8JsonWriter json, ResultPage page)
    {
        json.WriteStartObject();
        for (var column = 0; column < page.Columns.Count; column++)
        {
            json.WriteStartObject(page.Columns[column]);
            for (var i = 0; i < page.Rows.Count; i++)
            {
                json.WritePropertyName(i.ToString(CultureInfo.InvariantCulture));
                Cell(json, page.Rows[i][column]);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Record(Utf8JsonWriter json, ResultPage page, object?[] row, int? index)
    {
        json.WriteStartObject();
        if (index is { } number)
        {
            json.WriteNumber("index", number);
        }
        for (var i = 0; i < row.Length; i++)
        {
            json.WritePropertyName(page.Columns[i]);
            Cell(json, row[i]);
        }
        json.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter json, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            write(item);
        }
        json.WriteEndArray();
    }

    private static void Cell(Utf8JsonWriter json, object? cell)
    {
        switch (cell)
        {
            case null:
            case double and (double.NaN or double.PositiveInfinity or double.NegativeInfinity):
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case long or int or short or byte:
                json.WriteNumberValue(Convert.ToInt64(cell, CultureInfo.InvariantCulture));
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case BigInteger number:
                json.WriteRawValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case double or float:
                json.WriteNumberValue(Convert.ToDouble(cell, CultureInfo.InvariantCulture));
                break;
            case DateOnly day:
                // pandas knows no days, only moments.
                json.WriteStringValue(CellKinds.Text(day.ToDateTime(TimeOnly.MinValue)));
                break;
            default:
                json.WriteStringValue(CellKinds.Text(cell));
                break;
        }
    }

    private static string TypeOf(CellKind kind) =>
        kind switch
        {
            CellKind.Boolean => "boolean",
            CellKind.Whole => "integer",
            CellKind.Decimal or CellKind.Double => "number",
            CellKind.Day or CellKind.Moment or CellKind.ZonedMoment => "datetime",
            _ => "string",
        };
}
