using System.Globalization;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.UnitTests;

/// <summary>Rows of unit tests as templates write them into SQL: dates are texts.</summary>
internal static class RowData
{
    public static List<object?> Normalise(List<object?> rows) => rows.ConvertAll(Normalise);

    private static object? Normalise(object? value)
    {
        switch (value)
        {
            case DateOnly date:
                return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case DateTime moment:
                return PlainData.Moment(moment);
            case List<object?> list:
                return list.ConvertAll(Normalise);
            case OrderedDictionary<string, object?> map:
                var copy = new OrderedDictionary<string, object?>(map.Count);
                foreach (var (key, item) in map)
                {
                    copy[key] = Normalise(item);
                }
                return copy;
            default:
                return value;
        }
    }
}
