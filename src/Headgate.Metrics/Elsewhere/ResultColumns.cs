using System.Text;
using System.Text.Json;
using Apache.Arrow.Ipc;

namespace Headgate.Metrics.Elsewhere;

/// <summary>The columns of a result that an account elsewhere gave, in whatever form.</summary>
internal static class ResultColumns
{
    private const string Index = "index";

    /// <summary>The columns of JSON in one of pandas' forms; null where it is none. Rows of bare values have no names: those count as the columns that were asked for.</summary>
    /// <param name="text">The JSON, or its base64.</param>
    /// <param name="orient">pandas' name of the form, in capitals.</param>
    /// <param name="isEncoded">Whether it is base64.</param>
    /// <param name="asked">The columns that were asked for; empty where that is not known.</param>
    public static IReadOnlyList<string>? OfJson(string text, string orient, bool isEncoded, IReadOnlyList<string> asked)
    {
        try
        {
            using var json = JsonDocument.Parse(isEncoded ? Encoding.UTF8.GetString(Convert.FromBase64String(text)) : text);
            var root = json.RootElement;
            return orient switch
            {
                "TABLE" => [.. Table(root).Where(name => name != Index)],
                "SPLIT" => [.. root.GetProperty("columns").EnumerateArray().Select(name => name.GetString()!)],
                "RECORDS" => Rows(root),
                "INDEX" => [.. root.EnumerateObject().SelectMany(row => row.Value.EnumerateObject()).Select(cell => cell.Name).Distinct()],
                "COLUMNS" => [.. root.EnumerateObject().Select(column => column.Name)],
                "VALUES" => Unnamed(root, asked),
                _ => null,
            };
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The columns of an Arrow stream in base64; null where it is none.</summary>
    public static IReadOnlyList<string>? OfArrow(string text)
    {
        try
        {
            using var reader = new ArrowStreamReader(new MemoryStream(Convert.FromBase64String(text)));
            return [.. reader.Schema.FieldsList.Select(field => field.Name)];
        }
        catch (Exception e)
            when (e is FormatException or IOException or InvalidDataException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static IReadOnlyList<string> Unnamed(JsonElement rows, IReadOnlyList<string> asked)
    {
        var widest = rows.EnumerateArray().Select(row => row.GetArrayLength()).DefaultIfEmpty().Max();
        return asked.Count > 0 && widest > asked.Count ? [$"number {widest}"] : asked;
    }

    private static IEnumerable<string> Table(JsonElement root) =>
        root.GetProperty("schema")
            .GetProperty("fields")
            .EnumerateArray()
            .Select(field => field.GetProperty("name").GetString()!)
            .Concat(Rows(root.GetProperty("data")));

    private static List<string> Rows(JsonElement rows) =>
        [.. rows.EnumerateArray().SelectMany(row => row.EnumerateObject()).Select(cell => cell.Name).Distinct(StringComparer.Ordinal)];
}
