using Headgate.Metadata.Columns.Binding;

namespace Headgate.Metadata.Tests.Columns;

/// <summary>The tables that the queries of <c>queries.txt</c> read.</summary>
internal static class QueryTables
{
    public static IReadOnlyList<BoundTable> All { get; } =
    [
        Of(
            "orders",
            "id integer, customer_id integer, status varchar, amount decimal(10,2), ordered_at timestamp, day date, tags varchar[]"
        ),
        Of("fct_orders", "id integer, amount decimal(10,2), ordered_at timestamp"),
        Of("items", "order_id integer, quantity integer, amount decimal(10,2)"),
        Of("customers", "id integer, name varchar, email varchar, region_id integer, referrer_id integer"),
        Of("regions", "id integer, name varchar"),
        Of("regions_of", "region_id integer, parent_id integer"),
        Of("payments", "id integer, order_id integer, method varchar, amount decimal(12,2), paid_at timestamp"),
        Of("events", "user_id integer, happened_at timestamp, data json"),
        Of("weird table", "a column integer"),
        Of("orders", "id integer, customer_id integer") with
        {
            Database = "shop",
        },
    ];

    /// <summary>A table whose node is called as it is, for short.</summary>
    private static BoundTable Of(string name, string columns) =>
        new(
            name,
            Database: null,
            Schema: "main",
            name,
            [.. columns.Split(", ").Select(c => new TableColumn(c[..c.LastIndexOf(' ')], c[(c.LastIndexOf(' ') + 1)..]))],
            IsOpen: false
        );
}
