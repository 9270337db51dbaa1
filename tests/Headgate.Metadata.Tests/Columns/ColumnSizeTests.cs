using System.Diagnostics;
using System.Globalization;
using Headgate.Metadata.Tests.Graph;
using static Headgate.Metadata.Tests.Columns.ColumnProject;

namespace Headgate.Metadata.Tests.Columns;

/// <summary>Figures for the columns of large projects; run by name (<c>-explicit on</c>), printed, and not judged.</summary>
public sealed class ColumnSizeTests(ITestOutputHelper output)
{
    private const int Models = 1_000;
    private const int Width = 20;

    [Fact(Explicit = true)]
    public async Task A_thousand_models_of_twenty_columns()
    {
        await using var lab = await MetadataLab.CreateAsync();
        await lab.EndAsync(1, Project("0").Files());
        await lab.ReadAsync();
        Say($"all new: {await TimeAsync(lab.KeepColumnsAsync)} ms");
        await lab.EndAsync(2, Project("0").Files());
        await lab.ReadAsync();
        Say($"nothing changed: {await TimeAsync(lab.KeepColumnsAsync)} ms");
        await lab.EndAsync(3, Project("1").Files());
        await lab.ReadAsync();
        Say($"one model changed: {await TimeAsync(lab.KeepColumnsAsync)} ms");
        var query =
            $$"""{ column(environmentId: {{lab.Job.EnvironmentId}}) { lineage(nodeUniqueId: "{{Model("m_0999")}}", filters: {columnName: "c3"}) { uniqueId parentColumns } } }""";
        Say($"first question, all steps: {await TimeAsync(() => lab.AskAsync(query))} ms");
        Say($"next question, all steps: {await TimeAsync(() => lab.AskAsync(query))} ms");
    }

    /// <summary>Chains of ten models on a source, each joined with the one before and the source, with a sum and a window.</summary>
    private static ColumnProject Project(string constant)
    {
        var columns = Enumerable.Range(0, Width).Select(i => $"c{i.ToString(CultureInfo.InvariantCulture)}").ToList();
        var project = new ColumnProject().WithSource("t", string.Join(", ", columns.Select(c => $"{c} integer")));
        for (var i = 0; i < Models; i++)
        {
            var (name, before) = ($"m_{i:D4}", i % 10 == 0 ? "\"db\".\"raw\".\"t\"" : $"\"db\".\"main\".\"m_{i - 1:D4}\"");
            var passed = string.Join(", ", columns.Skip(3).Select(c => $"p.{c}"));
            project.WithModel(
                name,
                i % 10 == 0 ? "raw.t" : $"raw.t, m_{i - 1:D4}",
                $"""
                with p as (select * from {before} where c0 > {(i == 500 ? constant : "0")}),
                totals as (select c0, sum(c1) as c1 from "db"."raw"."t" group by c0)
                select p.c0, totals.c1, row_number() over (partition by p.c0 order by p.c4)::integer as c2, {passed} from p left join totals on totals.c0 = p.c0
                """
            );
        }
        return project;
    }

    private static async Task<string> TimeAsync(Func<Task> work)
    {
        var (watch, busy) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await work();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{watch.Elapsed.TotalMilliseconds:0} ms, processor {(Environment.CpuUsage.TotalTime - busy).TotalMilliseconds:0}"
        );
    }

    private void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
