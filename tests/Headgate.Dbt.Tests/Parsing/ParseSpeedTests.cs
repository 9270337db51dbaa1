using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Tests.Parsing;

public sealed class ParseSpeedTests(ITestOutputHelper output)
{
    [Fact]
    public void Two_thousand_models_do_not_take_many_times_longer_than_five_hundred()
    {
        var small = BestOfThree(500);
        var large = BestOfThree(2000);
        output.WriteLine($"500 models {small.TotalMilliseconds:0} ms, 2000 models {large.TotalMilliseconds:0} ms");

        // Four times the models; the rest is room for a busy machine. Work that grows with the square would need sixteen times.
        (large / small).ShouldBeLessThan(12);
    }

    private static TimeSpan BestOfThree(int models) => Enumerable.Range(0, 3).Min(_ => Measure(models));

    private static TimeSpan Measure(int models)
    {
        using var folder = new ProjectFolder();
        for (var i = 0; i < models; i++)
        {
            var parents = Enumerable.Range(1, Math.Min(4, i)).Select(step => $"select * from {{{{ ref('m_{i - step}') }}}}");
            folder.Write($"models/part_{i % 20}/m_{i}.sql", i == 0 ? "select 1 as id" : string.Join("\nunion all\n", parents));
        }

        for (var part = 0; part < 20; part++)
        {
            var entries = Enumerable
                .Range(0, models / 20)
                .Select(i => $"  - name: m_{(i * 20) + part}\n    columns:\n      - {{name: id, data_tests: [unique, not_null]}}\n");
            folder.Write($"models/part_{part}/schema.yml", "models:\n" + string.Concat(entries));
        }

        var started = TimeProvider.System.GetTimestamp();
        var manifest = folder.Parse();
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        manifest.Nodes.Values.Count(node => node.ResourceType == ResourceType.Model).ShouldBe(models);
        return elapsed;
    }
}
