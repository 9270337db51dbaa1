using Headgate.Metadata.Columns;
using Headgate.Metadata.Columns.Keeping;
using Headgate.Metadata.Tests.Graph;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Metadata.Tests.Columns;

/// <summary>Columns of "orchard", which real dbt built in PostgreSQL.</summary>
public sealed class GoldenColumnTests(GoldenLabs labs, ITestOutputHelper output) : IClassFixture<GoldenLabs>
{
    [Fact]
    public async Task ColumnLineage_of_a_PostgreSQL_project_is_known_but_for_what_is_said()
    {
        var models = await ModelsAsync();

        foreach (var (id, query, _) in models.Where(m => m.Query.Why is not null))
        {
            output.WriteLine($"{id}: {query.Why}");
        }
        output.WriteLine($"{models.Count(m => m.Query.Why is null)} of {models.Count} are known.");
        models.Count(m => m.Query.Why is null).ShouldBeGreaterThanOrEqualTo(models.Count * 9 / 10);
        models.ShouldAllBe(m => m.Query.Why != "");
    }

    [Fact]
    public async Task ColumnLineage_of_a_PostgreSQL_project_has_the_columns_that_the_warehouse_has()
    {
        var models = await ModelsAsync();

        var wrong = models
            .Where(m => m.Query.Why is null && m.Catalog.Count > 0)
            .Where(m => !m.Query.Columns.Select(c => c.Name).SequenceEqual(m.Catalog))
            .Select(m => $"{m.Id}: {string.Join(", ", m.Query.Columns.Select(c => c.Name))}, and not {string.Join(", ", m.Catalog)}");

        output.WriteLine($"{models.Count(m => m.Catalog.Count > 0)} models were compared.");
        wrong.ShouldBeEmpty();
    }

    private async Task<List<(string Id, QueryColumns Query, IReadOnlyList<string> Catalog)>> ModelsAsync()
    {
        var lab = await labs.OfAsync("SQLite");
        await lab.KeepColumnsAsync();
        var graph = await lab.Store.Services.GetRequiredService<ColumnStates>().FindAsync(lab.Job.EnvironmentId, MetadataLab.Cancellation);
        await using var db = await lab.Store.OpenDbAsync();
        return
        [
            .. db
                .MetadataNodes.Where(n => n.UniqueId.StartsWith("model.") && n.CompiledCode != null && n.DefinitionId != null)
                .OrderBy(n => n.UniqueId)
                .AsEnumerable()
                .Select(n =>
                    (
                        n.UniqueId,
                        graph.Query(n.UniqueId)!,
                        (IReadOnlyList<string>)[.. (n.Catalog is null ? [] : KnownColumns.OfCatalog(n.Catalog)).Select(c => c.Name)]
                    )
                ),
        ];
    }
}
