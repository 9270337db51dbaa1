using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>
/// Reads and writes plain data (<see cref="PlainData"/>) as JSON from which the same data comes back: what JSON has no form for stands in an object
/// with one key that begins with NUL, which no key of YAML can.
/// </summary>
internal sealed class ExactDataConverter : JsonConverter<object>
{
    private const string Date = "\0d";
    private const string Instant = "\0t";
    private const string Real = "\0f";
    private const string Whole = "\0n";

    /// <inheritdoc />
    public override bool HandleNull => true;

    /// <inheritdoc />
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadValue(ref reader);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options) => WriteValue(writer, value);

    /// <summary>Reads a map whose start has been read.</summary>
    public static OrderedDictionary<string, object?> ReadMap(ref Utf8JsonReader reader) =>
        ReadObject(ref reader) as OrderedDictionary<string, object?> ?? throw new JsonException("A map was expected.");

    /// <summary>Writes a map.</summary>
    public static void WriteMap(Utf8JsonWriter writer, OrderedDictionary<string, object?> map)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in map)
        {
            writer.WritePropertyName(key);
            WriteValue(writer, value);
        }
        writer.WriteEndObject();
    }

    private static object? ReadObject(ref Utf8JsonReader reader)
    {
        var map = new OrderedDictionary<string, object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            reader.Read();
            map[key] = ReadValue(ref reader);
        }
        return map.Count == 1 && map.GetAt(0) is var only && only.Key is ['\0', ..] ? Special(only.Key, (string)only.Value!) : map;
    }

    private static object? ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return reader.GetInt64();
            case JsonTokenType.StartArray:
                var list = new List<object?>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Add(ReadValue(ref reader));
                }
                return list;
            default:
                return ReadObject(ref reader);
        }
    }

    private static object Special(string key, string text) =>
        key switch
        {
            Date => DateOnly.FromDayNumber(int.Parse(text, CultureInfo.InvariantCulture)),
            Instant => DateTime.FromBinary(long.Parse(text, CultureInfo.InvariantCulture)),
            Real => BitConverter.Int64BitsToDouble(long.Parse(text, CultureInfo.InvariantCulture)),
            Whole => BigInteger.Parse(text, CultureInfo.InvariantCulture),
            _ => throw new JsonException($"Unknown data '{key[1..]}'."),
        };

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case OrderedDictionary<string, object?> map:
                WriteMap(writer, map);
                break;
            case List<object?> list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    WriteValue(writer, item);
                }
                writer.WriteEndArray();
                break;
            case double number:
                WriteSpecial(writer, Real, BitConverter.DoubleToInt64Bits(number));
                break;
            case BigInteger number:
                WriteSpecial(writer, Whole, number);
                break;
            case DateOnly date:
                WriteSpecial(writer, Date, date.DayNumber);
                break;
            case DateTime moment:
                WriteSpecial(writer, Instant, moment.ToBinary());
                break;
            default:
                // Whoever keeps a manifest then does not keep this one.
                throw new NotSupportedException($"{value.GetType()} is no plain data.");
        }
    }

    private static void WriteSpecial(Utf8JsonWriter writer, string key, IFormattable value)
    {
        writer.WriteStartObject();
        writer.WriteString(key, value.ToString(null, CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }
}
