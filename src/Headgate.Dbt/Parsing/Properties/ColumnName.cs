using Headgate.Dbt.Adapters;

namespace Headgate.Dbt.Parsing.Properties;

/// <summary>Name of a tested column.</summary>
/// <param name="InTests">Name as tests see it, quoted where asked for.</param>
internal sealed record ColumnName(string InTests)
{
    /// <summary>The name of a column, quoted by its own wish or that of its table.</summary>
    public static ColumnName Of(DescribedColumn column, bool tableQuotes, Dialect dialect) =>
        new((column.Info.Quote ?? tableQuotes) ? dialect.Quote(column.Info.Name) : column.Info.Name);
}
