namespace Headgate.Dbt.Adapters.Seeds;

/// <summary>The database's type for a column of a seed, from the values that it holds.</summary>
internal static class SeedTypeNames
{
    /// <summary>The type of a column.</summary>
    public static string Of(QueryTable table, int column, SeedTypes types)
    {
        var found = types.Integer;
        foreach (var row in table.Rows)
        {
            switch (row[column])
            {
                case null:
                    continue;
                case long:
                    return types.Integer;
                case decimal value:
                    found = types.Number;
                    if (value != decimal.Truncate(value))
                    {
                        return types.Number;
                    }
                    continue;
                case double:
                    return types.Number;
                case bool:
                    return types.Boolean;
                case DateOnly:
                    return types.Date;
                case DateTime:
                    return types.Timestamp;
                default:
                    return types.Text;
            }
        }
        return found;
    }
}
