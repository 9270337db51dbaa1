using System.Diagnostics;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Tests.Parsing;

/// <summary>How parsing grows with a project, in processor time, which other programs on the machine do not change; so nothing else runs beside it.</summary>
[Collection(AloneCollection.Name)]
public sealed class ParseSpeedTests(ITestOutputHelper output)
{
    [Fact]
    public void Two_thousand_models_do_not_take_many_times_longer_than_five_hundred()
    {
        var small = BestOfThree(500);
        var large = BestOfThree(2000);
        output.WriteLine($"500 models {small.TotalMilliseconds:0} ms, 2000 models {large.TotalMilliseconds:0} ms of processor time");

        // Four times the models; the rest is room for caches and collections. Work that grows with the square would need sixteen times.
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

        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var manifest = folder.Parse();
        process.Refresh();
        var worked = process.TotalProcessorTime - before;
        manifest.Nodes.Values.Count(node => node.ResourceType == ResourceType.Model).ShouldBe(models);
        return worked;
    }
}
