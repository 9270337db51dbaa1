using Headgate.Metadata.Columns.Binding;

namespace Headgate.Metadata.Tests.Columns;

/// <summary>Where the columns of queries come from, compared with answers worked out by hand.</summary>
public sealed class ColumnLineageTests : IDisposable
{
    private readonly QueryBinder _binder = new();

    public static TheoryData<string> Names => [.. QueryCase.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_column_of_a_query_says_where_it_comes_from(string name)
    {
        var wanted = QueryCase.Of(name);

        var found = QueryCase.Written(_binder.Bind(new BindRequest(wanted.Sql, QueryTables.All)));

        if (wanted.Answer is [var why] && why.StartsWith("unknown", StringComparison.Ordinal))
        {
            found.ShouldHaveSingleItem().ShouldStartWith("unknown ");
            found[0].ShouldContain(why["unknown".Length..].Trim(), Case.Insensitive);
            return;
        }
        found.ShouldBe(wanted.Answer);
    }

    public void Dispose() => _binder.Dispose();
}
