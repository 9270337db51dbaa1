using System.Text.Json.Nodes;

namespace Headgate.Metrics.Tests.Ported;

/// <summary>
/// What manifests lost when they were ported, though the check queries are about it: as MetricFlow's own projects say it
/// (dbt-labs/metricflow, <c>metricflow_semantics/test_helpers/semantic_manifest_yamls</c>).
/// </summary>
internal static class LostFacts
{
    public static void Restore(JsonNode manifest)
    {
        foreach (var model in manifest["semantic_models"]!.AsArray())
        {
            switch (model!["name"]!.ToString())
            {
                case "listings" when Named(model, "dimensions", "capacity") is not null:
                    BecomeHistory(model, "listing", "active_from", "active_to");
                    break;
                case "lux_listings":
                    BecomeHistory(model, "lux_listing", "valid_from", "valid_to");
                    break;
                case "listings_extended":
                    Rename(model, "listing_creation_ds", "ds");
                    break;
                case "buys_source":
                    Add(
                        model,
                        "entities",
                        new()
                        {
                            ["name"] = "session_id",
                            ["type"] = "foreign",
                            ["expr"] = "session_id",
                        }
                    );
                    break;
                case "bridge_table":
                    Named(model, "entities", "account_id")!["type"] = "unique";
                    break;
                case "customer_other_data":
                    Named(model, "entities", "customer_id")!["type"] = "primary";
                    Named(model, "entities", "customer_third_hop_id")!["type"] = "unique";
                    break;
            }
        }
        foreach (var metric in manifest["metrics"]!.AsArray())
        {
            var parameters = metric!["type_params"]!;
            switch (metric["name"]!.ToString())
            {
                case "trailing_2_months_revenue":
                    parameters["cumulative_type_params"]!["period_agg"] = "average";
                    break;
                case "revenue_all_time":
                    parameters["cumulative_type_params"]!["period_agg"] = "last";
                    break;
                case "visit_buy_conversion_rate_by_session":
                    parameters["conversion_type_params"]!["constant_properties"]![0]!["base_property"] = "session";
                    break;
                case "paraguayan_customers":
                    metric["filter"]!["where_filters"]![0]!["where_sql_template"] = "{{ Dimension('customer_id__country') }} = 'paraguay'";
                    break;
            }
        }
    }

    private static void BecomeHistory(JsonNode model, string entity, string from, string to)
    {
        Named(model, "entities", entity)!["type"] = "natural";
        model["primary_entity"] = entity;
        Add(model, "dimensions", Edge("window_start", from, "is_start"));
        Add(model, "dimensions", Edge("window_end", to, "is_end"));
    }

    private static JsonObject Edge(string name, string expression, string edge) =>
        new()
        {
            ["name"] = name,
            ["type"] = "time",
            ["expr"] = expression,
            ["type_params"] = new JsonObject
            {
                ["time_granularity"] = "day",
                ["validity_params"] = new JsonObject { [edge] = true },
            },
        };

    private static void Rename(JsonNode model, string from, string to)
    {
        var dimension = Named(model, "dimensions", from)!;
        dimension["name"] = to;
        dimension["expr"] = from;
    }

    private static void Add(JsonNode model, string list, JsonObject item) => model[list]!.AsArray().Add((JsonNode)item);

    private static JsonNode? Named(JsonNode model, string list, string name) =>
        model[list]!.AsArray().FirstOrDefault(item => item!["name"]!.ToString() == name);
}
