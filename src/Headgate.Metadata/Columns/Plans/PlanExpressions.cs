using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Headgate.Metadata.Columns.Plans;

/// <summary>Reads of which columns an expression of a plan is made.</summary>
/// <param name="byTable">Columns by the number of the operator that makes them, for the few references that name it.</param>
internal sealed class PlanExpressions(Dictionary<long, Flow[]> byTable)
{
    /// <summary>What an expression is made of.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="input">The columns of the operators below.</param>
    public Flow Read(JsonElement expression, Flow[] input)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return expression.Word("expression_class") switch
        {
            "BOUND_REF" => At(input, expression.Number("index")),
            "BOUND_COLUMN_REF" => At(
                byTable.GetValueOrDefault(expression.Member("binding").Number("table_index")) ?? [],
                expression.Member("binding").Number("column_index")
            ),
            "BOUND_CONSTANT" => Flow.Empty,
            "BOUND_AGGREGATE" => Aggregate(expression, input),
            "BOUND_WINDOW" => Window(expression, input),
            _ => Inside(expression, input).As(ColumnUse.Transformed),
        };
    }

    /// <summary>All that stands in something that may be an expression, or have some inside.</summary>
    public Flow All(JsonElement json, Flow[] input) => json.Word("expression_class").Length > 0 ? Read(json, input) : Inside(json, input);

    private Flow Inside(JsonElement json, Flow[] input) => Flow.Union(Expressions(json).Select(inner => Read(inner, input)));

    private Flow Aggregate(JsonElement expression, Flow[] input) =>
        Flow.Union([
            All(expression.Member("children"), input).As(ColumnUse.Aggregated),
            All(expression.Member("order_bys"), input).As(ColumnUse.Transformed),
            All(expression.Member("filter"), input).As(ColumnUse.Filters),
        ]);

    private Flow Window(JsonElement expression, Flow[] input) =>
        Flow.Union([
            All(expression.Member("children"), input)
                .As(expression.Word("type") == "WINDOW_AGGREGATE" ? ColumnUse.Aggregated : ColumnUse.Transformed),
            All(expression.Member("filters"), input).As(ColumnUse.Filters),
            Flow.Union(expression.Items("partitions").Select(p => Read(p, input)).Where(flow => !flow.IsCorrelation))
                .As(ColumnUse.Transformed),
            Flow.Union(
                    expression
                        .EnumerateObject()
                        .Where(member => member.Name is not ("children" or "partitions" or "filters") && !IsOpaque(member.Name))
                        .Select(member => All(member.Value, input))
                )
                .As(ColumnUse.Transformed),
        ]);

    /// <summary>The nearest expressions inside of something.</summary>
    private static IEnumerable<JsonElement> Expressions(JsonElement json)
    {
        var inside = json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().Where(member => !IsOpaque(member.Name)).Select(member => member.Value),
            JsonValueKind.Array => json.EnumerateArray(),
            _ => Enumerable.Empty<JsonElement>(),
        };
        foreach (var value in inside)
        {
            if (value.Word("expression_class").Length > 0)
            {
                yield return value;
            }
            else
            {
                foreach (var deeper in Expressions(value))
                {
                    yield return deeper;
                }
            }
        }
    }

    /// <summary>What functions keep for themselves has references of their own counting; types and values have none.</summary>
    private static bool IsOpaque(string member) =>
        member is "function_data" or "bind_info" or "return_type" or "value" or "arguments" or "original_arguments";

    private static Flow At(Flow[] columns, long index) =>
        index >= 0 && index < columns.Length
            ? columns[index]
            : throw new UnreadablePlanException("its plan refers to a column that is not there");
}
