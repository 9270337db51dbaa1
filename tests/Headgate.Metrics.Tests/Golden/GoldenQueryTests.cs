using System.Data.Common;
using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Tests.Golden;

/// <summary>The queries of the reference data: the same rows as MetricFlow, and refusals of the same kind.</summary>
public abstract class GoldenQueryTests(GroveWarehouse warehouse)
{
    private readonly MetricEngine _engine = new(
        SemanticManifest.Parse(
            File.ReadAllText(Path.Combine(GoldenCase.Folder, "semantic_manifest.json"))
                .Replace("\\\"mf\\\"", $"\\\"{warehouse.Database}\\\"")
        )
    );

    public static TheoryData<string> Queries() => [.. GoldenCase.Names()];

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_gives_the_rows_of_MetricFlow_or_is_refused_alike(string name)
    {
        var golden = GoldenCase.Load(name);
        var compiled = _engine.Compile(golden.Query, warehouse.Engine);
        if (golden.IsError)
        {
            Refused(golden, compiled);
            return;
        }
        compiled.Refusal.ShouldBeNull();
        var expected = ResultTable.FromCsv(golden.Result!);
        var actual = warehouse.Query(compiled.Sql!);
        actual.Columns.Order().ShouldBe(expected.Columns.Order());
        if (MetricFlowFault.All.TryGetValue(name, out var fault))
        {
            Corrected(actual, expected, fault);
            return;
        }
        actual.InOrderOf(expected).Text(golden.IsOrdered).ShouldBe(expected.Text(golden.IsOrdered), compiled.Sql);
    }

    private static void Corrected(ResultTable actual, ResultTable expected, MetricFlowFault fault)
    {
        if (fault.LosesRows)
        {
            expected.WhereGiven().Rows.Select(row => row[0]).Except(actual.Rows.Select(row => row[0])).ShouldBeEmpty(fault.Reason);
            return;
        }
        var right = expected.Columns.Except(fault.Columns).ToList();
        var rows = fault.RepeatsRows ? expected.Distinct() : expected;
        actual.Only(right).Text(ordered: false).ShouldBe(rows.Only(right).Text(ordered: false), fault.Reason);
        if (fault.RightIn is var (query, column))
        {
            var other = ResultTable.FromCsv(GoldenCase.Load(query).Result!);
            actual
                .Only(["metric_time__month", fault.Columns[0]])
                .WhereGiven()
                .Text(ordered: false)
                .ShouldBe(other.Only(["metric_time__month", column]).WhereGiven().Text(ordered: false), fault.Reason);
        }
    }

    private void Refused(GoldenCase golden, CompiledMetricQuery compiled)
    {
        if (golden.Error!.StartsWith("UnsupportedEngineFeatureError", StringComparison.Ordinal) && warehouse.Engine != SqlEngine.Postgres)
        {
            // What PostgreSQL does not have, another database may.
            compiled.Refusal.ShouldBeNull();
            warehouse.Query(compiled.Sql!).Rows.Count.ShouldBe(1);
            return;
        }
        if (golden.Stage == "plan")
        {
            compiled.Refusal.ShouldNotBeNull(compiled.Sql);
            compiled.Refusal.Kind.ShouldBe(RefusalsOfMetricFlow.KindOf(golden.Error!), compiled.Refusal.Message);
            return;
        }
        if (compiled.Refusal is null)
        {
            Should.Throw<DbException>(() => warehouse.Query(compiled.Sql!));
        }
    }
}
